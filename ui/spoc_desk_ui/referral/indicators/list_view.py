"""The list of the explorer: arrows move, Space ticks, Enter goes to the note, letters go to the search."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from .line_delegate import IndicatorLine
from .model import IndicatorModel

LEAST_LINES = 7
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class IndicatorList(QListView):
    """The indicators with their heads; one line is current.

    A click on the words ticks a line that is not ticked; a ticked line loses its tick by its box or by Space only, so
    that nobody takes a tick away when she goes to its note.

    Signals:
        toggled: the indicator whose tick is to change.
        note_wanted: the indicator whose note she wants to write.
        chosen: the indicator that is current now; "" for none.
        typed: letters that belong to the search.
        left: she goes back to the search.
        undo_wanted: the last tick is to be taken back.
    """

    toggled = Signal(str)
    note_wanted = Signal(str)
    chosen = Signal(str)
    typed = Signal(str)
    left = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = IndicatorModel(self)
        self.line = IndicatorLine(self.lines, self)
        self.setModel(self.lines)
        self.setItemDelegate(self.line)
        self.setAccessibleName("Indicators")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.lines.tick_wanted.connect(self._on_tick_wanted)
        self.lines.dataChanged.connect(self._on_data_changed)

    @property
    def current_id(self) -> str:
        """The id of the indicator she stands on, or ""."""
        where = self.lines.where(self.currentIndex().row())
        return where.indicator.id if where is not None else ""

    def go_to(self, indicator_id: str) -> bool:
        """Stand on an indicator; False where it is not shown."""
        row = self.lines.row_of(indicator_id)
        if row < 0:
            return False
        index = self.lines.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.show_current()
        return True

    def show_current(self) -> None:
        """Scroll to the line she stands on; the first line of a heading shows its head too."""
        index = self.currentIndex()
        if index.isValid():
            if self.lines.where(index.row() - 1) is None:
                self.scrollTo(self.lines.index(index.row() - 1))
            self.scrollTo(index)

    def go_first(self) -> bool:
        """Stand on the first indicator; False where none is shown."""
        first = next((at for at in range(len(self.lines.lines)) if self.lines.where(at) is not None), -1)
        where = self.lines.where(first)
        if where is None:
            return False
        return self.go_to(where.indicator.id)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() * LEAST_LINES)

    def sizeHint(self) -> QSize:
        return QSize(480, self.fontMetrics().height() * 2 * LEAST_LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.undo_wanted.emit()
        elif not plain:
            event.ignore()
        elif key == Qt.Key.Key_Space and self.current_id:
            self.toggled.emit(self.current_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current_id:
            self.note_wanted.emit(self.current_id)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self._is_first()):
            self.left.emit()
        elif key in _MOVES:
            super().keyPressEvent(event)
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        where = self.lines.where(self.indexAt(event.position().toPoint()).row())
        if where is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_on_box(event.position().toPoint()) or where.indicator.id not in self.lines.ticked:
            self.toggled.emit(where.indicator.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # The view's own answer to a click on a box would tick a second time.
        event.accept()
        self.setState(QAbstractItemView.State.NoState)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.current_id:
            self.go_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        self.show_current()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.line.forget()
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _is_first(self) -> bool:
        return self.lines.head_above(self.currentIndex().row()) is self.lines.lines[0] and (
            self.currentIndex().row() == 1
        )

    def _is_on_box(self, point: QPoint) -> bool:
        return point.x() <= self.line.box_width()

    def _on_current_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.current_id)

    def _on_tick_wanted(self, indicator_id: str, _ticked: bool) -> None:
        self.toggled.emit(indicator_id)

    def _on_data_changed(self) -> None:
        self.scheduleDelayedItemsLayout()  # a note makes its line higher
