"""A table model over rows that stay in the vault: it asks for pages of 200 and never waits for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from ..session import Session
from .tones import State

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 200
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LOOK_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True)
class Column:
    """One column of a table, as data."""

    id: str
    title: str
    width: int = 140  # at 100 % text
    sortable: bool = True
    filterable: bool = True
    grows: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """A closed list of (id, label): the filter is chosen instead of typed."""


@dataclass(frozen=True)
class Cell:
    """What a cell shows: words, perhaps as a state with a shape; look is "", "strong", "muted" or "error"."""

    text: str = ""
    state: State | None = None
    look: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for."""

    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = PAGE


@dataclass(frozen=True)
class Rows(Generic[Row]):
    """One page of rows, and how many there are in all."""

    rows: Sequence[Row]
    total: int


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Shows rows of any type through `cell`; filters and sorts by asking again.

    Signals:
        counted: (shown, filtered) after each first page: how many rows match, and whether a filter is on.
    """

    counted = Signal(int, bool)

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column],
        fetch: "Callable[[Vault, Wanted], Rows[Row]]",
        cell: Callable[[Row, str], Cell | str],
        *,
        row_id: Callable[[Row], str],
        sort: str = "",
        descending: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.columns = tuple(columns)
        self.wanted = Wanted(sort=sort, descending=descending)
        self._fetch = fetch
        self._cell = cell
        self._row_id = row_id
        self._pages: dict[int, Sequence[Row]] = {}
        self._asked: set[int] = set()
        self._total = 0
        self._asking = 0
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._ask_first)

    # asking ---------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the rows again; what is on the screen stays until they come."""
        self._late.start()

    def filter_by(self, column_id: str, text: str) -> None:
        """Show only rows whose *column_id* holds *text*; an empty text shows all."""
        filters = {**self.wanted.filters, column_id: text.strip()}
        self.wanted = replace(self.wanted, filters={key: value for key, value in filters.items() if value})
        self.refresh()

    def clear_filters(self) -> None:
        """Show all rows."""
        self.wanted = replace(self.wanted, filters={})
        self.refresh()

    def show_as(self, filters: Mapping[str, str], sort: str, *, descending: bool) -> None:
        """Show only what these filters leave, in this order; a column that is no longer there sorts nothing."""
        known = any(each.id == sort and each.sortable for each in self.columns)
        kept = {key: value for key, value in filters.items() if value}
        self.wanted = replace(
            self.wanted,
            filters=kept,
            sort=sort if known else self.wanted.sort,
            descending=descending if known else self.wanted.descending,
        )
        self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, in SQL."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            descending = order == Qt.SortOrder.DescendingOrder
            self.wanted = replace(self.wanted, sort=self.columns[column].id, descending=descending)
            self.refresh()

    # reading --------------------------------------------------------------------------------------------------------

    def row_at(self, row: int) -> Row | None:
        """Return the record shown in *row*, or None while it is still being read."""
        page = self._pages.get(row // PAGE)
        place = row % PAGE
        return page[place] if page is not None and place < len(page) else None

    def row_of(self, row_id: str) -> int:
        """Return the row that shows the record *row_id* among the pages read, or -1."""
        for number, page in self._pages.items():
            for place, each in enumerate(page):
                if self._row_id(each) == row_id:
                    return number * PAGE + place
        return -1

    def id_at(self, row: int) -> str:
        """Return the id of the record in *row*, or ""."""
        record = self.row_at(row)
        return self._row_id(record) if record is not None else ""

    # Qt's side ------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        record = self.row_at(index.row())
        if record is None:
            self._ask(index.row() // PAGE)
            return "…" if role == int(Qt.ItemDataRole.DisplayRole) else None
        column = self.columns[index.column()]
        shown = self._cell(record, column.id)
        cell = shown if isinstance(shown, Cell) else Cell(shown)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)):
            return cell.text or (cell.state.word if cell.state else "")
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            words = cell.text or (cell.state.word if cell.state else "")
            return f"{column.title}: {words or 'nothing'}"
        if role == STATE_ROLE:
            return cell.state
        return cell.look if role == LOOK_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if role != int(Qt.ItemDataRole.DisplayRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.columns[section].title if 0 <= section < len(self.columns) else None

    # inside ---------------------------------------------------------------------------------------------------------

    def _ask_first(self) -> None:
        self._asking += 1
        era, wanted, fetch = self._asking, replace(self.wanted, offset=0), self._fetch

        def take(found: Rows[Row]) -> None:
            # A newer question may be under way, or the page may be gone.
            if shiboken6.isValid(self) and era == self._asking:
                self._take_first(found)

        self.session.run(lambda vault: fetch(vault, wanted), take)

    def _take_first(self, found: Rows[Row]) -> None:
        self.beginResetModel()
        self._pages = {0: tuple(found.rows)}
        self._asked = {0}
        self._total = found.total
        self.endResetModel()
        self.counted.emit(self._total, bool(self.wanted.filters))

    def _ask(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        era, fetch = self._asking, self._fetch
        wanted = replace(self.wanted, offset=number * PAGE)

        def take(found: Rows[Row]) -> None:
            if shiboken6.isValid(self) and era == self._asking:
                self._take_page(number, found)

        self.session.run(lambda vault: fetch(vault, wanted), take)

    def _take_page(self, number: int, found: Rows[Row]) -> None:
        self._pages[number] = tuple(found.rows)
        last = min((number + 1) * PAGE, self._total) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))
