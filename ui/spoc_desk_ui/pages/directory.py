"""The directory: our own people, services and schools. Nobody outside is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ..directory.contacts import ContactsDesk
from ..directory.restricted import PLACE as RESTRICTED
from ..directory.restricted import RestrictedDesk
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

_TOUCHING = frozenset({"contact", "spoc", "profile", "school", "restricted"})
_CONTACTS = ""

Desk = ContactsDesk | SchoolsDesk | RestrictedDesk


@dataclass(frozen=True)
class _List:
    """One list: its name in places, its tab, its desk, and who sees it (words of casework.may_see)."""

    place: str
    title: str
    make: type[ContactsDesk] | type[SchoolsDesk] | type[RestrictedDesk]
    seen_by: str


_LISTS = (
    _List(_CONTACTS, "People and services", ContactsDesk, "directory"),
    _List(SCHOOLS, "Schools", SchoolsDesk, "schools"),
    _List(RESTRICTED, "Restricted", RestrictedDesk, "restricted"),
)


class DirectoryPage(Page):
    """The lists under one roof, each for who sees it. Ctrl+N adds to the one that is shown."""

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
        self.tabs.setUsesScrollButtons(True)  # only where large text leaves no room for all of them
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs = row()
        tabs.setContentsMargins(XL, 0, 0, 0)
        tabs.addWidget(self.tabs, 1)
        layout.addLayout(tabs)
        self._stack = QStackedWidget(self)
        self.desks: dict[str, Desk] = {}
        for each in _LISTS:
            if tools.session.sees(each.seen_by):
                self._add(each.place, each.title, each.make(tools.session, self))
        body = row()
        body.setContentsMargins(S, 0, S, 0)  # the lists have the rest of their margin themselves
        body.addWidget(self._stack)
        layout.addLayout(body, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        next(iter(self.desks.values())).table.model.counted.connect(self._on_filled)
        tools.session.changed.connect(self._on_changed)

    @property
    def contacts(self) -> ContactsDesk:
        """The list of people and services."""
        return cast("ContactsDesk", self.desks[_CONTACTS])

    @property
    def schools(self) -> SchoolsDesk:
        """The list of schools."""
        return cast("SchoolsDesk", self.desks[SCHOOLS])

    @property
    def restricted(self) -> RestrictedDesk:
        """The list of restricted records."""
        return cast("RestrictedDesk", self.desks[RESTRICTED])

    def open(self, ids: Mapping[str, str]) -> None:
        record_id, field = ids.get("contact_id", ""), ids.get("field", "")
        known = record_id if record_id in self.desks else _CONTACTS
        place = known if known in self.desks else next(iter(self.desks))
        self.tabs.setCurrentIndex(list(self.desks).index(place))
        for desk in self.desks.values():
            desk.load()
        if place == SCHOOLS and record_id == SCHOOLS:
            self.schools.open_at(field)
        elif place == _CONTACTS and (record_id == NEW or field):
            self.contacts.open_form(record_id, field)
        elif place == _CONTACTS and record_id:
            self.contacts.show_record(record_id)

    def open_ids(self) -> dict[str, str]:
        place = self._place()
        shown, field = self.desks[place].desk.open_ids
        ids = {
            _CONTACTS: {"contact_id": shown, "field": field},
            SCHOOLS: {"contact_id": SCHOOLS, "field": shown},
            RESTRICTED: {"contact_id": RESTRICTED},
        }[place]
        return {key: value for key, value in ids.items() if value}

    def topic(self) -> str:
        return self._place() if self._place() in (RESTRICTED, SCHOOLS) else ""

    def first_focus(self) -> QWidget | None:
        shown = self._shown()
        return shown.add_button if shown.table.is_empty else shown.table.view

    def keep_text(self) -> None:
        for desk in self.desks.values():
            desk.desk.keep_text()

    def new_requested(self) -> bool:
        if self._shown().may_change:
            self._shown().add()
        return self._shown().may_change

    def save_requested(self) -> bool:
        return self._shown().desk.save()

    def filter_requested(self) -> bool:
        self._shown().table.focus_filter("name")
        return True

    def _add(self, place: str, title: str, desk: Desk) -> None:
        self.desks[place] = desk
        self.tabs.addTab(title)
        self._stack.addWidget(desk)
        desk.notice_requested.connect(self.notice_requested)
        desk.desk.copied.connect(self.copy_requested)
        desk.toast_requested.connect(self.toast_requested)

    def _place(self) -> str:
        return list(self.desks)[self._stack.currentIndex()]

    def _shown(self) -> Desk:
        return self.desks[self._place()]

    def _on_filled(self, _total: int, _filtered: bool) -> None:
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if change.what in _TOUCHING:
            for desk in self.desks.values():
                desk.load()
