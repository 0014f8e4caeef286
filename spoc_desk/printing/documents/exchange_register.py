"""The register of records: what was asked for, when it came, when it was passed on and to whom (R-003-24 to R-003-28).

A matrix, records by hands. It names no place, for there is none to name: hands run only between our services, the
LA SPOC and the UKPPS SPOC.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import ExchangeItem, Hand, HandKind
from spoc_desk.domain.house_dates import short_date
from spoc_desk.printing.blocks import Cell, Document, Heading, Keep, Notice, Para, Table
from spoc_desk.printing.documents.item_signs import LEGEND, state_mark
from spoc_desk.printing.paper import Paper

TITLE = "Exchange register"

_H = HandKind
_ARRIVAL: tuple[tuple[str, tuple[HandKind, ...]], ...] = (
    ("Asked of the UKPPS SPOC", (_H.A2, _H.A3)),
    ("Copy received", (_H.A4, _H.A_REFUSED)),
    ("Checked", (_H.A5, _H.A_RETURNED, _H.A_DESTROYED)),
    ("Passed on", (_H.A6,)),
    ("Receipt confirmed", (_H.A7,)),
)
_DEPARTURE: tuple[tuple[str, tuple[HandKind, ...]], ...] = (
    ("How it began", (_H.D1A, _H.D1B, _H.D7)),
    ("Asked of our service", (_H.D2, _H.D_REMINDED)),
    ("Gathered", (_H.D3, _H.D_NOTHING, _H.D_CHECKED)),
    ("Passed to the UKPPS SPOC", (_H.D4,)),
    ("UKPPS SPOC confirmed", (_H.D5, _H.D6)),
)
_CHASES = frozenset({_H.A3, _H.D_REMINDED})
_PLAIN = frozenset({_H.A2, _H.A4, _H.A6, _H.A7, _H.D2, _H.D3, _H.D4, _H.D5})
_EMPTY = "–"
_SHORT = {_H.A_REFUSED: "Not available", _H.A_RETURNED: "Returned for a new copy", _H.D_CHECKED: "Checked"}
_WIDTHS = (47.0, 27, 26, 31, 27, 28, 30, 26, 40)


@dataclass(frozen=True)
class RegisterRow:
    """One record with its hands, in the order they were recorded; `services` names a hand's service by its id."""

    item: ExchangeItem
    hands: tuple[Hand, ...]
    members: tuple[str, ...]
    services: Mapping[str, str] = field(default_factory=dict)


def exchange_register(rows: tuple[RegisterRow, ...], *, direction: Direction, paper: Paper) -> Document:
    """Return the register of one case, landscape, with a legend of its shapes."""
    hands = _ARRIVAL if direction is Direction.ARRIVAL else _DEPARTURE
    columns = ("Record", "For", "Needed by", *(title for title, _ in hands), "Now")
    outstanding = sum(row.item.is_open for row in rows)
    return paper.document(
        TITLE,
        Notice("Keep this register locked away. It names no area, and no area may be written on it."),
        Para(f"Records: {len(rows)}. Outstanding: {outstanding}. Closed: {len(rows) - outstanding}."),
        Table(columns, tuple(_row(row, hands) for row in rows), _WIDTHS),
        Keep((Heading(1, "What the shapes mean"), LEGEND)),
        landscape=True,
    )


def _row(row: RegisterRow, columns: Iterable[tuple[str, tuple[HandKind, ...]]]) -> tuple[Cell, ...]:
    counted = standing(row.hands)
    needed = short_date(row.item.needed_by) if row.item.needed_by else _EMPTY
    return (
        f"{row.item.item_no}. {row.item.title}",
        "\n".join(row.members) or "Household",
        needed,
        *(_cell(kinds, counted, row.services) for _, kinds in columns),
        state_mark(row.item.state),
    )


def _cell(kinds: tuple[HandKind, ...], hands: tuple[Hand, ...], services: Mapping[str, str]) -> Cell:
    """Return the last hand of a column with its day, and how often somebody was chased."""
    lines: list[str] = []
    for kind in kinds:
        found = [hand for hand in hands if hand.hand is kind]
        if not found:
            continue
        day = short_date(found[-1].happened_on)
        if kind in _CHASES:
            lines.append(f"Chased {_times(len(found))}, last {day}")
        else:
            lines += [day, *_words(kind, found[-1]), *_service(found[-1], services)]
    return "\n".join(lines) or _EMPTY


def _words(kind: HandKind, hand: Hand) -> tuple[str, ...]:
    """Return what happened, where the column's title does not say it already."""
    if hand.check_result is not None:
        return (hand.check_result.label,)
    return () if kind in _PLAIN else (_SHORT.get(kind, kind.label),)


def _service(hand: Hand, services: Mapping[str, str]) -> tuple[str, ...]:
    name = services.get(hand.service or "", "")
    return (name,) if name else ()


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def standing(hands: Iterable[Hand]) -> tuple[Hand, ...]:
    """Return the hands that still count: one that was opened again is taken back, and so is the reopening."""
    counted: list[Hand] = []
    for hand in hands:
        if hand.hand is not HandKind.REOPENED:
            counted.append(hand)
        elif counted:
            counted.pop()
    return tuple(counted)
