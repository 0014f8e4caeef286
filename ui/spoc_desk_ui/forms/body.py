"""The questions of a form on a page: which are asked now, what is answered, what is wrong, what may show an area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar, load_calendar
from spoc_desk.forms.answers import Problem, hidden_answers, problems, visible
from spoc_desk.forms.definition import Answer, Answers, Choice, FormDef, Kind, LeakClass, Question, Section

from ..caret import put_caret
from ..theme import L
from ..widgets.answering import Answering
from ..widgets.date_field import DateField
from ..widgets.surface import column
from ..widgets.words import Words
from .inputs import make_input, offered
from .live_scan import Texts
from .moment_field import MomentField
from .question_row import QuestionRow
from .rows_field import RowsField
from .section_block import SectionBlock
from .two_panes import ROOM_FOR_BOTH

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak

_LISTED = (Kind.CHOICE, Kind.TICKS)


@dataclass(frozen=True)
class Asking:
    """What is asked and how: the form, what is answered already, the lists it cannot know, how it is laid out."""

    form: FormDef
    clock: Clock
    direction: str = ""
    given: Answers = field(default_factory=dict)
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    sections: tuple[str, ...] | None = None
    complete: bool = True
    small: bool = False
    beside: bool = False
    """The sections stand beside each other where there is room for all."""

    @property
    def shown_sections(self) -> tuple[Section, ...]:
        """The sections that are on the page."""
        return tuple(each for each in self.form.sections if self.sections is None or each.id in self.sections)

    def is_optional(self, question: Question) -> bool:
        """Say whether a question may be left out, as its label then tells."""
        grouped = any(question.id in group for group in self.form.one_of)
        return self.complete and not question.required and not grouped


class FormBody(QWidget):
    """The sections one below the other, or beside each other where that is asked and the page is wide enough.

    Signals:
        edited: an answer changed.
    """

    edited = Signal()

    def __init__(self, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = asking
        self.fields: dict[str, QuestionRow] = {}
        self.tables: dict[str, RowsField] = {}
        self.own_dfe_codes: tuple[str, ...] = ()
        self._calendar = load_calendar(())
        self._blocks: list[SectionBlock] = []
        self._layout = column(self, spacing=L)
        for section in asking.shown_sections:
            block = SectionBlock(section, headed=len(asking.shown_sections) > 1, parent=self)
            self._blocks.append(block)
            if asking.beside:
                self._layout.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
            else:
                self._layout.addWidget(block)
            self._add_section(block, section)
        self.fill()
        for inner in self.inputs().values():
            inner.edited.connect(self.edited)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.asking.beside:
            room = event.size().width() >= ROOM_FOR_BOTH * self.fontMetrics().averageCharWidth()
            across = QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
            if self._layout.direction() is not across:
                self._layout.setDirection(across)

    # answers --------------------------------------------------------------------------------------------------------

    def inputs(self) -> dict[str, Answering]:
        """Return every input by question id, and the tables by section id."""
        found: dict[str, Answering] = {name: line.field.inner for name, line in self.fields.items()}
        return {**found, **self.tables}

    def answers(self) -> dict[str, Answer]:
        """Return the answers to the questions that are asked now; what is hidden is left out."""
        asked = self._asked()
        return {name: line.field.value() for name, line in self.fields.items() if name in asked}

    def fill(self) -> None:
        """Show what is answered already, and nothing else."""
        for name, line in self.fields.items():
            line.field.set_value(self.asking.given.get(name, ""))

    def texts(self) -> Texts:
        """Return the texts that are scanned for what may show an area."""
        asked = self._asked()
        texts = {
            name: (line.question.label, str(line.field.value()))
            for name, line in self.fields.items()
            if line.question.leak is LeakClass.SCAN and line.question.kind not in _LISTED and name in asked
        }
        for table in self.tables.values():
            texts |= table.texts()
        return texts

    def check(self) -> tuple[Problem, ...]:
        """Return what is wrong now, in reading order; a date that cannot be read counts as typed."""
        typed = {**self._all(), **{name: _as_typed(line.field.inner) for name, line in self.fields.items()}}
        today, complete = self.asking.clock.today(), self.asking.complete
        found = problems(
            self.asking.form,
            typed,
            today=today,
            complete=complete,
            direction=self.asking.direction,
            own_dfe_codes=self.own_dfe_codes,
        )
        here = [each for each in found if each.question_id in self.fields]
        for table in self.tables.values():
            here += table.problems(today, complete=complete)
        return tuple(here)

    # showing --------------------------------------------------------------------------------------------------------

    def show_what_is_asked(self) -> list[str]:
        """Show the questions that the answers open; return the labels of what was typed and is no longer asked."""
        form, answers, asked = self.asking.form, self._all(), self._asked()
        wanted = {question.id: question.id in asked for question in form.questions}
        for block in self._blocks:
            block.show_questions(wanted)
        hidden = hidden_answers(form, answers, self.asking.direction)
        typed_here = [each for each in hidden if each.id in self.fields]
        return [each.label for each in typed_here if answers[each.id] != self.asking.given.get(each.id)]

    def mark(self, found: Sequence[Problem]) -> None:
        """Put the sentence of each problem beside its field; clear all others."""
        for line in self.fields.values():
            line.field.set_error("")
        for table in self.tables.values():
            table.clear_errors()
        for problem in found:
            section, place, question_id = _dotted(problem.question_id)
            if section:
                self.tables[section].set_error(place, question_id, problem.sentence)
            elif problem.question_id in self.fields:
                self.fields[problem.question_id].field.set_error(problem.sentence)

    def show_leaks(self, leaks: "Sequence[FieldLeak]") -> None:
        """Underline what may show an area and say why below the field."""
        by_field = {leak.field: leak.findings for leak in leaks}
        for name, line in self.fields.items():
            if line.question.leak is LeakClass.SCAN:
                line.field.set_findings(by_field.get(name, ()))
        for table in self.tables.values():
            table.set_findings(by_field)

    def focus_question(self, question_id: str, caret: int) -> QWidget | None:
        """Give a question, a table or a cell of one the focus; return what to scroll to."""
        section, place, inner_id = _dotted(question_id)
        if section:
            self.tables[section].focus_row(place, inner_id)
            return self.tables[section]
        if question_id in self.tables:
            self.tables[question_id].text_edit().setFocus(Qt.FocusReason.ShortcutFocusReason)
            return self.tables[question_id]
        line = self.fields.get(question_id) or self.first()
        if line is not None:
            put_caret(line.field.inner.text_edit(), caret if caret >= 0 else len(str(line.field.value())))
        return line

    def first(self) -> QuestionRow | None:
        """Return the first question that is asked."""
        return next((line for line in self.fields.values() if not line.isHidden()), None)

    def use_calendar(self, calendar: Calendar) -> None:
        """Count working days as this council does."""
        for inner in self.inputs().values():
            if isinstance(inner, DateField):
                inner.use_calendar(calendar)
            elif isinstance(inner, MomentField):
                inner.day.use_calendar(calendar)

    # inside ---------------------------------------------------------------------------------------------------------

    def _add_section(self, block: SectionBlock, section: Section) -> None:
        if section.rows_of:
            table = RowsField(section, self.asking.choices, self.asking.clock, self._calendar, block)
            self.tables[section.id] = table
            block.add(section.id, table)
        for question in section.questions:
            if question.is_for(self.asking.direction):
                self._add_question(block, question)

    def _add_question(self, block: SectionBlock, question: Question) -> None:
        if question.kind is Kind.HEADING:
            block.add(question.id, Words(question.label, "strong", parent=block))
            return
        asking = self.asking
        dynamic = asking.choices.get(question.id) or asking.choices.get(question.choices_from, ())
        offer = offered(question, dynamic, asking.given.get(question.id, ""), asking.direction)
        inner = make_input(question, offer, asking.clock, self._calendar, small=asking.small)
        optional = asking.is_optional(question)
        line = QuestionRow(question, inner, optional=optional, small=asking.small, parent=block)
        self.fields[question.id] = line
        block.add(question.id, line)

    def _all(self) -> dict[str, Answer]:
        """What is answered, the sections that are not on the page included: conditions may ask for them."""
        return {**self.asking.given, **{name: line.field.value() for name, line in self.fields.items()}}

    def _asked(self) -> set[str]:
        return {question.id for question in visible(self.asking.form, self._all(), self.asking.direction)}


def _as_typed(inner: Answering) -> Answer:
    return inner.typed() if isinstance(inner, DateField) and inner.is_unreadable else inner.value()


def _dotted(problem_id: str) -> tuple[str, int, str]:
    """Split "attendees.0.name"; ("", 0, "") for a plain question."""
    parts = problem_id.split(".")
    return (parts[0], int(parts[1]), parts[2]) if len(parts) == 3 else ("", 0, "")
