"""The lists of the partnership's records: one page of ids along an index, then everything else for those rows only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from spoc_desk.vault.records.paged_list import Where, count, ids_of_page
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row


@dataclass(frozen=True)
class Listing:
    """How one table is listed. The table is "n" in every condition, order and detail."""

    table: str
    sorts: Mapping[str, str]
    """Column of the list → order, with {way} for ASC and DESC; each along an index, "id" last."""
    first_sort: str
    details: str
    """The columns of a row."""
    joins: str = ""
    tally: str = ""
    """The table in which triggers count the records, open and ended; "" where they are counted each time."""
    ended: str = ""
    """The column that says when a record ended; "" where none ends."""
    of_case: str = ""
    """The column with the relocation a record belongs to, told apart in the tally; "" where everybody sees all."""


def how_many(reader: Reader, listing: Listing, *, open_only: bool, with_cases: bool = True) -> int:
    """Return how many records there are. Whose rows are narrowed to her own has them counted."""
    if not listing.tally or getattr(reader, "is_narrowed", False):
        where = _seen(listing, open_only=open_only, with_cases=with_cases)
        return count(reader, f"FROM {listing.table} n WHERE {where.sql}", ())
    only = [*(["ended = 0"] if open_only else []), *([] if with_cases else ["of_case = 0"])]
    where_sql = f" WHERE {' AND '.join(only)}" if only else ""
    row = reader.one(f"SELECT sum(records) FROM {listing.tally}{where_sql}")  # noqa: S608
    return int(row[0]) if row is not None else 0


def _seen(listing: Listing, *, open_only: bool, with_cases: bool) -> Where:
    where = Where(["n.deleted_at IS NULL"])
    if open_only and listing.ended:
        where.add(f"n.{listing.ended} IS NULL")
    if not with_cases:
        where.add(f"n.{listing.of_case} IS NULL")
    return where


def listed(
    reader: Reader,
    listing: Listing,
    where: Where,
    *,
    open_only: bool = False,
    with_cases: bool = True,
    sort: str,
    descending: bool,
    offset: int,
    limit: int,
    few: bool = False,
) -> tuple[list[Row], int]:
    """Return one page of rows, and how many there are in all; *with_cases*: those of relocations too.

    *few*: a search finds them one by one: "+" keeps every record from being walked in order.
    """
    every = not where.parts
    where.parts[:0] = _seen(listing, open_only=open_only, with_cases=with_cases).parts
    order = listing.sorts.get(sort, listing.sorts[listing.first_sort]).format(way="DESC" if descending else "ASC")
    order = f"+{order}" if few else order
    source = f"FROM {listing.table} n WHERE {where.sql}"
    ids = ids_of_page(reader, f"SELECT n.id {source} ORDER BY {order}", where.values, offset, limit)
    details = (
        f"SELECT {listing.details} FROM json_each(?) p CROSS JOIN {listing.table} n ON n.id = p.value"  # noqa: S608
        f" {listing.joins} ORDER BY p.key"
    )
    total = (
        how_many(reader, listing, open_only=open_only, with_cases=with_cases)
        if every
        else count(reader, source, where.values)
    )
    return reader.rows(details, (json.dumps(ids),)), total


def count_stopped(reader: Reader, table: str, *, with_cases: bool) -> int:
    """Return how many escalations or complaints wait for the office, those of relocations only *with_cases*."""
    own = "" if with_cases else " AND case_id IS NULL"
    return count(reader, f"FROM {table} WHERE stopped = 1 AND ended_on IS NULL AND deleted_at IS NULL{own}", ())
