"""A case from the notification on: recorded, corrected, routed."""

import re
from datetime import date

import pytest

from spoc_desk.casework import cases, household
from spoc_desk.casework.clocks import clock_of
from spoc_desk.domain.cases import RISK_STATEMENT, Case, CaseState, Direction, NotifiedTo, Route, SubjectKind
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer, NotYet, RefusedByRule, StaleRecord
from tests.casework.story import CHILD, GRANDFATHER, MOTHER, UNBORN, Story


@pytest.mark.req("R-003-16")
def test_a_notification_opens_a_case_and_starts_the_first_clock(story: Story) -> None:
    case = story.notify(notified_to="dcs")
    assert case.state is CaseState.NOTIFIED
    assert case.notified_to is NotifiedTo.DCS
    clock = clock_of(story.vault, "D-01", case.id)
    assert clock is not None
    assert clock.started_on == date(2026, 11, 16)
    assert clock.due_on is None  # the source gives no number


@pytest.mark.req("R-003-45")
def test_a_departure_is_notified_in_the_same_way(story: Story) -> None:
    assert story.notify(direction="departure").direction is Direction.DEPARTURE


@pytest.mark.req("R-003-07")
def test_an_individual_is_a_case_too(story: Story) -> None:
    assert story.notify(subject_kind="individual").subject_kind is SubjectKind.INDIVIDUAL


@pytest.mark.req("R-003-35")
def test_that_the_chief_constable_was_informed_is_kept_without_a_force(story: Story) -> None:
    assert story.notify(chief_constable_informed="yes").chief_constable_informed is Tri.YES


@pytest.mark.req("R-003-14", "R-003-17", "R-003-46")
def test_the_reason_is_one_fixed_sentence_and_no_answer_can_change_it(story: Story) -> None:
    case = story.notify(reason_for_relocation="a threat", destination="somewhere")
    held = {name: getattr(case, name) for name in case.__dataclass_fields__}
    assert "a threat" not in str(held)
    assert "somewhere" not in str(held)
    assert RISK_STATEMENT == "Relocated to remove or minimise a significant risk."


def test_a_reference_is_two_neutral_words_and_a_number_and_never_the_same(story: Story) -> None:
    refs = {story.notify().case_ref for _ in range(20)}
    assert len(refs) == 20
    assert all(re.fullmatch(r"[a-z]+ [a-z]+ \d{4}", ref) for ref in refs)


def test_a_notification_cannot_lie_in_the_future(story: Story) -> None:
    with pytest.raises(BadAnswer):
        story.notify(ukpps_notified_on="2026-11-24")


def test_a_corrected_notification_counts_the_first_clock_again(story: Story) -> None:
    case = story.notify()
    cases.edit_case(story.vault, case_id=case.id, answers={"ukpps_notified_on": "2026-11-10"}, version=case.version)
    clock = clock_of(story.vault, "D-01", case.id)
    assert clock is not None
    assert clock.started_on == date(2026, 11, 10)


def test_the_direction_is_fixed_once_a_meeting_was_held(story: Story) -> None:
    case = story.notify()
    changed = cases.edit_case(story.vault, case_id=case.id, answers={"direction": "departure"}, version=case.version)
    assert isinstance(changed.record, Case)
    assert changed.record.direction is Direction.DEPARTURE
    story.add(CHILD)
    story.meet()
    with pytest.raises(RefusedByRule, match="opened in error"):
        cases.edit_case(story.vault, case_id=case.id, answers={"direction": "arrival"}, version=story.case.version)


def test_a_meeting_cannot_come_before_a_corrected_notification(story: Story) -> None:
    story.up_to_meeting()
    with pytest.raises(BadAnswer, match="meeting was held before"):
        cases.edit_case(
            story.vault,
            case_id=story.case_id,
            answers={"ukpps_notified_on": "2026-11-21"},
            version=story.case.version,
        )


def test_two_people_cannot_overwrite_each_other(story: Story) -> None:
    case = story.notify()
    cases.edit_case(story.vault, case_id=case.id, answers={"move_date": "2026-11-18"}, version=case.version)
    with pytest.raises(StaleRecord):
        cases.edit_case(story.vault, case_id=case.id, answers={"move_date": "2026-11-19"}, version=case.version)


def test_a_place_in_a_free_text_is_told_on_save(story: Story) -> None:
    answers = {
        "direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-16", "notified_to": "dcs",
        "ukpps_reference": "ask at Sheffield City Council",
    }  # fmt: skip
    done = cases.record_notification(story.vault, answers=answers)
    assert [leak.field for leak in done.leaks] == ["ukpps_reference"]


@pytest.mark.req("R-003-29", "R-003-30", "R-003-31", "R-003-59")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_a_joint_route_says_what_was_considered(story: Story, direction: str) -> None:
    story.notify(direction=direction)
    story.family()
    with pytest.raises(BadAnswer):
        cases.confirm_route(story.vault, case_id=story.case_id, route="joint", answers={})
    case = story.confirm("joint", joint_meeting_decision="separate", joint_meeting_reason="The DASS is away this week.")
    assert case.route is Route.JOINT
    assert case.think_family
    assert case.joint_meeting_considered
    assert case.single_la_spoc_considered
    assert case.route_confirmed_by == story.vault.actor.name


@pytest.mark.req("R-003-29")
def test_separate_meetings_need_a_reason(story: Story) -> None:
    story.notify()
    story.family()
    with pytest.raises(BadAnswer, match="separate"):
        story.confirm("joint", joint_meeting_decision="separate")


def test_a_route_needs_somebody_in_the_household(story: Story) -> None:
    story.notify()
    with pytest.raises(NotYet, match="at least one person"):
        story.confirm("child")


def test_a_route_that_the_household_does_not_give_is_refused(story: Story) -> None:
    story.notify()
    story.add(CHILD)
    with pytest.raises(BadAnswer, match="Child A under 18"):
        story.confirm("joint")


@pytest.mark.req("R-003-08")
def test_a_birth_asks_for_the_route_again_and_never_switches_it(story: Story) -> None:
    story.notify()
    story.add(GRANDFATHER)
    story.confirm("adult")
    unborn = story.add(UNBORN)
    assert story.case.route is Route.ADULT
    assert story.case.route_computed is Route.JOINT
    household.convert_unborn(story.vault, member_id=unborn.id, answers={"date_of_birth": "2026-11-22"})
    assert story.case.route is Route.ADULT
    assert story.case.route_computed is Route.JOINT


@pytest.mark.req("R-003-08", "R-003-33")
def test_turning_eighteen_asks_for_the_route_again_and_never_switches_it(story: Story) -> None:
    story.notify()
    story.add(CHILD, date_of_birth="2008-11-25", care_and_support_needs="yes")
    story.confirm("child")
    assert household.recheck_routes(story.vault).change.ids == ()
    story.clock.advance(days=2)
    assert household.recheck_routes(story.vault).change.ids == (story.case_id,)
    assert story.case.route is Route.CHILD
    assert story.case.route_computed is not Route.CHILD
    assert household.recheck_routes(story.vault).change.ids == ()


@pytest.mark.req("R-003-34", "R-003-60")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_neither_refuses_everything_personal_and_closes_without_it(story: Story, direction: str) -> None:
    story.notify(direction=direction, ukpps_reference="K 17")
    member = story.add(MOTHER)
    household.set_name(story.vault, member_id=member.id, answers={"given_name": "Ada", "family_name": "Reed"})
    story.confirm("neither")
    with pytest.raises(RefusedByRule, match="no LA SPOC process"):
        story.add(CHILD)
    with pytest.raises(RefusedByRule, match="no LA SPOC process"):
        household.set_name(story.vault, member_id=member.id, answers={"given_name": "Eve", "family_name": "Reed"})
    with pytest.raises(RefusedByRule, match="no LA SPOC process"):
        cases.edit_case(
            story.vault, case_id=story.case_id, answers={"ukpps_reference": "K 18"}, version=story.case.version
        )
    with pytest.raises(RefusedByRule, match="no LA SPOC process"):
        story.meet()
    case = story.move("close_no_role")
    assert case.state is CaseState.CLOSED
    assert case.closure_reason == "no_la_role"
    assert household.members(story.vault, case.id) == ()
    assert case.ukpps_reference == ""
    assert story.vault.rows("SELECT 1 FROM member_names") == []


def test_what_is_not_personal_can_still_be_corrected_in_a_neither_case(story: Story) -> None:
    story.notify()
    story.add(MOTHER)
    story.confirm("neither")
    answers = {"ukpps_notified_on": "2026-11-12"}
    cases.edit_case(story.vault, case_id=story.case_id, answers=answers, version=story.case.version)
    assert story.case.ukpps_notified_on == date(2026, 11, 12)


@pytest.mark.req("R-003-34")
def test_only_the_office_of_a_director_confirms_neither(story: Story) -> None:
    story.notify()
    story.add(MOTHER)
    story.act_as("la_spoc")
    with pytest.raises(NotYet, match="office of the DCS"):
        story.confirm("neither")


def test_a_neither_case_is_routed_again_when_needs_emerge(story: Story) -> None:
    story.notify()
    story.add(MOTHER)
    story.confirm("neither")
    assert story.move("reroute", note="Care and support needs have emerged.").route is Route.UNKNOWN
    story.add(CHILD)
    assert story.confirm("child").route is Route.CHILD


def test_a_closed_case_is_not_changed(story: Story) -> None:
    story.notify()
    story.move("close_error", note="Entered twice.")
    with pytest.raises(NotYet, match="closed"):
        cases.edit_case(story.vault, case_id=story.case_id, answers={}, version=story.case.version)
    with pytest.raises(NotYet, match="closed"):
        story.add(CHILD)
