"""Ages, birthdays that matter, and the names people go by in a case ("Child A").

A child is a child until the day before the 18th birthday, and before birth (S003:40, R-003-08).
"""

from collections.abc import Collection
from datetime import date, timedelta

from spoc_desk.domain.household import Member, MemberKind

ADULT_AT = 18
MILESTONES = (15, 16, 18)
"""D-32: consent is asked from 15, presumed from 16, and the route changes at 18 (S003:40; S004:678)."""

EARLIEST_BIRTH = date(1900, 1, 1)
OVERDUE_FOR = timedelta(weeks=4)
AHEAD_FOR = timedelta(weeks=42)

_ALIAS_WORDS = {MemberKind.CHILD: "Child", MemberKind.UNBORN: "Unborn", MemberKind.ADULT: "Adult"}


def birthday(born: date, years: int) -> date:
    """Return the day somebody turns *years*; who was born on 29 February turns on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on *day*."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def is_child(member: Member, day: date) -> bool:
    """Say whether this person counts as a child on *day*. Without a date of birth the kind decides."""
    if member.kind is MemberKind.UNBORN:
        return True
    if member.date_of_birth is None:
        return member.kind is MemberKind.CHILD
    return day < birthday(member.date_of_birth, ADULT_AT)


def next_milestone(born: date, day: date) -> tuple[int, date] | None:
    """Return the next of the 15th, 16th and 18th birthdays from *day* on, or None when all are past."""
    return next(((years, birthday(born, years)) for years in MILESTONES if birthday(born, years) >= day), None)


def next_alias(kind: MemberKind, taken: Collection[str]) -> str:
    """Return the first free alias: "Child A", "Adult 1", "Unborn 1". One once given is never used again."""
    number = 1
    while (alias := f"{_ALIAS_WORDS[kind]} {_mark(kind, number)}") in taken:
        number += 1
    return alias


def birth_problem(born: date, kind: MemberKind, today: date) -> str:
    """Return what is wrong with a date of birth, or nothing."""
    if not EARLIEST_BIRTH <= born <= today:
        return "Enter a date of birth between 1900 and today."
    if kind is MemberKind.ADULT and age_on(born, today) < ADULT_AT:
        return "This person is under 18. Choose “Child”."
    if kind is MemberKind.CHILD and age_on(born, today) >= ADULT_AT:
        return "This person is 18 or older. Choose “Adult”."
    return ""


def delivery_problem(expected: date, today: date) -> str:
    """Return what is wrong with an expected delivery date, or nothing."""
    if expected < today - OVERDUE_FOR:
        return "This date is more than 4 weeks past. Record the birth, or correct the date."
    if expected > today + AHEAD_FOR:
        return "This date is more than 42 weeks ahead. Check the date."
    return ""


def is_overdue(member: Member, day: date) -> bool:
    """Say whether an unborn child's expected date is past (D-33)."""
    expected = member.expected_delivery_date
    return member.kind is MemberKind.UNBORN and expected is not None and day > expected


def _mark(kind: MemberKind, number: int) -> str:
    if kind is not MemberKind.CHILD:
        return str(number)
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
