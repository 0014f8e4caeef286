"""How close two dates of birth are: the same, mistyped, about the same age, or apart."""

from datetime import date
from enum import IntEnum


class Birth(IntEnum):
    """How close, the strongest last. UNKNOWN: one of the two is not known."""

    APART = 0
    ABOUT = 1
    UNKNOWN = 2
    CLOSE = 3
    SAME = 4


_ABOUT_DAYS = 366


def births(ours: date | None, theirs: date | None) -> Birth:
    """Return how close two dates of birth are."""
    if ours is None or theirs is None:
        return Birth.UNKNOWN
    if ours == theirs:
        return Birth.SAME
    if _mistyped(ours, theirs):
        return Birth.CLOSE
    return Birth.ABOUT if abs((ours - theirs).days) <= _ABOUT_DAYS else Birth.APART


def _mistyped(ours: date, theirs: date) -> bool:
    """Say whether one is the other with day and month swapped, one digit off, two neighbours swapped, or a year off."""
    if ours.year == theirs.year and (ours.day, ours.month) == (theirs.month, theirs.day):
        return True
    one, other = _digits(ours), _digits(theirs)
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differing) == 1:
        return True
    a_year_off = (ours.day, ours.month) == (theirs.day, theirs.month) and abs(ours.year - theirs.year) == 1
    return a_year_off or other in _swapped(one)


def _digits(day: date) -> str:
    return f"{day.day:02}{day.month:02}{day.year:04}"


def _swapped(digits: str) -> tuple[str, ...]:
    """Return the date with two neighbours swapped, inside the day, the month or the year."""
    return tuple(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :] for place in (0, 2, 4, 5, 6))
