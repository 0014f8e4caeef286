"""RT-1: which process a household needs."""

from datetime import date

import pytest

from spoc_desk.domain.cases import Route
from spoc_desk.domain.household import Member, MemberKind
from spoc_desk.domain.record import CaseId, MemberId
from spoc_desk.domain.route import computed_route, covered, needs_recheck_of, read_route, sides
from spoc_desk.domain.terms import Side, Tri

TODAY = date(2026, 11, 23)


def member(alias: str, kind: MemberKind, **given: object) -> Member:
    return Member(id=MemberId(alias), case_id=CaseId("c"), alias=alias, kind=kind, **given)  # type: ignore[arg-type]


CHILD = member("Child A", MemberKind.CHILD, date_of_birth=date(2017, 5, 1))
UNBORN = member("Unborn 1", MemberKind.UNBORN)
PARENT = member("Adult 1", MemberKind.ADULT, date_of_birth=date(1990, 1, 1), care_and_support_needs=Tri.NO)
GRANDFATHER = member("Adult 2", MemberKind.ADULT, date_of_birth=date(1950, 1, 1), care_and_support_needs=Tri.YES)


@pytest.mark.req("R-003-32")
@pytest.mark.parametrize("youngest", [CHILD, UNBORN])
def test_a_child_or_an_unborn_child_makes_the_child_route(youngest: Member) -> None:
    assert computed_route([youngest, PARENT], TODAY) is Route.CHILD


@pytest.mark.req("R-003-33", "R-003-09")
def test_an_adult_with_care_and_support_needs_makes_the_adult_route() -> None:
    assert computed_route([GRANDFATHER, PARENT], TODAY) is Route.ADULT


@pytest.mark.req("R-003-31")
def test_both_together_make_the_joint_route() -> None:
    assert computed_route([CHILD, UNBORN, PARENT, GRANDFATHER], TODAY) is Route.JOINT


@pytest.mark.req("R-003-34", "R-003-60")
def test_adults_without_such_needs_make_neither() -> None:
    assert computed_route([PARENT], TODAY) is Route.NEITHER


@pytest.mark.req("R-003-07")
def test_one_individual_is_enough_for_a_route() -> None:
    assert computed_route([GRANDFATHER], TODAY) is Route.ADULT


def test_nobody_recorded_is_not_neither() -> None:
    assert computed_route([], TODAY) is Route.UNKNOWN


def test_needs_of_a_child_do_not_make_the_adult_route() -> None:
    child = member("Child B", MemberKind.CHILD, date_of_birth=date(2010, 1, 1), care_and_support_needs=Tri.YES)
    assert computed_route([child], TODAY) is Route.CHILD


def test_turning_eighteen_with_needs_moves_from_child_to_adult() -> None:
    teenager = member("Child A", MemberKind.CHILD, date_of_birth=date(2008, 11, 24), care_and_support_needs=Tri.YES)
    assert computed_route([teenager], date(2026, 11, 23)) is Route.CHILD
    assert computed_route([teenager], date(2026, 11, 24)) is Route.ADULT


def test_who_has_left_does_not_count() -> None:
    left = member("Child A", MemberKind.CHILD, left_on=TODAY)
    assert computed_route([left, PARENT], TODAY) is Route.NEITHER


def test_needs_not_known_yet_are_said() -> None:
    unsure = member("Adult 3", MemberKind.ADULT, care_and_support_needs=Tri.NOT_KNOWN)
    reading = read_route([CHILD, unsure], TODAY)
    assert reading.route is Route.CHILD
    assert "Adult 3" in reading.words


def test_the_reason_names_people_by_alias() -> None:
    assert read_route([CHILD, UNBORN, GRANDFATHER], TODAY).words == (
        "Child A and Unborn 1 under 18 or unborn, and Adult 2 18 or older with care and support needs."
    )


def test_a_stale_route_is_noticed_only_when_both_are_known() -> None:
    assert needs_recheck_of(Route.CHILD, Route.JOINT)
    assert not needs_recheck_of(Route.CHILD, Route.CHILD)
    assert not needs_recheck_of(Route.UNKNOWN, Route.CHILD)
    assert not needs_recheck_of(Route.CHILD, Route.UNKNOWN)


@pytest.mark.req("R-003-30")
def test_a_single_la_spoc_covers_both_sides() -> None:
    assert covered(Side.BOTH) == sides(Route.JOINT)
    assert covered(Side.CHILDREN) == {Side.CHILDREN}
