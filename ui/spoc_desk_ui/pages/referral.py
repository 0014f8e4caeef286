"""The workspace of one referral: who it is in words, the task list at the left, one section at a time at the right."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ..absence import only_for
from ..lazy import load
from ..page import Page, Tools
from ..place_strings import split_place
from ..referral.check_answers import CheckAnswers
from ..referral.desk_facts import WRITES, DeskFacts, read_desk
from ..referral.identity import identity_of
from ..referral.section import SectionPage
from ..referral.sections import CHECK, WHAT_NOW, form_sections, make_section
from ..referral.tasks import has_foot, head_words, tasks_of, warning_of
from ..referral.what_now import WhatNow
from ..referral.workspace import Workspace
from ..widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change, Done
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault


class ReferralPage(Page):
    """Ctrl+Page Down and Up go through the sections; Ctrl+Enter saves and goes on; Ctrl+S only saves."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools, self._session = tools, tools.session
        self.facts: DeskFacts | None = None
        self._referral_id = ""
        self._current = ""
        self._pages: dict[str, SectionPage] = {}
        self._wish: tuple[str, str, str] | None = None
        self._back = ""
        self._focus_wanted = False
        self._returning = False
        self._passed_stop = False
        self._checked = False
        self._build()
        self._session.changed.connect(self._on_changed)
        for keys, call in (
            ("Ctrl+PgDown", self._on_next),
            ("Ctrl+PgUp", self._on_previous),
            ("Ctrl+Return", self._on_save_and_continue),
            ("Ctrl+Enter", self._on_save_and_continue),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # Page -----------------------------------------------------------------------------------------------------------

    def open(self, ids: Mapping[str, str]) -> None:
        referral_id = ids.get("referral_id", self._referral_id)
        self.keep_text()
        if referral_id != self._referral_id:
            self._forget()
            self._referral_id = referral_id
        section = ids.get("section", "") or self._current or WHAT_NOW
        self._back = ids.get("back", "")
        self._wish = (section, ids.get("row_id", ""), ids.get("field", ""))
        self._checked = self._checked or section == CHECK
        self._focus_wanted = True
        self._load()

    def open_ids(self) -> dict[str, str]:
        page = self.section()
        row_id, field = page.open_ids() if page is not None else ("", "")
        ids = {"referral_id": self._referral_id, "section": self._current, "row_id": row_id, "field": field}
        return {key: value for key, value in ids.items() if value}

    def topic(self) -> str:
        return self._current

    def first_focus(self) -> QWidget | None:
        if self.space.stop.isVisibleTo(self):
            return self.space.stop.go_on
        page = self.section()
        return (page.first_focus() if page is not None else None) or self.space.list_focus()

    def keep_text(self) -> None:
        for page in self._pages.values():
            page.keep_text()

    def new_requested(self) -> bool:
        page = self.section()
        return page is not None and page.new_requested()

    def print_requested(self) -> bool:
        page = self.section()
        if page is None or not page.print_requested():
            self.place_requested.emit("print", {"kind": "referral", "case_id": self._referral_id})
        return True

    def save_requested(self) -> bool:
        page = self.section()
        if page is None:
            return False
        page.save(_nothing)
        return True

    def filter_requested(self) -> bool:
        page = self.section()
        return page is not None and page.filter_requested()

    # for tests and the tour -----------------------------------------------------------------------------------------

    def section(self, key: str = "") -> SectionPage | None:
        """Return the page of the section that is open, or of the one called *key* where it was opened before."""
        return self._pages.get(key or self._current)

    def open_section(self, key: str, row_id: str = "", field: str = "") -> None:
        """Open a section in place; a section whose page was not made yet is made now."""
        if self.facts is None or key not in self.tasks.task_keys():
            return
        leaving = self.section()
        if leaving is not None and key != self._current:
            leaving.keep_text()
            self.frame.leave_focus()
        page = self._page(key, self.facts)
        self._current = key
        self._show_page(page, self.facts)
        if row_id or field:
            page.open_field(row_id, field)

    # building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.space = Workspace(self._session, self)
        column(self, spacing=0).addWidget(self.space)
        self.tasks, self.frame = self.space.tasks, self.space.frame
        self.space.stop.passed.connect(self._on_stop_passed)
        self.tasks.chosen.connect(self._on_task)
        self.frame.save_wanted.connect(self._on_save_and_continue)
        self.frame.completed.connect(self._on_completed)
        self.frame.check_wanted.connect(self._on_check)
        only_for(self._session, (WRITES,), self.frame.check_button)

    def _page(self, key: str, facts: DeskFacts) -> SectionPage:
        page = self._pages.get(key)
        if page is None:
            known, form = facts.known, facts.view.form
            page = make_section(
                key, form, self._session, self.frame.stack, editable=known.editable, may_write=known.may_write
            )
            page.next_wanted.connect(self._go_on)
            page.place_requested.connect(self._on_place_requested)
            page.notice_requested.connect(self.notice_requested)
            page.toast_requested.connect(self.toast_requested)
            page.copy_requested.connect(self.copy_requested)
            page.alone_wanted.connect(self._on_alone)
            page.filled.connect(self._on_filled)
            self._pages[key] = page
            self.frame.stack.addWidget(page)
        return page

    def _forget(self) -> None:
        """Another referral: nothing of the one before may stay on the screen."""
        self._drop_pages()
        self._current, self._back = "", ""
        self._passed_stop, self._checked = False, False
        self.facts = None
        self.space.hide_work()

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            page.keep_text()
            page.hide()
            self.frame.stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}

    # loading --------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        referral_id, checked = self._referral_id, self._checked
        if not referral_id:
            return

        def work(vault: "Vault") -> DeskFacts:
            return read_desk(vault, referral_id, checked=checked)

        self._session.run(work, self._on_facts, self._on_missing)

    def _on_facts(self, facts: DeskFacts) -> None:
        referral = facts.view.referral
        if referral.id != self._referral_id:
            return
        if self.facts is not None and self.facts.known.editable is not facts.known.editable:
            # Sent, or back in the draft: the pages are made anew, and whoever was in one goes on in it.
            # The panel that made the move is gone by now, and the focus with it; only in the list of sections it stays.
            self._focus_wanted = self._focus_wanted or self.tasks is not self.window().focusWidget()
            self._drop_pages()
        self.facts = facts
        self.space.identity.show_identity(identity_of(facts))
        self.tasks.show_tasks(tasks_of(facts))
        if self.isVisible():
            self.reference_changed.emit(referral.referral_ref)
        stopped = facts.view.stopped and not facts.view.released and not self._passed_stop
        self._focus_wanted = self._focus_wanted or (stopped and not self.space.stop.isVisibleTo(self))
        self.space.show_work(referral.id, stopped=stopped)
        wish, self._wish = self._wish, None
        if wish is not None:
            self.open_section(wish[0] if wish[0] in self.tasks.task_keys() else WHAT_NOW, wish[1], wish[2])
            page = self.section()
            if isinstance(page, CheckAnswers) and not self._returning:
                page.opened_for_check()
            self._returning = False
        elif self._current:
            self._show_page(self._page(self._current, facts), facts)
        self._give_focus()
        self.filled.emit()

    def _show_page(self, page: SectionPage, facts: DeskFacts) -> None:
        key, view = self._current, facts.view
        self.space.show_section(with_identity=key == WHAT_NOW)
        page.known = facts.known
        if isinstance(page, WhatNow):
            page.facts = facts
        if isinstance(page, CheckAnswers):
            page.keys = form_sections(view.form)
        self.frame.stack.setCurrentWidget(page)
        self.frame.show_head(*head_words(facts, key))
        section = next((each for each in view.sections if each.id == key), None)
        self.frame.show_foot(
            has_foot=has_foot(key) and facts.known.editable,
            completed=section is not None and section.stand == "completed",
            can_complete=section is not None and section.stand != "cannot_start",
            back=bool(self._back) and key != CHECK,
        )
        self.frame.show_alone(page.alone)
        self.frame.check_button.setVisible(key != CHECK)
        self.frame.say(warning_of(facts, key))
        self.tasks.mark_open(key)
        page.show_view(view)

    def _give_focus(self) -> None:
        """Give the page the focus once after it was opened."""
        if not self._focus_wanted or not self.isVisible():
            return
        focused = self.window().focusWidget()
        page = self.section()
        if page is not None and focused is not None and page.isAncestorOf(focused):
            self._focus_wanted = False
            return
        target = self.first_focus()
        if target is not None:
            self._focus_wanted = False
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filled(self) -> None:
        if self.sender() is self.section():
            self._give_focus()

    def _on_missing(self, error: "UserError") -> None:
        self._forget()
        self._referral_id = ""
        self.notice_requested.emit(str(error), "error")
        self.place_requested.emit("referrals", {})

    def _on_changed(self, _change: "Change") -> None:
        if self._referral_id and self.isVisible():
            self._load()  # its people, consents and clocks have ids of their own: every change may be its

    # going on -------------------------------------------------------------------------------------------------------

    def _on_task(self, key: str) -> None:
        self._back = ""
        self._go_to(key)

    def _go_to(self, key: str) -> None:
        """Leave the section shown, what was typed there kept, and open another one with fresh facts."""
        page = self.section()
        if page is not None:
            page.keep_text()
        self._checked = self._checked or key == CHECK
        self._wish = (key, "", "")
        self._focus_wanted = True
        self._load()

    def _on_save_and_continue(self) -> None:
        page = self.section()
        if page is not None and page.alone:
            page.save(_nothing)
        elif page is not None and self.frame.save_button.isVisible():
            page.save(self._go_on)

    def _go_on(self) -> None:
        """Show what comes after the section that was saved: the check she came from, or the next section."""
        back, self._back = self._back, ""
        self._returning = bool(back)
        self._go_to(back or self._neighbour(1))

    def _neighbour(self, step: int) -> str:
        keys = self.tasks.task_keys()
        place = keys.index(self._current) + step if self._current in keys else 0
        return keys[max(0, min(place, len(keys) - 1))]

    def _on_next(self) -> None:
        self._on_task(self._neighbour(1))

    def _on_previous(self) -> None:
        self._on_task(self._neighbour(-1))

    def _on_check(self) -> None:
        page = self.section()
        if page is not None:
            page.save(self._to_check)

    def _to_check(self) -> None:
        self._back = ""
        self._go_to(CHECK)

    def _on_completed(self, completed: bool) -> None:
        page = self.section()
        if page is not None:
            page.save(lambda: self._complete(page.key, completed))

    def _complete(self, key: str, completed: bool) -> None:
        referral_id = self._referral_id

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.referrals.sections").save_section(
                vault, referral_id=referral_id, section=key, answers={}, completed=completed
            )
            return done

        self._session.change(work, None, self._on_refused)

    def _on_refused(self, error: "UserError") -> None:
        self.notice_requested.emit(str(error), "error")
        self._load()

    def _on_alone(self, alone: bool) -> None:
        if self.sender() is self.section():
            self.frame.show_alone(alone)
            if not alone:
                self._load()  # what was typed in the row and not saved is said in the task list

    def _on_stop_passed(self) -> None:
        self._passed_stop = True
        self._focus_wanted = True
        self._load()

    def _on_place_requested(self, place: str, given: Mapping[str, str]) -> None:
        name, ids = split_place(place)
        ids = {**ids, **given}
        if name == "referral" and ids.get("referral_id", self._referral_id) == self._referral_id:
            self.keep_text()
            self.open(ids)
        else:
            self.place_requested.emit(name, ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F6:
            self.space.show_list()
            return
        super().keyPressEvent(event)


def _nothing() -> None:
    """Nothing follows: only saved."""
