"""One line of Today, and what every line is made from."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from spoc_desk.casework.council import calendar
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.wording import count_days
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role, holds_any
from spoc_desk.vault.records.exchange_rows import aliases_of
from spoc_desk.vault.vault import Vault

YOU, LA_SPOC, DIRECTORS, UKPPS, SERVICE = "you", "LA SPOC", "DCS or DASS office", "UKPPS SPOC", "our service"
REFERRER = "Referrer"
REVIEWERS = "CRG and SIN"
NO_CASE = "No case yet"


@dataclass(frozen=True)
class AgendaRow:
    """One thing somebody must do. `place` opens it with the field focused; `state` is a word of `wording.State`."""

    case_id: str | None
    case_ref: str
    what: str
    words: str
    who: str
    state: str
    place: str
    due_on: date | None = None


@dataclass(frozen=True)
class Lookup:
    """What every line of a page needs: the vault, the day, the calendar, and whose records the lines are about."""

    vault: Vault
    today: date
    calendar: Calendar
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, vault: Vault) -> "Lookup":
        """Return the lookup for this moment."""
        return cls(vault, vault.clock.today(), calendar(vault))

    def knowing(self, members: Iterable[str | None]) -> "Lookup":
        """Return the lookup with the aliases of everybody in these lists (JSON), fetched at once."""
        ids = [member_id for listed in members if listed for member_id in json.loads(listed)]
        return replace(self, aliases=aliases_of(self.vault, ids))

    def who(self, acts: str) -> str:
        """Return "you" where the person at the desk holds the role that acts."""
        if acts == REFERRER:
            return YOU  # who has a referral at this desk has made it
        if acts == REVIEWERS and holds_any(self.vault.actor.roles, (Role.CRG,)):
            return YOU
        if acts not in (LA_SPOC, DIRECTORS):
            return acts
        wanted = SPOCS if acts == LA_SPOC else DIRECTORS_OFFICES
        return YOU if holds_any(self.vault.actor.roles, wanted) else acts


def waited(lookup: Lookup, since: str | None) -> str:
    """Return "10 working days without an answer, since Mon 9 Nov 2026"."""
    if not since:
        return ""
    day = date.fromisoformat(since)
    return f"{_worked(lookup, day)} without an answer, since {short_date(day)}"


def ago(lookup: Lookup, since: str) -> str:
    """Return "16 working days ago, Fri 30 Oct 2026"."""
    day = date.fromisoformat(since)
    return f"{_worked(lookup, day)} ago, {short_date(day)}"


def _worked(lookup: Lookup, day: date) -> str:
    return count_days(lookup.calendar.working_days_between(day, lookup.today), "working day")
