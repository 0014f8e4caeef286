"""A program of its own: the first day in the real window, and a blank form that goes to a printer.

python at_the_printer.py DIR

The printer is a stand-in, so that nothing comes out of a real one.
"""

import sys
from pathlib import Path

import pytest

from spoc_desk_ui import tour
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.arrival import notification
from spoc_desk_ui.tour.first_day import first_run
from spoc_desk_ui.tour.stage import REST, Script, Stage, Until
from tests.printers import stand_in


def print_a_blank_form(stage: Stage) -> Script:
    """Set up the desk, record a notification, print the blank meeting record on paper."""
    hands = stage.hands
    yield from first_run(stage)
    yield from notification(stage)
    yield from moves.part(stage, "Meetings")
    hands.press("Print a blank record")
    yield Until(lambda: hands.sees("Print"), "the form is not ready")
    hands.press("Print")
    yield Until(lambda: hands.sees("Print 1 copy"), "no printer was found")
    hands.answer(Printer="desk")
    hands.press("Print 1 copy")
    yield Until(lambda: hands.reads("Sent to the printer"), "nothing was sent to the printer")
    yield REST


def main() -> int:
    """Tell the story with the stand-in for the printing system."""
    place = Path(sys.argv[1])
    with pytest.MonkeyPatch.context() as patch:
        cups = stand_in(place / "cups", patch)
        code = tour.run(place / "tour", print_a_blank_form)
        (place / "paper.pdf").write_bytes(cups.paper)
    return code


if __name__ == "__main__":
    sys.exit(main())
