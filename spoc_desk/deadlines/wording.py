"""A clock in words: first the words, then the date, so that a colour is never needed (domain 2.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.house_dates import day_and_month, long_date, short_date

_SOON_WORKING_DAYS = 2


class State(StrEnum):
    """How a clock stands. Met late stays late for ever."""

    ON_TIME = "on time"
    DUE_SOON = "due soon"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met late"
    NO_LIMIT = "no limit"


@dataclass(frozen=True)
class Wording:
    """What to show: the state, and the words that say it."""

    state: State
    words: str


def in_words(
    due_on: date | None,
    today: date,
    calendar: Calendar,
    met_on: date | None = None,
    *,
    started_on: date | None = None,
    since: str = "",
) -> Wording:
    """Return how a clock stands *today*.

    *started_on* is its day 0: with it, the last third counts as soon, and a clock without a limit shows what has
    elapsed. *since* is what began it, as in "UKPPS told us".
    """
    if due_on is None:
        return Wording(State.NO_LIMIT, _elapsed(started_on, met_on, today, since))
    if met_on is not None:
        return _met(due_on, met_on, calendar)
    if due_on < today:
        return Wording(State.OVERDUE, f"{_late_by(due_on, today, calendar)}, was due {short_date(due_on)}")
    if due_on == today:
        return Wording(State.DUE_TODAY, f"due today, {day_and_month(due_on)}")
    soon = _is_soon(due_on, today, calendar, started_on)
    return Wording(State.DUE_SOON if soon else State.ON_TIME, _left(due_on, today, calendar))


def count_days(days: int, word: str = "day") -> str:
    """Return "1 day", "2 days", "3 working days"."""
    return f"{days} {word}" if days == 1 else f"{days} {word}s"


def _left(due: date, today: date, calendar: Calendar) -> str:
    worked = calendar.working_days_between(today, due)
    if worked == 0:
        return f"no working day left, due {long_date(due)}"
    words = f"{count_days(worked, 'working day')} left, {long_date(due)}"
    if calendar.is_working_day(due):
        return words
    return f"{words} (last working day before: {day_and_month(calendar.last_working_day_before(due))})"


def _met(due: date, met: date, calendar: Calendar) -> Wording:
    if met <= due:
        return Wording(State.MET, f"Met on {short_date(met)}")
    worked = calendar.working_days_between(due, met)
    late = count_days(worked, "working day") if worked else count_days((met - due).days)
    return Wording(State.MET_LATE, f"Met {late} late, on {short_date(met)}")


def _late_by(due: date, today: date, calendar: Calendar) -> str:
    """On the weekend after a Friday no working day has passed yet, but late is late: plain days then."""
    worked = calendar.working_days_between(due, today)
    return f"{count_days(worked, 'working day')} late" if worked else f"{count_days((today - due).days)} late"


def _is_soon(due: date, today: date, calendar: Calendar, started_on: date | None) -> bool:
    if calendar.working_days_between(today, due) <= _SOON_WORKING_DAYS:
        return True
    return started_on is not None and 3 * (due - today).days <= (due - started_on).days


def _elapsed(started_on: date | None, met_on: date | None, today: date, since: str) -> str:
    if started_on is None:
        return "no limit is set"
    days = ((met_on or today) - started_on).days
    if met_on is not None:
        after = f" after {since}" if since else ""
        return f"Done on {short_date(met_on)}, {count_days(days)}{after} (no limit is set)"
    what = f" since {since}" if since else f" since {short_date(started_on)}"
    return f"{count_days(days)}{what} (no limit is set)" if days else f"today{_comma(since)} (no limit is set)"


def _comma(since: str) -> str:
    return f", {since}" if since else ""
