"""What happened on a case, newest first, by alias; and the audit trail for those who may look at it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spoc_desk.casework.history_words import Words, entry_words
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.people import aliases
from spoc_desk.domain.house_dates import short_date
from spoc_desk.vault.records.history_rows import audit_page, history_page
from spoc_desk.vault.vault import Vault

__all__ = ["AuditLine", "AuditView", "Chronology", "HistoryEntry", "HistoryKind", "audit_trail", "chronology"]


class HistoryKind(StrEnum):
    """What can be filtered; the words are those of the filter."""

    CASE = "Case"
    HOUSEHOLD = "Household"
    MEETING = "Meetings"
    SPOC = "SPOCs"
    SERVICE = "Services"
    EXCHANGE = "Exchange"
    FLAG = "Flags"
    QUERY = "Questions"
    CONCERN = "Concerns"
    ROUTE = "Routes to stop"
    REFERRAL = "Referrals"
    DISPUTE = "Disagreements and advice"
    PRINT = "Prints"


_GROUPS: dict[HistoryKind, tuple[str, ...]] = {
    HistoryKind.CASE: ("move",),
    HistoryKind.HOUSEHOLD: ("joined", "left"),
    HistoryKind.MEETING: ("meeting",),
    HistoryKind.SPOC: ("spoc", "spoc_end", "ukpps", "ukpps_verified", "ukpps_end"),
    HistoryKind.SERVICE: ("notice",),
    HistoryKind.EXCHANGE: ("hand", "decision", "check"),
    HistoryKind.FLAG: ("flag_asked", "flag", "flag_off"),
    HistoryKind.QUERY: ("query", "query_end"),
    HistoryKind.CONCERN: ("concern", "concern_end"),
    HistoryKind.ROUTE: ("route", "route_end"),
    HistoryKind.REFERRAL: ("referral", "referral_sent", "referral_decided"),
    HistoryKind.DISPUTE: ("escalation", "escalation_end", "complaint", "complaint_end", "consultation"),
    HistoryKind.PRINT: ("print", "print_end"),
}
_KIND_OF = {entry: kind for kind, entries in _GROUPS.items() for entry in entries}


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that happened. `detail` may hold notes; it is for the desk, not for a print by default."""

    day: date
    day_words: str
    kind: HistoryKind
    what: str
    who: str
    detail: str
    place: str
    record_id: str


@dataclass(frozen=True)
class Chronology:
    """One page of the history."""

    entries: tuple[HistoryEntry, ...]
    more: bool


@dataclass(frozen=True)
class AuditLine:
    """One entry of the audit trail: who did what to which record; never what the record says."""

    seq: int
    when: str
    who: str
    act: str
    table: str
    record_id: str
    version: int
    reason: str


@dataclass(frozen=True)
class AuditView:
    """One page of the audit trail."""

    lines: tuple[AuditLine, ...]
    more: bool


def chronology(
    vault: Vault, case_id: str, *, kinds: Collection[HistoryKind | str] = (), offset: int = 0, limit: int = 50
) -> Chronology:
    """Return one page of what happened, newest first; no *kinds* means all."""
    wanted = {HistoryKind(kind) for kind in kinds} or set(HistoryKind)
    entries = [entry for kind in wanted for entry in _GROUPS[kind]]
    found = history_page(vault, case_id, entries, offset=offset, limit=limit + 1)
    words = Words(vault, case_id, aliases(vault, case_id))
    return Chronology(
        tuple(_entry(words, row[0], date.fromisoformat(row[1]), row[3]) for row in found[:limit]), len(found) > limit
    )


def audit_trail(vault: Vault, *, record_id: str = "", offset: int = 0, limit: int = 100) -> AuditView:
    """Return one page of the audit trail, newest first; nothing for who does not see what others did."""
    if not sees(vault, Sight.TRAIL):
        return AuditView((), more=False)
    found = audit_page(vault, record_id=record_id, offset=offset, limit=limit + 1)
    lines = tuple(
        AuditLine(row[0], in_words(row[1]), row[2], row[3], row[4], row[5], row[6], row[7]) for row in found[:limit]
    )
    return AuditView(lines, len(found) > limit)


def _entry(words: Words, entry: str, day: date, record_id: str) -> HistoryEntry:
    told = entry_words(words, entry, record_id)
    return HistoryEntry(
        day=day,
        day_words=short_date(day),
        kind=_KIND_OF[entry],
        what=told.what,
        who=told.who,
        detail=told.detail,
        place=told.place,
        record_id=record_id,
    )
