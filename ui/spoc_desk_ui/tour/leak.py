"""What happens when a copy shows too much: it is set apart, the case stands still, and the desk says what to do."""

from . import moves
from .stage import REST, Script, Shot, Stage

RECORD = ("MARAC records",)


def leak(stage: Stage) -> Script:
    """The MARAC plan comes, and one page names an area."""
    hands = stage.hands
    yield from moves.part(stage, "Exchange")
    yield from moves.record_hand(stage, RECORD, hand="A4", method="secure_mail", pages="12")
    yield from moves.open_hand(stage, RECORD)
    hands.answer(hand="A5", check_result="leak")
    yield Shot("A leak is found in a copy")
    yield from moves.save(stage, "Save")
    yield Shot("The copy is set apart and the case stands still")
    yield from moves.part(stage, "Concerns")
    yield REST
    yield Shot("The concern and its three steps")
