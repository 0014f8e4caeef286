"""A section that is a list of people or things: the list, and one of them at a time on a page of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.domain.referrals import PEOPLE
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.record_desk import NEW
from ..lazy import load
from ..widgets.surface import column
from .asked_form import asked_form
from .known_people import KnownPeople
from .leak_said import leak_said
from .row_list import RowList
from .row_page import RowPage
from .row_words import noun_of
from .section import SectionPage

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.referrals.known import FilledRow
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

    from ..session import Session


class RowsSection(SectionPage):
    """The list; Enter or a click opens a row, Ctrl+N adds one."""

    def __init__(self, key: str, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.form_id = ""
        self.page: RowPage | None = None
        self._wish: tuple[str, str] = ("", "")
        self._opened: tuple[str, str] = ("", "")
        self._layout = column(self, spacing=0)
        self._stack = QStackedWidget(self)
        self._layout.addWidget(self._stack)
        self.list: RowList | None = None

    # the desk -------------------------------------------------------------------------------------------------------

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        section = next(each for each in view.form.sections if each.id == self.key)
        if self.list is None:
            self.form_id = section.rows_of
            self.list = RowList(load_form(self.form_id), section.intro, section.banner, self._stack)
            self.list.opened.connect(self._on_opened)
            self.list.added.connect(self._on_add)
            self.list.removed.connect(self._on_removed)
            self.list.known.asked.connect(self._on_asked)
            self.list.known.taken.connect(self._on_taken)
            self._stack.addWidget(self.list)
        self._show_known(self.list.known, view)
        troubles = [each for each in self.known.troubles if each.section == self.key]
        self.list.show_rows(self._rows(), self.known.choices, self.session.clock.today(), troubles)
        if self.page is not None and self.page.row_id in self._row_ids():
            self.page.take_stored(self._answers(self.page.row_id))
        (row_id, field), self._wish = self._wish, ("", "")
        if row_id:
            self.open_field(row_id, field)
        self.filled.emit()

    def _show_known(self, known: KnownPeople, view: "ReferralView") -> None:
        offered = [each for each in self.known.people if each.form == self.form_id]
        known.setVisible(self.form_id in PEOPLE and (view.referral.case_id is not None or bool(offered)))
        if view.referral.case_id is None:
            known.offer(offered)

    def open_field(self, row_id: str, field: str) -> None:
        if self.list is None:
            self._wish = (row_id, field)
        elif row_id.startswith(NEW) or row_id in self._row_ids():
            self._open(row_id, field)
        elif field:
            self.list.take_focus()

    def open_ids(self) -> tuple[str, str]:
        return (self.page.row_id or NEW, self.page.editor.focused_question()) if self.page is not None else ("", "")

    def first_focus(self) -> QWidget | None:
        if self.page is not None:
            return self.page.editor.first_focus()
        return self.list.first_focus() if self.list is not None else None

    def keep_text(self) -> None:
        if self.page is not None:
            self.page.editor.keep_text()

    def save(self, then: Callable[[], None]) -> None:
        if self.page is None:
            then()
            return

        def stored() -> None:
            self._focus_list()
            then()

        self._store(self.page, stored)

    def new_requested(self) -> bool:
        if self.page is None:
            self._on_add()
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _rows(self) -> "tuple[tuple[str, Answers], ...]":
        rows = self.view.rows.get(self.form_id, ()) if self.view is not None else ()
        return tuple((each.id, each.answers) for each in rows)

    def _row_ids(self) -> frozenset[str]:
        return frozenset(row_id for row_id, _ in self._rows())

    def _answers(self, row_id: str) -> Answers:
        return next((answers for each, answers in self._rows() if each == row_id), {})

    def _open(self, row_id: str, field: str = "") -> None:
        if self.view is None:
            return
        new = row_id.startswith(NEW)
        if self.page is not None:
            if self.page.row_id == ("" if new else row_id):
                self.page.editor.focus_question(field)
                return
            self._close()
        ids = [each for each, _ in self._rows()]
        place = len(ids) + 1 if new else ids.index(row_id) + 1
        page = RowPage(
            self.session,
            asked_form(self.form_id, stopped=self.view.stopped),
            "" if new else row_id,
            place,
            self._answers(row_id),
            self.known,
            f"referral/{self.view.referral.id}/{self.key}/{NEW if new else row_id}",
            self._stack,
        )
        page.save_wanted.connect(self._on_save)
        page.another_wanted.connect(self._on_save_and_another)
        page.left.connect(self._on_left)
        troubles = [each for each in self.known.troubles if each.section == self.key and each.row_id == row_id]
        page.show_troubles(troubles)
        self.page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._say_alone(True)
        page.editor.look_for_draft()
        if not field or not page.editor.focus_question(field):
            first = page.editor.first_focus()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        page, self.page = self.page, None
        if page is None:
            return
        page.editor.keep_text()
        if self.list is not None:
            self._stack.setCurrentWidget(self.list)
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._say_alone(False)

    def _say_alone(self, alone: bool) -> None:
        self.alone = alone
        self.alone_wanted.emit(alone)

    def _store(self, page: RowPage, then: Callable[[], None]) -> None:
        """Store a row as it is; one in which nothing was answered is not made."""
        editor = page.editor
        if self.view is None or not editor.is_changed:
            editor.forget_draft()
            self._close()
            then()
            return
        referral_id, form_id, row_id, answers = self.view.referral.id, self.form_id, page.row_id, editor.answers()

        def work(vault: "Vault") -> "Done":
            return _save_row(vault, referral_id, form_id, answers, row_id)

        def settle(done: "Done") -> None:
            editor.forget_draft()
            self._close()
            if self.list is not None:
                self.list.wish_row(done.record.id if done.record is not None else row_id)
            if words := leak_said(done, stopped=self.view is not None and self.view.stopped):
                self.notice_requested.emit(words, "warn")
            self.saved.emit(done)
            then()

        page.set_busy(True)
        self.session.change(work, settle, self._on_refused)

    def _on_save(self) -> None:
        if self.page is not None:
            self._store(self.page, self._focus_list)

    def _on_save_and_another(self) -> None:
        if self.page is not None:
            self._store(self.page, self._on_add)

    def _on_left(self) -> None:
        self._close()
        self._focus_list()

    def _focus_list(self) -> None:
        if self.list is not None and self.isVisible():
            self.list.take_focus()

    def _on_opened(self, row_id: str) -> None:
        self._open(row_id)

    def _on_add(self) -> None:
        self._open(NEW)

    def _on_asked(self, reason: str, words: str) -> None:
        view, form_id = self.view, self.form_id
        if view is None:
            return

        def work(vault: "Vault") -> "tuple[FilledRow, ...]":
            found = load("spoc_desk.casework.referrals.prefill").people_offers(vault, view, reason, words)
            return tuple(each for each in found if each.form == form_id)

        self.session.run(work, self._on_known, self._on_refused)

    def _on_known(self, rows: "tuple[FilledRow, ...]") -> None:
        if self.list is not None:
            self.list.known.show_rows(rows)

    def _on_taken(self, known: "FilledRow") -> None:
        if self.view is None:
            return
        referral_id, form_id = self.view.referral.id, self.form_id

        def settle(done: "Done") -> None:
            self.saved.emit(done)
            if self.list is not None:
                self.list.known.drop(known)

        self.session.change(
            lambda vault: _save_row(vault, referral_id, form_id, known.answers, ""), settle, self._on_refused
        )

    def _on_removed(self, row_id: str) -> None:
        if self.view is None:
            return
        form_id, session = self.form_id, self.session

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.referrals.rows").remove_row(vault, row_id=row_id)
            return done

        def undo() -> None:
            session.change(lambda vault: _restore_row(vault, row_id))

        def settle(done: "Done") -> None:
            self.saved.emit(done)
            one = noun_of(form_id).one
            self.toast_requested.emit(f"{one[:1].upper()}{one[1:]} removed", undo)
            self._focus_list()

        self.session.change(work, settle, self._on_refused)

    def _on_refused(self, error: "UserError") -> None:
        if self.page is not None:
            self.page.set_busy(False)
        self.notice_requested.emit(str(error), "error")


def _restore_row(vault: "Vault", row_id: str) -> "Done":
    done: Done = load("spoc_desk.casework.referrals.rows").restore_row(vault, row_id=row_id)
    return done


def _save_row(vault: "Vault", referral_id: str, form_id: str, answers: Answers, row_id: str) -> "Done":
    done: Done = load("spoc_desk.casework.referrals.rows").save_row(
        vault, referral_id=referral_id, form=form_id, answers=answers, row_id=row_id or None
    )
    return done
