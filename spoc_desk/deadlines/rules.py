"""The clocks as data: what must happen, from when, within how long, and who says so (domain 2.2).

Read from `resources/calendar/deadlines.toml`. Where the source gives no number, there is none here either.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from spoc_desk.deadlines.calendar import Calendar, add_hours, within_calendar_days
from spoc_desk.resources import read_text


class Kind(StrEnum):
    """How a clock counts."""

    NONE = "none"
    CALENDAR_DAYS = "cal"
    WORKING_DAYS = "WD"
    HOURS = "h"
    AGE = "age"


@dataclass(frozen=True)
class Age:
    """A birthday that changes something, and what to do then."""

    years: int
    what: str


@dataclass(frozen=True)
class Rule:
    """One clock. `local`: the number is the council's own; `setting` names the profile value that holds it."""

    id: str
    what: str
    short: str
    trigger: str
    kind: Kind
    source: str
    acts: str
    amount: int | None = None
    local: bool = False
    setting: str = ""
    ages: tuple[Age, ...] = ()
    remind_days: tuple[int, ...] = ()


@dataclass(frozen=True)
class Birthday:
    """One birthday of D-32: when it is, and on which days to remind of it."""

    years: int
    on: date
    what: str
    remind_on: tuple[date, ...]


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, Rule]:
    """Return all rules by their id."""
    tables = tomllib.loads(read_text("calendar", "deadlines.toml"))["rule"]
    return MappingProxyType({rule.id: rule for rule in map(_rule, tables)})


def due_on(rule: Rule, trigger: date, calendar: Calendar, local_amount: int | None = None) -> date | None:
    """Return the last day of the clock, or None where the source gives no number.

    *local_amount* is the council's own number. It replaces the shipped one of a `local` rule, and gives a rule
    without a number a target in working days; it never changes a number that the source has set.
    """
    if rule.kind is Kind.NONE:
        return None if local_amount is None else calendar.add_working_days(trigger, local_amount)
    amount = local_amount if rule.local and local_amount is not None else rule.amount
    if amount is None or rule.kind not in (Kind.CALENDAR_DAYS, Kind.WORKING_DAYS):
        raise ValueError(f"{rule.id} counts by {rule.kind}: ask due_at or birthdays")
    if rule.kind is Kind.WORKING_DAYS:
        return calendar.add_working_days(trigger, amount)
    return within_calendar_days(trigger, amount)


def due_at(rule: Rule, trigger: datetime, local_amount: int | None = None) -> datetime:
    """Return the moment (UTC) at which a clock of hours ends."""
    amount = local_amount if rule.local and local_amount is not None else rule.amount
    if amount is None or rule.kind is not Kind.HOURS:
        raise ValueError(f"{rule.id} does not count by hours")
    return add_hours(trigger, amount)


def birthdays(rule: Rule, date_of_birth: date) -> tuple[Birthday, ...]:
    """Return the birthdays that D-32 watches for somebody born on *date_of_birth*."""
    return tuple(_birthday(rule, age, date_of_birth) for age in rule.ages)


def birthday(date_of_birth: date, years: int) -> date:
    """Return the day somebody turns *years* old. Born on 29 February, that is 1 March in other years."""
    try:
        return date_of_birth.replace(year=date_of_birth.year + years)
    except ValueError:
        return date(date_of_birth.year + years, 3, 1)


def _birthday(rule: Rule, age: Age, date_of_birth: date) -> Birthday:
    on = birthday(date_of_birth, age.years)
    return Birthday(age.years, on, age.what, tuple(on - timedelta(days=days) for days in rule.remind_days))


def _rule(table: dict[str, Any]) -> Rule:  # Any: TOML gives it, the constructor and the tests check it
    lists = {
        "kind": Kind(table["kind"]),
        "ages": tuple(Age(**age) for age in table.get("ages", ())),
        "remind_days": tuple(table.get("remind_days", ())),
    }
    return Rule(**{**table, **lists})
