"""The matrix: records by hands. Arrows move, Shift selects more, letters act; the row stays selected after saving."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ..delegates.lines_cell import LinesDelegate, row_height
from ..models.register_rows import cell, read_rows, row_id
from ..session import Session
from ..theme import BODY_POINTS
from ..widgets.announce import announce
from ..widgets.paged_model import Column, PagedModel
from .exchange_header import WrappedHeader

if TYPE_CHECKING:
    from spoc_desk.casework.register import RegisterRow

_WIDER = 150
"""How much wider the record's own column may get before the other columns share the room too."""
_ROW = QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.Select | _ROW
_CLEAR = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROW
_MOVE_ONLY = QItemSelectionModel.SelectionFlag.NoUpdate


class RegisterTable(QTableView):
    """The records of one case in one view.

    Signals:
        opened: Enter or a double click on a record.
        letter_pressed: a letter, small, for what the page does with it.
        chosen_changed: other records are selected.
        counted: how many records the view holds.
        copied: the words of the selected rows.
    """

    opened = Signal()
    letter_pressed = Signal(str)
    chosen_changed = Signal()
    counted = Signal(int)
    copied = Signal(str)

    def __init__(self, session: Session, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: PagedModel[RegisterRow] = PagedModel(session, columns, read_rows, cell, row_id=row_id, parent=self)
        self._kept: tuple[str, ...] = ()
        self._kept_current = ""
        self._kept_place = 0
        self.setModel(self.rows)
        self._set_up()
        self.rows.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.rows.counted.connect(self._on_counted)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    # for the page ---------------------------------------------------------------------------------------------------

    def show_view(self, case_id: str, view: str) -> None:
        """Ask for the rows of a view of a case; also the way to ask for the same ones again."""
        self.rows.wanted = type(self.rows.wanted)(filters={"case": case_id, "view": view})
        self.rows.refresh()

    def chosen(self) -> "tuple[RegisterRow, ...]":
        """Return the selected records from top to bottom; the current one where none is selected."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        places = places or [self.currentIndex().row()]
        return tuple(row for place in places if (row := self.rows.row_at(place)) is not None)

    def current_id(self) -> str:
        """Return the id of the current record, or ""."""
        return self.rows.id_at(self.currentIndex().row())

    def select(self, item_ids: Sequence[str]) -> bool:
        """Select these records and make the first one current; False where none of them is shown."""
        places = [place for place in map(self.rows.row_of, item_ids) if place >= 0]
        if not places:
            return False
        self._select_places(places, places[0])
        return True

    # Qt's side ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        # It takes what is left, and lets a panel below have what it wants.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif plain and event.text().isalpha():
            self.letter_pressed.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            # A screen reader is silent in a table without a current row.
            self._select_places([0], 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()

    # inside ---------------------------------------------------------------------------------------------------------

    def _fill_width(self) -> None:
        """Share the room among the columns: first the record's own, which never gets narrower than its words need."""
        header = self.horizontalHeader()
        scale = self.font().pointSizeF() / BODY_POINTS
        least = [round(each.width * scale) for each in self.rows.columns]
        spare = max(0, self.viewport().width() - sum(least))
        grown = min(spare, round(_WIDER * scale))
        share = (spare - grown) // len(least)
        for place, each in enumerate(self.rows.columns):
            header.resizeSection(place, least[place] + share + (grown if each.grows else 0))

    def _set_up(self) -> None:
        self.setHorizontalHeader(WrappedHeader("Hands of the register", self))
        self.setItemDelegate(LinesDelegate(self))
        self.setAccessibleName("Exchange register")
        self.setProperty("frame", "focus")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self.opened)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fill_width()
        self.setMinimumHeight(header.sizeHint().height() + round(1.5 * row_height(self.fontMetrics())))

    def _copy(self) -> None:
        columns = range(len(self.rows.columns))
        lines = [
            "\t".join(str(self.rows.data(self.rows.index(index.row(), column)) or "") for column in columns)
            for index in sorted(self.selectionModel().selectedRows())
        ]
        if lines:
            self.copied.emit("\n".join(lines))
            announce(self, "Copied for 20 seconds")

    def _select_places(self, places: Sequence[int], current: int) -> None:
        choice = self.selectionModel()
        for number, place in enumerate(places):
            choice.select(self.rows.index(place, 0), _CLEAR if number == 0 else _SELECT)
        choice.setCurrentIndex(self.rows.index(current, 0), _MOVE_ONLY)
        self.scrollTo(self.rows.index(current, 0))

    def _on_about_to_reset(self) -> None:
        if not self.rows.rowCount():
            return
        self._kept = tuple(row.item.id for row in self.chosen())
        self._kept_current = self.current_id()
        self._kept_place = max(self.currentIndex().row(), 0)

    def _on_counted(self, total: int, _filtered: bool) -> None:
        if total:
            places = [place for place in map(self.rows.row_of, self._kept) if place >= 0]
            # A record that is done leaves the view: the next one takes its place under the hands.
            fallback = min(self._kept_place, total - 1)
            current = self.rows.row_of(self._kept_current) if self._kept_current else -1
            self._select_places(places or [fallback], current if current in places else (places or [fallback])[0])
        self.counted.emit(total)
        self.chosen_changed.emit()

    def _on_selection_changed(self) -> None:
        self.chosen_changed.emit()
