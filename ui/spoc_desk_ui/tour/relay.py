"""RELAY from the agreement with a school to the message that was sent: what the police wrote, and four facts."""

from functools import partial

from PySide6.QtCore import Qt

from . import moves
from .stage import REST, Script, Shot, Stage, Until

SCHOOL = "Beech Hill Primary"
AGREEMENT = {
    "edition": "2026", "school_signed_on": "1 9 2026", "council_signed_on": "2 9 2026", "police_signed_on": "3 9 2026",
    "says_what": "yes", "says_by_whom": "yes", "says_form": "yes", "says_child_level": "yes",
    "says_safeguards": "yes", "review_on": "1 9 2027",
}  # fmt: skip
CONTACT = {
    "name": "Priya Alder", "role": "Designated safeguarding lead", "email": "safeguarding@school.example.org",
    "from_date": "1 9 2026",
}  # fmt: skip
WRITTEN = (
    "Incident ref: 40/55123/26",
    "Date of incident: 01/12/2026",
    "Address of incident: 4 Harbour Street, Luton",
    "Tomasz Wilder DOB 04/05/2017",
)
CHILD = "Tomasz Wilder"


def prepare(stage: Stage) -> Script:
    """What must stand before anything is sent: an agreement with three signatures, and somebody who is told."""
    hands = stage.hands
    yield from moves.place(stage, "Directory")
    hands.tab("Schools")
    yield REST
    yield Until(lambda: hands.has_row(SCHOOL), "the schools are not listed")
    hands.pick(SCHOOL)
    yield REST
    for add, answers in (("Add: Information sharing agreement", AGREEMENT), ("Add: RELAY contact", CONTACT)):
        yield Until(partial(hands.sees, add), f"“{add}” is not offered")
        hands.press(add)
        yield REST
        hands.answer(**answers)
        yield from moves.save(stage, "Save")
    yield Until(lambda: hands.reads("A message can be sent as far as"), "the school is not in order")
    yield Shot("RELAY: a school in order")


def capture(stage: Stage) -> Script:
    """What the police wrote is taken over, looked at and saved; then it is decided to tell the school."""
    hands = stage.hands
    yield from moves.place(stage, "RELAY")
    hands.press("New notification")
    yield Until(lambda: hands.asks("police_ref"), "the form of a notification did not open")
    for line in WRITTEN:
        hands.type_text(line)
        hands.key(Qt.Key.Key_Return)
    hands.control(Qt.Key.Key_Return)
    yield REST
    yield Shot("RELAY: what the police wrote is taken over")
    hands.control(Qt.Key.Key_S)
    yield Until(lambda: hands.sees("Decide"), "the notification was not saved")
    yield REST
    hands.press("Decide")
    yield Until(lambda: hands.asks("triage"), "the decision did not open")
    hands.answer(triage="share")
    yield Shot("RELAY: whether the school is told")
    hands.control(Qt.Key.Key_S)
    yield Until(lambda: hands.sees("Choose the school"), "it was not decided")
    yield REST


def send(stage: Stage) -> Script:
    """The right school, the gates, the message of four facts, and that a person sent it."""
    hands = stage.hands
    hands.press("Choose the school")
    yield Until(lambda: hands.asks("school_id"), "the schools are not asked for")
    hands.answer(school_id=SCHOOL, confirmed_by="school_said", confirmed_on="today")
    hands.control(Qt.Key.Key_S)
    yield Until(lambda: hands.sees("Clear it to send"), "no school was chosen")
    yield REST
    yield Shot("RELAY: the school is made sure of")
    hands.press("Clear it to send")
    yield REST
    hands.control(Qt.Key.Key_S)
    yield Until(lambda: hands.sees("Show the message"), "the message was not cleared")
    yield REST
    hands.press("Show the message")
    yield Until(lambda: hands.sees("Copy the message"), "the message is not shown")
    yield REST
    yield Shot("RELAY: the message of four facts")
    hands.press("Mark as sent")
    yield Until(lambda: hands.asks("sent_to"), "nobody asks to whom it went")
    hands.control(Qt.Key.Key_S)
    yield Until(lambda: hands.sees("The school has it"), "it was not marked as sent")
    yield REST
    yield Shot("RELAY: sent, and the receipt is waited for")
    yield from moves.place(stage, "RELAY")
    hands.press("All: 1")
    yield Until(lambda: hands.has_row(CHILD), "the list does not show it")
    yield Shot("RELAY: the list")


ACTS = (prepare, capture, send)


def relay(stage: Stage) -> Script:
    """The notification of one evening, on the morning after."""
    for act in ACTS:
        yield from act(stage)
