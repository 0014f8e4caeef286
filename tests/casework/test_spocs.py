"""The two SPOCs: named, verified, followed by others, absent and covered."""

from datetime import date

import pytest

from spoc_desk.casework import spocs
from spoc_desk.casework.clocks import clock_of
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.contacts import IdentityCheck, UkppsContact
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.record import new_id
from spoc_desk.domain.terms import Side, Tri
from spoc_desk.errors import BadAnswer, Incomplete, NotYet, UnknownRecord
from spoc_desk.vault.records.stores import FLAGS, MEMBERS
from tests.casework.story import UKPPS_SPOC, Story

DAY = date(2026, 11, 23)


def clock(story: Story, rule: str, subject: str = "") -> ClockRow:
    found = clock_of(story.vault, rule, story.case_id, subject)
    assert found is not None
    return found


@pytest.mark.req("R-003-20", "R-003-30", "R-003-40", "R-003-41")
def test_a_single_la_spoc_meets_the_week_of_both_sides(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    for side in (Side.CHILDREN, Side.ADULTS):
        assert clock(story, "D-02", side.value).met_on == DAY
    assert story.case.state is CaseState.SPOC_ALLOCATED


@pytest.mark.req("R-003-20", "R-003-59")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_two_la_spocs_each_meet_their_own_side(story: Story, direction: str) -> None:
    story.notify(direction=direction)
    story.family()
    story.confirm("joint", single_la_spoc_decision="two")
    story.meet()
    story.name_spoc(side="children", allocated_by="dcs")
    assert clock(story, "D-02", "children").met_on == DAY
    assert clock(story, "D-02", "adults").running
    assert story.case.state is CaseState.MEETING_HELD
    story.name_spoc(story.contact("Sam Pool"), side="adults", allocated_by="dass")
    assert clock(story, "D-02", "adults").met_on == DAY
    assert story.case.state is CaseState.SPOC_ALLOCATED
    assert [view.words for view in spocs.current_la_spocs(story.vault, story.case_id)]


@pytest.mark.req("R-003-40", "R-003-57")
def test_a_late_naming_stays_visible_as_late(story: Story) -> None:
    story.up_to_meeting()
    story.clock.advance(days=8)
    story.name_spoc()
    met = clock(story, "D-02", "children")
    assert met.due_on == date(2026, 11, 27)
    assert met.met_on == date(2026, 12, 1)


def test_what_was_decided_about_a_single_la_spoc_holds(story: Story) -> None:
    story.up_to_meeting()
    with pytest.raises(BadAnswer, match="one LA SPOC for both sides"):
        story.name_spoc(side="children", allocated_by="dcs")
    story.confirm("joint", single_la_spoc_decision="two")
    with pytest.raises(BadAnswer, match="two LA SPOCs"):
        story.name_spoc()


def test_the_la_spoc_is_named_after_the_meeting_and_not_in_the_future(story: Story) -> None:
    story.notify()
    story.family()
    story.confirm()
    with pytest.raises(NotYet, match="Record the meeting"):
        story.name_spoc()
    story.meet()
    with pytest.raises(BadAnswer):
        story.name_spoc(allocated_on="2026-11-30")
    with pytest.raises(BadAnswer, match="before UKPPS told us"):
        story.name_spoc(allocated_on="2026-11-01")
    with pytest.raises(UnknownRecord):
        story.name_spoc("nobody")


@pytest.mark.req("R-003-20")
@pytest.mark.parametrize("duty", ["la_spoc", "deputy"])
def test_only_the_office_of_a_director_names(story: Story, duty: str) -> None:
    story.up_to_meeting()
    story.act_as("la_spoc")
    with pytest.raises(NotYet, match="office of the DCS"):
        story.name_spoc(duty=duty)


def test_the_la_spoc_may_record_cover(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    story.act_as("la_spoc")
    assert story.name_spoc(story.contact("Sam Pool"), duty="cover").duty == "cover"


def test_a_successor_ends_the_one_before_and_the_flags_are_issued_again(story: Story) -> None:
    story.up_to_meeting()
    first = story.name_spoc()
    member = MEMBERS.find(story.vault, "case_id = ?", (story.case_id,))[0]
    flag = Flag(
        id=new_id(), case_id=story.case.id, member_id=member.id, system="gp", holds_record=Tri.YES,
        requested_on=DAY, placed_on=DAY, confirmed_by="GP",
    )  # fmt: skip
    with story.vault.transaction("placed") as tx:
        FLAGS.insert(tx, flag)
    story.clock.advance(days=3)
    second = story.name_spoc(story.contact("Sam Pool"))
    views = {view.appointment.id: view.appointment for view in spocs.appointments(story.vault, story.case_id)}
    assert views[first.id].ended_on == date(2026, 11, 26)
    assert views[second.id].ended_on is None
    assert FLAGS.get(story.vault, flag.id).next_review_on == date(2026, 11, 26)


def test_half_of_a_single_la_spoc_cannot_be_taken_away(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    story.confirm("joint", single_la_spoc_decision="two")
    with pytest.raises(BadAnswer, match="serves both sides"):
        story.name_spoc(story.contact("Sam Pool"), side="adults", allocated_by="dass")


@pytest.mark.req("R-003-19", "R-003-36")
def test_one_ukpps_spoc_is_current_and_the_others_are_history(story: Story) -> None:
    story.up_to_meeting()
    first = story.ukpps_spoc()
    second = story.ukpps_spoc(display_name="T. Moss", active_from="2026-11-22")
    deputy = story.ukpps_spoc(display_name="Duty desk", role="ukpps_deputy")
    current = spocs.current_ukpps_spoc(story.vault, story.case_id)
    assert current is not None
    assert current.id == second.id
    contacts = {contact.id: contact for contact in spocs.ukpps_spocs(story.vault, story.case_id)}
    assert contacts[first.id].active_to == date(2026, 11, 22)
    assert contacts[deputy.id].active_to is None


def test_a_ukpps_contact_needs_a_way_to_be_reached(story: Story) -> None:
    story.notify()
    with pytest.raises(Incomplete, match="phone number or a secure e-mail"):
        story.ukpps_spoc(phone="")


@pytest.mark.req("R-003-64")
def test_a_number_that_shows_a_region_is_told(story: Story) -> None:
    story.notify()
    done = spocs.add_ukpps_spoc(story.vault, case_id=story.case_id, answers={**UKPPS_SPOC, "phone": "0114 496 0000"})
    assert [leak.field for leak in done.leaks] == ["phone"]


def test_verification_says_how_by_whom_and_when(story: Story) -> None:
    story.notify()
    contact = story.ukpps_spoc()
    assert contact.identity_verified is IdentityCheck.NOT_YET
    with pytest.raises(Incomplete, match="how the identity"):
        spocs.verify_ukpps_spoc(story.vault, ukpps_contact_id=contact.id, answers={})
    done = spocs.verify_ukpps_spoc(story.vault, ukpps_contact_id=contact.id, answers={"identity_verified": "nca"})
    assert isinstance(done.record, UkppsContact)
    assert done.record.verified_by == story.vault.actor.name
    assert done.record.verified_on == DAY


def test_a_new_ukpps_spoc_is_not_verified_by_the_check_of_the_one_before(story: Story) -> None:
    story.up_to_services()
    story.verify(story.ukpps_spoc())
    story.ukpps_spoc(display_name="T. Moss", active_from="2026-11-23")
    with pytest.raises(NotYet, match="Verify who"):
        story.move("open_exchange")


@pytest.mark.req("R-003-02")
def test_an_absence_without_cover_is_told_on_the_day_it_begins(story: Story) -> None:
    story.up_to_meeting()
    contact = story.contact()
    story.name_spoc(contact)
    assert spocs.reachable(story.vault, story.case_id, DAY).words == "Jordan Field, LA SPOC"
    away = {"contact_id": contact, "starts_on": "2026-11-30", "ends_on": "2026-12-04"}
    spocs.record_absence(story.vault, answers=away)
    gap = clock(story, "D-31")
    assert (gap.started_on, gap.due_on, gap.running) == (date(2026, 11, 30), date(2026, 11, 30), True)
    nobody = spocs.reachable(story.vault, story.case_id, date(2026, 12, 1))
    assert not nobody.ok
    assert "Nobody can be reached" in nobody.words
    assert spocs.reachable(story.vault, story.case_id, date(2026, 12, 5)).ok


@pytest.mark.req("R-003-02")
def test_a_deputy_fills_the_gap(story: Story) -> None:
    story.up_to_meeting()
    contact = story.contact()
    story.name_spoc(contact)
    spocs.record_absence(
        story.vault, answers={"contact_id": contact, "starts_on": "2026-11-23", "ends_on": "2026-11-27"}
    )
    assert clock(story, "D-31").running
    story.name_spoc(story.contact("Sam Pool"), duty="deputy")
    assert spocs.reachable(story.vault, story.case_id, DAY).words == "Sam Pool, Deputy SPOC"
    assert clock(story, "D-31").met_on == DAY


@pytest.mark.req("R-003-02")
def test_a_cover_who_is_named_stands_in(story: Story) -> None:
    story.up_to_meeting()
    contact, cover = story.contact(), story.contact("Sam Pool")
    story.name_spoc(contact)
    away = {"contact_id": contact, "starts_on": "2026-11-23", "ends_on": "2026-11-27", "cover_contact_id": cover}
    spocs.record_absence(story.vault, answers=away)
    assert spocs.reachable(story.vault, story.case_id, DAY).words == "Sam Pool, cover for Jordan Field (LA SPOC)"
    assert clock_of(story.vault, "D-31", story.case_id) is None


def test_an_absence_that_cannot_be_is_refused(story: Story) -> None:
    contact = story.contact()
    away = {"contact_id": contact, "starts_on": "2026-11-27", "ends_on": "2026-11-23"}
    with pytest.raises(BadAnswer, match="before the first"):
        spocs.record_absence(story.vault, answers=away)
    with pytest.raises(BadAnswer, match="somebody else"):
        spocs.record_absence(story.vault, answers={**away, "ends_on": "2026-11-30", "cover_contact_id": contact})
    assert spocs.absences(story.vault, contact) == ()


@pytest.mark.req("R-003-02")
def test_a_case_whose_last_la_spoc_leaves_is_told_at_once(story: Story) -> None:
    story.up_to_meeting()
    appointment = story.name_spoc()
    spocs.end_appointment(story.vault, appointment_id=appointment.id)
    assert not spocs.reachable(story.vault, story.case_id, DAY).ok
    assert clock(story, "D-31").started_on == DAY


def test_before_naming_nobody_is_missed(story: Story) -> None:
    story.notify()
    assert spocs.reachable(story.vault, story.case_id, DAY).ok
