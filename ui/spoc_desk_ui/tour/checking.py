"""The check of a file in the two stories: a received copy that leaks, and a report that leaves as a sanitised copy."""

from pathlib import Path

from PySide6.QtCore import Qt

from spoc_desk.machine.files import make_private_folder

from . import moves
from .sample_files import COURSE, NICKNAME, SLIP, UNDER_THE_BAR, marac_copy, school_report
from .stage import REST, Script, Shot, Stage, Until

FOLDER = "files to check"
SECOND_PERSON = "Robin Tallis"
LOOKED = "I looked at every page of the new copy"
_MOST_STEPS = 60
_MOST_LINES = 8
_FIRST_OF_TWO = "Place 1 of 2: page 2"


def received_copy(stage: Stage) -> Script:
    """From the hand panel: the copy is read, its words stay covered, a leak is confirmed, the copy is quarantined."""
    hands = stage.hands
    hands.press("Check the file")
    yield REST
    yield Shot("A received copy is to be checked")
    yield from _give(stage, _put(stage, "MARAC minutes.pdf", marac_copy()))
    yield from _to_the_word_on_two_pages(stage)
    yield Shot("What was found in a received copy, words covered")
    hands.press("Show the words")
    yield REST
    hands.walk_to(UNDER_THE_BAR)
    yield REST
    hands.type_text("r")
    yield REST
    yield Shot("A school can be read under a black bar")
    hands.walk_to(SLIP)
    yield REST
    hands.type_text("r")
    yield REST
    yield from _look_at_all(stage)
    yield Shot("The verdict on a received copy")
    hands.press("Leaks: quarantine")
    yield Until(lambda: hands.sees("Check another file"), "the verdict was not recorded")
    yield REST
    yield Shot("The copy is quarantined by the check")


def leaving_report(stage: Stage) -> Script:
    """A report is decided on, copied without its places, looked at by a second person, saved; its certificate too."""
    hands = stage.hands
    hands.press("Check the file")
    yield REST
    yield from _give(stage, _put(stage, "School report.docx", school_report()))
    yield Shot("What was found in a school report")
    yield from _decide(stage)
    hands.type_text("m")
    yield Until(lambda: hands.sees("What it was tested for"), "the copy was not made")
    yield REST
    yield Shot("What will leave: the new copy")
    hands.fill("Name of the second person", SECOND_PERSON)
    hands.fill("Role of the second person", "dcs_office")
    yield Until(lambda: len(hands.unticked(LOOKED)) == 1, "the second person cannot sign")
    hands.press(LOOKED)
    yield REST
    hands.press("What it was tested for")
    yield REST
    yield Shot("A second person signs for the new copy")
    yield from _save(stage)


def _to_the_word_on_two_pages(stage: Stage) -> Script:
    """Go to the line of the word that stands twice, and to the place where the page shows it."""
    hands = stage.hands
    for _ in range(_MOST_LINES):
        if hands.reads(_FIRST_OF_TWO):
            break
        hands.key(Qt.Key.Key_Down)
        yield REST
    hands.key(Qt.Key.Key_Right)
    yield REST


def _put(stage: Stage, name: str, data: bytes) -> Path:
    folder = stage.papers / FOLDER
    make_private_folder(folder)
    path = folder / name
    path.write_bytes(data)
    return path


def _give(stage: Stage, path: Path) -> Script:
    """Choose the file in the dialog and wait until it is read."""
    stage.hands.press("Choose a file")
    yield REST
    stage.hands.save_as(path)
    yield Until(lambda: stage.hands.sees("Drop this check"), "the file was not read")
    yield REST


def _decide(stage: Stage) -> Script:
    """Keep one word with a reason, mark one by hand, remove the rest, look at everything."""
    hands = stage.hands
    hands.walk_to(COURSE)
    yield REST
    hands.type_text("k")
    yield REST
    hands.press("It is the same everywhere in the country")
    yield Shot("A word may stay, for a reason")
    hands.press("Keep")
    yield REST
    hands.type_text("w")
    yield REST
    hands.type_text(NICKNAME)
    hands.key(Qt.Key.Key_Return)
    yield REST
    yield Shot("A word marked by hand, which no list knows")
    hands.key(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    yield REST
    hands.key(Qt.Key.Key_Return)
    yield REST
    yield from _look_at_all(stage)
    yield Shot("Everything is decided and was looked at")


def _look_at_all(stage: Stage) -> Script:
    """Go on with N, and with U where a part cannot be read or is left out, until nothing is left to do."""
    yield REST
    for _ in range(_MOST_STEPS):
        if not stage.hands.reads("Still to do:"):
            return
        stage.hands.type_text("n")
        yield REST
        stage.hands.type_text("u")
        yield REST


def _save(stage: Stage) -> Script:
    hands, path = stage.hands, stage.paper("school-report-copy")
    hands.press("Save the copy")
    yield REST
    hands.save_as(path)
    yield Until(path.exists, "the copy was not saved")
    yield Until(lambda: hands.sees("Print the certificate"), "the copy was not recorded")
    hands.press("Print the certificate")
    yield REST
    yield from moves.paper(stage, "check-certificate", "The certificate of a check")
