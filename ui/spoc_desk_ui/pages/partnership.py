"""Partnership: the registers of what is decided and reported with others, one tab for each kind, paged in the vault."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.casework.partnership.listing import Asked

from ..absence import only_for
from ..lazy import load
from ..page import Page, Tools
from ..partnership.kind import Kind, Offer
from ..partnership.kinds import KINDS
from ..parts.part_room import PartRoom, PartStack
from ..place_strings import split_place
from ..session import Session
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.count_tabs import CountTab, CountTabs
from ..widgets.empty_state import EmptyState
from ..widgets.filter_header import FilterHeader
from ..widgets.head_line import HeadLine
from ..widgets.marks import Tick
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.saved_views import SavedViews
from ..widgets.surface import column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.vault.vault import Vault

Row = Any  # a row of any kind: its own module gives it words
_MOST = 100_000


class KindList(QWidget):
    """The list of one kind with its own buttons. Its rows are asked for when its tab is first opened."""

    def __init__(self, kind: Kind, session: Session, page: Page) -> None:
        super().__init__(page)
        self.kind = kind
        self._session, self._page = session, page
        self._also = False  # read on the vault's thread, where no widget may be touched
        layout = column(self, spacing=M)
        self.table = self._table()
        if kind.closed_words:
            self.also = Tick(kind.closed_words, self)
            self.also.toggled.connect(self._on_also)
            self.table.top.addWidget(self.also, 0, Qt.AlignmentFlag.AlignVCenter)
        self.views = SavedViews(self.table, kind.key, state=self._picked, restore=self._pick)
        layout.addWidget(self.table, 1)

    def begin(self) -> bool:
        """Open the first page on which something new of this kind is written down."""
        for offer in self.kind.new:
            if self._may(offer):
                self._go(offer.place)
                return True
        return False

    def print_blank(self) -> bool:
        """Preview the first blank paper of this kind."""
        for offer in self.kind.blanks:
            self._go(offer.place)
            return True
        return False

    # inside ---------------------------------------------------------------------------------------------------------

    def _table(self) -> RecordTable[Row]:
        kind = self.kind
        model: PagedModel[Row] = PagedModel(
            self._session, kind.columns, self._fetch, kind.cell, row_id=_row_id, sort=kind.sort, descending=True
        )
        offer = next((each for each in kind.new if self._may(each)), None)
        empty = EmptyState(*kind.empty, action=offer.words if offer else "", icon_name="partnership")
        table = RecordTable(model, kind.label, kind.noun, empty=empty, parent=self)
        header = table.view.horizontalHeader()
        if kind.search and isinstance(header, FilterHeader):
            header.lines()[kind.search].setPlaceholderText("Reference")
            header.lines()[kind.search].setAccessibleName(
                "Search the beginning of a reference, or its last four digits"
            )
        table.opened.connect(self._on_opened)
        table.copied.connect(self._page.copy_requested)
        table.empty_acted.connect(self.begin)
        return table

    def _fetch(self, vault: "Vault", wanted: Wanted) -> Rows[Row]:
        asked = Asked(wanted.filters, self._also, wanted.sort, wanted.descending, wanted.offset, wanted.limit)
        found = load(self.kind.room).page_of(vault, asked)
        return Rows(found.rows, found.total)

    def _picked(self) -> dict[str, str]:
        return {"also": "yes" if self._also else ""}

    def _pick(self, picked: Mapping[str, str]) -> None:
        if self.kind.closed_words:
            self.also.setChecked(bool(picked.get("also")))

    def _may(self, offer: Offer) -> bool:
        return not offer.act or self._session.may(offer.act)

    def _go(self, place: str) -> None:
        self._page.place_requested.emit(*split_place(place))

    def _on_opened(self, record_id: str) -> None:
        self._page.place_requested.emit(self.kind.opens, {"record_id": record_id})

    def _on_also(self, on: bool) -> None:
        self._also = on
        self.table.refresh()


class PartnershipPage(Page):
    """The tabs of the kinds that the person at the desk sees. Enter opens a record, Ctrl+N begins one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.kinds = tuple(kind for kind in KINDS if self._session.sees(*kind.seen_by))
        self._lists: dict[str, KindList] = {}
        room = PartRoom(self)
        column(self).addWidget(room)
        layout = column(room.content, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        self.buttons = {kind.key: self._buttons_of(kind) for kind in self.kinds}
        self._head = HeadLine([button for buttons in self.buttons.values() for button in buttons], self)
        self._head.words.addWidget(Words("Partnership", "title", wrap=False, parent=self))
        for kind in self.kinds[1:]:  # all of them side by side would make the window wider than any screen
            for button in self.buttons[kind.key]:
                button.hide()
        layout.addWidget(self._head)
        self.tabs = CountTabs(
            [CountTab(kind.key, kind.label, kind.tone, most=_MOST) for kind in self.kinds], "Which register", self
        )
        self.tabs.chosen.connect(self._on_tab)
        self.tabs.setVisible(len(self.kinds) > 1)
        layout.addWidget(self.tabs)
        self._stack = PartStack(self)
        layout.addWidget(self._stack, 1)
        self._session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        self._show(ids.get("kind", "") or self.tabs.current() or self.kinds[0].key)
        if ids.get("record_id"):
            self.current.table.select_id(ids["record_id"])
        self._refresh()

    def open_ids(self) -> dict[str, str]:
        return {"kind": self.current.kind.key, "record_id": self.current.table.current_id() or ""}

    def first_focus(self) -> QWidget | None:
        """Return the rows, also before they are read; of an empty list what begins a record, never a blank paper."""
        table = self.current.table
        usable = (each for each in reversed(self.buttons[self.tabs.current()]) if not each.isHidden())
        return next(usable, None) if table.is_empty else table.view

    def topic(self) -> str:
        return self.current.kind.key

    def new_requested(self) -> bool:
        return self.current.begin()

    def print_requested(self) -> bool:
        return self.current.print_blank()

    def filter_requested(self) -> bool:
        self.current.table.focus_filter(self.current.kind.search)
        return True

    @property
    def current(self) -> KindList:
        """The list that is shown."""
        return self._lists[self.tabs.current()]

    # inside ---------------------------------------------------------------------------------------------------------

    def _show(self, key: str) -> None:
        kind = next((each for each in self.kinds if each.key == key), self.kinds[0])
        if kind.key not in self._lists:
            made = KindList(kind, self._session, self)
            made.table.model.counted.connect(self._on_counted)
            self._lists[kind.key] = made
            self._stack.addWidget(made)
        self.tabs.open_tab(kind.key)
        self._stack.setCurrentWidget(self._lists[kind.key])
        for each, buttons in self.buttons.items():
            for button in buttons:
                button.setVisible(each == kind.key)
        self._head.fit()

    def _buttons_of(self, kind: Kind) -> tuple[Button, ...]:
        looks = (("quiet", "print", kind.blanks), ("primary", "plus", kind.new))
        return tuple(self._button(offer, look, icon) for look, icon, offers in looks for offer in offers)

    def _button(self, offer: Offer, look: str, icon_name: str) -> Button:
        button = Button(offer.words, look, icon_name=icon_name, parent=self)
        if look == "primary":
            button.setToolTip("Ctrl+N")
        button.clicked.connect(lambda: self.place_requested.emit(*split_place(offer.place)))
        if offer.act:
            only_for(self._session, (offer.act,), button)
        button.hide()  # until its tab is shown: all of them side by side would make the window wider
        return button

    def _refresh(self) -> None:
        rooms = {kind.key: kind.room for kind in self.kinds}
        self._session.run(lambda vault: _counts(vault, rooms), self.tabs.show_counts)
        self.current.table.refresh()

    def _on_tab(self, key: str) -> None:
        self._show(key)
        self.current.table.refresh()

    def _on_counted(self) -> None:
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and change.what in frozenset().union(*(kind.changed_by for kind in self.kinds)):
            self._refresh()


def _row_id(row: Row) -> str:
    return str(row.id)


def _counts(vault: "Vault", rooms: Mapping[str, str]) -> dict[str, int]:
    return {key: load(room).count_of(vault) for key, room in rooms.items()}
