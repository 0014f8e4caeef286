"""Where the program gets the time from: always passed in, never read from the system elsewhere."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from importlib import import_module
from typing import Protocol

LONDON: tzinfo
"""The time of England. Read from the system's tables when it is first asked for: not before the window is painted."""


@cache
def london() -> tzinfo:
    """Return the time of England. What that loads is not needed to paint the window."""
    zone: tzinfo = import_module("zoneinfo").ZoneInfo("Europe/London")
    return zone


def __getattr__(name: str) -> tzinfo:
    if name != "LONDON":
        raise AttributeError(name)
    return london()


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""

    def today(self) -> date:
        """Return the day it is in London."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(london()).date()


@dataclass
class FixedClock:
    """A clock that stands where it was set: for the sample vault, the tour and tests."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 30, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.astimezone(london()).date()

    def advance(self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> None:
        """Move the clock on."""
        self.moment += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
