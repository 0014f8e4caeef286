"""The grid of flags on the screen: arrows move, Shift selects more, letters act."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ..delegates.lines_cell import LinesDelegate, row_height
from ..models.flag_grid import FlagGridModel
from ..theme import BODY_POINTS
from .exchange_header import WrappedHeader

if TYPE_CHECKING:
    from spoc_desk.casework.flags import FlagCell

_NAME, _PERSON, _WIDEST = 220, 118, 170
"""At 100 % text."""


class FlagsView(QTableView):
    """One cell for each person and system.

    Signals:
        opened: Enter or a double click.
        letter_pressed: a letter or a space.
        copied: the selected cells as words.
    """

    opened = Signal()
    letter_pressed = Signal(str)
    copied = Signal(str)

    def __init__(self, model: FlagGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.setModel(model)
        self.setHorizontalHeader(WrappedHeader("People", self, lines=1))
        self.setItemDelegate(LinesDelegate(self))
        self.setAccessibleName("Flags by record system and person")
        self.setProperty("frame", "focus")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self.opened)

    def chosen(self) -> "tuple[FlagCell, ...]":
        """Return the selected cells; the current one where none is selected."""
        indexes: list[QModelIndex] = sorted(self.selectionModel().selectedIndexes())
        current = self.currentIndex()
        return self._grid.cells_of(indexes or ([current] if current.isValid() else []))

    def sizeHint(self) -> QSize:
        # It takes what is left, and lets a panel below have what it wants.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def fit(self) -> None:
        """Fit rows and columns to the text size and the room."""
        scale = self.font().pointSizeF() / BODY_POINTS
        height = row_height(self.fontMetrics())
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        people = header.count() - 1
        if people < 1:
            return
        room = self.viewport().width() - round(_NAME * scale)
        each = min(round(_WIDEST * scale), max(round(_PERSON * scale), room // people))
        header.resizeSection(
            0, max(round(_NAME * scale), min(self.viewport().width() - each * people, round(420 * scale)))
        )
        for place in range(1, header.count()):
            header.resizeSection(place, each)
        self.setMinimumHeight(header.sizeHint().height() + height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit("\n".join(str(index.data() or "") for index in sorted(self.selectedIndexes())))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif plain and (event.text().isalpha() or event.text() == " "):
            self.letter_pressed.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
