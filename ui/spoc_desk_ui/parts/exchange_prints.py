"""What can be printed from the register, and where its preview is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import HandKind, ItemState
from spoc_desk.domain.prints import PrintKind

if TYPE_CHECKING:
    from spoc_desk.casework.register import RegisterRow


def documents(direction: str, chosen: "Sequence[RegisterRow]") -> tuple[tuple[str, str], ...]:
    """Return the documents that make sense now, as (kind, words)."""
    found = [(PrintKind.EXCHANGE_REGISTER.value, "Exchange register")]
    if direction == Direction.ARRIVAL:
        found.append((PrintKind.REQUEST_SCHEDULE.value, "Request schedule for the UKPPS SPOC"))
    if _passed_on(chosen):
        found.append((PrintKind.PASS_ON_SLIP.value, f"Pass-on slip: {_passed_on(chosen)[0].title}"))
    return tuple(found)


def print_place(kind: str, case_id: str, chosen: "Sequence[RegisterRow]") -> str:
    """Return the place of the preview. A slip is for what was passed on, a schedule for what several rows ask."""
    rows: Sequence[RegisterRow] = ()
    if kind == PrintKind.PASS_ON_SLIP:
        rows = _passed_on(chosen)[:1]
    elif kind == PrintKind.REQUEST_SCHEDULE and len(chosen) > 1:
        rows = [row for row in chosen if row.item.state in (ItemState.IDENTIFIED, ItemState.REQUESTED)]
    ids = ",".join(row.item.id for row in rows)
    return f"print/{kind}/{case_id}/{ids}".rstrip("/")


def _passed_on(chosen: "Sequence[RegisterRow]") -> "list[RegisterRow]":
    return [row for row in chosen if any(hand.hand is HandKind.A6 for hand in row.hands)]
