"""The list of referrals: filtered, sorted and paged in the database, whatever the vault holds.

First the ids of one page, walked along an index; then everything else, for those rows only.
"""

import json
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference, count, ids_of_page
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

SORTS: Final = {
    "started": "r.started_on {way}, r.referral_ref {way}",
    "reference": "r.referral_ref {way}",
    "state": "r.state {way}, r.started_on {way}, r.referral_ref {way}",
    "level": "r.level_sought {way}, r.started_on {way}, r.referral_ref {way}",
}
"""What the list can be sorted by, along an index each; and by "due", along the clocks."""

DUE: Final = "due"

# The earliest clock; a birthday of a child is none of its steps. `+` keeps the search inside the referral: its clocks
# are few, the vault's are many.
_NEXT = (
    "(SELECT e.id FROM clocks e WHERE e.subject_id = r.id AND +e.running = 1 AND +e.due_on IS NOT NULL"
    " AND e.deleted_at IS NULL AND e.rule <> 'D-32' ORDER BY +e.due_on, e.rule, e.id LIMIT 1)"
)
# What a line shows: where no day is set, what runs without one, such as the feedback that is owed (D-10b).
_SHOWN = (
    "(SELECT e.id FROM clocks e WHERE e.subject_id = r.id AND +e.running = 1"
    " AND e.deleted_at IS NULL AND e.rule <> 'D-32'"
    " ORDER BY +e.due_on IS NULL, +e.due_on, e.started_on, e.rule, e.id LIMIT 1)"
)
_DETAILS = (
    "SELECT r.id, r.referral_ref, r.state, r.level_sought, r.judged_level, r.referral_kind, r.urgency, r.started_on,"  # noqa: S608
    " r.referrer, r.sent_at, r.form_version, r.feedback_on, r.no_feedback, r.escalated_on, r.archived_on, r.sample,"
    " k.rule AS next_rule, k.due_on AS next_due, k.started_on AS next_started,"
    " (SELECT json_group_array(a.answers) FROM (SELECT w.answers FROM referral_rows w WHERE w.referral_id = r.id"
    " AND w.form = 'referral_child' AND w.deleted_at IS NULL ORDER BY w.row_no) AS a) AS children"
    f" FROM json_each(?) p CROSS JOIN referrals r ON r.id = p.value LEFT JOIN clocks k ON k.id = {_SHOWN}"
    " ORDER BY p.key"
)
_BY_REF = by_reference("referrals", "referral_ref")
_BY_NAME = " UNION ALL ".join(
    f"SELECT w.referral_id FROM referral_rows w WHERE w.{column} >= ? AND w.{column} < ? AND w.{column} <> ''"  # noqa: S608
    " AND w.deleted_at IS NULL"
    for column in ("family_key", "given_key", "known_key")
)


@dataclass(frozen=True)
class ReferralQuery:
    """Which referrals, in which order. Empty texts leave a filter out; *name_key* is searched as names are stored."""

    text: str = ""
    name_key: str = ""
    states: tuple[str, ...] = ()
    level: str = ""
    open_only: bool = True
    """Neither closed nor ended early nor put away."""
    archived: bool = False
    """Only those that were put away."""
    escalated: bool = False
    with_cases: bool = False
    """Those begun from a relocation too: only for somebody who may know of relocations."""
    sort: str = "started"
    descending: bool = True


def referral_page(reader: Reader, query: ReferralQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of referrals and how many match."""
    where = _where(query)
    if query.sort == DUE:
        ids = _ids_by_due(reader, query, where, offset, limit)
    else:
        order = SORTS.get(query.sort, SORTS["started"]).format(way="DESC" if query.descending else "ASC")
        sql = f"SELECT r.id FROM referrals r WHERE {where.sql} ORDER BY {order}"  # noqa: S608
        ids = ids_of_page(reader, sql, where.values, offset, limit)
    total = count(reader, f"FROM referrals r WHERE {where.sql}", where.values)
    return reader.rows(_DETAILS, (json.dumps(ids),)), total


def _ids_by_due(reader: Reader, query: ReferralQuery, where: Where, offset: int, limit: int) -> list[str]:
    """First along the clocks, the most urgent first, each referral once; then the rest, the newest first."""
    way = "DESC" if query.descending else "ASC"
    clocks = (
        "FROM clocks k INDEXED BY clocks_referrals CROSS JOIN referrals r ON r.id = k.subject_id"
        f" WHERE k.running = 1 AND k.listed = 1 AND k.subject = 'referral' AND k.due_on IS NOT NULL AND k.id = {_NEXT}"
        f" AND {where.sql}"
    )
    ids = ids_of_page(reader, f"SELECT r.id {clocks} ORDER BY k.due_on {way}, k.id {way}", where.values, offset, limit)
    if len(ids) == limit:
        return ids
    rest = f"SELECT r.id FROM referrals r WHERE {where.sql} AND {_NEXT} IS NULL ORDER BY {SORTS['started']}"  # noqa: S608
    start = 0 if ids else max(0, offset - count(reader, clocks, where.values))
    return ids + ids_of_page(reader, rest.format(way="DESC"), where.values, start, limit - len(ids))


def state_counts(reader: Reader, *, with_cases: bool) -> dict[str, int]:
    """Return how many referrals that are not put away stand where."""
    where = "" if with_cases else " AND case_id IS NULL"
    rows = reader.rows(
        "SELECT state, count(*) FROM referrals INDEXED BY referrals_open "  # noqa: S608
        f"WHERE archived_on IS NULL AND deleted_at IS NULL{where} GROUP BY state"
    )
    return {str(row[0]): int(row[1]) for row in rows}


def _where(query: ReferralQuery) -> Where:
    where = Where(["r.deleted_at IS NULL"])
    if query.archived:
        where.add("r.archived_on IS NOT NULL")
    elif query.open_only:
        # `+`: only the order by the day it was begun is served by the index of what is still to be done.
        mark = "" if query.sort == "started" and not query.text else "+"
        where.add(f"{mark}r.closed_on IS NULL AND {mark}r.archived_on IS NULL")
    if not query.with_cases:
        where.add("r.case_id IS NULL")
    if query.states:
        where.add(f"r.state IN ({', '.join('?' * len(query.states))})", *query.states)
    if query.level:
        where.add("+r.level_sought = ?", query.level)
    if query.escalated:
        where.add("r.escalated_on IS NOT NULL")
    if query.text:
        _search(where, query)
    return where


def _search(where: Where, query: ReferralQuery) -> None:
    low = query.text.casefold()
    parts, values = [_BY_REF], [*beginning_with(low) * 3]
    if query.name_key:
        parts.append(_BY_NAME)
        values += beginning_with(query.name_key) * 3
    where.add(f"r.id IN ({' UNION ALL '.join(parts)})", *values)


def last_section_of(reader: Reader, user_id: str, section: str, but: str, *, with_cases: bool) -> str:
    """Return the answers (JSON) of a section in the last other referral of a user, or nothing."""
    where = "" if with_cases else " AND r.case_id IS NULL"
    row = reader.one(
        "SELECT s.answers FROM referrals r INDEXED BY referrals_referrer"  # noqa: S608
        " JOIN referral_sections s ON s.referral_id = r.id AND s.section = ? AND s.deleted_at IS NULL"
        f" WHERE r.created_by = ? AND r.id <> ? AND r.deleted_at IS NULL{where} ORDER BY r.started_on DESC LIMIT 1",
        (section, user_id, but),
    )
    return str(row[0]) if row is not None else ""
