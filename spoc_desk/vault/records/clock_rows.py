"""The questions the agenda asks the vault: answered through the index of running clocks, whatever the vault holds.

Who can only read a case is asked for nothing of it: its clocks rest, unlisted (casework.handover.resting_clocks).
"""

from collections.abc import Sequence
from datetime import date

from spoc_desk.domain.clocks import ClockRow
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

_ROWS = """
SELECT k.id, k.rule, k.case_id, k.subject, k.subject_id, k.started_on, k.due_on, {records} AS records,
       coalesce(e.escalation_ref, p.complaint_ref, s.incident_ref, w.review_ref, c.case_ref, r.referral_ref)
       AS case_ref,
       c.direction, i.title AS item_title, i.state AS item_state, i.members AS item_members,
       m.alias AS alias, a.name AS asked_by
FROM clocks AS k {index}
LEFT JOIN cases AS c ON c.id = k.case_id
LEFT JOIN exchange_items AS i ON k.rule IN ('D-06', 'D-07') AND i.id = k.subject_id
LEFT JOIN members AS m ON k.rule IN ('D-32', 'D-33') AND m.id = k.subject_id
LEFT JOIN queries AS q ON k.rule = 'D-08' AND q.id = k.subject_id
LEFT JOIN contacts AS a ON a.id = q.asked_by
LEFT JOIN referrals AS r ON k.subject = 'referral' AND r.id = k.subject_id
LEFT JOIN escalations AS e ON k.subject = 'escalation' AND e.id = k.subject_id
LEFT JOIN complaints AS p ON k.subject = 'complaint' AND p.id = k.subject_id
LEFT JOIN serious_incidents AS s ON k.subject = 'serious' AND s.id = k.subject_id
LEFT JOIN case_reviews AS w ON k.subject = 'review' AND w.id = k.subject_id
"""
# The records for which one clock of a record stands: those of the same case and kind, the oldest first.
_STANDS_FOR = """(SELECT json_group_array(g.subject_id) FROM (
    SELECT subject_id FROM clocks WHERE case_id = k.case_id AND rule = k.rule AND subject = k.subject
    AND running = 1 AND rule IN ('D-06', 'D-07'){until} ORDER BY due_on
) AS g)"""
_WITHOUT_RECORDS = _ROWS.replace("{records}", "'[]'")
_DUE_ROWS = _ROWS.format(
    index="INDEXED BY clocks_due",
    records=f"CASE WHEN k.rule IN ('D-06', 'D-07') THEN {_STANDS_FOR.format(until=' AND due_on <= ?')} ELSE '[]' END",
)
_LISTED_DUE = "running = 1 AND listed = 1 AND due_on BETWEEN ? AND ?"
_WAITING_ROWS = _ROWS.format(index="INDEXED BY clocks_waiting", records=_STANDS_FOR.format(until=""))
_WAITING = (
    "running = 1 AND listed = 1 AND rule = 'D-06' AND subject IN ('requested', 'asked', 'with_ukpps', 'passed_on')"
)


def running_clocks(reader: Reader, subject_ids: Sequence[str]) -> list[ClockRow]:
    """Return the running clocks of these records."""
    if not subject_ids:
        return []
    marks = ", ".join("?" * len(subject_ids))
    return CLOCKS.find(reader, f"subject_id IN ({marks}) AND +running = 1", tuple(subject_ids))


def clocks_of_records(reader: Reader, case_id: str) -> list[ClockRow]:
    """Return the running clocks of a case's records (D-06, D-07), the oldest of each kind first."""
    where = "case_id = ? AND running = 1 AND rule IN ('D-06', 'D-07')"
    return CLOCKS.find(reader, where, (case_id,), tail="ORDER BY rule, subject, due_on, rowid")


def due_rows(
    reader: Reader, first: date, last: date, *, offset: int, limit: int, until: date | None = None
) -> list[Row]:
    """Return one page of what falls due from *first* to *last*, the earliest first.

    A clock of a record stands for every record of its case and kind that is due by *until* (without: by *last*).
    """
    where = f"WHERE {_LISTED_DUE} ORDER BY k.due_on, k.rowid LIMIT ? OFFSET ?"
    params = ((until or last).isoformat(), first.isoformat(), last.isoformat(), limit, offset)
    return reader.rows(_DUE_ROWS + where, params)


def waiting_rows(reader: Reader, *, offset: int, limit: int) -> list[Row]:
    """Return one page of the records that wait for others, one row for each case and kind, the longest first."""
    where = f"WHERE {_WAITING} ORDER BY k.started_on, k.rowid LIMIT ? OFFSET ?"
    return reader.rows(_WAITING_ROWS + where, (limit, offset))


def count_waiting(reader: Reader, most: int) -> int:
    """Return how many rows there are of records that wait for others, counting no further than *most*."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM clocks INDEXED BY clocks_waiting WHERE {_WAITING} LIMIT ?)"  # noqa: S608
    return _number(reader.one(sql, (most,)))


def undated_rows(reader: Reader, *, offset: int, limit: int) -> list[Row]:
    """Return one page of the running clocks without a limit, the oldest first. Concerns have their own place."""
    where = (
        "WHERE k.running = 1 AND k.listed = 1 AND k.due_on IS NULL AND k.rule <> 'D-09' "
        "ORDER BY k.started_on, k.rowid LIMIT ? OFFSET ?"
    )
    return reader.rows(_WITHOUT_RECORDS.format(index="INDEXED BY clocks_undated") + where, (limit, offset))


def birthday_rows(reader: Reader, first: date, last: date, *, limit: int) -> list[Row]:
    """Return the birthdays that change something and come in these days (D-32), the next first."""
    where = (
        "WHERE k.running = 1 AND k.listed = 1 AND k.rule = 'D-32' AND k.due_on BETWEEN ? AND ? "
        "ORDER BY k.due_on, k.rowid LIMIT ?"
    )
    sql = _WITHOUT_RECORDS.format(index="INDEXED BY clocks_birthdays") + where
    return reader.rows(sql, (first.isoformat(), last.isoformat(), limit))


def count_due(reader: Reader, first: date, last: date, most: int) -> int:
    """Return how many lines fall due in these days, counting no further than *most*."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM clocks WHERE {_LISTED_DUE} LIMIT ?)"  # noqa: S608
    return _number(reader.one(sql, (first.isoformat(), last.isoformat(), most)))


def count_undated(reader: Reader, most: int) -> int:
    """Return how many clocks run without a limit, counting no further than *most*."""
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM clocks INDEXED BY clocks_undated "
        "WHERE running = 1 AND listed = 1 AND due_on IS NULL AND rule <> 'D-09' LIMIT ?)"
    )
    return _number(reader.one(sql, (most,)))


def due_per_day(reader: Reader, first: date, last: date) -> dict[date, int]:
    """Return how much falls due on each day that has something."""
    sql = f"SELECT due_on, count(*) FROM clocks WHERE {_LISTED_DUE} GROUP BY due_on"  # noqa: S608
    found = reader.rows(sql, (first.isoformat(), last.isoformat()))
    return {date.fromisoformat(row[0]): int(row[1]) for row in found}


def cases_to_recheck(reader: Reader, limit: int) -> list[Row]:
    """Return the open cases whose household no longer fits the confirmed route."""
    return reader.rows(
        "SELECT id, case_ref, route, route_computed FROM cases INDEXED BY cases_recheck "
        "WHERE route <> route_computed AND route <> 'unknown' AND closed_on IS NULL AND deleted_at IS NULL "
        "AND id NOT IN (SELECT case_id FROM custody WHERE state <> 'here') ORDER BY ukpps_notified_on LIMIT ?",
        (limit,),
    )


def flags_to_review(reader: Reader, day: date, limit: int) -> list[Row]:
    """Return cases with placed flags whose review has come, with how many and since when."""
    return reader.rows(
        "SELECT f.case_id, c.case_ref, count(*), min(f.next_review_on) "
        "FROM flags AS f INDEXED BY flags_review CROSS JOIN cases AS c ON c.id = f.case_id "
        "WHERE f.next_review_on <= ? AND f.next_review_on IS NOT NULL AND f.removed_on IS NULL "
        "AND f.deleted_at IS NULL AND +c.closed_on IS NULL "
        "AND f.case_id NOT IN (SELECT case_id FROM custody WHERE state <> 'here') "
        "GROUP BY f.case_id ORDER BY min(f.next_review_on) LIMIT ?",
        (day.isoformat(), limit),
    )


def queries_with_ukpps(reader: Reader, limit: int) -> list[Row]:
    """Return the questions that wait for the UKPPS SPOC's reply, the oldest first."""
    return reader.rows(
        "SELECT q.id, q.case_id, c.case_ref, q.to_ukpps_on, a.name FROM queries AS q "
        "LEFT JOIN cases AS c ON c.id = q.case_id LEFT JOIN contacts AS a ON a.id = q.asked_by "
        "WHERE q.route = 'to_ukpps' AND q.reply_on IS NULL AND q.closed_on IS NULL AND q.deleted_at IS NULL "
        "AND (q.case_id IS NULL OR q.case_id NOT IN (SELECT case_id FROM custody WHERE state <> 'here')) "
        "ORDER BY q.to_ukpps_on LIMIT ?",
        (limit,),
    )


def _number(row: Row | None) -> int:
    return int(row[0]) if row is not None else 0
