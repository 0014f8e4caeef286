"""One record of the review list to read, with what can be decided about it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout

from ..forms.record_view import Action, RecordView
from ..theme import L, S
from ..widgets.tones import State
from ..widgets.words import Words
from .lists import standing_tone

if TYPE_CHECKING:
    from spoc_desk.casework.keeping.review import RetentionView

CLASS, LONGER, HOLD, LIFT, UKPPS, PROPOSE, WITHDRAW, DISPOSE = (
    "class", "longer", "hold", "lift", "ukpps", "propose", "withdraw", "dispose",
)  # fmt: skip
# The act of casework.keeping.who, the button, and how it looks.
_ACTIONS = (
    ("disposed of a record", Action(DISPOSE, "Look at it and approve…", "primary")),
    ("recorded what UKPPS said to a disposal", Action(UKPPS, "Record what UKPPS said…")),
    ("lifted a legal hold", Action(LIFT, "Lift the hold…")),
    ("put a legal hold on", Action(HOLD, "Put a legal hold on…", icon="stop")),
    ("kept a record longer", Action(LONGER, "Keep it longer…", icon="clock")),
    ("set how long a record is kept", Action(CLASS, "Choose the class…", icon="edit")),
    ("proposed a disposal", Action(PROPOSE, "Propose to dispose of it…", icon="bin")),
    ("withdrew a proposed disposal", Action(WITHDRAW, "Take the proposal back")),
)


def record_view(found: "RetentionView") -> RecordView:
    """Return the record as it is shown beside the list."""
    line = found.line
    actions = [action for act, action in _ACTIONS if act in found.acts]
    states = [State(line.standing, standing_tone(line.standing))] if line.standing else []
    sentence = f"{line.kind.label}, closed {line.closed_words}"
    view = RecordView(line.reference, actions, states=states, sentence=sentence)
    facts = QFormLayout()
    facts.setHorizontalSpacing(L * 2)
    facts.setVerticalSpacing(S)
    for label, words in _facts(found):
        facts.addRow(Words(label, "muted", wrap=False, parent=view), Words(words, parent=view))
    view.column.addLayout(facts)
    return view


def _facts(found: "RetentionView") -> tuple[tuple[str, str], ...]:
    rows = (
        ("Class", found.line.class_words),
        ("Look at it again", found.line.due_words),
        ("How that came about", found.reckoned_words),
        ("Legal hold", found.hold_words),
        ("UKPPS", found.ukpps_words),
        ("Disposal", found.proposal_words),
    )
    return tuple(row for row in rows if row[1])
