"""A form on the screen: the questions of a FormDef as house widgets, checked together when she saves."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.errors import UserError
from spoc_desk.forms.answers import Problem, hidden_answers, problems, visible
from spoc_desk.forms.definition import Answer, Answers, Choice, FormDef, Kind, LeakClass, Question

from ..caret import put_caret
from ..drafts import DraftKeeper
from ..session import Session
from ..theme import XL, L, M, S
from ..widgets.answering import Answering
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.date_field import DateField
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words, rule
from .choices import Council, fetch_council
from .inputs import make_input, offered
from .live_scan import LiveScan, Texts
from .moment_field import MomentField
from .question_row import QuestionRow
from .rows_field import RowsField
from .section_block import SectionBlock

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.drafts import Draft
    from spoc_desk.vault.vault import Vault

Tables = Mapping[str, Sequence[Answers]]
"""The rows of each table section."""

_LISTED = (Kind.CHOICE, Kind.TICKS)


class FormPanel(QWidget):
    """The questions of *form* (or of some *sections*), a summary of what to put right, and the buttons.

    `choices` are the dynamic lists by question id or by the name in `choices_from`. With a *draft_place* half-typed
    text is kept in the vault and comes back. *small* suits a side panel: lists are boxes, reasons are tool tips.
    Ctrl+Enter saves, Esc leaves; with *enter_saves* Enter in a line saves too.

    Signals:
        submitted: the answers, after nothing was found to put right.
        cancelled: she leaves; what was typed is kept where there is a draft place.
        saved: what `save_with` returned (casework's Done).
    """

    submitted = Signal(object)
    cancelled = Signal()
    saved = Signal(object)

    def __init__(
        self,
        form: FormDef,
        session: Session,
        *,
        direction: str = "",
        choices: Mapping[str, tuple[Choice, ...]] | None = None,
        answers: Answers | None = None,
        submit_words: str = "Save",
        draft_place: str = "",
        sections: tuple[str, ...] | None = None,
        heading: str | None = None,
        complete: bool = True,
        small: bool = False,
        scrolls: bool = True,
        enter_saves: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.fields: dict[str, QuestionRow] = {}
        self.tables: dict[str, RowsField] = {}
        self._session = session
        self._direction = direction
        self._choices = choices or {}
        self._given: dict[str, Answer] = dict(answers or {})
        self._complete, self._small, self._enter_saves = complete, small, enter_saves
        self._own_dfe_codes: tuple[str, ...] = ()
        self._looked = False
        self._work: Callable[[Vault, Answers, Tables], Done] | None = None
        self._calendar = load_calendar(())
        self._blocks: list[SectionBlock] = []
        self._restored: Notice | None = None
        self._build(form.title if heading is None else heading, sections, scrolls)
        self._buttons(submit_words)
        self._fill()
        self._scan = LiveScan(session, self._texts, self)
        self._scan.found.connect(self.show_leaks)
        self._drafts = self._keep_drafts(draft_place)
        for inner in self._inputs().values():
            inner.edited.connect(self._on_edited)
        self._show_what_is_asked()
        session.run(fetch_council, self._on_council)
        if any(text for _, text in self._texts().values()):
            self._scan.scan_now()

    # answers --------------------------------------------------------------------------------------------------------

    def answers(self) -> dict[str, Answer]:
        """Return the answers to the questions that are asked now; what is hidden is left out."""
        asked = {question.id for question in visible(self.form, self._all(), self._direction)}
        return {name: line.field.value() for name, line in self.fields.items() if name in asked}

    def set_answer(self, question_id: str, answer: Answer) -> None:
        """Answer one question for her: a next step that is already known."""
        self.fields[question_id].field.set_value(answer)
        self._show_what_is_asked()

    def rows(self, section_id: str) -> tuple[dict[str, Answer], ...]:
        """Return the rows of a table section, blank rows left out."""
        return self.tables[section_id].rows()

    def set_rows(self, section_id: str, rows: Sequence[Mapping[str, Answer]]) -> None:
        """Show these rows in a table section."""
        self.tables[section_id].set_rows(rows)

    # saving ---------------------------------------------------------------------------------------------------------

    def save_with(self, work: "Callable[[Vault, Answers], Done]") -> None:
        """Let saving do *work* on the vault thread: its refusal is shown here, its success forgets the draft."""
        self._work = lambda vault, answers, _tables: work(vault, answers)

    def save_tables_with(self, work: "Callable[[Vault, Answers, Tables], Done]") -> None:
        """Like `save_with`, for a form with tables: *work* gets their rows by section."""
        self._work = work

    def submit(self) -> None:
        """Check the answers; save or tell `submitted` where nothing is to be put right."""
        found = self.check()
        self.show_problems(found)
        if found:
            return
        answers = self.answers()
        if self._work is None:
            self.submitted.emit(answers)
            return
        work = self._work
        tables = {section: table.rows() for section, table in self.tables.items()}
        self.set_busy(True)
        self._session.change(lambda vault: work(vault, answers, tables), self._on_saved, self._on_refused)

    def check(self) -> tuple[Problem, ...]:
        """Return what is wrong now, in reading order."""
        today = self._session.clock.today()
        found = problems(
            self.form,
            self._typed(),
            today=today,
            complete=self._complete,
            direction=self._direction,
            own_dfe_codes=self._own_dfe_codes,
        )
        here = [each for each in found if each.question_id in self.fields]
        for table in self.tables.values():
            here += table.problems(today, complete=self._complete)
        return tuple(here)

    def forget_draft(self) -> None:
        """The text is saved or no longer wanted: forget what was kept of it."""
        if self._drafts is not None:
            self._drafts.discard()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self._drafts is not None:
            self._drafts.keep_now()

    def set_busy(self, busy: bool) -> None:
        """Lock the save button while saving runs."""
        self.save_button.setEnabled(not busy)

    # telling --------------------------------------------------------------------------------------------------------

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Show the summary and the same words beside each field; an empty list clears both."""
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
        self._summary.show_problems([Line(each.sentence, each.question_id) for each in found])
        if found:
            self._show_part(self._summary)

    def show_error(self, error: UserError) -> None:
        """Show why saving was refused, beside the field it is about where there is one."""
        field = str(getattr(error, "field", ""))
        self.show_problems([Problem(field if field in self.fields else "", str(error))])

    def show_leaks(self, leaks: "Sequence[FieldLeak]") -> None:
        """Underline what may show an area and say why below the field."""
        by_field = {leak.field: leak.findings for leak in leaks}
        for name, line in self.fields.items():
            if line.question.leak is LeakClass.SCAN:
                line.field.set_findings(by_field.get(name, ()))
        for table in self.tables.values():
            table.set_findings(by_field)

    def focus_question(self, question_id: str, caret: int = -1) -> None:
        """Give a question the focus, its caret at *caret* or at the end."""
        section, place, inner_id = _dotted(question_id)
        if section:
            self.tables[section].focus_row(place, inner_id)
            return
        if question_id in self.tables:
            self.tables[question_id].text_edit().setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        line = self.fields.get(question_id) or self._first()
        if line is None:
            return
        self._show_part(line)
        edit = line.field.inner.text_edit()
        put_caret(edit, caret if caret >= 0 else len(str(line.field.value())))

    def first_focus(self) -> QWidget | None:
        """Return the first input."""
        line = self._first()
        return line.field.inner.text_edit() if line is not None else None

    # Qt's side ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self._on_cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or self._enter_saves_here()):
            self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._drafts is not None and not self._looked:
            # The focus of the draft can only be given back once the panel is on the screen.
            self._looked = True
            self._drafts.look_for()

    # building -------------------------------------------------------------------------------------------------------

    def _build(self, heading: str, sections: tuple[str, ...] | None, scrolls: bool) -> None:
        outer = column(self, spacing=0)
        self._scroll: ScrollColumn | None = ScrollColumn(self, margin=L if self._small else XL) if scrolls else None
        if self._scroll is not None:
            self._column = self._scroll.column
            outer.addWidget(self._scroll, 1)
        else:
            self._column = column(spacing=L)
            outer.addLayout(self._column)
        self._outer = outer
        wanted = [each for each in self.form.sections if sections is None or each.id in sections]
        if heading:
            self._column.addWidget(Words(heading, "heading" if self._small else "title", parent=self))
        self._summary = SummaryBanner(self)
        self._summary.field_requested.connect(self.focus_question)
        self._column.addWidget(self._summary)
        for text in self.form.fixed_text if self.form.sections[0] in wanted else ():
            self._column.addWidget(Words(text, "muted", parent=self))
        for section in wanted:
            block = SectionBlock(section, headed=len(wanted) > 1, parent=self)
            self._blocks.append(block)
            self._column.addWidget(block)
            if section.rows_of:
                table = RowsField(section, self._choices, self._session.clock, self._calendar, block)
                self.tables[section.id] = table
                block.add(section.id, table)
            for question in section.questions:
                self._add_question(block, question)

    def _add_question(self, block: SectionBlock, question: Question) -> None:
        if not question.is_for(self._direction):
            return
        if question.kind is Kind.HEADING:
            block.add(question.id, Words(question.label, "strong", parent=block))
            return
        dynamic = self._choices.get(question.id) or self._choices.get(question.choices_from, ())
        offer = offered(question, dynamic, self._given.get(question.id, ""), self._direction)
        inner = make_input(question, offer, self._session.clock, self._calendar, small=self._small)
        optional = self._complete and not question.required and not self._is_grouped(question)
        line = QuestionRow(question, inner, optional=optional, small=self._small, parent=block)
        self.fields[question.id] = line
        block.add(question.id, line)

    def _buttons(self, submit_words: str) -> None:
        self._left_out = Words(role="small", parent=self)
        self._left_out.hide()
        self.save_button = Button(submit_words, "primary", parent=self)
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.submit)
        self.cancel_button = Button("Cancel", "quiet", parent=self)
        self.cancel_button.setToolTip("Esc")
        self.cancel_button.clicked.connect(self._on_cancel)
        self.button_row = row(spacing=M)
        for button in (self.save_button, self.cancel_button):
            self.button_row.addWidget(button)
        self.button_row.addStretch(1)
        foot = column(spacing=S)
        margin = (L if self._small else XL) if self._scroll is not None else 0
        foot.setContentsMargins(margin, S, margin, M)
        foot.addWidget(self._left_out)
        foot.addLayout(self.button_row)
        if self._scroll is not None:
            self._outer.addWidget(rule(self))
        self._outer.addLayout(foot)

    def _fill(self) -> None:
        for name, line in self.fields.items():
            if name in self._given:
                line.field.set_value(self._given[name])

    def _keep_drafts(self, place: str) -> DraftKeeper | None:
        if not place:
            return None
        keeper = DraftKeeper(self._session, place, self._inputs(), self)
        keeper.restored.connect(self._on_restored)
        return keeper

    # inside ---------------------------------------------------------------------------------------------------------

    def _inputs(self) -> dict[str, Answering]:
        found: dict[str, Answering] = {name: line.field.inner for name, line in self.fields.items()}
        return {**found, **self.tables}

    def _all(self) -> dict[str, Answer]:
        """What is answered, the sections that are not shown here included: conditions may ask for them."""
        return {**self._given, **{name: line.field.value() for name, line in self.fields.items()}}

    def _typed(self) -> dict[str, Answer]:
        """Like `_all`, but a date that cannot be read stands as typed, so that it is told."""
        return {**self._all(), **{name: _as_typed(line.field.inner) for name, line in self.fields.items()}}

    def _texts(self) -> Texts:
        asked = {question.id for question in visible(self.form, self._all(), self._direction)}
        texts = {
            name: (line.question.label, str(line.field.value()))
            for name, line in self.fields.items()
            if line.question.leak is LeakClass.SCAN and line.question.kind not in _LISTED and name in asked
        }
        for table in self.tables.values():
            texts |= table.texts()
        return texts

    def _is_grouped(self, question: Question) -> bool:
        return any(question.id in group for group in self.form.one_of)

    def _first(self) -> QuestionRow | None:
        return next((line for line in self.fields.values() if not line.isHidden()), None)

    def _show_what_is_asked(self) -> None:
        answers = self._all()
        asked = {question.id for question in visible(self.form, answers, self._direction)}
        wanted = {question.id: question.id in asked for question in self.form.questions}
        for block in self._blocks:
            block.show_questions(wanted)
        hidden = [
            each.label
            for each in hidden_answers(self.form, answers, self._direction)
            if each.id in self.fields and answers[each.id] != self._given.get(each.id)
        ]
        self._left_out.say(f"No longer asked, and not saved: {', '.join(hidden)}" if hidden else "")

    def _show_part(self, part: QWidget) -> None:
        area: QScrollArea | None = self._scroll
        if area is not None:
            area.ensureWidgetVisible(part, 0, L)

    def _enter_saves_here(self) -> bool:
        return self._enter_saves and isinstance(self.focusWidget(), QLineEdit)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._show_what_is_asked()
        self._scan.typed()

    def _on_council(self, council: Council) -> None:
        self._own_dfe_codes = council.own_area.dfe_codes
        for inner in self._inputs().values():
            if isinstance(inner, DateField):
                inner.use_calendar(council.calendar)
            elif isinstance(inner, MomentField):
                inner.day.use_calendar(council.calendar)

    def _on_restored(self, _draft: "Draft") -> None:
        self._show_what_is_asked()
        self._scan.scan_now()
        if self._restored is None:
            self._restored = Notice("What you had typed here is back.", "info", action="Start again", parent=self)
            self._restored.acted.connect(self._on_start_again)
            self._restored.closed.connect(self._restored.hide)
            self._column.insertWidget(self._column.indexOf(self._summary), self._restored)

    def _on_start_again(self) -> None:
        if self._restored is not None:
            self._restored.hide()
        self.forget_draft()
        for line in self.fields.values():
            line.field.set_value("")
        for table in self.tables.values():
            table.set_rows(())
        self._fill()
        self._show_what_is_asked()
        self.focus_question("")

    def _on_saved(self, done: "Done") -> None:
        self.set_busy(False)
        self.forget_draft()
        self.saved.emit(done)

    def _on_refused(self, error: UserError) -> None:
        self.set_busy(False)
        self.show_error(error)

    def _on_cancel(self) -> None:
        self.keep_text()
        self.cancelled.emit()


def _as_typed(inner: Answering) -> Answer:
    return inner.typed() if isinstance(inner, DateField) and inner.is_unreadable else inner.value()


def _dotted(problem_id: str) -> tuple[str, int, str]:
    """Split "attendees.0.name"; ("", 0, "") for a plain question."""
    parts = problem_id.split(".")
    return (parts[0], int(parts[1]), parts[2]) if len(parts) == 3 else ("", 0, "")
