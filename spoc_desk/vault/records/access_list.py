"""The list of requests for records: filtered, sorted and paged in the database."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference
from spoc_desk.vault.records.partnership_list import Listing, listed
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

LISTING: Final = Listing(
    table="access_requests",
    sorts={"received": "n.received_on {way}, n.id {way}"},
    first_sort="received",
    details=(
        "n.id, n.request_ref, n.kind, n.received_on, n.asked_by, n.answer, n.answered_on, n.sample,"
        " k.due_on AS due_on, k.started_on AS started_on, k.rule AS rule"
    ),
    tally="access_tally",
    ended="answered_on",
    joins="LEFT JOIN clocks k ON k.subject_id = n.id AND k.running = 1",
)
_BY_REF: Final = by_reference("access_requests", "request_ref")


@dataclass(frozen=True)
class AccessQuery:
    """Which requests; empty parts leave a filter out."""

    reference: str = ""
    kind: str = ""
    open_only: bool = True
    sort: str = ""
    descending: bool = True


def access_page(reader: Reader, query: AccessQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of requests, each with its running clock."""
    where = Where([])
    if query.kind:
        where.add("n.kind = ?", query.kind)
    if query.reference:
        where.add(f"n.id IN ({_BY_REF})", *(beginning_with(query.reference) * 3))
    return listed(
        reader, LISTING, where, open_only=query.open_only, sort=query.sort, descending=query.descending, offset=offset,
        limit=limit, few=bool(query.reference),
    )  # fmt: skip
