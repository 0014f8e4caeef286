"""A table of rows inside a form: who was there, what was agreed. Rows are added and taken away in place."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.forms.answers import Problem, problems
from spoc_desk.forms.definition import Answer, Choice, FormDef, LeakClass, Section
from spoc_desk.forms.loader import load_form

from ..theme import S
from ..widgets.answering import Answer as Value
from ..widgets.answering import Marked, as_ids
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words
from .row_line import RowLine, stretch_of

_ADD = {"attendee": "Add a person", "meeting_action": "Add what was agreed", "relay_child": "Add a child"}


class RowsField(QWidget):
    """The rows of one section. Its value, for a draft, is one text per row; blank rows do not count.

    Signals:
        edited: a row was changed, added or removed.
    """

    edited = Signal()

    def __init__(
        self,
        section: Section,
        choices: Mapping[str, Sequence[Choice]],
        clock: Clock,
        calendar: Calendar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form: FormDef = load_form(section.rows_of)
        self._section = section
        self._choices, self._clock, self._calendar = choices, clock, calendar
        self._lines: list[RowLine] = []
        layout = column(self, spacing=S)
        self._head = QWidget(self)
        self._fill_head()
        layout.addWidget(self._head)
        self._rows = column(spacing=S)
        layout.addLayout(self._rows)
        self._add = Button(_ADD.get(self.form.id, "Add a row"), "quiet", icon_name="plus", parent=self)
        self._add.clicked.connect(self._on_add)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(section.title)
        self._say()

    # what every input can do ----------------------------------------------------------------------------------------

    def value(self) -> tuple[str, ...]:
        """Return the rows, each as one text."""
        return tuple(json.dumps(line.typed(), ensure_ascii=False) for line in self._lines if not line.is_blank)

    def set_value(self, value: Value) -> None:
        """Show rows that `value` returned."""
        self.set_rows([json.loads(text) for text in as_ids(value)])

    def text_edit(self) -> QWidget:
        """Return the first input, or the button that adds a row."""
        return next(iter(self._lines[0].inputs.values())).text_edit() if self._lines else self._add

    # rows -----------------------------------------------------------------------------------------------------------

    def rows(self) -> tuple[dict[str, Answer], ...]:
        """Return the answers of each row that is not blank."""
        return tuple(line.answers() for line in self._lines if not line.is_blank)

    def set_rows(self, rows: Sequence[Mapping[str, Answer]]) -> None:
        """Show these rows and no others."""
        for line in self._lines:
            self._drop(line)
        self._lines = []
        for answers in rows:
            self._new_line().set_answers({name: _plain(value) for name, value in answers.items()})
        self._say()

    def add_row(self) -> RowLine:
        """Add a blank row and return it."""
        line = self._new_line()
        self._say()
        return line

    def problems(self, today: date, *, complete: bool) -> tuple[Problem, ...]:
        """Return what is wrong in the rows; ids are "attendees.0.name"."""
        found = []
        for place, line in enumerate(self._lines):
            if not line.is_blank:
                typed = line.typed()
                found += [
                    Problem(f"{self._section.id}.{place}.{each.question_id}", each.sentence)
                    for each in problems(self.form, typed, today=today, complete=complete)
                ]
        return tuple(found)

    def set_error(self, place: int, question_id: str, sentence: str) -> None:
        """Say what to do about one answer of one row."""
        self._lines[place].set_error(question_id, sentence)

    def texts(self) -> dict[str, tuple[str, str]]:
        """Return what may be scanned, by "agreed.0.text": label and text."""
        scanned = [each for each in self.form.questions if each.leak is LeakClass.SCAN]
        return {
            f"{self._section.id}.{place}.{question.id}": (question.label, str(line.answers()[question.id]))
            for place, line in enumerate(self._lines)
            for question in scanned
        }

    def set_findings(self, found: Mapping[str, Sequence[Marked]]) -> None:
        """Show the findings of `texts`; what is not in *found* is clean."""
        for name in self.texts():
            _, place, question_id = name.split(".")
            self._lines[int(place)].set_findings(question_id, found.get(name, ()))

    def clear_errors(self) -> None:
        """Take all sentences away."""
        for line in self._lines:
            line.clear_errors()

    def focus_row(self, place: int, question_id: str) -> None:
        """Give one input of one row the focus."""
        if place < len(self._lines):
            self._lines[place].inputs[question_id].text_edit().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._say()

    # inside ---------------------------------------------------------------------------------------------------------

    def _fill_head(self) -> None:
        line = row(self._head, spacing=S)
        for question in self.form.questions:
            words = Words(question.label, "overline", wrap=False, parent=self._head)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.addWidget(words, stretch_of(question))
        self._corner = QWidget(self._head)
        line.addWidget(self._corner)

    def _new_line(self) -> RowLine:
        line = RowLine(self.form, self._choices, self._clock, self._calendar, self)
        line.edited.connect(self.edited)
        line.removed.connect(self._on_removed)
        self._lines.append(line)
        self._rows.addWidget(line)
        return line

    def _drop(self, line: RowLine) -> None:
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _say(self) -> None:
        self._head.setVisible(bool(self._lines))
        for place, line in enumerate(self._lines, 1):
            line.number(place)
        if self._lines:
            self._corner.setFixedWidth(self._lines[0].remove_button.minimumWidth())

    def _on_add(self) -> None:
        line = self.add_row()
        next(iter(line.inputs.values())).text_edit().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_removed(self, line: RowLine) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        self._drop(line)
        self._say()
        after = self._lines[min(place, len(self._lines) - 1)].remove_button if self._lines else self._add
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


def _plain(value: object) -> Answer:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
