"""One line of a table of rows on a form: a small input for each question of the row's own form."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer, Choice, FormDef, Question

from ..theme import XS, S
from ..widgets.answering import Answering, Marked
from ..widgets.buttons import IconButton
from ..widgets.date_field import DateField
from ..widgets.note_field import NoteField
from ..widgets.surface import column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .inputs import make_input, offered


class RowLine(QWidget):
    """One record of the table.

    Signals:
        edited: an answer of this row changed.
        removed: the row is to go (itself).
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(
        self,
        form: FormDef,
        choices: Mapping[str, Sequence[Choice]],
        clock: Clock,
        calendar: Calendar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.inputs: dict[str, Answering] = {}
        self._labels: dict[str, Words] = {}
        self._wrong: dict[str, Words] = {}
        self._leaks: dict[str, Words] = {}
        line = row(self, spacing=S)
        for question in form.questions:
            offer = offered(question, choices.get(question.choices_from, ()), "", "")
            inner = make_input(question, offer, clock, calendar, in_row=True, parent=self)
            line.addWidget(self._cell(question, inner), stretch_of(question), Qt.AlignmentFlag.AlignTop)
        self.remove_button = IconButton("bin", "Remove this row", parent=self)
        self.remove_button.clicked.connect(self._on_removed)
        line.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        self._form = form

    def number(self, place: int) -> None:
        """Tell the inputs which row they are in, for people who hear them."""
        for question in self._form.questions:
            inner = self.inputs[question.id]
            if isinstance(inner, QWidget):
                inner.setAccessibleName(f"{question.label}, row {place}")
            inner.text_edit().setAccessibleName(f"{question.label}, row {place}")
            if question.id in self._labels:
                self._labels[question.id].setText(f"{question.label}, row {place}")
        self.remove_button.setAccessibleName(f"Remove row {place}")

    def answers(self) -> dict[str, Answer]:
        """Return the answers of this row."""
        return {name: inner.value() for name, inner in self.inputs.items()}

    def typed(self) -> dict[str, Answer]:
        """Return what stands in the row, half dates included."""
        return {
            name: inner.typed() if isinstance(inner, DateField) and not inner.value() else inner.value()
            for name, inner in self.inputs.items()
        }

    def set_answers(self, answers: Mapping[str, Answer]) -> None:
        """Show *answers*."""
        for name, inner in self.inputs.items():
            value = answers.get(name, "")
            inner.set_value("")
            if isinstance(inner, DateField) and not _is_iso(value):
                inner.set_typed(str(value))
            else:
                inner.set_value(value)

    @property
    def is_blank(self) -> bool:
        """True where nothing is entered."""
        return all(is_empty(answer) for answer in self.typed().values())

    def set_error(self, question_id: str, sentence: str) -> None:
        """Say what to do about one answer."""
        self._wrong[question_id].say(sentence)

    def set_findings(self, question_id: str, findings: Sequence[Marked]) -> None:
        """Underline what may show an area in one answer, and say why."""
        inner = self.inputs[question_id]
        if isinstance(inner, TextField | NoteField):
            inner.set_findings(tuple(findings))
        reasons = dict.fromkeys(each.why for each in findings)
        self._leaks[question_id].say("\n".join(f"▲ {reason}" for reason in reasons))

    def clear_errors(self) -> None:
        """Take the sentences away."""
        for words in self._wrong.values():
            words.say("")

    def _cell(self, question: Question, inner: Answering) -> QWidget:
        cell = QWidget(self)
        layout = column(cell, spacing=XS)
        self.inputs[question.id] = inner
        self._wrong[question.id] = Words(role="error", parent=cell)
        self._wrong[question.id].hide()
        if isinstance(inner, QWidget):
            layout.addWidget(inner)
            inner.setSizePolicy(QSizePolicy.Policy.Ignored, inner.sizePolicy().verticalPolicy())
        if isinstance(inner, QComboBox):
            # Never shown, the titles stand above: a box is read aloud by its label, not by its name.
            label = self._labels[question.id] = Words(question.label, parent=cell)
            label.setBuddy(inner)
            label.hide()
        self._leaks[question.id] = Words(role="error", parent=cell)
        self._leaks[question.id].hide()
        layout.addWidget(self._wrong[question.id])
        layout.addWidget(self._leaks[question.id])
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        inner.edited.connect(self.edited)
        return cell

    def _on_removed(self) -> None:
        self.removed.emit(self)


def stretch_of(question: Question) -> int:
    """Return how much of the line a column takes."""
    return 3 if question.lines > 1 else 2


def _is_iso(value: Answer) -> bool:
    return isinstance(value, str) and (not value or (len(value) in (7, 10) and value[4:5] == "-"))
