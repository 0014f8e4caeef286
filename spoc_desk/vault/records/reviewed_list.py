"""The lists of serious incidents and of cases before the Case Review Group: filtered and paged in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference, count, ids_of_page
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row


@dataclass(frozen=True)
class _Listed:
    """One of the two tables: how it is searched, sorted and shown."""

    table: str
    reference: str
    child_column: str
    tally: str
    """The table in which triggers count the records, open and ended."""
    more: str
    """The columns that only this list shows."""
    sorts: Mapping[str, str]


_TODAY: Final = (
    "(SELECT min(k.due_on) FROM clocks k WHERE k.subject_id = i.id AND k.running = 1 AND k.due_on IS NOT NULL)"
)
INCIDENTS: Final = _Listed(
    "serious_incidents", "incident_ref", "serious_id", "incident_tally",
    "i.aware_at, i.incident_on, i.stopped,"
    " (SELECT count(DISTINCT t.whom) FROM incident_tellings t WHERE t.serious_id = i.id AND t.deleted_at IS NULL)"
    " AS told",
    {"aware": "i.aware_at {way}, i.id {way}", "state": "i.state {way}, i.aware_at {way}, i.id {way}",
     "reference": "i.incident_ref {way}, i.id {way}", "happened": "i.incident_on {way}, i.id {way}"},
)  # fmt: skip
REVIEWS: Final = _Listed(
    "case_reviews", "review_ref", "review_id", "review_tally",
    "i.source, i.agency, i.decision, i.stopped, i.created_at,"
    " (SELECT count(*) FROM review_actions a WHERE a.review_id = i.id AND a.done_on IS NULL AND a.deleted_at IS NULL)"
    " AS open_actions",
    {"begun": "i.created_at {way}, i.id {way}", "state": "i.state {way}, i.created_at {way}, i.id {way}",
     "reference": "i.review_ref {way}, i.id {way}", "agency": "i.agency COLLATE NOCASE {way}, i.id {way}"},
)  # fmt: skip


@dataclass(frozen=True)
class ReviewedQuery:
    """Which records, in which order; empty parts leave a filter out. *name_key* is of a child."""

    reference: str = ""
    name_key: str = ""
    either: bool = False
    """What matches the reference or the name, not both."""
    source: str = ""
    open_only: bool = False
    state: str = ""
    sort: str = ""
    descending: bool = True


def reviewed_page(
    reader: Reader, of: _Listed, query: ReviewedQuery, *, offset: int, limit: int
) -> tuple[list[Row], int]:
    """Return one page with the children of each, and how many match."""
    where = _where(of, query)
    way = "DESC" if query.descending else "ASC"
    order = of.sorts.get(query.sort, next(iter(of.sorts.values()))).format(way=way)
    # What a search finds is few and looked up one by one: "+" keeps every record from being walked in order.
    order = f"+{order}" if query.reference or query.name_key else order
    sql = f"SELECT i.id FROM {of.table} i WHERE {where.sql} ORDER BY {order}"  # noqa: S608
    ids = ids_of_page(reader, sql, where.values, offset, limit)
    narrowed = query.state or query.source or query.reference or query.name_key
    total = (
        count(reader, f"FROM {of.table} i WHERE {where.sql}", where.values)
        if narrowed
        else how_many(reader, of, open_only=query.open_only)
    )
    details = (
        f"SELECT i.id, i.{of.reference} AS reference, i.state, i.sample, {of.more}, {_TODAY} AS due_on,"  # noqa: S608
        " (SELECT json_group_array(c.given_names || ' ' || c.family_name) FROM incident_children c"
        f" WHERE c.{of.child_column} = i.id AND c.deleted_at IS NULL) AS children"
        f" FROM json_each(?) p CROSS JOIN {of.table} i ON i.id = p.value ORDER BY p.key"
    )
    return reader.rows(details, (json.dumps(ids),)), total


def how_many(reader: Reader, of: _Listed, *, open_only: bool) -> int:
    """Return how many there are, or how many have not ended."""
    row = reader.one(f"SELECT sum(records) FROM {of.tally}{' WHERE ended = 0' if open_only else ''}")  # noqa: S608
    return int(row[0]) if row is not None else 0


def count_stopped(reader: Reader, of: _Listed) -> int:
    """Return how many wait for the office of the DCS or DASS."""
    return count(reader, f"FROM {of.table} WHERE stopped = 1 AND closed_on IS NULL AND deleted_at IS NULL", ())


def _where(of: _Listed, query: ReviewedQuery) -> Where:
    where = Where(["i.deleted_at IS NULL"])
    if query.state:
        where.add("i.state = ?", query.state)
    if query.open_only:
        where.add("i.closed_on IS NULL")
    if query.source:
        where.add("i.source = ?", query.source)
    by_ref, by_name = by_reference(of.table, of.reference), _by_name(of)
    referred, named = beginning_with(query.reference.casefold()) * 3, beginning_with(query.name_key) * 2
    if query.either and query.name_key:
        where.add(f"i.id IN ({by_ref} UNION ALL {by_name})", *referred, *named)
        return where
    if query.reference:
        where.add(f"i.id IN ({by_ref})", *referred)
    if query.name_key:
        where.add(f"i.id IN ({by_name})", *named)
    return where


def _by_name(of: _Listed) -> str:
    return " UNION ALL ".join(
        f"SELECT c.{of.child_column} FROM incident_children c"  # noqa: S608
        f" WHERE c.{column} >= ? AND c.{column} < ? AND c.deleted_at IS NULL"
        for column in ("family_key", "given_key")
    )
