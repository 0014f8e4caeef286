"""The desk on which the sample stories are told: a vault, a clock that can be moved, and the invented staff."""

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from spoc_desk.casework.change import Done
from spoc_desk.casework.directory import add_contact
from spoc_desk.clock import FixedClock
from spoc_desk.forms.definition import Answers
from spoc_desk.resources import read_text
from spoc_desk.vault.vault import Vault

_MORNING = time(9, 30, tzinfo=UTC)
_FRIDAY = 4


@lru_cache(maxsize=1)
def sample_data() -> dict[str, Any]:
    """Return the invented staff and names."""
    return tomllib.loads(read_text("sample", "desk.toml"))


@dataclass
class Desk:
    """Where a story is told. `today` is the day the story ends; the clock runs up to it."""

    vault: Vault
    clock: FixedClock
    today: date
    contacts: dict[str, str] = field(default_factory=dict)

    def go_to(self, days_ago: int) -> str:
        """Set the clock to the working morning *days_ago* before the end and return that day, as an answer."""
        day = self._weekday(days_ago)
        self.clock.moment = datetime.combine(day, _MORNING)
        return day.isoformat()

    def day(self, days_ago: int) -> str:
        """Return a day as an answer; negative lies in the future."""
        return self._weekday(days_ago).isoformat()

    def _weekday(self, days_ago: int) -> date:
        """Return that day, or the Friday before a weekend; nobody works on the last day unless it is one."""
        day = self.today - timedelta(days=days_ago)
        return day - timedelta(days=max(0, day.weekday() - _FRIDAY)) if days_ago else day

    def born(self, years: int, days: int = 0) -> str:
        """Return a date of birth: so many years and days before the end of the story."""
        birthday = self.today.replace(year=self.today.year - years, day=min(self.today.day, 28))
        return (birthday - timedelta(days=days)).isoformat()


def add_staff(desk: Desk) -> None:
    """Put the invented staff into the directory."""
    for entry in sample_data()["contacts"]:
        answers: dict[str, Any] = {key: value for key, value in entry.items() if key != "key"}
        answers |= {"roles": tuple(entry["roles"]), "service_side": "both", "active": "yes"}
        desk.contacts[entry["key"]] = stored_id(add_contact(desk.vault, answers=answers, sample=True))


def stored_id(done: Done) -> str:
    """Return the id of the record a change stored."""
    if done.record is None:
        raise LookupError("this change stores no record")
    return done.record.id


SHARE: Answers = {
    "purpose": "So that the service can support the person from the first day.",
    "consent_sought": "not_basis",
    "lawful_basis": "public_task",
    "necessary_and_proportionate": "yes",
    "third_parties_protected": "yes",
    "outcome": "share",
    "rationale": "The service needs the record to keep the person safe. Only this record, only to this service.",
}
"""A decision to share, but for its day and what it is about."""
