"""Paints the lines of the explorer: a box to tick, the words in full, and the note below them."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from spoc_desk.thresholds.threshold_set import Where
from spoc_desk.thresholds.windscreen import Pattern

from ...colours import Colours, current_colours
from ...theme import M, S
from ...widgets.paged_model import Index
from .lines import Head
from .model import IndicatorModel
from .swatch import paint_swatch

_GAP = 10
_SMALLER = 0.92
_ABOVE = 6
_NOTE_LINES = 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class IndicatorLine(QStyledItemDelegate):
    """One delegate for heads and indicators; the heights of wrapped words are kept, they are asked for at each key."""

    def __init__(self, model: IndicatorModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._heights: dict[tuple[str, bool, int], int] = {}
        self._measured = (-1, 0)  # the width of the view, and the room for words in it

    def forget(self) -> None:
        """The face or its size is another one: measure again."""
        self._heights.clear()
        self._measured = (-1, 0)

    def box_width(self) -> int:
        """Return how wide the part of a line is that belongs to its box."""
        return M + _side(self._view.fontMetrics()) + _GAP

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._model.lines[index.row()]
        # An empty width lets the view give every line its own width without asking twice.
        if isinstance(line, Head):
            return QSize(0, option.fontMetrics.height() + 2 * S + 2)
        note = self._model.note(line)
        words = self._height(self._model.words(line), small=False)
        lines = min(self._height(note, small=True), _NOTE_LINES * _small(option.fontMetrics)) if note else 0
        return QSize(0, max(words + lines + 2 * _ABOVE, 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.lines[index.row()]
        colours, room = current_colours(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Head):
            self._paint_head(painter, room, line, colours)
        else:
            self._paint_indicator(painter, room, line, colours, option.state)
        painter.restore()

    # inside ---------------------------------------------------------------------------------------------------------

    def _room(self) -> int:
        """Return how wide the words may be; the scroll bar's room is left free, so that its coming wraps nothing."""
        width = self._view.width()
        if self._measured[0] != width:
            bar = self._view.verticalScrollBar().sizeHint().width()
            self._measured = (width, max(width - bar - self.box_width() - M, 60))
        return self._measured[1]

    def _height(self, words: str, *, small: bool) -> int:
        room = self._room()
        known = self._heights.get((words, small, room))
        if known is None:
            metrics = _smaller_metrics(self._view.font()) if small else self._view.fontMetrics()
            known = metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, words).height()
            self._heights[words, small, room] = known
        return known

    def _paint_head(self, painter: QPainter, room: QRectF, head: Head, colours: Colours) -> None:
        painter.fillRect(room, colours.colour("window"))
        inside = room.adjusted(M, 0, -M, 0)
        high = painter.fontMetrics().height()
        box = QRectF(inside.left(), inside.center().y() - high * 0.3, high * 0.95, high * 0.6)
        paint_swatch(painter, box, self._model.patterns.get(head.level.id, Pattern.OPEN), colours)
        count = head.count_words(self._model.ticked)
        wide = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(colours.colour("muted"))
        painter.drawText(inside, _RIGHT, count)
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(colours.colour("text"))
        title = QRectF(box.right() + S, inside.top(), inside.width() - box.width() - wide - 2 * S, inside.height())
        shown = painter.fontMetrics().elidedText(head.title, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, _LEFT, shown)

    def _paint_indicator(
        self, painter: QPainter, room: QRectF, where: Where, colours: Colours, state: QStyle.StateFlag
    ) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(room, colours.colour("accent_soft" if chosen else "base"))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        if chosen:
            painter.fillRect(QRectF(room.left(), room.top(), 3, room.height() - 1), colours.colour("accent"))
        metrics = painter.fontMetrics()
        side = _side(metrics)
        top = room.top() + max(_ABOVE, (32 - metrics.height()) / 2)
        ticked = where.indicator.id in self._model.ticked
        _paint_box(painter, QRectF(room.left() + M, top + (metrics.height() - side) / 2, side, side), ticked, colours)
        painter.setPen(colours.colour("text"))
        words = self._model.words(where)
        high = self._height(words, small=False)
        left = room.left() + self.box_width()
        painter.drawText(QRectF(left, top, self._room(), high), _WRAP, words)
        if note := self._model.note(where):
            self._paint_note(painter, QRectF(left, top + high, self._room(), room.bottom() - top - high), note, colours)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -2), 4, 4)

    def _paint_note(self, painter: QPainter, room: QRectF, note: str, colours: Colours) -> None:
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        painter.setFont(font)
        painter.setPen(colours.colour("muted"))
        metrics = painter.fontMetrics()
        fits = self._height(note, small=True) <= _NOTE_LINES * metrics.height()
        flat = " ".join(note.split())
        reach = int(room.width() * (_NOTE_LINES - 0.35))
        shown = note if fits else metrics.elidedText(flat, Qt.TextElideMode.ElideRight, reach)
        painter.drawText(QRectF(room.left(), room.top(), room.width(), _NOTE_LINES * metrics.height()), _WRAP, shown)


def _side(metrics: QFontMetrics) -> int:
    return max(16, round(metrics.height() * 0.9))


def _smaller_metrics(font: QFont) -> QFontMetrics:
    small = QFont(font)
    small.setPointSizeF(small.pointSizeF() * _SMALLER)
    return QFontMetrics(small)


def _small(metrics: QFontMetrics) -> int:
    return round(metrics.height() * _SMALLER) + 1


def _paint_box(painter: QPainter, box: QRectF, ticked: bool, colours: Colours) -> None:
    """Paint a box as the house's ticks are painted."""
    painter.setPen(QPen(colours.colour("accent" if ticked else "border"), 2 if ticked else 1.5))
    painter.setBrush(colours.colour("accent" if ticked else "base"))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    if not ticked:
        return
    pen = QPen(colours.colour("on_accent"), box.width() / 8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.31)]
    painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])
