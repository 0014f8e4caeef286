"""A program of its own that opens the real window and types a question without a pause, until it is killed.

python typist.py VAULT SETTINGS PASSWORD

One line for each letter once it stands in the field: {"typed": number, "at": seconds of the steady clock}.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from spoc_desk.clock import FixedClock
from spoc_desk_ui.program import Program
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.stage import REST, Gallery, Script, Stage, Until

TEXT = "May we ask for the earlier review of the younger child, please? " * 12
PACE = 0.05
"""Seconds from letter to letter: a quick typist."""


def to_the_question(stage: Stage) -> Script:
    """Open a new question of the only case."""
    yield from moves.place(stage, "Relocations")
    stage.hands.pick_number(0)
    yield from moves.open_row(stage)
    yield from moves.part(stage, "Questions")
    stage.hands.press("Record a question")
    yield REST


def _type_on(stage: Stage, password: str) -> Script:
    yield REST
    yield from moves.unlock(stage, password)
    yield from to_the_question(stage)
    stage.hands.answer(question="")
    for number, letter in enumerate(TEXT, 1):
        stage.hands.type_text(letter)
        print(json.dumps({"typed": number, "at": time.monotonic()}), flush=True)
        due = time.monotonic() + PACE
        yield Until(lambda due=due: time.monotonic() >= due, "the clock stands still")  # type: ignore[misc]


def main() -> None:
    """Type until somebody stops it."""
    app = QApplication(["typist"])
    clock = FixedClock()
    program = Program(app, Path(sys.argv[1]), Path(sys.argv[2]), clock)
    stage = Stage(program, clock, Path(sys.argv[2]), Gallery())
    program.start()
    stage.finished.connect(app.quit)
    stage.play(_type_on(stage, sys.argv[3]))
    app.exec()
    print(json.dumps({"ended": stage.outcome}), flush=True)


if __name__ == "__main__":
    main()
