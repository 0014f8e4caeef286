"""Working days, calendar days and hours, counted the same way everywhere (England and Wales, offline)."""

import json
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from spoc_desk.clock import LONDON
from spoc_desk.domain.house_dates import MONTHS
from spoc_desk.resources import read_text

_DAY = timedelta(days=1)
_SATURDAY = 5


class Calendar:
    """Knows which days are worked and counts with them. Make one with `load_calendar`."""

    def __init__(self, bank_holidays: Mapping[date, str], extra_days: Iterable[date] = ()) -> None:
        """Take the bank holidays of whole years, and one-off days (a coronation) that a council has added."""
        self._names = dict(bank_holidays)
        self._closed = frozenset(bank_holidays) | frozenset(extra_days)
        # Only weekdays count here: a bank holiday on a Saturday has its own substitute day in the list.
        self._closed_weekdays = sorted(day for day in self._closed if day.weekday() < _SATURDAY)
        years = [day.year for day in bank_holidays]
        self.table_starts_on = date(min(years), 1, 1)
        self.table_ends_on = date(max(years), 12, 31)

    def is_working_day(self, day: date) -> bool:
        """Say whether *day* is Monday to Friday and not a bank holiday."""
        return day.weekday() < _SATURDAY and day not in self._closed

    def bank_holiday(self, day: date) -> str:
        """Return the name of the bank holiday on *day*, or an empty text."""
        return self._names.get(day, "")

    def add_working_days(self, start: date, days: int) -> date:
        """Return the day that is *days* working days after *start* (before it, if *days* is negative).

        *start* is day 0 even when it is not worked itself; day 1 is the next working day.
        """
        step, day = (_DAY if days > 0 else -_DAY), start
        for _ in range(abs(days)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after *start* up to and including *end*; negative when *end* is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        closed = bisect_right(self._closed_weekdays, end) - bisect_right(self._closed_weekdays, start)
        return _weekdays_up_to(end) - _weekdays_up_to(start) - closed

    def last_working_day_before(self, day: date) -> date:
        """Return the latest working day earlier than *day*: the day to act on when a clock ends at a weekend."""
        return self.add_working_days(day, -1)

    def table_warning(self, *days: date) -> str:
        """Return a sentence when one of *days* needs bank holidays that are not, or soon not, known; else nothing."""
        end = self.table_ends_on
        known_until = f"Bank holidays are known until {_day_of_table(end)}"
        ask = "ask your administrator for a newer list"
        if any(day > end for day in days):
            return f"{known_until}. A date after that may be too early: check it, and {ask}."
        if any(day.year == end.year for day in days):
            return f"{known_until}. Before that year ends, {ask}."
        first = self.table_starts_on
        if any(day < first for day in days):
            return f"Bank holidays are known from {_day_of_table(first)}. Check older dates yourself."
        return ""


def load_calendar(extra_days: Iterable[date] = ()) -> Calendar:
    """Return the calendar of England and Wales with the council's own *extra_days* off.

    Council closure days are not extra days: they do not move a clock that the law has set.
    """
    return Calendar(_shipped_holidays(), extra_days)


def within_calendar_days(start: date, days: int) -> date:
    """Return the last day of "within *days* days of *start*". It does not move off a weekend or a holiday."""
    return start + timedelta(days=days)


def add_weeks(start: date, weeks: int) -> date:
    """Return the same weekday *weeks* later."""
    return start + timedelta(weeks=weeks)


def add_month(start: date, months: int = 1) -> date:
    """Return the same day *months* later, or the last day of that month where there is no such day."""
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))


def add_hours(moment: datetime, hours: int) -> datetime:
    """Return the moment (UTC) when *hours* real hours have passed, across clock changes, weekends and holidays."""
    if moment.tzinfo is None:
        raise ValueError("add_hours needs an aware moment: hours across a clock change are counted in UTC")
    return moment.astimezone(UTC) + timedelta(hours=hours)


def end_of_day(day: date) -> datetime:
    """Return the last second of *day* in London, as UTC: a clock that ends "on" a day ends then."""
    return datetime.combine(day, time(23, 59, 59), LONDON).astimezone(UTC)


def _day_of_table(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _weekdays_up_to(day: date) -> int:
    """Count Mondays to Fridays since the calendar began (1 January of year 1 was a Monday)."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


@lru_cache(maxsize=1)
def _shipped_holidays() -> dict[date, str]:
    years = json.loads(read_text("calendar", "bank_holidays_england.json"))
    return {date.fromisoformat(day): name for days in years.values() for day, name in days.items()}
