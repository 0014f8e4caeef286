"""The list of cases: filtered, sorted and paged in the database, so that it costs the same whatever the vault holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Row, SqlValue

_NEXT = (
    "(SELECT k.{column} FROM clocks k WHERE k.case_id = c.id AND k.running = 1 AND k.due_on IS NOT NULL"
    " AND k.deleted_at IS NULL AND (k.rule <> 'D-32' OR k.due_on <= ?) ORDER BY k.due_on, k.rule LIMIT 1)"
)
_COLUMNS = (
    "c.id, c.case_ref, c.direction, c.subject_kind, c.route, c.route_computed, c.state, c.ukpps_notified_on,"  # noqa: S608
    " c.closed_on, c.sample,"
    f" {_NEXT.format(column='due_on')} AS next_due, {_NEXT.format(column='rule')} AS next_rule,"
    f" {_NEXT.format(column='started_on')} AS next_started,"
    " (SELECT count(*) FROM members m WHERE m.case_id = c.id AND m.left_on IS NULL AND m.deleted_at IS NULL) AS people,"
    " (SELECT count(*) FROM exchange_items i WHERE i.case_id = c.id AND i.is_open = 1 AND i.deleted_at IS NULL)"
    " AS items_open"
)
SORTS: Final = {
    "notified": "c.ukpps_notified_on {way}, c.case_ref {way}",
    "reference": "c.case_ref {way}",
    "people": "people {way}, c.case_ref",
    "direction": "c.direction {way}, c.case_ref",
    "route": "c.route {way}, c.case_ref",
    "state": "c.state {way}, c.case_ref",
    "due": "next_due IS NULL, next_due {way}, c.case_ref",
    "items": "items_open {way}, c.case_ref",
    "closed": "c.closed_on {way}, c.case_ref",
}
"""What the list can be sorted by."""

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
_BY_REF = (
    "SELECT r.id FROM cases r WHERE r.case_ref >= ? AND r.case_ref < ?"
    " UNION ALL SELECT r.id FROM cases r"
    " WHERE substr(r.case_ref, instr(r.case_ref, ' ') + 1) >= ? AND substr(r.case_ref, instr(r.case_ref, ' ') + 1) < ?"
    " UNION ALL SELECT r.id FROM cases r WHERE substr(r.case_ref, -4) >= ? AND substr(r.case_ref, -4) < ?"
)
_BY_ALIAS = "SELECT m.case_id FROM members m WHERE m.alias = ? COLLATE NOCASE AND m.deleted_at IS NULL"
# Behind every mark that can follow in a name or a reference.
_END = "\U0010ffff"


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
    where, params = _where(query)
    way = "DESC" if query.descending else "ASC"
    order = SORTS[query.sort].format(way=way)
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM cases c WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (query.soon, query.soon, query.soon, *params, limit, offset),
    )
    total = reader.one(f"SELECT count(*) FROM cases c WHERE {where}", params)  # noqa: S608
    return rows, int(total[0]) if total is not None else 0


def _where(query: CaseQuery) -> tuple[str, Sequence[SqlValue]]:
    parts = ["c.deleted_at IS NULL"]
    params: list[SqlValue] = []
    if query.open_only:
        parts.append("c.closed_on IS NULL")
    for column, value in (("direction", query.direction), ("state", query.state), ("route", query.route)):
        if value:
            parts.append(f"c.{column} = ?")
            params.append(value)
    if query.text:
        found, given = _search(query)
        parts.append(f"c.id IN ({found})")
        params += given
    return " AND ".join(parts), params


def _search(query: CaseQuery) -> tuple[str, list[SqlValue]]:
    low = query.text.casefold()
    escaped = query.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    parts = [_BY_REF, _BY_ALIAS, _BY_SPOC]
    params: list[SqlValue] = [low, low + _END] * 3 + [query.text, f"{escaped}%"]
    if query.name_key:
        parts.append(_BY_NAME)
        params += [query.name_key, query.name_key + _END] * 2
    return " UNION ALL ".join(parts), params
