"""The list of what was found: two lines each, a shape for what becomes of it; letters act, arrows move."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..colours import Colours, current_colours
from ..theme import L, M, S
from ..widgets.paged_model import Index
from ..widgets.tones import Tone, paint_shape
from .findings_model import FindingsModel
from .rows import Kind, RowView

_SMALLER = 0.92
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_INK = {Tone.LATE: "error", Tone.STOPPED: "error", Tone.WARN: "warn", Tone.DONE: "ok", Tone.UNDER_WAY: "accent"}


class _Line(QStyledItemDelegate):
    """Paints a line, or the head of a section."""

    def __init__(self, model: FindingsModel, parent: QListView) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()
        if self._model.rows[index.row()].kind is Kind.HEAD:
            return QSize(100, height + L)
        return QSize(100, round(height * (1 + _SMALLER)) + M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self._model.view(index.row())
        if view is None:
            return
        colours, room = current_colours(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._model.rows[index.row()].kind is Kind.HEAD:
            _paint_head(painter, room, view, colours)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(room, colours.colour("accent_soft" if chosen else "base"))
            painter.setPen(QPen(colours.colour("line"), 1))
            painter.drawLine(room.bottomLeft(), room.bottomRight())
            if chosen:
                painter.fillRect(QRectF(room.left(), room.top(), 3, room.height() - 1), colours.colour("accent"))
            _paint_line(painter, room.adjusted(M, 0, -M, -1), view, colours)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(colours.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(room.adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()


def _paint_head(painter: QPainter, room: QRectF, view: RowView, colours: Colours) -> None:
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * _SMALLER)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colours.colour("muted"))
    inside = room.adjusted(M, S, -M, 0)
    painter.drawText(inside, _LEFT, view.title)
    painter.drawText(inside, _RIGHT, view.count)


def _paint_line(painter: QPainter, room: QRectF, view: RowView, colours: Colours) -> None:
    first, second = QFont(painter.font()), QFont(painter.font())
    first.setBold(view.is_open)
    second.setPointSizeF(second.pointSizeF() * _SMALLER)
    high, low = QFontMetrics(first).height(), QFontMetrics(second).height()
    top = room.center().y() - (high + low) / 2
    painter.setFont(first)
    painter.setPen(colours.colour("text"))
    wide = QFontMetrics(first).horizontalAdvance(view.count) + (S if view.count else 0)
    title = QRectF(room.left(), top, room.width() - wide, high)
    painter.drawText(title, _LEFT, _shortened(painter, view.title, title.width()))
    painter.drawText(QRectF(room.left(), top, room.width(), high), _RIGHT, view.count)
    painter.setFont(second)
    side = round(low * 0.6)
    left = room.left()
    if view.state.tone is not Tone.PLAIN:
        paint_shape(painter, QRectF(left, top + high + (low - side) / 2, side, side), view.state.tone, colours)
        left += side + 6
    painter.setPen(colours.colour(_INK.get(view.state.tone, "muted")))
    state = QRectF(left, top + high, room.right() - left, low)
    painter.drawText(state, _LEFT, _shortened(painter, view.state.word, state.width()))
    left += QFontMetrics(second).horizontalAdvance(view.state.word)
    if view.more:
        painter.setPen(colours.colour("muted"))
        more = QRectF(left, top + high, max(0.0, room.right() - left), low)
        painter.drawText(
            more, _LEFT, _shortened(painter, f", {view.more}" if view.state.word else view.more, more.width())
        )


def _shortened(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))


class FindingsList(QListView):
    """All lines of a review; at most one is current.

    Signals:
        row_chosen: another line is current (its number in the model).
        listed: groups whose lines came into sight (a set of their numbers).
    """

    row_chosen = Signal(int)
    listed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = FindingsModel(self)
        self._told: set[int] = set()
        self.setModel(self.lines)
        self.setItemDelegate(_Line(self.lines, self))
        self.setAccessibleName("What was found")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.lines.modelReset.connect(self._told.clear)

    def go_to(self, kind: Kind, number: int, *, at_top: bool = False) -> bool:
        """Make a line current; False where there is none. *at_top*: with as many of those after it as fit."""
        at = self.lines.place(kind, number)
        if at < 0:
            return False
        index = self.lines.index(at)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtTop if at_top else hint.EnsureVisible)
        return True

    def go_first(self) -> None:
        """Make the first line current."""
        at = next((at for at, row in enumerate(self.lines.rows) if row.kind is not Kind.HEAD), -1)
        if at >= 0:
            self.go_to(self.lines.rows[at].kind, self.lines.rows[at].number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_End,
        )
        if event.key() == Qt.Key.Key_Home:
            self.go_first()  # the very first row is a head, on which Qt would not go
        elif event.key() in moves and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters act, they do not search; the words do not go to the clipboard

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        first, last = self.indexAt(self.viewport().rect().topLeft()), self.indexAt(self.viewport().rect().bottomLeft())
        begin = first.row() if first.isValid() else 0
        end = last.row() if last.isValid() else len(self.lines.rows) - 1
        rows = self.lines.rows[begin : end + 1]
        new = {row.number for row in rows if row.kind is Kind.GROUP} - self._told
        if new:
            self._told |= new
            self.listed.emit(new)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(current.row())
