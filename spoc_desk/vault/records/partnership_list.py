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


def how_many(reader: Reader, listing: Listing, *, open_only: bool) -> int:
    """Return how many records there are. Whose rows are narrowed to her own has them counted."""
    if not listing.tally or getattr(reader, "is_narrowed", False):
        where = f" AND n.{listing.ended} IS NULL" if open_only and listing.ended else ""
        return count(reader, f"FROM {listing.table} n WHERE n.deleted_at IS NULL{where}", ())
    row = reader.one(f"SELECT sum(records) FROM {listing.tally}{' WHERE ended = 0' if open_only else ''}")  # noqa: S608
    return int(row[0]) if row is not None else 0


def listed(
    reader: Reader,
    listing: Listing,
    where: Where,
    *,
    open_only: bool = False,
    sort: str,
    descending: bool,
    offset: int,
    limit: int,
    few: bool = False,
) -> tuple[list[Row], int]:
    """Return one page of rows, and how many there are in all.

    *few*: a search finds them one by one: "+" keeps every record from being walked in order.
    """
    every = not where.parts
    if open_only and listing.ended:
        where.parts.insert(0, f"n.{listing.ended} IS NULL")
    where.parts.insert(0, "n.deleted_at IS NULL")
    order = listing.sorts.get(sort, listing.sorts[listing.first_sort]).format(way="DESC" if descending else "ASC")
    order = f"+{order}" if few else order
    source = f"FROM {listing.table} n WHERE {where.sql}"
    ids = ids_of_page(reader, f"SELECT n.id {source} ORDER BY {order}", where.values, offset, limit)
    details = (
        f"SELECT {listing.details} FROM json_each(?) p CROSS JOIN {listing.table} n ON n.id = p.value"  # noqa: S608
        f" {listing.joins} ORDER BY p.key"
    )
    total = how_many(reader, listing, open_only=open_only) if every else count(reader, source, where.values)
    return reader.rows(details, (json.dumps(ids),)), total
