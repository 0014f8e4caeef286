"""Meetings with UKPPS: who must be there, when, and what begins with them."""

from datetime import date

import pytest

from spoc_desk.casework import meetings
from spoc_desk.casework.clocks import clock_of
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.meetings import MeetingKind, Organisation
from spoc_desk.domain.terms import Side
from spoc_desk.errors import BadAnswer, Incomplete, StaleRecord
from tests.casework.story import CHILD, DASS, DCS, GRANDFATHER, MEETING, UKPPS_PERSON, Story


@pytest.fixture
def notified(story: Story) -> Story:
    story.notify()
    story.family()
    story.confirm()
    return story


def due(story: Story, side: Side) -> date | None:
    clock = clock_of(story.vault, "D-02", story.case_id, side.value)
    return clock.due_on if clock else None


@pytest.mark.req("R-003-37", "R-003-38", "R-003-39", "R-003-55", "R-003-56")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_a_meeting_keeps_who_met_how_and_what_was_established(story: Story, direction: str) -> None:
    story.notify(direction=direction)
    story.family()
    story.meet(provision_identified="yes", ukpps_spoc_identified="yes", flag_instruction_given="yes")
    view = meetings.meetings(story.vault, story.case_id)[0]
    assert view.meeting.kind is MeetingKind.JOINT
    assert view.meeting.face_to_face
    assert view.meeting.informed_of_move
    assert view.meeting.provision_identified
    assert view.meeting.ukpps_spoc_identified
    assert view.meeting.flag_instruction_given
    assert {one.organisation for one in view.attendees} == {
        Organisation.UKPPS, Organisation.CHILDREN, Organisation.ADULTS,
    }  # fmt: skip
    assert story.case.state is CaseState.MEETING_HELD


@pytest.mark.parametrize(
    ("attendees", "sentence"),
    [((DCS,), "from UKPPS"), ((UKPPS_PERSON,), "the DCS, the DASS"), ((), "from UKPPS")],
)
def test_somebody_of_each_side_must_have_been_there(notified: Story, attendees: object, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        notified.meet(attendees)
    assert notified.case.state is CaseState.NOTIFIED


def test_another_authority_cannot_be_there(notified: Story) -> None:
    with pytest.raises(BadAnswer):
        notified.meet((UKPPS_PERSON, DCS, {**DASS, "organisation": "other authority"}))


@pytest.mark.req("R-003-37", "R-003-38")
def test_a_meeting_that_was_not_face_to_face_needs_a_reason(notified: Story) -> None:
    with pytest.raises(BadAnswer, match="face to face"):
        notified.meet(face_to_face="no")
    assert notified.meet(face_to_face="no", not_f2f_reason="The road was closed.").not_f2f_reason


@pytest.mark.parametrize(("held_on", "sentence"), [("2026-11-15", "earlier than"), ("2026-11-24", "past")])
def test_a_meeting_lies_between_the_notice_and_today(notified: Story, held_on: str, sentence: str) -> None:
    with pytest.raises(BadAnswer, match=sentence):
        notified.meet(held_on=held_on)


def test_the_first_meeting_is_with_a_director(notified: Story) -> None:
    with pytest.raises(BadAnswer, match="first meeting"):
        notified.meet(kind="follow_up")
    notified.meet()
    follow_up = notified.meet(kind="follow_up", held_on="2026-11-23")
    assert follow_up.meeting_no == 2
    assert due(notified, Side.CHILDREN) == date(2026, 11, 27)


@pytest.mark.req("R-003-40", "R-003-41", "R-003-57")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_each_director_has_a_week_from_the_meeting_with_that_director(story: Story, direction: str) -> None:
    story.notify(direction=direction)
    story.family()
    story.confirm("joint", joint_meeting_decision="separate", joint_meeting_reason="The DASS is away.")
    story.meet((UKPPS_PERSON, DCS), kind="dcs", held_on="2026-11-18")
    assert due(story, Side.CHILDREN) == date(2026, 11, 25)
    assert due(story, Side.ADULTS) is None
    first = clock_of(story.vault, "D-01", story.case_id)
    assert first is not None
    assert first.running  # the DASS has not met UKPPS yet
    story.meet((UKPPS_PERSON, DASS), kind="dass", held_on="2026-11-20")
    assert due(story, Side.CHILDREN) == date(2026, 11, 25)
    assert due(story, Side.ADULTS) == date(2026, 11, 27)
    met = clock_of(story.vault, "D-01", story.case_id)
    assert met is not None
    assert met.met_on == date(2026, 11, 20)


@pytest.mark.req("R-003-40")
def test_a_case_of_children_has_one_week_only(story: Story) -> None:
    story.notify()
    story.add(CHILD)
    story.confirm("child")
    story.meet((UKPPS_PERSON, DCS), kind="dcs")
    assert due(story, Side.CHILDREN) == date(2026, 11, 27)
    assert due(story, Side.ADULTS) is None


@pytest.mark.req("R-003-41")
def test_a_case_of_an_adult_has_one_week_only(story: Story) -> None:
    story.notify(subject_kind="individual")
    story.add(GRANDFATHER)
    story.confirm("adult")
    story.meet((UKPPS_PERSON, DASS), kind="dass")
    assert due(story, Side.ADULTS) == date(2026, 11, 27)
    assert due(story, Side.CHILDREN) is None


def test_the_flags_are_waited_for_from_the_first_meeting_on(notified: Story) -> None:
    notified.meet()
    clock = clock_of(notified.vault, "D-03", notified.case_id)
    assert clock is not None
    assert clock.started_on == date(2026, 11, 20)
    assert clock.due_on is None


def test_a_corrected_day_moves_the_clocks_that_began_with_it(notified: Story) -> None:
    meeting = notified.meet()
    meetings.edit_meeting(
        notified.vault, meeting_id=meeting.id, answers={"held_on": "2026-11-19"}, version=meeting.version
    )
    assert due(notified, Side.CHILDREN) == date(2026, 11, 26)
    assert due(notified, Side.ADULTS) == date(2026, 11, 26)
    with pytest.raises(StaleRecord):
        meetings.edit_meeting(notified.vault, meeting_id=meeting.id, answers={"minutes": "x"}, version=meeting.version)


def test_a_corrected_kind_stops_the_week_of_the_other_side(notified: Story) -> None:
    meeting = notified.meet()
    meetings.edit_meeting(notified.vault, meeting_id=meeting.id, answers={"kind": "dcs"}, version=meeting.version)
    assert due(notified, Side.CHILDREN) == date(2026, 11, 27)
    assert due(notified, Side.ADULTS) is None


def test_corrected_attendees_replace_those_before(notified: Story) -> None:
    meeting = notified.meet()
    there = (UKPPS_PERSON, {**DCS, "name": "E. Marsh"})
    meetings.edit_meeting(notified.vault, meeting_id=meeting.id, answers={}, version=1, attendees=there)
    view = meetings.meetings(notified.vault, notified.case_id)[0]
    assert {one.name for one in view.attendees} == {"R. Lane", "E. Marsh"}
    with pytest.raises(Incomplete):
        meetings.edit_meeting(notified.vault, meeting_id=meeting.id, answers={}, version=1, attendees=(DCS,))


def test_what_was_agreed_is_kept_and_finished(notified: Story) -> None:
    notified.meet(actions=({"text": "Ask the GP for the flag", "owner": "J. Field", "due_on": "2026-11-27"},))
    action = meetings.meetings(notified.vault, notified.case_id)[0].actions[0]
    assert action.due_on == date(2026, 11, 27)
    meetings.finish_action(notified.vault, action_id=action.id)
    assert meetings.meetings(notified.vault, notified.case_id)[0].actions[0].done_on == date(2026, 11, 23)


@pytest.mark.req("R-003-28", "R-003-64")
def test_a_place_in_the_minutes_and_in_the_rows_is_told_on_save(notified: Story) -> None:
    done = meetings.record_meeting(
        notified.vault,
        case_id=notified.case_id,
        answers={**MEETING, "minutes": "They used to live in Sheffield."},
        attendees=(UKPPS_PERSON, DCS, DASS),
        actions=({"text": "Ring 0114 496 0000"},),
    )
    assert {leak.field for leak in done.leaks} == {"minutes", "text"}
