"""The list of security concerns: filtered, sorted and paged in the database."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference
from spoc_desk.vault.records.partnership_list import Listing, listed
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

LISTING: Final = Listing(
    table="concerns",
    sorts={"raised": "n.raised_at {way}, n.id {way}"},
    first_sort="raised",
    details=(
        "n.id, n.concern_ref, n.kind, n.state,"
        " n.raised_at, n.immediate_danger, n.la_spoc_informed_at, n.ukpps_contacted_at,"
        " n.closed_on, coalesce(c.case_ref, '') AS reference"
    ),
    tally="concern_tally",
    ended="closed_on",
    joins="LEFT JOIN cases c ON c.id = n.case_id",
)
_OWN: Final = by_reference("concerns", "concern_ref")
_OF_CASES: Final = by_reference("cases", "case_ref")


@dataclass(frozen=True)
class ConcernQuery:
    """Which concerns; empty parts leave a filter out."""

    about: str = ""
    """The beginning of a reference, or its last four digits."""
    kind: str = ""
    state: str = ""
    open_only: bool = True
    sort: str = ""
    descending: bool = True


def concern_page(reader: Reader, query: ConcernQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of concerns with the reference of the case each is about."""
    where = Where([])
    if query.kind:
        where.add("n.kind = ?", query.kind)
    if query.state:
        where.add("n.state = ?", query.state)
    if query.about:
        found = f"SELECT d.id FROM concerns d WHERE d.case_id IN ({_OF_CASES}) UNION ALL {_OWN}"  # noqa: S608
        where.add(f"n.id IN ({found})", *(beginning_with(query.about) * 6))
    return listed(
        reader, LISTING, where, open_only=query.open_only, sort=query.sort, descending=query.descending, offset=offset,
        limit=limit, few=bool(query.about),
    )  # fmt: skip
