"""A complaint is forwarded with a copy to the complaints team, asked about, and ends with what became of it."""

from datetime import date

import pytest

from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.disputes import complaints, consultations
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.clock import FixedClock
from spoc_desk.domain.complaints import Complaint, ComplaintState
from spoc_desk.domain.consultations import Consultation
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.retention_list import closed_without, retention_of
from spoc_desk.vault.records.stores import COMPLAINTS, CONSULTATIONS
from tests.casework.disputes.desk import COMPLAINT, CONSULTATION, FORWARD
from tests.casework.story import Story


@pytest.mark.req("R-001-12")
def test_a_complaint_goes_to_the_agency_and_is_followed_to_its_end(story: Story, clock: FixedClock) -> None:
    vault = story.vault
    one = complaints.record_complaint(vault, answers=COMPLAINT).record
    assert isinstance(one, Complaint)
    assert clock_of(vault, "D-35", one.id).running  # type: ignore[union-attr]
    with pytest.raises(NotYet, match="Forward the complaint"):
        complaints.end_complaint(vault, complaint_id=one.id, answers={"ended_on": "2026-11-23", "outcome": "x"})
    early = {**FORWARD, "copied_on": "2026-11-01"}
    with pytest.raises(BadAnswer, match="received"):
        complaints.forward(vault, complaint_id=one.id, answers=early)
    complaints.forward(vault, complaint_id=one.id, answers=FORWARD)
    assert clock_of(vault, "D-36", one.id).due_on == date(2026, 12, 7)  # type: ignore[union-attr]
    clock.advance(days=14)
    asked = {"asked_on": "2026-12-07", "asked_whom": "Duty inspector", "answer": "Still looking into it."}
    complaints.ask_status(vault, complaint_id=one.id, answers=asked)
    assert clock_of(vault, "D-36", one.id).due_on == date(2026, 12, 21)  # type: ignore[union-attr]
    assert [each.answer for each in complaints.statuses(vault, one.id)] == ["Still looking into it."]
    complaints.end_complaint(vault, complaint_id=one.id, answers={"ended_on": "2026-12-07", "outcome": "An apology."})
    assert COMPLAINTS.get(vault, one.id).state is ComplaintState.ENDED
    assert not clock_of(vault, "D-36", one.id).running  # type: ignore[union-attr]
    kept = retention_of(vault, "complaint", one.id)
    assert kept is not None and kept.review_on == date(2032, 12, 7)


@pytest.mark.req("R-001-12")
def test_one_from_a_conference_follows_the_other_procedure(story: Story) -> None:
    vault = story.vault
    one = complaints.record_complaint(vault, answers={**COMPLAINT, "of_conference": "yes"}).record
    assert isinstance(one, Complaint) and one.state is ComplaintState.CONFERENCE
    assert clock_of(vault, "D-35", one.id) is None
    with pytest.raises(NotYet, match="conferences"):
        complaints.forward(vault, complaint_id=one.id, answers=FORWARD)
    changed = {**COMPLAINT, "of_conference": "no"}
    complaints.change_complaint(vault, complaint_id=one.id, answers=changed, version=one.version)
    complaints.forward(vault, complaint_id=one.id, answers=FORWARD)


def test_a_restricted_name_stops_the_forwarding(story: Story) -> None:
    vault = story.vault
    add_record(vault, answers={"given_name": "Ola", "family_name": "Thistlewood", "kind": "staff_family"})
    one = complaints.record_complaint(vault, answers=COMPLAINT).record
    assert isinstance(one, Complaint)
    with pytest.raises(NotYet, match="Restricted record"):
        complaints.forward(vault, complaint_id=one.id, answers=FORWARD)
    complaints.release_complaint(vault, complaint_id=one.id, words="The office knows.")
    complaints.forward(vault, complaint_id=one.id, answers=FORWARD)


@pytest.mark.req("R-004-06", "R-004-18")
def test_a_consultation_says_who_was_asked_and_why_the_family_was_not(story: Story) -> None:
    vault = story.vault
    with pytest.raises(BadAnswer):
        consultations.record_consultation(vault, answers={**CONSULTATION, "family_involved": "no"})
    one = consultations.record_consultation(vault, answers=CONSULTATION).record
    assert isinstance(one, Consultation)
    changed = {"consulted_advice": "Ask for an examination, and ring back."}
    consultations.change_consultation(vault, consultation_id=one.id, answers=changed, version=one.version)
    assert CONSULTATIONS.get(vault, one.id).consulted_advice.endswith("ring back.")
    kept = retention_of(vault, "consultation", one.id)
    assert kept is not None and kept.class_id == "not_accepted" and kept.closed_on == date(2026, 11, 23)
    assert closed_without(vault) == []
