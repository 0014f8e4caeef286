"""How long records are kept, page by page: what needs a person first, then by the day of the review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.domain.retention import Disposal, Retention
from spoc_desk.vault.records.paged_list import Where
from spoc_desk.vault.records.stores import DISPOSALS, RETENTION
from spoc_desk.vault.records.table import Reader

_RELAY_OVER: Final = "substr(r.updated_at, 1, 10)"
"""The day on which a notification that is over came to its end: nothing changes it afterwards."""
_ALONE: Final = "CASE WHEN r.case_id IS NULL"
"""What belongs to a relocation or a referral is kept and goes with it."""
_OF_ITSELF: Final = f"{_ALONE} AND r.referral_id IS NULL THEN r.ended_on END"
_DECIDED_ALONE: Final = f"{_ALONE} AND r.referral_id IS NULL THEN r.decided_on END"
_CLOSED_OR_LEFT: Final = (
    "coalesce((SELECT u.since FROM custody u WHERE u.case_id = r.id"
    " AND u.state IN ('there', 'copy', 'taken_back')), r.closed_on)"
)
"""A relocation that another desk has is kept here as a copy, from the day on which it went."""
_ORDER: Final = "ORDER BY review_on, reference, id LIMIT ? OFFSET ?"  # no day sorts before every day


@dataclass(frozen=True)
class RetentionQuery:
    """Which records. Empty texts leave a filter out."""

    kinds: Sequence[str] = ()
    class_id: str = ""
    text: str = ""
    held: bool | None = None
    due_by: date | None = None
    """Only what is due by this day, or has no day."""
    proposed: bool = False


def retention_page(reader: Reader, query: RetentionQuery, *, offset: int, limit: int) -> tuple[list[Retention], int]:
    """Return one page of the records that are closed, and how many match."""
    where = _where(query)
    rows = RETENTION.find(reader, where.sql, (*where.values, limit, offset), tail=_ORDER)
    return rows, RETENTION.count(reader, where.sql, where.values)


def retention_of(reader: Reader, kind: str, record_id: str) -> Retention | None:
    """Return what is known of how long one record is kept."""
    found = RETENTION.find(reader, "kind = ? AND record_id = ?", (kind, record_id))
    return found[0] if found else None


def count_due(reader: Reader, kinds: Sequence[str], day: date) -> tuple[int, int]:
    """Return how many records are due by *day*, and how many have no day at all."""
    where = _where(RetentionQuery(kinds=kinds))
    due = RETENTION.count(reader, f"{where.sql} AND review_on <= ?", (*where.values, day.isoformat()))
    return due, RETENTION.count(reader, f"{where.sql} AND review_on IS NULL", where.values)


def unreckoned(reader: Reader) -> list[Retention]:
    """Return the closed records whose day was never reckoned."""
    return RETENTION.find(reader, "closed_on IS NOT NULL AND class_id = '' AND reckoned_words = ''")


def closed_without(reader: Reader) -> list[tuple[str, str, str, date, bool]]:
    """Return kind, id, reference, day and sample mark of every record that ended and is not in the list."""
    none = "NOT EXISTS (SELECT 1 FROM retention t WHERE t.record_id = r.id AND t.closed_on IS NOT NULL)"
    sources = (
        ("relocation", "case_ref", _CLOSED_OR_LEFT, "sample", "cases"),
        ("referral", "referral_ref", "coalesce(closed_on, archived_on)", "sample", "referrals"),
        ("restricted", "'Restricted record'", "removed_on", "0", "restricted_records"),
        ("escalation", "escalation_ref", _OF_ITSELF, "sample", "escalations"),
        ("complaint", "complaint_ref", f"{_ALONE} THEN r.ended_on END", "sample", "complaints"),
        ("consultation", "consultation_ref", f"{_ALONE} THEN r.consulted_on END", "sample", "consultations"),
        ("decision", _named("decision_ref", "Decision"), _DECIDED_ALONE, "0", "decisions"),
        ("concern", _named("concern_ref", "Concern"), f"{_ALONE} THEN r.closed_on END", "0", "concerns"),
        ("access_request", "request_ref", f"{_ALONE} THEN r.answered_on END", "sample", "access_requests"),
        (
            "relay",
            "'RELAY ' || substr(r.received_at, 1, 10)",
            _RELAY_OVER,
            "sample",
            "(SELECT i.* FROM relay_unlisted u CROSS JOIN relay_incidents i ON i.id = u.id)",
        ),
        ("serious", "incident_ref", "closed_on", "sample", "serious_incidents"),
        ("review", "review_ref", "closed_on", "sample", "case_reviews"),
    )
    sql = " UNION ALL ".join(
        f"SELECT '{kind}', r.id, {reference}, {day}, {sample} FROM {table} r"  # noqa: S608
        f" WHERE {day} IS NOT NULL AND r.deleted_at IS NULL AND {none}"
        for kind, reference, day, sample, table in sources
    )
    return [(row[0], row[1], row[2], date.fromisoformat(row[3]), bool(row[4])) for row in reader.own_rows(sql)]


def _named(column: str, otherwise: str) -> str:
    """Return the reference of a record, or what it is where it is from before it had one."""
    return f"coalesce(nullif(r.{column}, ''), '{otherwise}')"


def disposals_page(reader: Reader, *, offset: int, limit: int) -> tuple[list[Disposal], int]:
    """Return one page of what was disposed of, the newest first."""
    tail = "ORDER BY certificate_no DESC LIMIT ? OFFSET ?"
    return DISPOSALS.find(reader, "", (limit, offset), tail=tail), DISPOSALS.count(reader)


def next_certificate(reader: Reader) -> int:
    """Return the number of the next certificate; none is given twice."""
    return int(reader.own_rows("SELECT ifnull(max(certificate_no), 0) + 1 FROM disposals")[0][0])


def _where(query: RetentionQuery) -> Where:
    where = Where(["closed_on IS NOT NULL"])
    where.add(f"kind IN ({', '.join('?' * len(query.kinds))})", *query.kinds)
    if query.class_id:
        where.add("class_id = ?", query.class_id)
    if query.text:
        where.add("instr(lower(reference), ?) > 0", query.text.casefold())
    if query.held is not None:
        where.add("hold_on IS NOT NULL" if query.held else "hold_on IS NULL")
    if query.due_by is not None:
        where.add("(review_on IS NULL OR review_on <= ?)", query.due_by.isoformat())
    if query.proposed:
        where.add("proposed_by IS NOT NULL")
    return where
