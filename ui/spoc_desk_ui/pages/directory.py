"""The directory: our own people and services, and how far the guidance is known. Nobody outside has an entry."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ..directory.contacts import ContactsDesk
from ..directory.rollout import PLACE, RolloutDesk
from ..forms.record_desk import NEW
from ..page import Page, Tools
from ..theme import XL, L, M, S
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change

_TOUCHING = frozenset({"contact", "spoc", "profile"})


class DirectoryPage(Page):
    """Two lists under one roof. Ctrl+N adds to the one that is shown."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        head = row(spacing=M)
        head.setContentsMargins(XL, L, XL, 0)
        head.addWidget(Words("Directory", "title", wrap=False, parent=self))
        head.addStretch(1)
        layout.addLayout(head)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Lists of the directory")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("People and services")
        self.tabs.addTab("Guidance made known")
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs = row()
        tabs.setContentsMargins(XL, 0, XL, 0)
        tabs.addWidget(self.tabs, 1)
        layout.addLayout(tabs)
        self.contacts = ContactsDesk(tools.session, self)
        self.rollout = RolloutDesk(tools.session, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.contacts)
        self._stack.addWidget(self.rollout)
        body = row()
        body.setContentsMargins(S, 0, S, 0)  # the lists have the rest of their margin themselves
        body.addWidget(self._stack)
        layout.addLayout(body, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.contacts.notice_requested.connect(self.notice_requested)
        self.contacts.toast_requested.connect(self.toast_requested)
        self.rollout.notice_requested.connect(self.notice_requested)
        self.contacts.desk.copied.connect(self.copy_requested)
        self.rollout.desk.copied.connect(self.copy_requested)
        self.contacts.table.model.counted.connect(self._on_filled)
        tools.session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        record_id, field = ids.get("contact_id", ""), ids.get("field", "")
        self.tabs.setCurrentIndex(1 if record_id == PLACE else 0)
        self.contacts.load()
        self.rollout.load()
        if record_id == PLACE:
            if field:
                self.rollout.open_form(field)
        elif record_id == NEW or field:
            self.contacts.open_form(record_id, field)
        elif record_id:
            self.contacts.show_contact(record_id)

    def open_ids(self) -> dict[str, str]:
        if self._stack.currentWidget() is self.rollout:
            shown, field = self.rollout.desk.open_ids
            return {"contact_id": PLACE, "field": shown} if field else {"contact_id": PLACE}
        shown, field = self.contacts.desk.open_ids
        return {key: value for key, value in (("contact_id", shown), ("field", field)) if value}

    def first_focus(self) -> QWidget | None:
        shown = self.rollout if self._stack.currentWidget() is self.rollout else self.contacts
        return shown.add_button if shown.table.is_empty else shown.table.view

    def keep_text(self) -> None:
        self.contacts.desk.keep_text()
        self.rollout.desk.keep_text()

    def new_requested(self) -> bool:
        if self._stack.currentWidget() is self.rollout:
            self.rollout.add()
        else:
            self.contacts.add()
        return True

    def save_requested(self) -> bool:
        shown = self.rollout if self._stack.currentWidget() is self.rollout else self.contacts
        return shown.desk.save()

    def filter_requested(self) -> bool:
        self.tabs.setCurrentIndex(0)
        self.contacts.table.focus_filter("name")
        return True

    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)

    def _on_filled(self, _total: int, _filtered: bool) -> None:
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if change.what in _TOUCHING:
            self.contacts.load()
            self.rollout.load()
