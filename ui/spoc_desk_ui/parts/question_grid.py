"""A few questions side by side, as many in a line as there is room for: the body of the small panels."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.forms.definition import Answer, Answers, Choice, Kind, LeakClass, Question

from ..forms.inputs import make_input
from ..session import Session
from ..theme import XL, M
from ..widgets.answering import Answering
from ..widgets.date_field import DateField
from ..widgets.field import Field

_COLUMN = 25
"""In widths of the letter n: how much room a column wants."""
_MOST = 4


@dataclass(frozen=True)
class Asked:
    """One question of a grid and how many columns it takes."""

    question: Question
    span: int = 1
    choices: tuple[Choice, ...] = ()
    small: bool = True


class QuestionGrid(QWidget):
    """Fields by question id, laid out again whenever the width or what is asked changes."""

    def __init__(
        self, session: Session, calendar: Calendar, asked: Sequence[Asked], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(XL)
        self._layout.setVerticalSpacing(M)
        self.fields: dict[str, Field] = {}
        self._questions = {each.question.id: each for each in asked}
        self._shown = list(self._questions)
        self._spans: dict[str, int] = {}
        self._laid: tuple[int, tuple[str, ...]] = (0, ())
        for each in asked:
            choices = each.choices or each.question.choices
            inner = make_input(each.question, choices, session.clock, calendar, small=each.small)
            self.fields[each.question.id] = Field(each.question.label, inner, hint=each.question.hint, parent=self)
        self._lay_out()

    # answers --------------------------------------------------------------------------------------------------------

    def answers(self) -> dict[str, Answer]:
        """Return the answers to what is shown."""
        return {name: self.fields[name].value() for name in self._shown}

    def typed(self) -> dict[str, Answer]:
        """Like answers, but a date that cannot be read stands as typed."""
        return {name: _as_typed(self.fields[name].inner) for name in self._shown}

    def set_answers(self, answers: Answers) -> None:
        """Show these answers."""
        for name, answer in answers.items():
            if name in self.fields:
                self.fields[name].set_value(answer)

    def inputs(self, prefix: str = "") -> dict[str, Answering]:
        """Return the inputs by name, for drafts."""
        return {f"{prefix}{name}": field.inner for name, field in self.fields.items()}

    def texts(self) -> dict[str, tuple[str, str]]:
        """Return what the leak scan should read: field to label and text."""
        return {
            name: (self.fields[name].label.text(), str(self.fields[name].value()))
            for name in self._shown
            if self._questions[name].question.leak is LeakClass.SCAN and self._questions[name].question.kind in _WRITTEN
        }

    # what is asked --------------------------------------------------------------------------------------------------

    def ask(self, names: Collection[str], spans: Mapping[str, int] | None = None) -> None:
        """Ask only these questions, in the order of the grid; *spans* say who takes other room than usual."""
        wanted = [name for name in self._questions if name in names]
        given = dict(spans or {})
        if wanted != self._shown or given != self._spans:
            self._shown, self._spans = wanted, given
            self._laid = (0, ())
            self._lay_out()

    @property
    def shown(self) -> tuple[str, ...]:
        """The questions that are asked now."""
        return tuple(self._shown)

    def show_problems(self, sentences: Mapping[str, str]) -> bool:
        """Show sentences beside their fields and go to the first; False where none of the fields is here."""
        for name, field in self.fields.items():
            field.set_error(sentences.get(name, ""))
        first = next((name for name in self._shown if sentences.get(name)), None)
        if first is not None:
            self.fields[first].take_focus()
        return first is not None

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    # inside ---------------------------------------------------------------------------------------------------------

    def _columns(self) -> int:
        letter = self.fontMetrics().horizontalAdvance("n")
        return max(1, min(_MOST, (self.width() + XL) // (letter * _COLUMN + XL)))

    def _lay_out(self) -> None:
        columns = self._columns()
        if (columns, tuple(self._shown)) == self._laid:
            return
        self._laid = (columns, tuple(self._shown))
        for field in self.fields.values():
            self._layout.removeWidget(field)
        line = place = 0
        for name, field in self.fields.items():
            field.setVisible(name in self._shown)
            if name not in self._shown:
                continue
            span = min(self._spans.get(name, self._questions[name].span), columns)
            if place + span > columns:
                line, place = line + 1, 0
            self._layout.addWidget(field, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
            place += span
        for number in range(_MOST):
            self._layout.setColumnStretch(number, 1 if number < columns else 0)


_WRITTEN = (Kind.TEXT, Kind.NOTE)


def _as_typed(inner: Answering) -> Answer:
    return inner.typed() if isinstance(inner, DateField) and inner.is_unreadable else inner.value()
