"""What happens when a copy shows too much: it is set apart, the case stands still, and the desk says what to do."""

from datetime import date

from . import checking, moves
from .stage import REST, Script, Shot, Stage

RECORD = ("MARAC records",)


def leak(stage: Stage) -> Script:
    """The MARAC minutes come, and the check finds an area in them."""
    hands = stage.hands
    yield from moves.part(stage, "Exchange")
    yield from moves.record_hand(stage, RECORD, hand="A4", method="secure_mail", pages="3")
    yield from moves.next_day(stage, date(2026, 11, 24))
    yield from moves.part(stage, "Exchange")
    yield from moves.open_hand(stage, RECORD)
    hands.answer(hand="A5")
    yield Shot("The hand that checks, and the way to the file")
    yield from checking.received_copy(stage)
    yield from moves.act(stage, "Back")
    hands.press("Leave")
    yield REST
    yield Shot("The copy is set apart and the case stands still")
    yield from moves.part(stage, "Concerns")
    yield REST
    yield Shot("The concern and its three steps")
