"""Small stories that come again and again: a place on the rail, a part of the case, the night, a paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt

from ..printing.checks import CHECKED
from .stage import REST, Script, Shot, Stage, Until

PASSWORD = "amber canoe lemon picnic velvet"


def place(stage: Stage, words: str) -> Script:
    """Open a place of the rail."""
    stage.hands.press(words)
    yield REST


def part(stage: Stage, words: str) -> Script:
    """Open a part of the case."""
    stage.hands.tab(words)
    yield REST


def open_row(stage: Stage) -> Script:
    """Press Enter on the row that is chosen."""
    stage.hands.key(Qt.Key.Key_Return)
    yield REST


def save(stage: Stage, words: str) -> Script:
    """Save a form that is filled in."""
    stage.hands.press(words)
    yield REST
    hands = stage.hands
    yield Until(lambda: not (hands.sees(words) and _has_way_out(stage)), f"“{words}” was not accepted")


def _has_way_out(stage: Stage) -> bool:
    return stage.hands.sees("Cancel") or stage.hands.sees("Leave")


def make_move(stage: Stage, words: str, **answers: str) -> Script:
    """Move the case on: open the move, answer what it asks, then make it."""
    stage.hands.press(words)
    yield REST
    yield Until(lambda: stage.hands.sees("Cancel"), f"“{words}” did not open")
    stage.hands.answer(**answers)
    yield from save(stage, words)


def unlock(stage: Stage, password: str = PASSWORD) -> Script:
    """Type the password and wait for the desk."""
    stage.hands.answer(Password=password)
    stage.hands.press("Unlock")
    yield Until(lambda: is_open(stage), "the vault did not open")
    yield REST


def is_open(stage: Stage) -> bool:
    """Say whether the desk is open and shown."""
    desk = stage.program.desk
    return desk is not None and desk.shell is not None and stage.program.window.current_view() is desk.shell


def next_day(stage: Stage, day: date) -> Script:
    """Lock in the evening, unlock on the morning of *day*."""
    stage.hands.control(Qt.Key.Key_L)
    yield Until(lambda: stage.hands.sees("Use the recovery sheet"), "the desk did not lock")
    stage.set_day(day)
    yield from unlock(stage)


def paper(stage: Stage, name: str, picture: str = "") -> Script:
    """In the preview: look at what is to be looked at, say where the copy goes, save one, and go back to where it
    belongs."""
    hands = stage.hands
    yield Until(lambda: hands.sees("Save") or hands.buttons(CHECKED) > 0 or hands.asks(_WHERE), _not_ready)
    while unticked := stage.hands.unticked(CHECKED):
        stage.hands.click(unticked[0])
        yield REST
    yield from where_it_goes(stage)
    if picture:
        yield Shot(picture)
    path = stage.paper(name)
    stage.hands.press("Save")
    yield REST
    stage.hands.save_as(path)
    yield Until(path.exists, "the paper was not saved")
    back = next((words for words in _BACK if stage.hands.sees(words)), "")
    if back:
        stage.hands.press(back)
    yield REST


def where_it_goes(stage: Stage) -> Script:
    """Say it where it is asked: our own file, or what is still open of a paper that is made for somebody."""
    hands = stage.hands
    if not hands.asks(_WHERE):
        return
    if not hands.field(_WHERE).value():
        hands.answer(**{_WHERE: "It stays in our own file"})
        yield REST
    for question, given in _WHY.items():
        if hands.asks(question) and not hands.field(question).value():
            hands.answer(**{question: given})
            yield REST
    yield Until(lambda: hands.sees("Save"), _not_ready)


_WHERE = "Where does this copy go?"
_WHY = {
    "Who gets it?": "Somebody else…",
    "Who is that?": "UKPPS SPOC",
    "What is it for, and why may they have it?": "They need it for their own work with the family.",
    "Was consent sought?": "No: consent is not the right basis here",
    "Who was told that information will be shared?": "A parent or carer",
    "Is it necessary, proportionate, relevant, adequate, accurate, timely and secure?": "Yes",
    "Are other people named in it protected?": "Yes",
}
_BACK = ("Back to the case", "Back to the referral", "Back to the referrals")


def answer_checklist(stage: Stage, none: Sequence[str]) -> Script:
    """Say of every row of the checklist whether it is needed; what is not leaves the list."""
    hands = stage.hands
    while hands.has_row(_ASKED):
        hands.pick(_ASKED)
        hands.type_text("n" if hands.row_says(*none) else "y")
        yield REST


_ASKED = "Is it needed?"


def open_hand(stage: Stage, row: Sequence[str]) -> Script:
    """Choose a record in the register and press R."""
    stage.hands.pick(*row)
    stage.hands.type_text("r")
    yield REST


def record_hand(stage: Stage, row: Sequence[str], **answers: str) -> Script:
    """Record one hand of one record."""
    yield from open_hand(stage, row)
    stage.hands.answer(**answers)
    yield from save(stage, "Save")


def act(stage: Stage, words: str) -> Script:
    """Type the name of an action into the box that finds everything."""
    stage.hands.find(words)
    yield REST
    stage.hands.key(Qt.Key.Key_Return)
    yield REST


_not_ready = "the print is not ready"
