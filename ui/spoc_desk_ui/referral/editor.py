"""Questions of a referral being answered: nothing is checked on the way, what is half typed is kept in the vault."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.answers import Problem, hidden_answers, is_empty
from spoc_desk.forms.definition import Answer, Answers, Kind

from ..drafts import DraftKeeper
from ..forms.body import Asking, FormBody
from ..forms.live_scan import LiveScan
from ..forms.question_row import QuestionRow
from ..session import Session
from ..theme import XL, L, M
from ..widgets.answering import Answering
from ..widgets.date_field import DateField
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words
from .typed_answers import is_day, same_answers

if TYPE_CHECKING:
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.drafts import Draft

    from ..forms.choices import Council


class Editor(QWidget):
    """The questions of *asking* in a column that scrolls; `column` has room above and below them.

    Signals:
        edited: an answer changed.
        restored: what was half typed at an earlier time is back.
    """

    edited = Signal()
    restored = Signal()

    def __init__(self, session: Session, asking: Asking, draft_place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: Answers = asking.given
        self._restored: Notice | None = None
        self.area = ScrollColumn(self, widest=980, margin=XL, spacing=L)
        self.area.column.setContentsMargins(XL, M, XL, XL)
        column(self, spacing=0).addWidget(self.area)
        self.column = self.area.column
        self.body = FormBody(_readable(asking), self)
        self._show_unreadable_days(asking.given)
        self.column.addWidget(self.body)
        self._kept = Words(role="small", parent=self)
        self._kept.hide()
        self.column.addWidget(self._kept)
        self._scan = LiveScan(session, self.body.texts, self)
        self._scan.found.connect(self.show_leaks)
        self._drafts = DraftKeeper(session, draft_place, self.body.inputs(), self)
        self._drafts.restored.connect(self._on_restored)
        self.body.edited.connect(self._on_edited)
        self._show_what_is_asked()
        if any(text for _, text in self.body.texts().values()):
            self._scan.scan_now()

    # answers --------------------------------------------------------------------------------------------------------

    @property
    def fields(self) -> Mapping[str, QuestionRow]:
        """The questions on the page by id, those that are not asked now included."""
        return self.body.fields

    def answers(self) -> dict[str, Answer]:
        """Return every answer as typed; answers that are not asked for any more are kept."""
        return {name: _as_typed(line.field.inner) for name, line in self.fields.items()}

    @property
    def is_changed(self) -> bool:
        """True while something typed differs from what is stored."""
        return bool(self.changed())

    def changed(self) -> tuple[str, ...]:
        """Return the questions whose typed answer is not the stored one."""
        typed = self.answers()
        return tuple(name for name in typed if not same_answers(typed[name], self._stored.get(name, "")))

    def take_stored(self, stored: Answers) -> None:
        """Show what is stored now; what she typed and has not saved stays."""
        changed = set(self.changed())
        self._stored = stored
        self.body.asking = replace(self.body.asking, given=stored)
        for name, line in self.fields.items():
            now = stored.get(name, "")
            if name not in changed and not same_answers(_as_typed(line.field.inner), now):
                _show(line.field.inner, now)
        self._show_what_is_asked()

    def set_answer(self, question_id: str, answer: Answer) -> None:
        """Answer one question for her, as if she had typed it."""
        inner = self.fields[question_id].field.inner
        _show(inner, answer)
        inner.edited.emit()

    def is_blank(self, question_id: str) -> bool:
        """Say whether a question has no answer."""
        return is_empty(_as_typed(self.fields[question_id].field.inner))

    # drafts ---------------------------------------------------------------------------------------------------------

    def look_for_draft(self) -> None:
        """Put back what was half typed; called when the page is on the screen."""
        self._drafts.look_for()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        self._drafts.keep_now()

    def forget_draft(self) -> None:
        """The text is saved or no longer wanted."""
        self._drafts.discard()
        if self._restored is not None:
            self._restored.hide()

    # telling --------------------------------------------------------------------------------------------------------

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Put the sentence of each problem beside its field."""
        self.body.mark([each for each in found if each.question_id in self.fields])

    def show_leaks(self, leaks: "Sequence[FieldLeak]") -> None:
        """Underline what may show an area and say why below the field."""
        self.body.show_leaks(leaks)

    def use_council(self, council: "Council") -> None:
        """Count working days as this council does, and know our own schools."""
        self.body.own_dfe_codes = council.own_area.dfe_codes
        self.body.use_calendar(council.calendar)

    def focus_question(self, question_id: str, caret: int = -1) -> bool:
        """Give a question the focus and bring it into sight. False where it is not asked here."""
        line = self.fields.get(question_id)
        if line is None:
            return False
        part = self.body.focus_question(question_id, caret)
        if part is not None:
            self.area.ensureWidgetVisible(part, 0, L)
        return True

    def focused_question(self) -> str:
        """Return the question in which the caret stands, or ""."""
        focused = self.window().focusWidget()
        if focused is None:
            return ""
        return next((name for name, line in self.fields.items() if line.isAncestorOf(focused)), "")

    def first_focus(self) -> QWidget | None:
        """Return the first input."""
        line = self.body.first()
        return line.field.inner.text_edit() if line is not None else None

    def only_show(self, question_ids: Collection[str]) -> None:
        """Hide every other question, whatever is answered."""
        for name, line in self.fields.items():
            line.setVisible(name in question_ids)

    # inside ---------------------------------------------------------------------------------------------------------

    def _show_unreadable_days(self, given: Answers) -> None:
        for name, line in self.fields.items():
            value = given.get(name, "")
            if isinstance(line.field.inner, DateField) and value and not is_day(value):
                _show(line.field.inner, value)

    def _show_what_is_asked(self) -> None:
        self.body.show_what_is_asked()
        asking = self.body.asking
        everything = {**asking.given, **self.answers()}
        hidden = hidden_answers(asking.form, everything, asking.direction)
        labels = [each.label.rstrip("?") for each in hidden if each.id in self.fields and each.kind is not Kind.HEADING]
        self._kept.say(f"Not asked any more, your answer is kept: {'; '.join(labels)}" if labels else "")

    def _on_edited(self) -> None:
        self._show_what_is_asked()
        self._scan.typed()
        self.edited.emit()

    def _on_restored(self, _draft: "Draft") -> None:
        self._show_what_is_asked()
        self._scan.scan_now()
        if not self.is_changed:
            self.forget_draft()
            return
        if self._restored is None:
            words = "What you had typed here is back. It is not saved yet."
            self._restored = Notice(words, "info", action="Start again", parent=self)
            self._restored.acted.connect(self._on_start_again)
            self._restored.closed.connect(self._restored.hide)
            self.column.insertWidget(0, self._restored)
        self._restored.show()
        self.restored.emit()

    def _on_start_again(self) -> None:
        self.forget_draft()
        for name, line in self.fields.items():
            _show(line.field.inner, self._stored.get(name, ""))
        self._show_what_is_asked()
        self.edited.emit()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def _readable(asking: Asking) -> Asking:
    """Return *asking* without days that are stored as they were typed: a date line cannot show them as days."""
    days = {each.id for each in asking.form.questions if each.kind is Kind.DATE}
    given = {name: value for name, value in asking.given.items() if name not in days or not value or is_day(value)}
    return replace(asking, given=given)


def _as_typed(inner: Answering) -> Answer:
    return inner.typed() if isinstance(inner, DateField) and inner.is_unreadable else inner.value()


def _show(inner: Answering, value: Answer) -> None:
    """Show a stored answer; a day that could not be read comes back as it was typed."""
    if isinstance(inner, DateField) and value and not is_day(value):
        inner.set_typed(str(value))
    else:
        inner.set_value(value)
