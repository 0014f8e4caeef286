"""The papers: numbered in series of their own, stopped where the office is asked, and accessible and archivable."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from spoc_desk.casework import assurance
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.disputes import complaints, consultations, escalations
from spoc_desk.casework.disputes.papers import BLANKS, blank_dispute
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.partnership import consultations as log
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.print_register import list_prints
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.clock import FixedClock
from spoc_desk.errors import BadAnswer, LeakFound, NotAtThisDesk, NotYet
from spoc_desk.printing.render import render
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from tests.casework.disputes.desk import COMPLAINT, CONSULTATION, FORWARD, NOT_AGREED, opened
from tests.casework.own_copy import issue
from tests.casework.referrals.desk import begin
from tests.casework.story import Story
from tests.factories import make_vault
from tests.printing.conftest import MADE_ON, in_one_line
from tests.printing.conftest import complaints as flaws

CONSULTED = {
    "consulted_on": "2026-11-23", "consulted_with": "Health visitor", "agency": "health_visitor",
    "consulted_about": "Weight", "consulted_advice": "Weigh again.", "family_involved": "yes",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    clock = FixedClock()
    vault = make_vault(tmp_path_factory.mktemp("desk") / "vault", clock, roles=frozenset({"la_spoc", "dcs_office"}))
    save_profile(vault, load_profile("luton"))
    yield Story(vault)
    vault.close()


def _sit(vault: Vault, *roles: str) -> None:
    vault.actor = replace(vault.actor, roles=frozenset(roles))
    settle(vault)


@pytest.mark.req("R-001-10")
def test_the_record_of_an_escalation_holds_every_stage(desk: Story) -> None:
    vault = desk.vault
    one = opened(vault, child_at_risk="yes", about_given_names="Maja")
    escalations.end_stage(vault, escalation_id=one.id, answers=NOT_AGREED)
    answers = {"stage": "3", "with_whom": "Head of service", "left_out_why": "He may come back tonight."}
    escalations.next_stage(vault, escalation_id=one.id, answers=answers)
    made = issue(vault, prepare(vault, kind="escalation", record_ids=[one.id]))
    words = in_one_line(made.pdf)
    for said in (one.escalation_ref, "Maja", "1 Practitioner with", "They see no need", "Head of service", "tonight"):
        assert said in words
    assert flaws(made.pdf) == []
    assert (made.copy.series, made.copy.copy_no, made.copy.record_id) == ("disputes", 1, one.id)
    assert "Maja" not in made.file_name
    with pytest.raises(BadAnswer):
        prepare(vault, kind="escalation", record_ids=[])


@pytest.mark.req("R-001-12", "R-003-27")
def test_a_complaint_is_printed_when_the_office_lets_it_go_and_names_no_place(desk: Story) -> None:
    vault = desk.vault
    add_record(vault, answers={"given_name": "Ola", "family_name": "Thistlewood", "kind": "staff_family"})
    one = complaints.record_complaint(vault, answers=COMPLAINT).record
    assert one is not None
    with pytest.raises(NotYet, match="Restricted record"):
        issue(vault, prepare(vault, kind="complaint", record_ids=[one.id]))
    complaints.release_complaint(vault, complaint_id=one.id, words="The office knows.")
    complaints.forward(vault, complaint_id=one.id, answers=FORWARD)
    complaints.ask_status(
        vault, complaint_id=one.id,
        answers={"asked_on": "2026-11-23", "asked_whom": "Duty inspector", "answer": "The file went to Scunthorpe."},
    )  # fmt: skip
    with pytest.raises(LeakFound):
        issue(vault, prepare(vault, kind="complaint", record_ids=[one.id]))
    two = complaints.record_complaint(vault, answers={**COMPLAINT, "from_family_name": "Nowak"}).record
    assert two is not None
    made = issue(vault, prepare(vault, kind="complaint", record_ids=[two.id]))
    assert made.copy.series == "complaints" and flaws(made.pdf) == []


@pytest.mark.req("R-004-06", "R-004-18")
def test_the_log_is_one_list_whatever_a_consultation_belongs_to(desk: Story, clock: FixedClock) -> None:
    vault = desk.vault
    desk.notify()
    referral = begin(vault, clock)
    referral.event("consultation", CONSULTED)
    consultations.record_consultation(vault, answers=CONSULTATION)
    of_case = consultations.record_consultation(vault, answers=CONSULTATION, case_id=desk.case_id).record
    assert of_case is not None
    rows = log.page_of(vault, Asked()).rows
    assert sorted(row.of.split()[0] if row.of else "" for row in rows) == ["", "Referral", "Relocation"]
    assert [row.with_whom for row in log.page_of(vault, Asked({"with": "visitor"})).rows] == ["Health visitor"]
    assert log.page_of(vault, Asked({"agency": "gp", "family": "no"})).total == 0
    of_referral = next(row for row in rows if row.of == "Referral")
    assert referral.referral.referral_ref in log.sheet_of(vault, of_referral.id).facts[0]
    made = issue(vault, prepare(vault, kind="consultation-log", record_ids=[of_referral.id]))
    assert (made.copy.referral_id, made.copy.series) == (referral.id, None)
    assert issue(vault, prepare(vault, kind="consultation-log", record_ids=[of_case.id])).copy.case_id == desk.case_id
    whole = issue(vault, prepare(vault, kind="consultation-log"))
    assert in_one_line(whole.pdf).count("Named doctor") == 1 and flaws(whole.pdf) == []
    _sit(vault, "referrer")
    assert sorted(row.of for row in log.page_of(vault, Asked()).rows) == ["", "Referral"]
    assert {line.copy.series for line in list_prints(vault).rows} <= {"disputes", None}
    assert all(line.copy.case_id is None for line in list_prints(vault).rows)
    _sit(vault, "crg")
    with pytest.raises(NotAtThisDesk):
        prepare(vault, kind="consultation-log")
    assert {line.copy.series for line in list_prints(vault).rows} <= {"complaints"}
    _sit(vault, "la_spoc", "dcs_office")


@pytest.mark.req("R-003-01", "R-003-02", "R-003-03", "R-003-04", "R-003-05", "R-003-06")
def test_the_statement_says_every_step_for_every_audience_with_what_shows_it(desk: Story) -> None:
    vault = desk.vault
    assurance.add_step(
        vault,
        answers={"audience": "Heads of service", "step": "disseminated", "done_on": "2026-10-01",
                 "told": "All heads of service", "evidence": "Circular 12"},
    )  # fmt: skip
    done = {"done_on": "2026-11-02", "reported_on": "2026-11-10"}
    assurance.add_step(vault, answers={"audience": "Health partners", "step": "osa", **done})
    made = issue(vault, prepare(vault, kind="rollout-statement"))
    words = in_one_line(made.pdf)
    for said in (
        "Heads of service",
        "Circular 12",
        "All heads of service",
        "Not yet",
        "Procedures Sub Group",
    ):
        assert said in words
    assert "Reported to the sub group on Tue 10 Nov" in words
    assert flaws(made.pdf) == [] and made.copy.series == "rollout"


@pytest.mark.parametrize("name", BLANKS)
def test_each_is_printed_blank_too(name: str) -> None:
    pdf = render(blank_dispute(name, load_profile("luton")), made_on=MADE_ON)
    assert flaws(pdf) == []
    assert "Blank form" in in_one_line(pdf)
