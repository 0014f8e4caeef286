"""The list of the steps of the roll-out: filtered, sorted and paged in the database."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.domain.assurance import AssuranceStep
from spoc_desk.vault.records.paged_list import Where
from spoc_desk.vault.records.partnership_list import Listing, listed
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

_ORDER: Final = " ".join(f"WHEN '{step.value}' THEN {number}" for number, step in enumerate(AssuranceStep))
LISTING: Final = Listing(
    table="assurance",
    sorts={
        "audience": (
            f"n.audience COLLATE NOCASE {{way}}, CASE n.step {_ORDER} END {{way}}, n.done_on IS NULL {{way}},"
            " n.id {way}"
        ),
        "done": "n.done_on {way}, n.id {way}",
        "owner": "n.owner COLLATE NOCASE {way}, n.id {way}",
    },
    first_sort="audience",
    details="n.id, n.audience, n.step, n.done_on, n.owner",
    tally="assurance_tally",
)


@dataclass(frozen=True)
class RolloutQuery:
    """Which steps; empty parts leave a filter out. For whom and who does it are found by any part of the words."""

    audience: str = ""
    owner: str = ""
    step: str = ""
    done: str = ""
    """"yes" or "no"."""
    sort: str = ""
    descending: bool = False


def rollout_page(reader: Reader, query: RolloutQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of steps, by audience in the order of the guidance unless another order is asked for."""
    where = Where([])
    for column, text in (("audience", query.audience), ("owner", query.owner)):
        if text:
            where.add(f"instr(lower(n.{column}), ?) > 0", text.casefold())
    if query.step:
        where.add("n.step = ?", query.step)
    if query.done:
        where.add(f"n.done_on IS {'NOT ' if query.done == 'yes' else ''}NULL")
    return listed(reader, LISTING, where, sort=query.sort, descending=query.descending, offset=offset, limit=limit)
