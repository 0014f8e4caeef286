"""The agenda of somebody who sees referrals and no relocations: its clocks only, through an index of their own.

A referral begun from a relocation is left out. The rows have the columns of `clock_rows`.
"""

from datetime import date
from typing import Final

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

_ROWS: Final = """
SELECT k.id, k.rule, NULL AS case_id, k.subject, k.subject_id, k.started_on, k.due_on, '[]' AS records,
       r.referral_ref AS case_ref, NULL AS direction, NULL AS item_title, NULL AS item_state, NULL AS item_members,
       NULL AS alias, NULL AS asked_by
"""
_FROM: Final = """
FROM clocks AS k INDEXED BY clocks_of_referrals CROSS JOIN referrals AS r ON r.id = k.subject_id
WHERE k.running = 1 AND k.subject = 'referral' AND r.case_id IS NULL AND r.deleted_at IS NULL
"""
_DUE: Final = f"{_FROM}AND k.listed = 1 AND k.due_on BETWEEN ? AND ?"
_UNDATED: Final = f"{_FROM}AND k.due_on IS NULL"


def due_rows(
    reader: Reader, first: date, last: date, *, offset: int, limit: int, until: date | None = None
) -> list[Row]:
    """Return one page of what falls due from *first* to *last*, the earliest first. *until* is for records alone."""
    sql = f"{_ROWS}{_DUE} ORDER BY k.due_on, k.rowid LIMIT ? OFFSET ?"
    return reader.rows(sql, (first.isoformat(), last.isoformat(), limit, offset))


def undated_rows(reader: Reader, *, offset: int, limit: int) -> list[Row]:
    """Return one page of the running clocks without a limit, the oldest first."""
    return reader.rows(f"{_ROWS}{_UNDATED} ORDER BY k.started_on, k.rowid LIMIT ? OFFSET ?", (limit, offset))


def birthday_rows(reader: Reader, first: date, last: date, *, limit: int) -> list[Row]:
    """Return the birthdays of children that change something and come in these days (D-32), the next first."""
    sql = f"{_ROWS}{_DUE} AND k.rule = 'D-32' ORDER BY k.due_on, k.rowid LIMIT ?"
    return reader.rows(sql, (first.isoformat(), last.isoformat(), limit))


def count_due(reader: Reader, first: date, last: date, most: int) -> int:
    """Return how many fall due in these days, counting no further than *most*."""
    sql = f"SELECT count(*) FROM (SELECT 1 {_DUE} LIMIT ?)"  # noqa: S608
    return int(reader.rows(sql, (first.isoformat(), last.isoformat(), most))[0][0])


def count_undated(reader: Reader, most: int) -> int:
    """Return how many clocks run without a limit, counting no further than *most*."""
    return int(reader.rows(f"SELECT count(*) FROM (SELECT 1 {_UNDATED} LIMIT ?)", (most,))[0][0])  # noqa: S608


def due_per_day(reader: Reader, first: date, last: date) -> dict[date, int]:
    """Return how much falls due on each day that has something."""
    found = reader.rows(
        f"SELECT k.due_on, count(*) {_DUE} GROUP BY k.due_on",
        (first.isoformat(), last.isoformat()),
    )
    return {date.fromisoformat(row[0]): int(row[1]) for row in found}
