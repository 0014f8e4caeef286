"""The lines of "Check answers" painted in one list: hundreds of answers open as quickly as ten."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..colours import Colours, current_colours
from ..theme import XL, L, M, S
from .check_rows import JUMPS, CheckRow, Look

Index = QModelIndex | QPersistentModelIndex

_ROW = int(Qt.ItemDataRole.UserRole)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_CHANGE = "Change"
_LABEL_SHARE = 0.34
_BESIDE_FROM = 60
"""In widths of the letter n: from here on the words stand beside their label."""
_WIDEST = 1040
_HEADING, _SMALL = 14 / 10.5, 9.5 / 10.5
_GROUNDS = {
    Look.WRONG_HEAD: "error",
    Look.WRONG: "error",
    Look.SOFT_HEAD: "warn",
    Look.SOFT: "warn",
    Look.WELL: "ok",
}
_HEADS = frozenset({Look.WRONG_HEAD, Look.SOFT_HEAD, Look.WELL})
_ABOVE = {Look.SECTION: XL, Look.GROUP: M, Look.WRONG_HEAD: S, Look.SOFT_HEAD: M, Look.WELL: S}


class _Model(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[CheckRow, ...] = ()

    def show(self, rows: Sequence[CheckRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return row.spoken
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a line and tells how high it is at the width of the list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CheckRow = index.data(_ROW)
        colours = current_colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRect(option.rect)
        room.setLeft(room.left() + XL)
        room.setWidth(min(room.width() - XL, _WIDEST))
        room.setTop(room.top() + _ABOVE.get(row.look, 0))
        if row.look in _GROUNDS:
            _paint_ground(painter, QRectF(room), _GROUNDS[row.look], colours)
        _paint_words(painter, room, row, option.font, colours)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: CheckRow = index.data(_ROW)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(width, _height(row, option.font, min(width - 2 * XL, _WIDEST)) + _ABOVE.get(row.look, 0))


class CheckList(QListView):
    """Arrows move, Enter or a click on "Change" opens what a line is about.

    Signals:
        jumped: the CheckRow.
    """

    jumped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answers of this referral, and what to put right")
        self.setObjectName("check-answers")
        self.lines = _Model(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def show_rows(self, rows: Sequence[CheckRow]) -> None:
        """Show these lines; where she stands and how far she has scrolled stay."""
        at, current = self.verticalScrollBar().value(), max(self.currentIndex().row(), 0)
        self.lines.show(rows)
        if rows:
            index = self.lines.index(min(current, len(rows) - 1))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(at)

    def to_top(self) -> None:
        """Stand on the first line: the summary."""
        if self.lines.rows:
            self.setCurrentIndex(self.lines.index(0))
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self._jump(self.lines.rows[index.row()])
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._link_at(event)
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._jump(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._link_at(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _link_at(self, event: QMouseEvent) -> CheckRow | None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return None
        row = self.lines.rows[index.row()]
        if not row.leads:
            return None
        if row.look in JUMPS:
            return row
        right = self.visualRect(index).left() + XL + min(self.viewport().width() - 2 * XL, _WIDEST)
        width = self.fontMetrics().horizontalAdvance(_CHANGE)
        return row if right - width - S <= event.position().x() <= right + S else None

    def _jump(self, row: CheckRow) -> None:
        if row.leads:
            self.jumped.emit(row)


def _font(font: QFont, look: Look) -> QFont:
    """Return the font of the first words of a line."""
    found = QFont(font)
    if look in (Look.SECTION, Look.WRONG_HEAD):
        found.setPointSizeF(font.pointSizeF() * _HEADING)
    if look is Look.MISSING:
        found.setPointSizeF(font.pointSizeF() * _SMALL)
    found.setBold(look in (Look.SECTION, Look.GROUP) or look in _HEADS)
    found.setUnderline(look in JUMPS)
    return found


def _columns(row: CheckRow, font: QFont, width: int) -> tuple[int, int, bool]:
    """Return the width of the label, the width of the words, and whether they stand beside each other."""
    change = QFontMetrics(font).horizontalAdvance(_CHANGE) + M if row.leads and row.look not in JUMPS else 0
    room = width - change
    if row.look in _GROUNDS:
        return width - 2 * L, width - 2 * L, False
    if row.look is not Look.ANSWER:
        return room, room, False
    if width < QFontMetrics(font).horizontalAdvance("n" * _BESIDE_FROM):
        return room, room, False
    label = round(width * _LABEL_SHARE)
    return label, room - label - M, True


def _text_height(font: QFont, width: int, text: str) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 40), 100_000), _WRAP, text).height()


def _height(row: CheckRow, font: QFont, width: int) -> int:
    label, words, beside = _columns(row, font, width)
    first = _text_height(_font(font, row.look), label, row.label)
    second = _text_height(font, words, row.words) if row.words else 0
    padding = M if row.look in _HEADS else L if row.look is Look.SECTION else S
    return (max(first, second) if beside else first + second) + padding


def _paint_ground(painter: QPainter, room: QRectF, kind: str, colours: Colours) -> None:
    painter.fillRect(room, colours.colour(f"{kind}_soft"))
    painter.fillRect(QRectF(room.left(), room.top(), 4, room.height()), colours.colour(kind))


def _paint_words(painter: QPainter, room: QRect, row: CheckRow, font: QFont, colours: Colours) -> None:
    label, words, beside = _columns(row, font, room.width())
    left = room.left() + (L if row.look in _GROUNDS else 0)
    top = room.top() + S // 2
    head = _font(font, row.look)
    first = _text_height(head, label, row.label)
    painter.setFont(head)
    muted = row.look in (Look.ANSWER, Look.MISSING)
    painter.setPen(colours.colour("accent" if row.look in JUMPS else "muted" if muted else "text"))
    painter.drawText(QRect(left, top, label, first + 4), _WRAP, row.label)
    if row.words:
        painter.setFont(font)
        painter.setPen(colours.colour("text"))
        at = QRect(left + label + M, top, words, 100_000) if beside else QRect(left, top + first, words, 100_000)
        painter.drawText(at, _WRAP, row.words)
    if row.leads and row.look not in JUMPS:
        _paint_change(painter, room, top, font, colours)
    if row.look is Look.SECTION:
        painter.setPen(QPen(colours.colour("line"), 1))
        low = room.bottom() - S / 2
        painter.drawLine(QPointF(room.left(), low), QPointF(room.right(), low))


def _paint_change(painter: QPainter, room: QRect, top: int, font: QFont, colours: Colours) -> None:
    link = QFont(font)
    link.setUnderline(True)
    painter.setFont(link)
    painter.setPen(colours.colour("accent"))
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    painter.drawText(QRect(room.left(), top, room.width(), 100), right, _CHANGE)
