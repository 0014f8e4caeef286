"""The four papers: what stands on them, their own series, never while stopped; and the two blank ones."""

import pypdfium2
import pytest

from spoc_desk.casework.print_register import list_prints
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.casework.reviewed import incidents, plan
from spoc_desk.casework.reviewed.papers import BLANKS, blank_reviewed
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.serious_incidents import Whom
from spoc_desk.errors import LeakFound, NotYet
from spoc_desk.printing.render import render
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.print_list import Series
from spoc_desk.vault.records.stores import DECISIONS
from tests.casework.own_copy import goes_to, issue
from tests.casework.relay.desk import sit
from tests.casework.reviewed.desk import CHILD, LEARNING, ReviewDesk


def words_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(leaf.get_textpage().get_text_range() for leaf in opened).split())
    finally:
        opened.close()


@pytest.mark.req("R-002-14")
def test_the_sheet_prepares_the_notification_and_says_that_nothing_is_submitted(desk: ReviewDesk) -> None:
    desk.record()
    desk.decide()
    desk.tell(Whom.PANEL, ref="CIN-0042")
    made = issue(desk.vault, prepare(desk.vault, kind=PrintKind.INCIDENT_SHEET, record_ids=[desk.serious_id]))
    words = words_of(made.pdf)
    for said in (
        "SPOC Desk submits nothing", "Child 1: Maja Sample", "injuries that nobody could explain",
        "Child Safeguarding Practice Review Panel Mon 23 Nov 2026, 09:00 CIN-0042", "Must be notified",
        "OFFICIAL-SENSITIVE – PERSONAL",
    ):  # fmt: skip
        assert said in words
    assert (made.copy.series, made.copy.record_id) == (Series.REVIEWED.value, desk.serious_id)
    assert made.copy.case_ref == desk.incident.incident_ref
    assert "maja" not in made.file_name


@pytest.mark.req("R-002-17", "R-002-18", "R-002-23")
def test_the_papers_of_the_group(desk: ReviewDesk) -> None:
    desk.record()
    desk.begin()
    desk.refer()
    desk.ask("Hospitals")
    (request,) = plan.requests_of(desk.vault, desk.review_id)
    desk.decide_review()
    action = {"text": "Change the form", "owner": "Health", "due_on": "2026-12-01"}
    plan.add_action(desk.vault, review_id=desk.review_id, answers=action)
    plan.add_learning(desk.vault, review_id=desk.review_id, answers=LEARNING)
    vault = desk.vault

    def words(kind: PrintKind, *ids: str) -> str:
        return words_of(issue(vault, prepare(vault, kind=kind, record_ids=[desk.review_id, *ids])).pdf)

    referral = words(PrintKind.REVIEW_REFERRAL)
    assert "Luton Safeguarding Children Partnership" in referral
    assert "48 hours" in referral
    assert "does not hold people or agencies to account" in referral
    assert "Maja Sample" in referral
    asked = words(PrintKind.REVIEW_REQUEST, request.id)
    assert "Hospitals" in asked
    assert "Please answer by Mon 30 Nov 2026" in asked
    assert "Maja Sample, born Saturday 4 May 2024" in asked
    assert "neglect suspected" not in asked
    plan_words = words(PrintKind.REVIEW_PLAN)
    assert "Maja" not in plan_words
    for said in ("Change the form", "Missed appointments are a sign", "Briefings and conferences", "names no child"):
        assert said in plan_words


def test_copies_are_a_series_of_their_own_for_who_sees_these_records(desk: ReviewDesk) -> None:
    desk.record()
    prepared = prepare(desk.vault, kind=PrintKind.INCIDENT_SHEET, record_ids=[desk.serious_id])
    first = issue(desk.vault, prepared).copy.copy_no
    assert prepare(desk.vault, kind=PrintKind.INCIDENT_SHEET, record_ids=[desk.serious_id]).copy_no == first + 1
    before = desk.vault.actor.roles
    try:
        sit(desk.vault, "crg")
        assert list_prints(desk.vault).total >= 1
        sit(desk.vault, "mash")
        assert list_prints(desk.vault).total == 0
    finally:
        sit(desk.vault, *before)


def test_nothing_is_printed_while_it_is_stopped_or_after_it_changed(desk: ReviewDesk) -> None:
    desk.record()
    prepared = prepare(desk.vault, kind=PrintKind.INCIDENT_SHEET, record_ids=[desk.serious_id])
    before = desk.incident
    incidents.change_incident(desk.vault, serious_id=before.id, answers={"abuse": "known"}, version=before.version)
    with pytest.raises(NotYet, match="changed meanwhile"):
        issue(desk.vault, prepared)
    add_record(desk.vault, answers={"given_name": "Olwen", "family_name": "Tarrington", "kind": "sensitive_case"})
    desk.record(child={**CHILD, "given_names": "Olwen", "family_name": "Tarrington"})
    with pytest.raises(NotYet, match="contact the office"):
        prepare(desk.vault, kind=PrintKind.INCIDENT_SHEET, record_ids=[desk.serious_id])


def test_a_place_in_the_text_stops_the_paper_until_somebody_says_why(desk: ReviewDesk) -> None:
    desk.record(what_happened="The family came from Scunthorpe in March.")
    prepared = prepare(desk.vault, kind=PrintKind.INCIDENT_SHEET, record_ids=[desk.serious_id])
    assert prepared.blocked
    assert prepared.may_go_on
    with pytest.raises(LeakFound):
        issue(desk.vault, prepared)
    issue(desk.vault, prepared, place_reason="The Panel asks where the family came from")


@pytest.mark.req("R-002-17")
@pytest.mark.parametrize("name", BLANKS)
def test_both_are_printed_blank_with_the_councils_names(name: str, desk: ReviewDesk) -> None:
    words = words_of(render(blank_reviewed(name, load_profile("luton")), made_on=desk.clock.today()))
    assert "Blank form" in words
    assert "Given names" in words
    assert ("48 hours" in words) == (name == "review-referral")
    assert "Scunthorpe" not in words


def test_the_group_decides_on_what_it_gives_away_by_its_duty(desk: ReviewDesk) -> None:
    desk.record()
    desk.begin()
    desk.refer()
    sit(desk.vault, "crg")
    paper = prepare(desk.vault, kind=PrintKind.REVIEW_REFERRAL, record_ids=[desk.review_id])
    assert paper.question is not None and paper.question.answers["consent_sought"] == "not_basis"
    copy = issue(desk.vault, paper, destination=goes_to("The business unit")).copy
    (one,) = DECISIONS.find(desk.vault, "copy_id = ?", (copy.id,))
    assert (one.about, one.case_id, one.shared_with) == (desk.review.review_ref, None, "The business unit")
    assert (one.lawful_basis, one.started_by) == ("legal_obligation", "statutory_duty")
    again = prepare(desk.vault, kind=PrintKind.REVIEW_REFERRAL, record_ids=[desk.review_id]).question
    assert again is not None and again.answers["purpose"] == one.purpose
