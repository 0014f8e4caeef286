"""The list of cases: filtered, sorted and paged in the database, so that it costs the same whatever the vault holds.

First the ids of one page, walked along an index; then everything else, for those rows only.
"""

import json
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.contact_list import escaped
from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference, count, ids_of_page
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Row, SqlValue

SORTS: Final = {
    "notified": "c.ukpps_notified_on {way}, c.case_ref {way}",
    "reference": "c.case_ref {way}",
    "direction": "c.direction {way}, c.case_ref {way}",
    "route": "c.route {way}, c.case_ref {way}",
    "state": "c.state {way}, c.case_ref {way}",
    "closed": "c.closed_on {way}, c.ukpps_notified_on {way}, c.case_ref {way}",
}
"""What the list can be sorted by, along an index each; and by "due", along the clocks."""

DUE: Final = "due"

_COUNTING = (
    "k.running = 1 AND k.listed = 1 AND k.due_on IS NOT NULL AND k.deleted_at IS NULL"
    " AND (k.rule <> 'D-32' OR k.due_on <= ?)"
)
# The earliest clock of a case. `+` keeps the search inside the case: its clocks are few, the vault's are many.
_NEXT = (
    "(SELECT e.id FROM clocks e WHERE e.case_id = c.id AND +e.running = 1 AND +e.listed = 1 AND +e.due_on IS NOT NULL"
    " AND e.deleted_at IS NULL AND (e.rule <> 'D-32' OR e.due_on <= ?) ORDER BY +e.due_on, e.rule, e.id LIMIT 1)"
)
# The oldest concern of a case on which UKPPS has not advised yet.
PENDING = "closed_on IS NULL AND reply_at = '' AND deleted_at IS NULL"
_CONCERN = f"(SELECT w.id FROM concerns w WHERE w.case_id = c.id AND {PENDING} ORDER BY w.raised_at, w.id LIMIT 1)"  # noqa: S608
_DETAILS = (
    "SELECT c.id, c.case_ref, c.direction, c.subject_kind, c.route, c.route_computed, c.state, c.ukpps_notified_on,"  # noqa: S608
    " c.closed_on, c.sample, k.due_on AS next_due, k.rule AS next_rule, k.started_on AS next_started,"
    " o.raised_at AS concern_raised, o.ukpps_contacted_at AS concern_told,"
    " (SELECT count(*) FROM members m WHERE m.case_id = c.id AND m.left_on IS NULL AND m.deleted_at IS NULL) AS people,"
    " (SELECT count(*) FROM exchange_items i WHERE i.case_id = c.id AND i.is_open = 1 AND i.deleted_at IS NULL)"
    " AS items_open"
    f" FROM json_each(?) p CROSS JOIN cases c ON c.id = p.value LEFT JOIN clocks k ON k.id = {_NEXT}"
    f" LEFT JOIN concerns o ON o.id = {_CONCERN} ORDER BY p.key"
)

_BY_NAME = (
    "SELECT n.case_id FROM member_names n"
    " WHERE n.family_key >= ? AND n.family_key < ? AND n.deleted_at IS NULL"
    " UNION ALL SELECT n.case_id FROM member_names n"
    " WHERE n.given_key >= ? AND n.given_key < ? AND n.deleted_at IS NULL"
)
_BY_SPOC = (
    "SELECT a.case_id FROM contacts k JOIN appointments a ON a.contact_id = k.id"
    " WHERE k.name LIKE ? ESCAPE '\\' AND a.ended_on IS NULL AND a.deleted_at IS NULL"
)
_BY_REF = by_reference("cases", "case_ref")
_BY_ALIAS = "SELECT m.case_id FROM members m WHERE m.alias = ? COLLATE NOCASE AND m.deleted_at IS NULL"


@dataclass(frozen=True)
class CaseQuery:
    """Which cases, in which order. Empty texts leave a filter out; *name_key* is searched as names are stored."""

    text: str = ""
    name_key: str = ""
    direction: str = ""
    state: str = ""
    route: str = ""
    open_only: bool = True
    sort: str = "notified"
    descending: bool = True
    soon: str = ""
    """The last day on which a birthday already counts as the next thing to do."""


def case_page(reader: Reader, query: CaseQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of cases and how many match."""
    where = _where(query)
    if query.sort == DUE:
        ids = _ids_by_due(reader, query, where, offset, limit)
    else:
        order = SORTS[query.sort].format(way="DESC" if query.descending else "ASC")
        sql = f"SELECT c.id FROM cases c WHERE {where.sql} ORDER BY {order}"  # noqa: S608
        ids = ids_of_page(reader, sql, where.values, offset, limit)
    total = count(reader, f"FROM cases c WHERE {where.sql}", where.values)
    return reader.rows(_DETAILS, (json.dumps(ids), query.soon)), total


def _ids_by_due(reader: Reader, query: CaseQuery, where: Where, offset: int, limit: int) -> list[str]:
    """First the cases with a concern, then along the clocks from the most urgent on, each case once; then the rest."""
    ids: list[str] = []
    for source, order, values in _by_due(query, where):
        found = ids_of_page(reader, f"SELECT c.id {source} ORDER BY {order}", values, offset, limit - len(ids))
        ids += found
        if len(ids) == limit:
            break
        offset = 0 if found else max(0, offset - count(reader, source, values))
    return ids


def _by_due(query: CaseQuery, where: Where) -> tuple[tuple[str, str, list[SqlValue]], ...]:
    """Return where the three kinds of cases come from, in which order, and with which values."""
    way = "DESC" if query.descending else "ASC"
    pending = "o.closed_on IS NULL AND o.reply_at = '' AND o.deleted_at IS NULL"
    concerns = f"FROM concerns o CROSS JOIN cases c ON c.id = o.case_id WHERE {pending} AND o.id = {_CONCERN}"
    clocks = f"FROM clocks k CROSS JOIN cases c ON c.id = k.case_id WHERE {_COUNTING} AND k.id = {_NEXT}"
    rest = f"FROM cases c WHERE {where.sql} AND {_NEXT} IS NULL AND {_CONCERN} IS NULL"
    return (
        (f"{concerns} AND {where.sql}", "o.raised_at, o.id", where.values),
        (f"{clocks} AND {_CONCERN} IS NULL AND {where.sql}", f"k.due_on {way}, k.id {way}",
         [query.soon, query.soon, *where.values]),
        (rest, "c.case_ref", [*where.values, query.soon]),
    )  # fmt: skip


def _where(query: CaseQuery) -> Where:
    where = Where(["c.deleted_at IS NULL"])
    if query.open_only:
        # `+`: only the order by day of notice is served by the index that begins with the day of closing.
        by_index = query.sort == "notified" and not query.text
        where.add("c.closed_on IS NULL" if by_index else "+c.closed_on IS NULL")
    for column, value in (("direction", query.direction), ("state", query.state), ("route", query.route)):
        if value:
            where.add(f"+c.{column} = ?", value)
    if query.text:
        _search(where, query)
    return where


def _search(where: Where, query: CaseQuery) -> None:
    low = query.text.casefold()
    parts = [_BY_REF, _BY_ALIAS, _BY_SPOC]
    values: list[SqlValue] = [*beginning_with(low) * 3, query.text, f"{escaped(query.text)}%"]
    if query.name_key:
        parts.append(_BY_NAME)
        values += beginning_with(query.name_key) * 2
    where.add(f"c.id IN ({' UNION ALL '.join(parts)})", *values)
