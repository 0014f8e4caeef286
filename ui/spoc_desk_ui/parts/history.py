"""History: what happened on the case, newest first, by alias, each line leading to its record; and who looked at it."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..lazy import load
from ..session import Session
from ..theme import L, M
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words
from .looks_table import LooksTable
from .part import CasePart

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.casework.history import HistoryEntry
    from spoc_desk.vault.vault import Vault

LOOKS = "looks"
"""In a place: the list of who looked."""
KINDS = (
    "Case",
    "Household",
    "Meetings",
    "SPOCs",
    "Services",
    "Exchange",
    "Flags",
    "Questions",
    "Concerns",
    "Routes to stop",
    "Prints",
)
COLUMNS = (
    Column("day", "When", 160, sortable=False, filterable=False),
    Column("kind", "About", 150, sortable=False, choices=tuple((kind, kind) for kind in KINDS)),
    Column("what", "What happened", 420, sortable=False, filterable=False, grows=True),
    Column("who", "Who", 220, sortable=False, filterable=False),
)


class HistoryPart(CasePart):
    """Two lists: the chronology, where Enter opens the record and Ctrl+P prints; and who looked."""

    key: ClassVar[str] = "history"
    title: ClassVar[str] = "History"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._of_case = ""  # read on the vault's thread, where no widget may be touched
        layout = column(self, margin=L, spacing=M)
        self._lists = QStackedWidget(self)
        layout.addWidget(self._lists, 1)
        self._lists.addWidget(self._happened())
        self.looks = LooksTable(session, "Who looked at this case", of_case=True, parent=self)
        self.looks.copied.connect(self.copy_requested)
        self.looks.print_wanted.connect(self._on_print_looks)
        self.to_happened = Button("What happened", "quiet", icon_name="history", parent=self)
        self.to_happened.clicked.connect(self._on_happened)
        self.looks.top.addWidget(self.to_happened)
        self._lists.addWidget(self.looks)

    def _happened(self) -> QWidget:
        page = QWidget(self)
        layout = column(page, spacing=M)
        model: PagedModel[HistoryEntry] = PagedModel(self.session, COLUMNS, self._fetch, _cell, row_id=_row_id)
        empty = EmptyState("Nothing has happened yet", "Every step of the case is listed here.", icon_name="history")
        self.table = RecordTable(model, "History of this case", ("event", "events"), empty=empty, parent=self)
        self.table.opened.connect(self._on_opened)
        self.table.copied.connect(self.copy_requested)
        self.table.picked.connect(self._on_picked)
        model.counted.connect(self._on_counted)
        self.to_looks = Button("Who looked", "quiet", icon_name="show", parent=self)
        self.to_looks.clicked.connect(self._on_looks)
        self.table.top.addWidget(self.to_looks)
        self.print_button = Button("&Print the chronology\u2026", icon_name="print", parent=self)
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print_requested)
        self.table.top.addWidget(self.print_button)
        layout.addWidget(self.table, 1)
        self._detail = Surface("card", self)
        inside = row(self._detail, margin=M)
        self.detail = Words(parent=self._detail)
        inside.addWidget(self.detail)
        self._detail.hide()
        layout.addWidget(self._detail)
        return page

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        super().show_case(case_id, header)
        self._of_case = case_id
        self.table.refresh()
        if self._shows_looks:
            self.looks.show_case(case_id)

    def first_focus(self) -> QWidget | None:
        return self.looks.view if self._shows_looks else self.table.view

    def open_record(self, record_id: str, field: str) -> None:
        if record_id == LOOKS:
            self._on_looks()
        else:
            self.table.select_id(record_id)

    def open_ids(self) -> tuple[str, str]:
        return (LOOKS, "") if self._shows_looks else ("", "")

    def filter_requested(self) -> bool:
        if self._shows_looks:
            self.looks.focus_filter("who")
        else:
            self.table.focus_filter("kind")
        return True

    def print_requested(self) -> bool:
        place = self.looks.print_place() if self._shows_looks else f"print/chronology/{self.case_id}"
        self.place_requested.emit(place, {})
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    @property
    def _shows_looks(self) -> bool:
        return self._lists.currentIndex() == 1

    def _on_looks(self) -> None:
        self._lists.setCurrentIndex(1)
        self.looks.show_case(self._of_case)
        self.looks.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print_looks(self, place: str) -> None:
        self.place_requested.emit(place, {})

    def _on_happened(self) -> None:
        self._lists.setCurrentIndex(0)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, vault: "Vault", wanted: Wanted) -> "Rows[HistoryEntry]":
        kinds = (wanted.filters["kind"],) if "kind" in wanted.filters else ()
        return fetch_history(vault, self._of_case, kinds, wanted.offset, wanted.limit)

    def _on_opened(self, _row_id: str) -> None:
        entry = self.table.current_row()
        if entry is not None and entry.place:
            self.place_requested.emit(entry.place, {})

    def _on_picked(self, _row_id: str) -> None:
        entry = self.table.current_row()
        self._detail.setVisible(entry is not None and bool(entry.detail))
        self.detail.setText(entry.detail if entry is not None else "")

    def _on_counted(self) -> None:
        self._on_picked("")
        self.filled.emit()


def fetch_history(
    vault: "Vault", case_id: str, kinds: tuple[str, ...], offset: int, limit: int
) -> "Rows[HistoryEntry]":
    """Return one page of the history and how many events there are (worker thread)."""
    chronology = load("spoc_desk.casework.history").chronology
    page = chronology(vault, case_id, kinds=kinds, offset=offset, limit=limit)
    shown: int = offset + len(page.entries)
    if not page.more:
        return Rows(page.entries, shown)
    # The history is a union of many tables without a count: feel for its end, a row at a time, in doubling steps.
    low, high = shown, shown * 2
    while chronology(vault, case_id, kinds=kinds, offset=high, limit=1).entries:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if chronology(vault, case_id, kinds=kinds, offset=middle, limit=1).entries:
            low = middle
        else:
            high = middle
    return Rows(page.entries, low + 1)


def _cell(entry: "HistoryEntry", column_id: str) -> Cell | str:
    if column_id == "day":
        return entry.day_words
    if column_id == "kind":
        return Cell(entry.kind.value, look="muted")
    return entry.what if column_id == "what" else entry.who


def _row_id(entry: "HistoryEntry") -> str:
    return f"{entry.kind.value} {entry.record_id} {entry.day.isoformat()} {entry.what}"
