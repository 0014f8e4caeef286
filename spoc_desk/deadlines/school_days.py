"""Days on which a school is closed, and whether a closure is so long that RELAY is not operated (D-25, S000:43)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from spoc_desk.deadlines.calendar import Calendar

LONGEST_RUN: Final = 5
"""A half-term of five weekdays does not stop RELAY, six do: "closures of longer than one week" (X-08)."""

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class ClosedRun:
    """Closed weekdays that follow each other; weekends between them are passed over."""

    first: date
    last: date
    weekdays: int

    @property
    def is_long(self) -> bool:
        """Say whether RELAY is not operated in it."""
        return self.weekdays > LONGEST_RUN


class SchoolDays:
    """The days of one school. Bank holidays are closed; at a weekend the next weekday decides."""

    def __init__(self, closures: Iterable[tuple[date, date]], calendar: Calendar) -> None:
        """Take (first, last) of each closure that is for the school; days may overlap."""
        self._closures = tuple(closures)
        self._calendar = calendar

    def is_open(self, day: date) -> bool:
        """Say whether pupils are at school on *day*."""
        if not self._calendar.is_working_day(day):
            return False
        return not any(first <= day <= last for first, last in self._closures)

    def closed_run(self, day: date) -> ClosedRun | None:
        """Return the closed weekdays around *day*, or None where it is open, or a weekend before an open weekday."""
        middle = _weekday(day, _DAY)
        if self.is_open(middle):
            return None
        first = last = middle
        count = 1
        while not self.is_open(before := _weekday(first - _DAY, -_DAY)):
            first, count = before, count + 1
        while not self.is_open(after := _weekday(last + _DAY, _DAY)):
            last, count = after, count + 1
        return ClosedRun(first, last, count)

    def long_closure(self, day: date) -> ClosedRun | None:
        """Return the closure in which RELAY is not operated on *day*, or None."""
        run = self.closed_run(day)
        return run if run is not None and run.is_long else None

    def next_open(self, day: date) -> date:
        """Return the first day on which the school is open, *day* itself included."""
        while not self.is_open(day):
            day += _DAY
        return day


def _weekday(day: date, step: timedelta) -> date:
    while day.weekday() >= _SATURDAY:
        day += step
    return day
