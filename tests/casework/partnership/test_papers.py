"""Decisions, concerns and requests on paper: archivable, accessible, numbered, stopped by a place."""

import pytest

from spoc_desk.casework import concerns
from spoc_desk.casework.prints import prepare
from spoc_desk.domain.concerns import ConcernKind
from spoc_desk.errors import BadAnswer, LeakFound
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.forms import blank_form
from spoc_desk.printing.paper import Paper
from spoc_desk.vault.records.stores import CONCERNS, PRINTS
from tests.casework.desk import Desk
from tests.casework.own_copy import issue
from tests.casework.partnership.test_access_requests import recorded
from tests.casework.partnership.test_concern_routes import raised
from tests.casework.partnership.test_decisions import decided
from tests.printing.conftest import complaints, in_one_line, printed


def _breach(desk: Desk) -> str:
    one = raised(desk, ConcernKind.DOCUMENT_LEAK)
    answers = {
        "data_breach": "yes", "breach_known_at": "2026-11-23T08:00", "breach_what": "A school report",
        "breach_people": "2 people; somebody may find them.", "breach_risk": "high",
    }  # fmt: skip
    concerns.assess_breach(desk.vault, concern_id=one, answers=answers)
    return one


@pytest.mark.req("R-001-07", "R-001-08", "R-003-66")
def test_each_paper_is_archivable_numbered_and_says_what_it_must(shared: Desk) -> None:
    one = decided(shared)
    breach = _breach(shared)
    papers = {
        "decision": (
            shared.case_id,
            one.id,
            (
                "Needed for support",
                "Public task",
                "Timely",
                "Shared under the Pan Beds Information Sharing Tier 2 Protocol",
            ),
        ),
        "concern": (None, breach, ("Call 999 now", "sealed envelope", "Somebody asked at the desk")),
        "breach-sheet": (None, breach, ("Thu 26 Nov 2026, 08:00", "2 people", "Data protection officer")),
        "access-request": (None, recorded(shared).id, ("Whoever asks is told nothing", "A parent")),
    }
    for kind, (case_id, record_id, words) in papers.items():
        made = issue(shared.vault, prepare(shared.vault, kind=kind, case_id=case_id, record_ids=(record_id,)))
        text = in_one_line(made.pdf)
        assert complaints(made.pdf) == [], kind
        assert [each for each in words if each not in text] == [], kind
        stored = PRINTS.get(shared.vault, made.copy.id)
        assert (stored.record_id, stored.case_id) == (record_id, case_id)
        assert f"opy {stored.copy_no}" in text
    assert "Somebody asked" not in in_one_line(
        issue(shared.vault, prepare(shared.vault, kind="breach-sheet", record_ids=(breach,))).pdf
    )


def test_a_paper_is_entered_under_the_case_of_its_record_only(shared: Desk) -> None:
    with pytest.raises(BadAnswer):
        prepare(shared.vault, kind="decision", record_ids=(decided(shared).id,))
    with pytest.raises(BadAnswer):
        prepare(shared.vault, kind="concern", case_id=shared.case_id, record_ids=(_breach(shared),))


def test_a_place_in_a_concern_stops_its_paper(shared: Desk) -> None:
    one = _breach(shared)
    before = CONCERNS.get(shared.vault, one)
    answers = {**concerns.concern_answers(before), "what_happened": "The letter named Scunthorpe."}
    concerns.edit_concern(shared.vault, concern_id=one, answers=answers, version=before.version)
    with pytest.raises(LeakFound, match="What happened"):
        issue(shared.vault, prepare(shared.vault, kind="concern", record_ids=(one,)))


@pytest.mark.parametrize("form_id", ["decision", "concern", "access_request", "caller_script"])
def test_each_form_is_printed_blank(form_id: str) -> None:
    pdf = printed(blank_form(load_form(form_id), paper=Paper()))
    assert complaints(pdf) == []
    if form_id == "caller_script":
        assert "neither confirm nor deny" in in_one_line(pdf)
