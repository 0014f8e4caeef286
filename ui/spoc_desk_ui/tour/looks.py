"""The same desk in other looks: dark, and text twice as large."""

from . import moves
from .stage import REST, Script, Shot, Stage

TIMES = 8
"""More steps than there are sizes: the largest is 200 %."""


def looks(stage: Stage) -> Script:
    """Today, the register and a form in the dark; what now and the register at 200 %."""
    yield from moves.act(stage, "Dark")
    yield from moves.part(stage, "What now")
    yield Shot("Dark: what now")
    yield from moves.part(stage, "Exchange")
    yield Shot("Dark: the exchange register")
    yield from moves.place(stage, "Today")
    yield Shot("Dark: today")
    yield from moves.act(stage, "Light")
    for _ in range(TIMES):
        yield from moves.act(stage, "Larger text")
    yield Shot("Text at 200 %: today")
    yield from moves.act(stage, "Back")
    yield from moves.part(stage, "What now")
    yield Shot("Text at 200 %: what now")
    yield from moves.part(stage, "Exchange")
    yield Shot("Text at 200 %: the exchange register")
    yield from moves.act(stage, "Usual text size")
    yield REST
