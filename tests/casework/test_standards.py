"""The three standards: what the facts say, and what nobody can tick."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework import household, meetings, spocs
from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.standards import StandardView, review_standards
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.meetings import Met, StandardNo
from spoc_desk.domain.record import new_id
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import CASES, FLAGS
from tests.casework.story import Story


def standard(story: Story, number: StandardNo) -> StandardView:
    return next(view for view in meetings.standards(story.vault, story.case_id) if view.standard is number)


def place_flags(story: Story, system: str = "gp", *, on: date | None = date(2026, 11, 23)) -> list[Flag]:
    """Put a flag on everybody's record in one system and let the standards follow."""
    flags = []
    with story.vault.transaction("placed") as tx:
        for member in household.members(tx, story.case_id):
            flag = Flag(
                id=new_id(), case_id=story.case.id, member_id=member.id, system=system, holds_record=Tri.YES,
                requested_on=date(2026, 11, 20), placed_on=on, confirmed_by="Owner",
            )  # fmt: skip
            flags.append(FLAGS.insert(tx, flag))
        review_standards(tx, CASES.get(tx, story.case_id), story.clock.today())
    return flags


def test_before_the_first_meeting_all_are_pending(story: Story) -> None:
    story.notify()
    assert [view.met for view in meetings.standards(story.vault, story.case_id)] == [Met.PENDING] * 3
    with pytest.raises(NotYet, match="Record the meeting"):
        meetings.note_standard(story.vault, case_id=story.case_id, standard="st_1", answers={"met": "met"})


@pytest.mark.req("R-003-77")
def test_the_first_shows_the_days_and_leaves_the_verdict_to_the_officer(story: Story) -> None:
    story.notify(relocation_agreed_on="2026-11-12")
    story.family()
    story.meet()
    view = standard(story, StandardNo.ST_1)
    assert view.met is Met.PENDING
    assert view.words == (
        "Held 4 days after UKPPS told us, 8 days after relocation was agreed. The source gives no number of days."
    )
    meetings.note_standard(
        story.vault, case_id=story.case_id, standard="st_1", answers={"met": "met", "evidence": "Diary of the DCS"}
    )
    noted = standard(story, StandardNo.ST_1)
    assert (noted.met, noted.met_on, noted.evidence) == (Met.MET, date(2026, 11, 20), "Diary of the DCS")


@pytest.mark.req("R-003-77")
def test_what_the_meeting_record_says_of_the_first_standard_is_kept(story: Story) -> None:
    story.notify()
    story.family()
    story.meet(st_1_met="not_met", st_1_evidence="UKPPS asked late.")
    assert standard(story, StandardNo.ST_1).met is Met.NOT_MET


@pytest.mark.req("R-003-78", "R-003-19", "R-003-48")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_the_second_is_met_when_both_spocs_are_identified(story: Story, direction: str) -> None:
    story.up_to_meeting(direction=direction)
    assert standard(story, StandardNo.ST_2).met is Met.PENDING
    contact = story.ukpps_spoc()
    assert "the LA SPOC" in standard(story, StandardNo.ST_2).words
    story.name_spoc()
    view = standard(story, StandardNo.ST_2)
    assert (view.met, view.met_on) == (Met.MET, date(2026, 11, 23))
    spocs.end_ukpps_spoc(story.vault, ukpps_contact_id=contact.id)
    assert standard(story, StandardNo.ST_2).met is Met.PENDING


def test_the_second_needs_an_la_spoc_on_each_side_of_a_joint_case(story: Story) -> None:
    story.notify()
    story.family()
    story.confirm("joint", single_la_spoc_decision="two")
    story.meet()
    story.ukpps_spoc()
    story.name_spoc(side="children", allocated_by="dcs")
    assert standard(story, StandardNo.ST_2).met is Met.PENDING
    story.name_spoc(story.contact("Sam Pool"), side="adults", allocated_by="dass")
    assert standard(story, StandardNo.ST_2).met is Met.MET


@pytest.mark.req("R-003-79", "R-003-03")
def test_the_third_is_met_when_every_person_has_a_placed_flag(story: Story) -> None:
    story.up_to_meeting()
    flags = place_flags(story, on=None)
    assert standard(story, StandardNo.ST_3).words == "0 of 5 flags placed."
    with story.vault.transaction("placed") as tx:
        for flag in flags:
            FLAGS.update(tx, flag, replace(flag, placed_on=date(2026, 11, 22)))
        review_standards(tx, CASES.get(tx, story.case_id), story.clock.today())
    view = standard(story, StandardNo.ST_3)
    assert (view.met, view.met_on, view.words) == (Met.MET, date(2026, 11, 22), "5 of 5 flags placed.")
    clock = clock_of(story.vault, "D-03", story.case_id)
    assert clock is not None
    assert clock.met_on == date(2026, 11, 22)


@pytest.mark.req("R-003-79")
def test_one_person_without_a_flag_keeps_the_third_open(story: Story) -> None:
    story.up_to_meeting()
    flags = place_flags(story)
    with story.vault.transaction("taken off") as tx:
        FLAGS.update(tx, flags[0], replace(flags[0], holds_record=Tri.NO, placed_on=None))
    view = standard(story, StandardNo.ST_3)
    assert view.met is Met.PENDING
    assert "1 person has no system" in view.words


@pytest.mark.req("R-003-79")
def test_a_system_that_was_not_answered_keeps_the_third_open(story: Story) -> None:
    story.up_to_meeting()
    flags = place_flags(story)
    open_one = replace(flags[0], id=new_id(), system="education", holds_record=Tri.NOT_KNOWN, placed_on=None)
    with story.vault.transaction("asked") as tx:
        FLAGS.insert(tx, open_one)
    assert standard(story, StandardNo.ST_3).met is Met.PENDING


@pytest.mark.parametrize("number", ["st_2", "st_3"])
def test_nobody_can_tick_a_standard_that_the_facts_do_not_show(story: Story, number: str) -> None:
    story.up_to_meeting()
    with pytest.raises(BadAnswer, match="not met yet"):
        meetings.note_standard(story.vault, case_id=story.case_id, standard=number, answers={"met": "met"})


def test_a_meeting_record_that_claims_too_much_is_kept_as_pending(story: Story) -> None:
    story.notify()
    story.family()
    story.meet(st_2_met="met", st_2_met_on="2026-11-20", st_2_evidence="Both were named at the table.")
    view = standard(story, StandardNo.ST_2)
    assert view.met is Met.PENDING
    assert view.evidence == "Both were named at the table."


def test_not_met_may_be_said_and_a_place_in_the_note_is_told(story: Story) -> None:
    story.up_to_meeting()
    done = meetings.note_standard(
        story.vault, case_id=story.case_id, standard="st_3", answers={"met": "not_met", "note": "As in Sheffield."}
    )
    assert standard(story, StandardNo.ST_3).met is Met.NOT_MET
    assert [leak.field for leak in done.leaks] == ["note"]
