"""The directory: our own people, services and schools, and how far the guidance is known. Nobody outside is in it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ..directory.contacts import ContactsDesk
from ..directory.rollout import PLACE, RolloutDesk
from ..directory.schools import SchoolsDesk
from ..forms.record_desk import NEW
from ..page import Page, Tools
from ..theme import XL, L, M, S
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change

SCHOOLS = "schools"
"""The list of schools in places: `contact_id` "schools", the school itself in `field`."""

_TOUCHING = frozenset({"contact", "spoc", "profile", "school"})


class DirectoryPage(Page):
    """Three lists under one roof. Ctrl+N adds to the one that is shown."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        head = row(spacing=M)
        head.setContentsMargins(XL, L, XL, 0)
        head.addWidget(Words("Directory", "title", wrap=False, parent=self))
        head.addStretch(1)
        layout.addLayout(head)
        self.contacts = ContactsDesk(tools.session, self)
        self.schools = SchoolsDesk(tools.session, self)
        self.rollout = RolloutDesk(tools.session, self)
        self._desks: tuple[ContactsDesk | SchoolsDesk | RolloutDesk, ...] = (self.contacts, self.schools, self.rollout)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Lists of the directory")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in ("People and services", "Schools", "Guidance made known"):
            self.tabs.addTab(title)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs = row()
        tabs.setContentsMargins(XL, 0, XL, 0)
        tabs.addWidget(self.tabs, 1)
        layout.addLayout(tabs)
        self._stack = QStackedWidget(self)
        for desk in self._desks:
            self._stack.addWidget(desk)
            desk.notice_requested.connect(self.notice_requested)
            desk.desk.copied.connect(self.copy_requested)
        for listed in (self.contacts, self.schools):
            listed.toast_requested.connect(self.toast_requested)
        body = row()
        body.setContentsMargins(S, 0, S, 0)  # the lists have the rest of their margin themselves
        body.addWidget(self._stack)
        layout.addLayout(body, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.contacts.table.model.counted.connect(self._on_filled)
        tools.session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        record_id, field = ids.get("contact_id", ""), ids.get("field", "")
        shown = {PLACE: self.rollout, SCHOOLS: self.schools}.get(record_id, self.contacts)
        self.tabs.setCurrentIndex(self._desks.index(shown))
        for desk in self._desks:
            desk.load()
        if record_id == PLACE:
            if field:
                self.rollout.open_form(field)
        elif record_id == SCHOOLS:
            self.schools.open_at(field)
        elif record_id == NEW or field:
            self.contacts.open_form(record_id, field)
        elif record_id:
            self.contacts.show_contact(record_id)

    def open_ids(self) -> dict[str, str]:
        here = self._shown()
        shown, field = here.desk.open_ids
        ids = {
            self.contacts: {"contact_id": shown, "field": field},
            self.schools: {"contact_id": SCHOOLS, "field": shown},
            self.rollout: {"contact_id": PLACE, "field": shown if field else ""},
        }[here]
        return {key: value for key, value in ids.items() if value}

    def first_focus(self) -> QWidget | None:
        shown = self._shown()
        return shown.add_button if shown.table.is_empty else shown.table.view

    def keep_text(self) -> None:
        for desk in self._desks:
            desk.desk.keep_text()

    def new_requested(self) -> bool:
        self._shown().add()
        return True

    def save_requested(self) -> bool:
        return self._shown().desk.save()

    def filter_requested(self) -> bool:
        shown = self.schools if self._shown() is self.schools else self.contacts
        self.tabs.setCurrentIndex(self._desks.index(shown))
        shown.table.focus_filter("name")
        return True

    def _shown(self) -> ContactsDesk | SchoolsDesk | RolloutDesk:
        return self._desks[self._stack.currentIndex()]

    def _on_filled(self, _total: int, _filtered: bool) -> None:
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if change.what in _TOUCHING:
            for desk in self._desks:
                desk.load()
