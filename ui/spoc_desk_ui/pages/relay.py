"""RELAY: the working list of notifications; searched by reference or a child's name, paged in the vault."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.casework.change import What
from spoc_desk.casework.relay.lists import Group
from spoc_desk.domain.relay import IncidentState, MessageState

from ..absence import CAPTURES, only_for
from ..lazy import load
from ..page import Page, Tools
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.count_tabs import CountTab, CountTabs
from ..widgets.empty_state import EmptyState
from ..widgets.filter_header import FilterHeader
from ..widgets.head_line import HeadLine
from ..widgets.notice import Notice
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.saved_views import SavedViews
from ..widgets.surface import column
from ..widgets.tones import State, Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.relay.lists import ChildCell, RelayLine
    from spoc_desk.vault.vault import Vault

ALL = "all"
_TONES = {Group.STOPPED: Tone.STOPPED, Group.TO_DECIDE: Tone.WARN, Group.TO_SEND: Tone.WARN}
TABS = (
    *(CountTab(group.name, group.value, _TONES.get(group, Tone.PLAIN), most=100_000) for group in Group),
    CountTab(ALL, "All", most=100_000),
)
COLUMNS = (
    Column("reference", "Police reference", 170),
    Column("received", "Received", 190, filterable=False),
    Column("incident", "Incident", 130, sortable=False, filterable=False),
    Column("children", "Children and schools", 330, sortable=False, filterable=False, grows=True),
    Column("state", "Where it stands", 190, filterable=False),
    Column("waiting", "Waiting", 110, sortable=False, filterable=False),
)
_EMPTY = {
    Group.TO_DECIDE.name: "Nothing to decide",
    Group.TO_SEND.name: "Nothing to send",
    Group.STOPPED.name: "Nothing is stopped",
    Group.WAITING.name: "No receipt is waited for",
    Group.ENDED.name: "Nothing has ended yet",
    ALL: "No notification yet",
}
_BEGIN = "Write down what the police tell about an incident with children.", "New notification"
_UNDER_WAY = frozenset({IncidentState.TO_SHARE})
_DONE = frozenset({IncidentState.CLOSED, IncidentState.NOT_SHARED, IncidentState.REFERRED, IncidentState.HANDLED})
_ROOM = "spoc_desk.casework.relay.lists"


class RelayPage(Page):
    """The list. Enter opens a notification, Ctrl+N writes down a new one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._tab = Group.TO_DECIDE.name  # read on the vault's thread, where no widget may be touched
        layout = column(self, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        self.figures = Button("Figures", "quiet", icon_name="half", parent=self)
        self.figures.clicked.connect(lambda: self.place_requested.emit("relay_figures", {}))
        self.year = Button("School year", "quiet", icon_name="calendar", parent=self)
        self.year.clicked.connect(lambda: self.place_requested.emit("school_year", {}))
        self.from_list = Button("From a list…", "quiet", icon_name="folder", parent=self)
        self.from_list.clicked.connect(lambda: self.place_requested.emit("relay_import", {}))
        self.new = Button("&New notification", "primary", icon_name="plus", parent=self)
        self.new.setToolTip("Ctrl+N")
        self.new.clicked.connect(self.new_requested)
        head = HeadLine((self.figures, self.year, self.from_list, self.new), self)
        head.words.addWidget(Words("RELAY", "title", wrap=False, parent=self))
        only_for(self._session, (CAPTURES,), self.new, self.from_list)
        layout.addWidget(head)
        self.mode = Notice("", "info", closable=False, parent=self)
        self.mode.hide()
        layout.addWidget(self.mode)
        self.tabs = CountTabs(TABS, "Which notifications", self)
        self.tabs.chosen.connect(self._on_tab)
        self.tabs.open_tab(self._tab)
        layout.addWidget(self.tabs)
        self.table = self._table()
        self.views = SavedViews(self.table, "relay", state=self._picked, restore=self._pick)
        layout.addWidget(self.table, 1)
        self._session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        if ids.get("group"):
            self._go_to(ids["group"])
            self.tabs.open_tab(self._tab)
        if ids.get("incident_id"):
            self.table.select_id(ids["incident_id"])
        self._refresh()

    def open_ids(self) -> dict[str, str]:
        current = self.table.current_id()
        return {"incident_id": current or "", "group": self._tab}

    def first_focus(self) -> QWidget | None:
        return self.table.view if self.table.model.rowCount() else self.new

    def new_requested(self) -> bool:
        if self._session.may(CAPTURES):
            self.place_requested.emit("new_relay", {})
        return self._session.may(CAPTURES)

    def print_requested(self) -> bool:
        self.place_requested.emit("print-blank/relay-leaflet", {})
        return True

    def filter_requested(self) -> bool:
        self.table.focus_filter("reference")
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _table(self) -> "RecordTable[RelayLine]":
        model: PagedModel[RelayLine] = PagedModel(
            self._session, COLUMNS, self._fetch, cell_of, row_id=_row_id, sort="received", descending=True
        )
        empty = self._empty = EmptyState(_EMPTY[self._tab], _BEGIN[0], action=_BEGIN[1], icon_name="mail")
        if not self._session.may(CAPTURES):
            empty.leave_out_action()
        table = RecordTable(model, "Notifications", ("notification", "notifications"), empty=empty, parent=self)
        header = table.view.horizontalHeader()
        if isinstance(header, FilterHeader):
            header.lines()["reference"].setPlaceholderText("Reference or name")
            header.lines()["reference"].setAccessibleName("Search reference or the beginning of a child's name")
        table.opened.connect(self._on_opened)
        table.copied.connect(self.copy_requested)
        table.empty_acted.connect(self.new_requested)
        model.counted.connect(self._on_counted)
        return table

    def _fetch(self, vault: "Vault", wanted: Wanted) -> "Rows[RelayLine]":
        lists = load(_ROOM)
        wish = lists.RelayFilter(
            group=Group[self._tab] if self._tab != ALL else None,
            sort=wanted.sort or "received",
            descending=wanted.descending,
        )
        text = wanted.filters.get("reference", "")
        found = lists.list_relay(vault, filter=wish, text=text, offset=wanted.offset, limit=wanted.limit)
        return Rows(found.rows, found.total)

    def _refresh(self) -> None:
        self._session.run(_head_of, self._on_head)
        self.table.refresh()

    def _on_head(self, head: "tuple[dict[Group, int], int, bool]") -> None:
        counts, total, every_day = head
        self.tabs.show_counts({ALL: total, **{group.name: count for group, count in counts.items()}})
        self.mode.setVisible(every_day)
        if every_day:
            self.mode.say(
                "Schools are told in holidays too: the council chose Operation Encompass mode in the settings.", "info"
            )

    def _on_tab(self, tab: str) -> None:
        self._go_to(tab)
        self.table.refresh()

    def _go_to(self, tab: str) -> None:
        self._tab = tab
        self._empty.say(_EMPTY.get(tab, _EMPTY[ALL]), *_BEGIN)

    def _picked(self) -> dict[str, str]:
        return {"tab": self._tab}

    def _pick(self, picked: Mapping[str, str]) -> None:
        self._go_to(picked.get("tab", ALL))
        self.tabs.open_tab(self._tab)

    def _on_opened(self, incident_id: str) -> None:
        self.place_requested.emit("relay_notification", {"incident_id": incident_id})

    def _on_counted(self) -> None:
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and change.what in (What.RELAY, What.SCHOOL, What.RESTRICTED, What.PROFILE):
            self._refresh()


def cell_of(line: "RelayLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "reference":
        return Cell(f"{line.police_ref} (sample)" if line.sample else line.police_ref, look="strong")
    if column_id == "state":
        return Cell(state=State(line.state.label, tone_of(line.state)))
    if column_id == "children":
        return "; ".join(_child_words(child) for child in line.children)
    return {"received": line.received_words, "incident": line.incident_words}.get(column_id, line.waiting_words)


def tone_of(state: IncidentState) -> Tone:
    """Return how a state feels."""
    if state is IncidentState.STOPPED:
        return Tone.STOPPED
    return Tone.DONE if state in _DONE else Tone.UNDER_WAY if state in _UNDER_WAY else Tone.NOT_YET


def _child_words(child: "ChildCell") -> str:
    where = child.school or ("no school" if child.state is MessageState.NO_SCHOOL else "school to be found")
    return f"{child.name} – {where}"


def _row_id(line: "RelayLine") -> str:
    return line.id


def _head_of(vault: "Vault") -> "tuple[dict[Group, int], int, bool]":
    counts: dict[Group, int] = load(_ROOM).relay_counts(vault)
    total = int(load(_ROOM).list_relay(vault, limit=0).total)
    return counts, total, bool(load("spoc_desk.casework.council").profile(vault).relay.every_day)
