"""What can be printed from the register, and where its preview is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import Applicable, ExchangeItem, HandKind, ItemState
from spoc_desk.domain.prints import PrintKind

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.register import RegisterRow
    from spoc_desk.vault.vault import Vault

NOTHING_TO_ASK = "No record is to be asked for. Say first what is needed: Y on its row."


def documents(direction: str, chosen: "Sequence[RegisterRow]") -> tuple[tuple[str, str], ...]:
    """Return the documents that make sense now, as (kind, words)."""
    found = [(PrintKind.EXCHANGE_REGISTER.value, "Exchange register")]
    if direction == Direction.ARRIVAL:
        found.append((PrintKind.REQUEST_SCHEDULE.value, "Request schedule for the UKPPS SPOC"))
    if len(chosen) == 1 and _has_slip(chosen[0]):
        found.append((PrintKind.PASS_ON_SLIP.value, f"Pass-on slip: {chosen[0].title}"))
    return tuple(found)


def read_records(vault: "Vault", kind: str, case_id: str, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return which records a document is about (worker thread).

    A schedule asks for the chosen ones if several are chosen; else for all that are needed, and where nothing is
    left to ask for, again for what was asked already.
    """
    if kind == PrintKind.PASS_ON_SLIP:
        return tuple(chosen[:1])
    if kind != PrintKind.REQUEST_SCHEDULE:
        return ()
    stores = load("spoc_desk.vault.records.stores")
    items: list[ExchangeItem] = stores.ITEMS.find(
        vault, "case_id = ? AND is_open = 1", (case_id,), tail="ORDER BY item_no"
    )
    wanted = [item for item in items if item.state is ItemState.IDENTIFIED and item.applicable is Applicable.YES]
    asked = [item for item in items if item.state is ItemState.REQUESTED]
    if len(chosen) > 1:
        return tuple(item.id for item in (*wanted, *asked) if item.id in chosen)
    return tuple(item.id for item in wanted or asked)


def print_place(kind: str, case_id: str, record_ids: Sequence[str]) -> str:
    """Return the place of the preview."""
    return f"print/{kind}/{case_id}/{','.join(record_ids)}".rstrip("/")


def _has_slip(row: "RegisterRow") -> bool:
    return row.item.state is ItemState.CHECKED or any(hand.hand is HandKind.A6 for hand in row.hands)
