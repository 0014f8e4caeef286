"""Where a copy goes: into our own file, or to somebody, and then why. Asked beside the pages, with the keys alone."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.decisions import DECIDED_NOW
from spoc_desk.domain.prints import Goes
from spoc_desk.forms.definition import Answer, Choice, Kind
from spoc_desk.forms.loader import load_form

from ..theme import L, M
from ..widgets.answering import Answering
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.options import Options, YesNo
from ..widgets.surface import Surface, column
from ..widgets.text_field import TextField
from ..widgets.tick_list import TickList
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.disclosing import Question

_SOMEBODY_ELSE = "somebody else"
_LABELS = {"purpose": "What is it for, and why may they have it?"}
_HOLDS = {
    "objections_considered": ("consent_sought", "refused"),
    "not_informed_reason": ("persons_informed", "neither"),
}
"""Questions that are asked only where another one has this answer."""


class DestinationPanel(Surface):
    """Takes no room where a paper discloses nothing. Half-answered questions are kept while the same print is shown.

    Signals:
        changed: an answer changed.
        asked_again: what stands on the pages changed with it: prepare the print again.
    """

    changed = Signal()
    asked_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._question: Question | None = None
        layout = column(self, margin=L, spacing=M)
        self._options = Options([(each.value, each.label) for each in Goes], self)
        self.where = Field("Where does this copy go?", self._options, parent=self)
        self._people = ChoiceBox(parent=self)
        self._people.setMinimumContentsLength(8)
        self.whom = Field("Who gets it?", self._people, parent=self)
        self._typed = TextField(self)
        self.typed = Field("Who is that?", self._typed, hint="The role and the service", parent=self)
        self._earlier = ChoiceBox(parent=self, empty="A new decision, made now")
        self._earlier.setMinimumContentsLength(8)
        self.earlier = Field("On which decision?", self._earlier, parent=self)
        for part in (self.where, self.whom, self.typed, self.earlier):
            layout.addWidget(part)
        form = load_form("decision")
        self.fields: dict[str, Field] = {}
        for name in DECIDED_NOW:
            asked = form.question(name)
            self.fields[name] = Field(_LABELS.get(name, asked.label), _input(asked.kind, asked.choices), parent=self)
            layout.addWidget(self.fields[name])
            self.fields[name].edited.connect(self._on_edited)
        self._recorded = Words(role="small", parent=self)
        layout.addWidget(self._recorded)
        self.where.edited.connect(self._on_where)
        self.whom.edited.connect(self._on_whom)
        self._typed.editingFinished.connect(self._on_typed)
        self.typed.edited.connect(self._on_edited)
        self.earlier.edited.connect(self._on_edited)
        self.hide()

    # for the side ---------------------------------------------------------------------------------------------------

    def show_people(self, words: Sequence[str]) -> None:
        """Offer our own people and services."""
        self._people.set_choices([*((each, each) for each in words), (_SOMEBODY_ELSE, "Somebody else…")])

    def show_question(self, question: "Question | None", recipient: str) -> None:
        """Ask of a print what is still to be said; what was answered of the same one stays."""
        self.setVisible(question is not None)
        if question != self._question:
            self._question = question
            self._fill(question)
        usual = recipient or (question.to_whom if question is not None else "")
        if usual and not self.to_whom:
            self._choose(usual)
        self._fit()

    def take_focus(self) -> None:
        """Go to the first question that is still open."""
        parts = (self.where, self.whom, self.typed, *self.fields.values())
        part = next((each for each in parts if not each.isHidden() and not each.value()), self.where)
        part.take_focus()

    def forget(self) -> None:
        """Another print is shown: nothing is answered."""
        self._question = None
        self._people.set_value("")
        self._typed.setText("")
        self._fill(None)
        self.hide()

    @property
    def is_asked(self) -> bool:
        """True where the paper asks."""
        return self._question is not None

    @property
    def goes(self) -> Goes | None:
        """Where it goes, as far as that is said."""
        said = self.where.value() if self.is_asked else ""
        return Goes(str(said)) if said else None

    @property
    def to_whom(self) -> str:
        """Who gets it, in words."""
        chosen = self._people.value()
        return self._typed.text().strip() if chosen == _SOMEBODY_ELSE else chosen

    @property
    def decision_id(self) -> str:
        """The earlier decision it goes on, or ""."""
        return self._earlier.value()

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered of the decision that is made now."""
        return {name: each.value() for name, each in self.fields.items() if not each.isHidden()}

    @property
    def words(self) -> str:
        """Return what is still to be said before a copy is made, or ""."""
        if not self.is_asked:
            return ""
        if self.goes is None:
            return "Say where this copy goes."
        if self.goes is Goes.OWN_FILE:
            return ""
        if not self.to_whom:
            return "Say who gets it."
        left = sum(not answer for answer in self.answers.values()) if not self.decision_id else 0
        return "" if not left else f"{left} {'question is' if left == 1 else 'questions are'} still open."

    # inside ---------------------------------------------------------------------------------------------------------

    def _fill(self, question: "Question | None") -> None:
        self.where.set_value(question.goes.value if question and question.goes else "")
        self._earlier.set_choices(question.decisions if question else ())
        self._earlier.set_value(question.decision_id if question else "")
        known: Mapping[str, Answer] = question.answers if question else {}
        for name, each in self.fields.items():
            each.set_value(known.get(name, ""))
        self._recorded.say(question.recorded_words if question else "")

    def _choose(self, recipient: str) -> None:
        if self._people.findData(recipient) < 0:
            self._people.insertItem(1, recipient, recipient)
        self._people.set_value(recipient)

    def _fit(self) -> None:
        question = self._question
        out = question is not None and question.may_go_out and self.goes is Goes.GOES_OUT
        self.where.setVisible(question is not None and question.may_go_out)
        self.whom.setVisible(out)
        self.typed.setVisible(out and self._people.value() == _SOMEBODY_ELSE)
        self.earlier.setVisible(out and bool(question and question.decisions))
        new = out and not self.decision_id
        self._recorded.setVisible(new or (question is not None and not question.may_go_out))
        for name, each in self.fields.items():
            condition = _HOLDS.get(name)
            holds = condition is None or _has(self.fields[condition[0]].value(), condition[1])
            each.setVisible(new and holds)

    def _on_where(self) -> None:
        self._fit()
        self.asked_again.emit()

    def _on_whom(self) -> None:
        self._fit()
        if self._people.value() == _SOMEBODY_ELSE:
            self.typed.take_focus()
            self.changed.emit()
        else:
            self.asked_again.emit()

    def _on_typed(self) -> None:
        if self.to_whom:
            self.asked_again.emit()

    def _on_edited(self) -> None:
        self._fit()
        self.changed.emit()


def _input(kind: Kind, choices: Sequence[Choice]) -> Answering:
    pairs = [(each.id, each.label) for each in choices]
    match kind:
        case Kind.CHOICE:
            box = ChoiceBox(pairs)
            box.setMinimumContentsLength(8)
            return box
        case Kind.TICKS:
            return TickList(pairs)
        case Kind.YES_NO:
            return YesNo()
        case _:
            return NoteField(lines=2)


def _has(answer: Answer, wanted: str) -> bool:
    return wanted in answer if isinstance(answer, tuple) else answer == wanted
