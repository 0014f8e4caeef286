"""The house cell: words or a state chip, a hairline under each row, an accent bar and a ring where it is current."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..colours import Colours, current_colours
from ..widgets.paged_model import LOOK_ROLE, STATE_ROLE
from ..widgets.tones import State, chip_size, paint_chip

_PADDING = 8
_UP = QPointF(0, 1)  # the next row would paint over a line on its own edge
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of a RecordTable."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = current_colours()
        room = QRectF(option.rect)
        state_flags = option.state
        selected = bool(state_flags & QStyle.StateFlag.State_Selected)
        painter.save()
        _ground(painter, room, colours, selected, first=index.column() == 0)
        self._content(painter, room.adjusted(_PADDING, 0, -_PADDING, -1), index, colours)
        if state_flags & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        state = index.data(STATE_ROLE)
        if isinstance(state, State):
            return chip_size(state, metrics) + QSize(2 * _PADDING, 8)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if str(index.data(LOOK_ROLE) or "") == "strong":
            font = QFont(option.font)
            font.setBold(True)
            metrics = QFontMetrics(font)
        # One pixel more: letters reach a little beyond their advance, and are cut where there is none.
        return QSize(metrics.horizontalAdvance(words) + 2 * _PADDING + 1, metrics.height() + 14)

    def _content(self, painter: QPainter, room: QRectF, index: Index, colours: Colours) -> None:
        state = index.data(STATE_ROLE)
        if isinstance(state, State):
            paint_chip(painter, room, state, colours)
            return
        look = str(index.data(LOOK_ROLE) or "")
        painter.setPen(_ink(colours, look))
        if look == "strong":
            font = QFont(painter.font())
            font.setBold(True)
            painter.setFont(font)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _ground(painter: QPainter, room: QRectF, colours: Colours, selected: bool, *, first: bool) -> None:
    painter.fillRect(room, colours.colour("accent_soft" if selected else "base"))
    painter.setPen(QPen(colours.colour("line"), 1))
    painter.drawLine(room.bottomLeft() - _UP, room.bottomRight() - _UP)
    if selected and first:
        painter.fillRect(QRectF(room.left(), room.top(), 3, room.height() - 1), colours.colour("accent"))


def _ink(colours: Colours, look: str) -> QColor:
    return colours.colour(look if look in ("muted", "error", "warn", "ok", "accent") else "text")
