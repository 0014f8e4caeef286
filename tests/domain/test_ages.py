"""Ages, the birthdays that matter, and aliases."""

from datetime import date

import pytest

from spoc_desk.domain import ages
from spoc_desk.domain.household import Member, MemberKind
from spoc_desk.domain.record import CaseId, MemberId

TODAY = date(2026, 11, 23)


def person(kind: MemberKind, **given: object) -> Member:
    return Member(id=MemberId("m"), case_id=CaseId("c"), alias="X", kind=kind, **given)  # type: ignore[arg-type]


@pytest.mark.req("R-003-08")
def test_a_child_is_a_child_until_the_day_before_the_eighteenth_birthday() -> None:
    child = person(MemberKind.CHILD, date_of_birth=date(2008, 11, 24))
    assert ages.is_child(child, date(2026, 11, 23))
    assert not ages.is_child(child, date(2026, 11, 24))


@pytest.mark.req("R-003-08")
def test_an_unborn_child_counts_as_a_child() -> None:
    assert ages.is_child(person(MemberKind.UNBORN, expected_delivery_date=date(2027, 3, 3)), TODAY)


def test_without_a_date_of_birth_the_kind_decides() -> None:
    assert ages.is_child(person(MemberKind.CHILD), TODAY)
    assert not ages.is_child(person(MemberKind.ADULT), TODAY)


def test_born_on_29_february_turns_eighteen_on_1_march() -> None:
    leapling = person(MemberKind.CHILD, date_of_birth=date(2008, 2, 29))
    assert ages.birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert ages.is_child(leapling, date(2026, 2, 28))
    assert not ages.is_child(leapling, date(2026, 3, 1))


def test_born_on_29_february_turns_sixteen_on_29_february() -> None:
    assert ages.birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)


@pytest.mark.parametrize(("day", "age"), [(date(2026, 11, 22), 8), (date(2026, 11, 23), 9), (date(2027, 1, 1), 9)])
def test_age_changes_on_the_birthday(day: date, age: int) -> None:
    assert ages.age_on(date(2017, 11, 23), day) == age


def test_the_next_birthday_that_matters() -> None:
    assert ages.next_milestone(date(2012, 5, 1), TODAY) == (15, date(2027, 5, 1))
    assert ages.next_milestone(date(2011, 5, 1), TODAY) == (16, date(2027, 5, 1))
    assert ages.next_milestone(date(2008, 11, 23), TODAY) == (18, TODAY)
    assert ages.next_milestone(date(2000, 1, 1), TODAY) is None


def test_aliases_run_on_and_are_never_used_twice() -> None:
    assert ages.next_alias(MemberKind.CHILD, ()) == "Child A"
    assert ages.next_alias(MemberKind.CHILD, ("Child A", "Child B")) == "Child C"
    assert ages.next_alias(MemberKind.ADULT, ("Child A",)) == "Adult 1"
    assert ages.next_alias(MemberKind.UNBORN, ("Unborn 1",)) == "Unborn 2"


def test_the_twenty_seventh_child_has_two_letters() -> None:
    taken = {f"Child {chr(letter)}" for letter in range(ord("A"), ord("Z") + 1)}
    assert ages.next_alias(MemberKind.CHILD, taken) == "Child AA"


@pytest.mark.parametrize(
    ("born", "kind"),
    [
        (date(1899, 12, 31), MemberKind.ADULT),
        (date(2026, 11, 24), MemberKind.CHILD),
        (date(2010, 1, 1), MemberKind.ADULT),
        (date(2000, 1, 1), MemberKind.CHILD),
    ],
)
def test_a_date_of_birth_that_does_not_fit_is_told(born: date, kind: MemberKind) -> None:
    assert ages.birth_problem(born, kind, TODAY)


def test_a_date_of_birth_that_fits_is_fine() -> None:
    assert ages.birth_problem(date(2017, 5, 1), MemberKind.CHILD, TODAY) == ""
    assert ages.birth_problem(date(2008, 11, 23), MemberKind.ADULT, TODAY) == ""


def test_an_expected_date_may_be_four_weeks_past_and_forty_two_ahead() -> None:
    assert ages.delivery_problem(date(2026, 10, 26), TODAY) == ""
    assert ages.delivery_problem(date(2026, 10, 25), TODAY)
    assert ages.delivery_problem(date(2027, 9, 13), TODAY) == ""
    assert ages.delivery_problem(date(2027, 9, 14), TODAY)


def test_an_unborn_child_is_overdue_the_day_after() -> None:
    unborn = person(MemberKind.UNBORN, expected_delivery_date=TODAY)
    assert not ages.is_overdue(unborn, TODAY)
    assert ages.is_overdue(unborn, date(2026, 11, 24))
