"""A table header with a row of filter lines under the titles, where people look for them (MOJ filter research)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QWidget

from ..icons import pixmap
from .choice_box import ChoiceBox
from .not_learnt import NOT_LEARNT
from .paged_model import Column

TYPED_MS = 150  # one question per pause, not one per letter


class FilterHeader(QHeaderView):
    """Titles that sort, lines and boxes that filter.

    Signals:
        filter_typed: (column id, text) after a short pause.
        left: Down or Escape in a filter line: the table should take the focus.
    """

    filter_typed = Signal(str, str)
    left = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._lines: dict[int, QLineEdit] = {}
        self._boxes: dict[int, ChoiceBox] = {}
        self._pending: dict[str, str] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(64)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("Column titles")
        self._pause = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._pause.timeout.connect(self._send)
        for place, each in enumerate(self._columns):
            if each.filterable and each.choices:
                self._boxes[place] = self._box(each)
            elif each.filterable:
                self._lines[place] = self._line(each)
        self.sectionResized.connect(self._place)
        self.sectionMoved.connect(self._place)

    def lines(self) -> dict[str, QLineEdit]:
        """Return the filter lines by column id."""
        return {self._columns[place].id: line for place, line in self._lines.items()}

    def boxes(self) -> dict[str, ChoiceBox]:
        """Return the filter boxes by column id."""
        return {self._columns[place].id: box for place, box in self._boxes.items()}

    def show_filters(self, filters: dict[str, str]) -> None:
        """Show *filters* in the lines without sending them."""
        for column_id, line in self.lines().items():
            wanted = filters.get(column_id, "")
            if line.text() != wanted:
                line.setText(wanted)
        for column_id, box in self.boxes().items():
            box.set_value(filters.get(column_id, ""))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        title = self.fontMetrics().height() + 14
        return QSize(hint.width(), title + self._line_height() + 8 if self._lines or self._boxes else title)

    def updateGeometries(self) -> None:
        # The lines stand in a margin below the titles.
        self.setViewportMargins(0, 0, 0, 0)
        super().updateGeometries()
        self._place()

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        super().paintSection(painter, rect, logical_index)
        if self.sortIndicatorSection() == logical_index and self.isSortIndicatorShown():
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            title = self.fontMetrics().horizontalAdvance(self._columns[logical_index].title) * 1.06
            left = min(rect.left() + round(title) + 14, rect.right() - 16)
            top = rect.top() + 7 + (self.fontMetrics().height() - 14) // 2
            painter.drawPixmap(left, top, pixmap("sort-down" if down else "sort-up", "muted", 14))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._send()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and watched.text():
                watched.clear()
                self._send()
                return True
        return super().eventFilter(watched, event)

    def _line(self, column: Column) -> QLineEdit:
        line = QLineEdit(self)
        line.setProperty("place", "filter")
        line.setProperty("column", column.id)
        line.setAccessibleName(f"Filter {column.title}")
        line.setPlaceholderText("Filter")
        line.setInputMethodHints(NOT_LEARNT)
        line.textChanged.connect(self._on_typed)
        line.installEventFilter(self)
        return line

    def _box(self, column: Column) -> ChoiceBox:
        box = ChoiceBox(column.choices, self, empty="All")
        box.setProperty("place", "filter")
        box.setProperty("column", column.id)
        box.setAccessibleName(f"Filter {column.title}")
        label = QLabel(f"Filter {column.title}", self)  # never shown: a box is read aloud by its label, not by its name
        label.setBuddy(box)
        label.hide()
        box.edited.connect(self._on_chosen)
        return box

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 10

    def _place(self) -> None:
        top = self.fontMetrics().height() + 12
        fields: dict[int, QWidget] = {**self._lines, **self._boxes}
        for place, line in fields.items():
            left = self.sectionViewportPosition(place)
            line.setGeometry(left + 4, top, max(self.sectionSize(place) - 10, 20), self._line_height())
            line.setVisible(not self.isSectionHidden(place))

    def _on_typed(self, text: str) -> None:
        sender = self.sender()
        if sender is not None:
            self._pending[str(sender.property("column"))] = text
            self._pause.start()

    def _on_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, ChoiceBox):
            self.filter_typed.emit(str(sender.property("column")), sender.value())

    def _send(self) -> None:
        self._pause.stop()
        pending, self._pending = self._pending, {}
        for column_id, text in pending.items():
            self.filter_typed.emit(column_id, text)
