"""The cells of the register: what each hand's column says about one record, in words and in a shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.deadlines.wording import State, Wording
from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.exchanges import TERMINAL, Applicable, Check, ExchangeItem, Hand, HandKind, ItemState
from spoc_desk.domain.house_dates import day_and_month
from spoc_desk.domain.item_states import standing
from spoc_desk.domain.terms import in_sentence

H, S = HandKind, ItemState


class Shape(StrEnum):
    """The shape that says the same as the words."""

    EMPTY = "empty"
    DONE = "done"
    WAITING = "waiting"
    STOP = "stop"
    NONE = "none"


@dataclass(frozen=True)
class Column:
    """One column of the matrix: its title and the hands that fill it."""

    key: str
    title: str
    hands: tuple[HandKind, ...]


@dataclass(frozen=True)
class Cell:
    """One cell: a date, a count of chases, a word and a shape. `is_next` marks the hand that is due now."""

    column: str
    words: str
    shape: Shape
    is_next: bool = False


ARRIVAL = (
    Column("needed", "Needed by", (H.A1,)),
    Column("asked", "Asked of UKPPS SPOC", (H.A2,)),
    Column("received", "Received", (H.A4,)),
    Column("checked", "Checked", (H.A5,)),
    Column("passed", "Passed on", (H.A6,)),
    Column("confirmed", "Confirmed", (H.A7,)),
)
DEPARTURE = (
    Column("began", "How it began", (H.D1A, H.D1B)),
    Column("asked", "Asked of our service", (H.D2,)),
    Column("received", "Gathered", (H.D3,)),
    Column("checked", "Checked", (H.D_CHECKED,)),
    Column("passed", "Passed to UKPPS SPOC", (H.D4,)),
    Column("confirmed", "Confirmed", (H.D5, H.D6)),
)
_NEXT_COLUMN = {
    S.IDENTIFIED: "asked", S.REQUESTED: "received", S.RECEIVED: "checked", S.CHECKED: "passed", S.ASKED: "received",
    S.GATHERED: "checked", S.READY: "passed", S.PASSED_ON: "confirmed", S.WITH_UKPPS: "confirmed",
    S.QUARANTINED: "checked",
}  # fmt: skip
_STARTS_AGAIN = {H.A_RETURNED: frozenset({"received", "checked"}), H.D7: frozenset({"received", "checked", "passed"})}
_CHECK_WORDS = {Check.CLEAN: "clean", Check.LEAK: "leak found", Check.SEALED: "sealed"}
_NOW = {
    S.RECEIVED: "Check it",
    S.CHECKED: "Pass it on",
    S.QUARANTINED: "Return it to the UKPPS SPOC",
    S.PASSED_ON: "Waiting for the service to confirm",
    S.ASKED: "Waiting for our service",
    S.GATHERED: "Check it",
    S.READY: "Pass it to the UKPPS SPOC",
    S.WITH_UKPPS: "Waiting for the UKPPS SPOC to confirm",
}

_STILL = {
    CaseState.ON_HOLD: CaseState.ON_HOLD.label,
    CaseState.MOVED_ON: CaseState.MOVED_ON.label,
    CaseState.CLOSED: "Case closed",
}


def columns(direction: Direction) -> tuple[Column, ...]:
    """Return the columns of arrivals or of departures."""
    return ARRIVAL if direction is Direction.ARRIVAL else DEPARTURE


def stands_still(item: ExchangeItem, state: CaseState) -> bool:
    """Say whether the state of the case lets no hand happen to this record; a quarantined copy is still sent back."""
    if item.state in TERMINAL or (state is CaseState.ON_HOLD and item.state is S.QUARANTINED):
        return False
    return state in _STILL


def cells(
    direction: Direction, item: ExchangeItem, hands: Sequence[Hand], needed: str, *, still: bool = False
) -> tuple[Cell, ...]:
    """Return a record's row. *needed* is which of our services needs it, for the first column of an arrival.

    Where the record stands *still*, no hand is the next one.
    """
    kept = standing(hands)
    return tuple(_cell(column, item, kept, needed, still=still) for column in columns(direction))


def now_words(item: ExchangeItem, clock: Wording | None, state: CaseState) -> str:
    """Return what has to happen with this record now, or how it ended, or that its case lets nothing happen."""
    if item.state in TERMINAL:
        ended = item.not_available_reason
        return f"{item.state.label}: {in_sentence(ended.label)}" if ended else item.state.label
    if stands_still(item, state):
        return _STILL[state]
    if clock is not None and clock.state in (State.OVERDUE, State.DUE_TODAY) and item.state in (S.REQUESTED, S.ASKED):
        return "Chase today"
    if item.state is S.IDENTIFIED:
        return _first_step(item)
    if item.state is S.REQUESTED:
        return "Waiting for a new copy" if item.last_hand is H.A_RETURNED else "Waiting for the UKPPS SPOC"
    return _NOW[item.state]


def _first_step(item: ExchangeItem) -> str:
    if item.applicable is Applicable.NOT_KNOWN:
        return "Answer: is it needed?"
    return "Ask our service" if item.origin else "Ask for it"


def _cell(column: Column, item: ExchangeItem, kept: Sequence[Hand], needed: str, *, still: bool) -> Cell:
    is_next = not still and item.state not in TERMINAL and _NEXT_COLUMN.get(item.state) == column.key
    last = next((hand for hand in reversed(kept) if hand.hand in column.hands), None)
    if last is None:
        words = needed if column.key == "needed" else ""
        return Cell(column.key, words, Shape.WAITING if is_next else Shape.EMPTY, is_next)
    again = _started_again(column, last, kept)
    words, shape = _words(column, item, last), _shape(last)
    if again is not None:
        words, shape = f"{words}, {_again_words(again)}", Shape.STOP
    if column.key == "needed" and needed:
        words = f"{needed}, {words}"
    return Cell(column.key, words, shape, is_next)


def _started_again(column: Column, last: Hand, kept: Sequence[Hand]) -> Hand | None:
    later = (hand for hand in kept if hand.hand_no > last.hand_no)
    return next((hand for hand in later if column.key in _STARTS_AGAIN.get(hand.hand, frozenset())), None)


def _again_words(hand: Hand) -> str:
    what = "returned" if hand.hand is H.A_RETURNED else "asked again"
    return f"{what} {day_and_month(hand.happened_on)}"


def _words(column: Column, item: ExchangeItem, hand: Hand) -> str:
    day = day_and_month(hand.happened_on)
    if column.key == "asked":
        return f"{day}, chased {item.chases}×" if item.chases else day
    if column.key == "checked":
        return f"{day}, {_CHECK_WORDS[hand.check_result or Check.SEALED]}"
    if hand.hand in (H.D1A, H.D1B):
        return f"{day}, {'asked by UKPPS SPOC' if hand.hand is H.D1A else 'volunteered'}"
    return day


def _shape(hand: Hand) -> Shape:
    return Shape.STOP if hand.check_result is Check.LEAK else Shape.DONE
