"""Dates as an officer types them: `3/5/26`, `3 May`, `today`, `mon`, `-2wd`. The day always comes first."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from spoc_desk.deadlines.calendar import Calendar, add_month, add_weeks
from spoc_desk.domain.house_dates import MONTHS, WEEKDAYS

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_NEAR_DAYS = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_OFFSET = re.compile(r"([+-]) ?([0-9]{1,3}) ?(wd|d|w|m)")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{4}|[0-9]{2}))?")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_DAY_MONTH_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-/. ]?([a-z]{3,9})\.?(?:[-/. ]?([0-9]{4}|[0-9]{2}))?")
_MONTH_NAME_DAY = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})")
_MONTH_YEAR = re.compile(r"([a-z]{3,9})\.?[-/. ]?([0-9]{4})")
_NUMBER_YEAR = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_YEAR_NUMBER = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")


def parse_typed_date(text: str, today: date, calendar: Calendar, *, past: bool = True) -> date | None:
    """Return the day that *text* means, or None where it means none.

    *past* is for records of what happened: `mon` is the latest Monday up to today and `3 may` the latest
    3 May. Without it (due dates) they look ahead, today included. `last fri` and `next fri` are never today.
    """
    typed = _tidy(text)
    try:
        return (
            _near_day(typed, today)
            or _offset(typed, today, calendar)
            or _weekday(typed, today, past)
            or _written_date(typed, today, past)
        )
    except (OverflowError, ValueError):  # an offset that leaves the years a calendar has
        return None


def parse_approximate(text: str) -> str | None:
    """Return a month as "2026-05" where *text* names one ("May 2026", "5/2026"), else None: kept approximate."""
    typed = _tidy(text)
    if match := _MONTH_YEAR.fullmatch(typed):
        month, year = _month_number(match[1]), int(match[2])
    elif match := _NUMBER_YEAR.fullmatch(typed):
        month, year = int(match[1]), int(match[2])
    elif match := _YEAR_NUMBER.fullmatch(typed):
        month, year = int(match[2]), int(match[1])
    else:
        return None
    return f"{year:04}-{month:02}" if 1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR else None


def _tidy(text: str) -> str:
    plain = text.replace("\u2212", "-").replace("\u2013", "-").replace(",", " ")
    return " ".join(plain.lower().split())


def _near_day(typed: str, today: date) -> date | None:
    return today + timedelta(days=_NEAR_DAYS[typed]) if typed in _NEAR_DAYS else None


def _offset(typed: str, today: date, calendar: Calendar) -> date | None:
    match = _OFFSET.fullmatch(typed)
    if match is None:
        return None
    count = int(match[2]) * (-1 if match[1] == "-" else 1)
    move: dict[str, Callable[[date, int], date]] = {
        "wd": calendar.add_working_days,
        "d": lambda day, days: day + timedelta(days=days),
        "w": add_weeks,
        "m": add_month,
    }
    return move[match[3]](today, count)


def _weekday(typed: str, today: date, past: bool) -> date | None:
    which, _, name = typed.rpartition(" ")
    number = _weekday_number(name)
    if number is None or which not in ("", "last", "next", "this"):
        return None
    back = (today.weekday() - number) % 7
    if which == "last":
        return today - timedelta(days=back or 7)
    ahead = (number - today.weekday()) % 7
    if which == "next":
        return today + timedelta(days=ahead or 7)
    return today - timedelta(days=back) if past and not which else today + timedelta(days=ahead)


def _written_date(typed: str, today: date, past: bool) -> date | None:
    """Read a day, month and perhaps year, with the weekday before it or not; a weekday that does not fit is refused."""
    first, _, rest = typed.partition(" ")
    weekday = _weekday_number(first) if rest else None
    if weekday is None:
        return _day_month_year(typed, today, past)
    day = _day_month_year(rest, today, past)
    return day if day is not None and day.weekday() == weekday else None


def _day_month_year(typed: str, today: date, past: bool) -> date | None:
    if match := _ISO.fullmatch(typed):
        return _real_date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(typed) or _RUN_TOGETHER.fullmatch(typed):
        return _with_year(int(match[1]), int(match[2]), match[3], today, past)
    if match := _DAY_MONTH_NAME.fullmatch(typed):
        return _with_year(int(match[1]), _month_number(match[2]), match[3], today, past)
    if match := _MONTH_NAME_DAY.fullmatch(typed):
        return _with_year(int(match[2]), _month_number(match[1]), match[3], today, past)
    return None


def _with_year(day: int, month: int, typed_year: str | None, today: date, past: bool) -> date | None:
    if typed_year is None:
        return _nearest(day, month, today, past)
    year = int(typed_year)
    if len(typed_year) == 2:
        # "61" is a grandfather's birth year, "27" on a due date is next year.
        latest = today.year + (1 if past else 20)
        year += 2000 if 2000 + year <= latest else 1900
    return _real_date(year, month, day)


def _nearest(day: int, month: int, today: date, past: bool) -> date | None:
    """Return the latest such day up to today, or the next one from today. Eight years always hold a 29 February."""
    for years in range(9):
        found = _real_date(today.year + (-years if past else years), month, day)
        if found is not None and (found <= today if past else found >= today):
            return found
    return None


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _weekday_number(name: str) -> int | None:
    return next((n for n, full in enumerate(WEEKDAYS) if len(name) >= 3 and full.lower().startswith(name)), None)


def _month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or its first letters ("sept" too), 0 for any other word."""
    return next((n for n, full in enumerate(MONTHS, 1) if full.lower().startswith(name)), 0)
