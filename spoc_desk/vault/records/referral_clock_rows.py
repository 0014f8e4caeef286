"""The agenda of somebody who sees no relocations: the clocks of the kinds she sees, each through an index of its own.

What belongs to a relocation is left out. The rows have the columns of `clock_rows`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row, SqlValue


@dataclass(frozen=True)
class ClockKind:
    """One kind of record with clocks: their subject, its table, the column of its reference."""

    subject: str
    table: str
    reference: str
    index: str = "clocks_by_subject"
    own: str = "t.case_id IS NULL"
    """What keeps those of a relocation out."""


REFERRALS: Final = ClockKind("referral", "referrals", "referral_ref", "clocks_of_referrals")
ESCALATIONS: Final = ClockKind("escalation", "escalations", "escalation_ref")
COMPLAINTS: Final = ClockKind("complaint", "complaints", "complaint_ref")
INCIDENTS: Final = ClockKind("serious", "serious_incidents", "incident_ref", own="1")
REVIEWS: Final = ClockKind("review", "case_reviews", "review_ref", own="1")
"""Of these two none belongs to a relocation."""
AGREEMENTS: Final = ClockKind("agreement", "schools", "name", own="t.active = 1")
"""Reviews of agreements (D-27): the record is the school, which belongs to no relocation."""
Kinds = Sequence[ClockKind]
_COLUMNS: Final = """k.id, k.rule, NULL AS case_id, k.subject, k.subject_id, k.started_on, k.due_on, '[]' AS records,
       t.{reference} AS case_ref, NULL AS direction, NULL AS item_title, NULL AS item_state, NULL AS item_members,
       NULL AS alias, NULL AS asked_by, k.rowid AS sequence
"""
_FROM: Final = """
FROM clocks AS k INDEXED BY {index} CROSS JOIN {table} AS t ON t.id = k.subject_id
WHERE k.running = 1 AND k.case_id IS NULL AND k.subject = '{subject}' AND {own} AND t.deleted_at IS NULL
"""
_DUE: Final = "AND k.listed = 1 AND k.due_on BETWEEN ? AND ?"
_UNDATED: Final = "AND k.due_on IS NULL"


def due_rows(
    reader: Reader, first: date, last: date, *, offset: int, limit: int, kinds: Kinds, until: date | None = None
) -> list[Row]:
    """Return one page of what falls due from *first* to *last*, the earliest first. *until* is for records alone."""
    sql, values = _all_of(kinds, _COLUMNS, _DUE, first, last)
    return reader.rows(f"{sql} ORDER BY due_on, sequence LIMIT ? OFFSET ?", (*values, limit, offset))


def undated_rows(reader: Reader, *, offset: int, limit: int, kinds: Kinds) -> list[Row]:
    """Return one page of the running clocks without a limit, the oldest first."""
    sql, _ = _all_of(kinds, _COLUMNS, _UNDATED)
    return reader.rows(f"{sql} ORDER BY started_on, sequence LIMIT ? OFFSET ?", (limit, offset))


def birthday_rows(reader: Reader, first: date, last: date, *, limit: int, kinds: Kinds) -> list[Row]:
    """Return the birthdays of children that change something and come in these days (D-32), the next first."""
    sql, values = _all_of(kinds, _COLUMNS, f"{_DUE} AND k.rule = 'D-32'", first, last)
    return reader.rows(f"{sql} ORDER BY due_on, sequence LIMIT ?", (*values, limit))


def count_due(reader: Reader, first: date, last: date, most: int, *, kinds: Kinds) -> int:
    """Return how many fall due in these days, counting no further than *most*."""
    sql, values = _all_of(kinds, "1", _DUE, first, last)
    return int(reader.rows(f"SELECT count(*) FROM ({sql} LIMIT ?)", (*values, most))[0][0])  # noqa: S608


def count_undated(reader: Reader, most: int, *, kinds: Kinds) -> int:
    """Return how many clocks run without a limit, counting no further than *most*."""
    sql, _ = _all_of(kinds, "1", _UNDATED)
    return int(reader.rows(f"SELECT count(*) FROM ({sql} LIMIT ?)", (most,))[0][0])  # noqa: S608


def due_per_day(reader: Reader, first: date, last: date, *, kinds: Kinds) -> dict[date, int]:
    """Return how much falls due on each day that has something."""
    sql, values = _all_of(kinds, "k.due_on AS due_on", _DUE, first, last)
    found = reader.rows(f"SELECT due_on, count(*) FROM ({sql}) GROUP BY due_on", values)  # noqa: S608
    return {date.fromisoformat(row[0]): int(row[1]) for row in found}


def _all_of(kinds: Kinds, columns: str, condition: str, *days: date) -> tuple[str, tuple[SqlValue, ...]]:
    """Return one question over all *kinds*, with the days once for each."""
    parts = [f"SELECT {columns}{_FROM}{condition}".format(**vars(kind)) for kind in kinds]
    return " UNION ALL ".join(parts), tuple(day.isoformat() for _ in kinds for day in days)
