"""A form on the screen: the questions of a FormDef as house widgets, checked together when she saves."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from spoc_desk.errors import UserError
from spoc_desk.forms.answers import Problem
from spoc_desk.forms.definition import Answer, Answers, Choice, FormDef

from ..drafts import DraftKeeper
from ..lazy import load
from ..session import Session
from ..theme import XL, L, M, S
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words, rule
from .body import Asking, FormBody
from .choices import Council, fetch_council
from .live_scan import LiveScan
from .question_row import QuestionRow
from .rows_field import RowsField

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.drafts import Draft
    from spoc_desk.vault.vault import Vault

    from .person_adder import PersonAdder

_BESIDE_WIDTH = 1400
_AROUND = 96
_SETTLED = 250  # ms after which a form that changed stands still
_ADDS = "added a contact"
_NAMES_A_SPOC = ("appointment", "absence")
"""Forms on which only somebody with a role may be chosen."""
Tables = Mapping[str, Sequence[Answers]]
"""The rows of each table section."""


class FormPanel(QWidget):
    """The questions of *form* (or of some *sections*), a summary of what to put right, and the buttons.

    `choices` are the dynamic lists by question id or by the name in `choices_from`. With a *draft_place* half-typed
    text is kept in the vault and comes back. *small* suits a side panel: lists are boxes, reasons are tool tips.
    *beside*: the sections stand beside each other where there is room.
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
        beside: bool = False,
        scrolls: bool = True,
        enter_saves: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._session = session
        self._enter_saves = enter_saves
        self._looked = False
        self._first_rows: dict[str, Sequence[Mapping[str, Answer]]] = {}
        self._restored: Notice | None = None
        self._work: Callable[[Vault, Answers, Tables], Done] | None = None
        asking = Asking(form, session.clock, direction, answers or {}, choices or {}, sections, complete, small, beside)
        self.body = FormBody(asking)
        self._build(form.title if heading is None else heading, asking, scrolls)
        self._buttons(submit_words, XL if scrolls and (beside or not small) else L if scrolls else 0)
        self._scan = LiveScan(session, self.body.texts, self)
        self._scan.found.connect(self.show_leaks)
        self._drafts = self._keep_drafts(draft_place)
        self.adders = self._offer_to_add(draft_place)
        self.body.edited.connect(self._on_edited)
        self._show_what_is_asked()
        session.run(fetch_council, self._on_council)
        if any(text for _, text in self.body.texts().values()):
            self._scan.scan_now()

    # answers --------------------------------------------------------------------------------------------------------

    @property
    def fields(self) -> dict[str, QuestionRow]:
        """The questions on the page by id."""
        return self.body.fields

    @property
    def tables(self) -> dict[str, RowsField]:
        """The tables of rows by section id."""
        return self.body.tables

    def answers(self) -> dict[str, Answer]:
        """Return the answers to the questions that are asked now; what is hidden is left out."""
        return self.body.answers()

    def set_answer(self, question_id: str, answer: Answer) -> None:
        """Answer one question for her: a next step that is already known."""
        self.fields[question_id].field.set_value(answer)
        self._show_what_is_asked()

    def rows(self, section_id: str) -> tuple[dict[str, Answer], ...]:
        """Return the rows of a table section, blank rows left out."""
        return self.tables[section_id].rows()

    def set_rows(self, section_id: str, rows: Sequence[Mapping[str, Answer]]) -> None:
        """Show these rows in a table section."""
        self._first_rows.setdefault(section_id, rows)
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
        if not self.save_button.isEnabled():
            return
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
        return self.body.check()

    def forget_draft(self) -> None:
        """The text is saved or no longer wanted: forget what was kept of it."""
        if self._drafts is not None:
            self._drafts.discard()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self._drafts is not None:
            self._drafts.keep_now()
        for adder in self.adders.values():
            adder.keep_text()

    def set_busy(self, busy: bool) -> None:
        """Lock the save button while saving runs."""
        self.save_button.setEnabled(not busy)

    # telling --------------------------------------------------------------------------------------------------------

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Show the summary and the same words beside each field; an empty list clears both."""
        self.body.mark(found)
        self._summary.show_problems([Line(each.sentence, each.question_id) for each in found])
        if found:
            self._show_part(self._summary)

    def show_error(self, error: UserError) -> None:
        """Show why saving was refused, beside the field it is about where there is one."""
        field = str(getattr(error, "field", ""))
        self.show_problems([Problem(field if field in self.fields else "", str(error))])

    def show_leaks(self, leaks: "Sequence[FieldLeak]") -> None:
        """Underline what may show an area and say why below the field."""
        self.body.show_leaks(leaks)

    def focus_question(self, question_id: str, caret: int = -1) -> None:
        """Give a question the focus, its caret at *caret* or at the end."""
        part = self.body.focus_question(question_id, caret)
        if part is not None:
            self._show_part(part)

    def put_above_questions(self, widget: QWidget) -> None:
        """Show *widget* between the heading and the questions: words to use, a warning."""
        self._column.insertWidget(self._column.indexOf(self.body), widget)

    def first_focus(self) -> QWidget | None:
        """Return the first input."""
        line = self.body.first()
        return line.field.inner.text_edit() if line is not None else None

    # Qt's side ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        in_a_line = self._enter_saves and isinstance(self.window().focusWidget(), QLineEdit)
        if key == Qt.Key.Key_Escape:
            self._on_cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or in_a_line):
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

    def _build(self, heading: str, asking: Asking, scrolls: bool) -> None:
        self._outer = column(self, spacing=0)
        margin = L if asking.small and not asking.beside else XL
        widest = {"widest": _BESIDE_WIDTH} if asking.beside else {}
        self._scroll = ScrollColumn(self, margin=margin, **widest) if scrolls else None
        self._column = self._scroll.column if self._scroll is not None else column(spacing=L)
        if self._scroll is not None:
            self._outer.addWidget(self._scroll, 1)
            self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
            self._scroll.verticalScrollBar().rangeChanged.connect(self._on_height)
        else:
            self._outer.addLayout(self._column)
        if heading:
            self._column.addWidget(Words(heading, "heading" if asking.small else "title", parent=self))
        self._summary = SummaryBanner(self)
        self._summary.field_requested.connect(self.focus_question)
        self._column.addWidget(self._summary)
        if self.form.sections[0] in asking.shown_sections:
            for text in self.form.fixed_text:
                self._column.addWidget(Words(text, "muted", parent=self))
        self._column.addWidget(self.body)

    def _buttons(self, submit_words: str, margin: int) -> None:
        self._left_out = Words(role="small", parent=self)
        self._left_out.hide()
        self.save_button = Button(submit_words, "primary", parent=self)
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.submit)
        self.cancel_button = Button("Cancel", "quiet", parent=self)
        self.cancel_button.setToolTip("Esc")
        self.cancel_button.clicked.connect(self._on_cancel)
        self.button_row = row(spacing=M)
        self.button_row.addWidget(self.save_button)
        self.button_row.addWidget(self.cancel_button)
        self.button_row.addStretch(1)
        foot = column(spacing=S)
        foot.setContentsMargins(margin, S, margin, M)
        foot.addWidget(self._left_out)
        foot.addLayout(self.button_row)
        if self._scroll is not None:
            self._outer.addWidget(rule(self))
        self._outer.addLayout(foot)

    def _keep_drafts(self, place: str) -> DraftKeeper | None:
        if not place:
            return None
        keeper = DraftKeeper(self._session, place, self.body.inputs(), self)
        keeper.restored.connect(self._on_restored)
        return keeper

    def _offer_to_add(self, draft_place: str) -> "dict[str, PersonAdder]":
        """Below each list of our own people: a way to add who is not in it, where that is hers to do."""
        found: dict[str, PersonAdder] = {}
        if not self._session.may(_ADDS) or not self._session.sees("directory"):
            return found
        for name, line in self.fields.items():
            box = line.field.inner
            if line.question.choices_from == "own_contacts" and isinstance(box, ChoiceBox):
                place = f"{draft_place}/{name}/person" if draft_place else ""
                adder: PersonAdder = load("spoc_desk_ui.forms.person_adder").PersonAdder(
                    self._session, box, asks_roles=self.form.id in _NAMES_A_SPOC, draft_place=place, parent=line
                )
                adder.moved.connect(self._show_focus)
                line.add_below(adder)
                found[name] = adder
        return found

    # events ---------------------------------------------------------------------------------------------------------

    def _show_what_is_asked(self) -> None:
        left_out = self.body.show_what_is_asked()
        self._left_out.say(f"No longer asked, and not saved: {', '.join(left_out)}" if left_out else "")

    def _show_part(self, part: QWidget, around: int = L) -> None:
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(part, 0, around)

    def _show_focus(self) -> None:
        """Something came or went above what has the focus: keep it in sight until all is laid out."""
        if self._scroll is not None:
            self._settling.start()
            self._scroll_to_focus()

    def _on_height(self) -> None:
        if self._settling.isActive():
            self._scroll_to_focus()

    def _scroll_to_focus(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._show_part(focus, _AROUND)

    def _on_edited(self) -> None:
        self._show_what_is_asked()
        self._scan.typed()

    def _on_council(self, council: Council) -> None:
        self.body.own_dfe_codes = council.own_area.dfe_codes
        self.body.use_calendar(council.calendar)

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
        self.body.fill()
        for section, table in self.tables.items():
            table.set_rows(self._first_rows.get(section, ()))
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
