"""The print register: every copy that left the desk, for whom, how, and whether it still exists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.house_dates import short_date

from ..absence import RECORDS, only_for
from ..forms.two_panes import TwoPanes
from ..lazy import load
from ..page import Page, Tools
from ..printing.copy_side import CopySide
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.count_tabs import CountTab, CountTabs
from ..widgets.empty_state import EmptyState
from ..widgets.filter_header import FilterHeader
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import column, row
from ..widgets.tones import State, Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.print_register import PrintLine
    from spoc_desk.vault.vault import Vault

OUT, ALL = "out", "all"
TABS = (CountTab(OUT, "Still out"), CountTab(ALL, "All copies"))
COLUMNS = (
    Column("copy", "Copy", 76),
    Column("kind", "Document", 160),
    Column("case", "Case", 165),
    Column("made", "Made", 250, sortable=False),
    Column("recipient", "For", 150, grows=True),
    Column("output", "How", 145, sortable=False),
    Column("end", "Now", 190, sortable=False, filterable=False),
)
_EMPTY = {
    OUT: ("No copy is out", "A copy stands here from the moment it is printed or saved until it is destroyed."),
    ALL: ("Nothing was printed yet", "Every print and every saved copy gets a number and a line here."),
}
_FILTERS = {
    "copy": "number",
    "kind": "kind",
    "case": "reference",
    "made": "made_by",
    "recipient": "recipient",
    "output": "output",
}


@dataclass
class _View:
    """Which copies are asked for; plain data, read on the worker thread."""

    out_only: bool = True


class PrintsPage(Page):
    """Opens on the copies that still exist. Enter shows one copy, D marks it as destroyed."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._calendar = tools.calendar
        self._view = _View()
        self._wish = ""
        list_side = QWidget(self)
        layout = column(list_side, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        head = row(spacing=M)
        head.addWidget(Words("Print register", "title", wrap=False, parent=list_side))
        head.addStretch(1)
        card = Button("Print the practitioner card…", icon_name="print", parent=list_side)
        card.setVisible(self._session.sees("relocations"))
        only_for(self._session, ("recorded a hand", RECORDS), card)
        card.clicked.connect(self._on_card)
        head.addWidget(card)
        layout.addLayout(head)
        self.tabs = CountTabs(TABS, "Which copies", list_side)
        self.tabs.chosen.connect(self._on_tab)
        self.tabs.open_tab(OUT)
        layout.addWidget(self.tabs)
        self.table = self._table()
        layout.addWidget(self.table, 1)
        self.panes = TwoPanes(list_side, shares=(5, 3), parent=self)
        column(self, spacing=0).addWidget(self.panes)
        self.side: CopySide | None = None
        self._session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        self._wish = ids.get("record_id", "")
        if self._wish:
            self._session.run(_finder(self._wish), self._on_line)
        self.refresh()

    def open_ids(self) -> dict[str, str]:
        return {"record_id": self.side.print_id} if self.side is not None else {}

    def first_focus(self) -> QWidget | None:
        return self.side.first_focus() if self.side is not None else self.table.view

    def keep_text(self) -> None:
        if self.side is not None:
            self.side.keep_text()

    def save_requested(self) -> bool:
        if self.side is None:
            return False
        self.side.submit()
        return True

    def filter_requested(self) -> bool:
        self.table.focus_filter("case")
        return True

    def refresh(self) -> None:
        """Read the register again."""
        self.table.refresh()
        self._session.run(_counts, self.tabs.show_counts)

    # inside ---------------------------------------------------------------------------------------------------------

    def _table(self) -> "RecordTable[PrintLine]":
        model: PagedModel[PrintLine] = PagedModel(
            self._session, COLUMNS, _fetcher(self._view), cell_of, row_id=_row_id, sort="copy", descending=True
        )
        self._empty = EmptyState(*_EMPTY[OUT], icon_name="print-register")
        table = RecordTable(model, "Print register", ("copy", "copies"), empty=self._empty, parent=self)
        header = table.view.horizontalHeader()
        if isinstance(header, FilterHeader):
            header.lines()["made"].setPlaceholderText("Who")
            header.lines()["made"].setAccessibleName("Filter by who made the copy")
        table.opened.connect(self._on_opened)
        table.copied.connect(self.copy_requested)
        table.key_pressed.connect(self._on_key)
        return table

    def _show(self, line: "PrintLine") -> None:
        self._put_away()
        who = self._session.actor.name if self._session.actor is not None else ""
        side = CopySide(line, self._session, self._calendar, who, self)
        side.closed.connect(self._on_side_closed)
        side.place_requested.connect(self.place_requested)
        self.side = side
        self.panes.show_side(side)
        side.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        if self.side is not None:
            self.side.keep_text()
            self.side = None
            self.panes.show_side(None)

    def _on_line(self, line: "PrintLine | None") -> None:
        if line is not None:
            self._show(line)
        self.filled.emit()

    def _on_opened(self, _row_id: str) -> None:
        line = self.table.current_row()
        if line is not None:
            self._show(line)

    def _on_key(self, key: int, _row_id: str) -> None:
        if key == Qt.Key.Key_D:
            self._on_opened("")

    def _on_side_closed(self) -> None:
        self._put_away()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tab(self, tab: str) -> None:
        self._view.out_only = tab == OUT
        self._empty.say(*_EMPTY[tab])
        self.table.refresh()

    def _on_card(self) -> None:
        self.place_requested.emit("print", {"kind": "practitioner-card"})

    def _on_changed(self, _change: "Change") -> None:
        if self.isVisible():
            self.refresh()


def cell_of(line: "PrintLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    copy = line.copy
    if column_id == "end":
        if copy.destroyed_on is None:
            return Cell(state=State("Still out", Tone.UNDER_WAY))
        return Cell(f"Destroyed {short_date(copy.destroyed_on)}", look="muted")
    cells: dict[str, Cell | str] = {
        "copy": Cell(str(copy.copy_no), look="strong"),
        "kind": line.kind_words,
        "case": copy.case_ref or Cell("RELAY" if copy.relay_message_id else "No case", look="muted"),
        "made": line.made_words,
        "recipient": copy.recipient or Cell("Nobody by name", look="muted"),
        "output": line.output_words,
    }
    return cells[column_id]


def _row_id(line: "PrintLine") -> str:
    return line.copy.id


def _fetcher(view: _View) -> "Callable[[Vault, Wanted], Rows[PrintLine]]":
    def fetch(vault: "Vault", wanted: Wanted) -> "Rows[PrintLine]":
        lists = load("spoc_desk.vault.records.print_list")
        texts = {_FILTERS[key]: text for key, text in wanted.filters.items()}
        asked = lists.PrintFilter(**texts, out_only=view.out_only, sort=wanted.sort, descending=wanted.descending)
        looking = load("spoc_desk.casework.looking")
        found = looking.open_prints(vault, asked, offset=wanted.offset, limit=wanted.limit)
        return Rows(found.rows, found.total)

    return fetch


def _counts(vault: "Vault") -> dict[str, int]:
    register = load("spoc_desk.casework.print_register")
    out = register.list_prints(vault, out_only=True, limit=0)
    return {OUT: out.total, ALL: register.list_prints(vault, limit=0).total}


def _finder(print_id: str) -> "Callable[[Vault], PrintLine | None]":
    def find(vault: "Vault") -> "PrintLine | None":
        found: PrintLine | None = load("spoc_desk.casework.print_register").line_of(vault, print_id)
        return found

    return find
