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


def listed(
    reader: Reader, listing: Listing, where: Where, *, sort: str, descending: bool, offset: int, limit: int
) -> tuple[list[Row], int]:
    """Return one page of rows, and how many there are in all."""
    where.parts.insert(0, "n.deleted_at IS NULL")
    order = listing.sorts.get(sort, listing.sorts[listing.first_sort]).format(way="DESC" if descending else "ASC")
    source = f"FROM {listing.table} n WHERE {where.sql}"
    ids = ids_of_page(reader, f"SELECT n.id {source} ORDER BY {order}", where.values, offset, limit)
    details = (
        f"SELECT {listing.details} FROM json_each(?) p CROSS JOIN {listing.table} n ON n.id = p.value"  # noqa: S608
        f" {listing.joins} ORDER BY p.key"
    )
    return reader.rows(details, (json.dumps(ids),)), count(reader, source, where.values)
