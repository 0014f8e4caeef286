"""The three questions: danger now, an open case, the level of need; each appears when the one before is answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form

from ..theme import L
from ..widgets.answering import Answering
from ..widgets.field import Field
from ..widgets.options import Options, YesNo
from ..widgets.surface import column
from .before_facts import BeforeFacts

_ASKED = ("immediate_danger", "allocated_worker", "need_level")


class BeforeQuestions(QWidget):
    """The answers are those of the section "before_start" of the form.

    Signals:
        changed: an answer changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = load_form("referral")
        self._layout = column(self, spacing=L)
        self.fields: dict[str, Field] = {}
        for name in _ASKED:
            question = form.question(name)
            pairs = [(choice.id, choice.label) for choice in question.choices]
            inner: Answering = Options(pairs) if pairs else YesNo(not_known=name == "allocated_worker")
            hint = "" if pairs else question.hint
            field = Field(question.label, inner, hint=hint, why=question.why, parent=self)
            self.fields[name] = field
            self._layout.addWidget(field)
            field.edited.connect(self.changed)
        self.show_what_is_asked()

    def inputs(self) -> dict[str, Answering]:
        """Return the inputs by question, for the draft."""
        return {name: field.inner for name, field in self.fields.items()}

    def answers(self) -> dict[str, Answer]:
        """Return the answers; what is not asked yet is empty."""
        asked = self._asked()
        return {name: field.value() if name in asked else "" for name, field in self.fields.items()}

    def clear(self) -> None:
        """Begin again."""
        for field in self.fields.values():
            field.set_value("")
        self.show_what_is_asked()

    def use_facts(self, facts: BeforeFacts) -> None:
        """Say beside each level what it means, in the words of the threshold document."""
        inner = self.fields["need_level"].inner
        if isinstance(inner, Options):
            inner.say({level.id: f"{level.label} – {_first_lower(level.needs)}" for level in facts.levels})

    def show_what_is_asked(self) -> None:
        """Show the questions whose turn it is."""
        asked = self._asked()
        for name, field in self.fields.items():
            field.setVisible(name in asked)

    def first_focus(self) -> QWidget:
        """Return the first question without an answer."""
        for name in _ASKED:
            field = self.fields[name]
            if not field.isHidden() and not field.value():
                return field.inner.text_edit()
        return self.fields[_ASKED[0]].inner.text_edit()

    def _asked(self) -> tuple[str, ...]:
        if self.fields[_ASKED[0]].value() != "no":
            return _ASKED[:1]
        worker = self.fields[_ASKED[1]].value()
        return _ASKED if worker in ("no", "not_known") else _ASKED[:2]


def _first_lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
