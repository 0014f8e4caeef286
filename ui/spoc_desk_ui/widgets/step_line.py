"""The steps of a case from left to right: done, now, to come. To a screen reader it is a list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..colours import current_colours
from .tones import State, Tone, paint_shape

_STATE = int(Qt.ItemDataRole.UserRole)
_SAID = {Tone.DONE: "done", Tone.UNDER_WAY: "now", Tone.NOT_YET: "to come", Tone.STOPPED: "stopped"}


class _Step(QStyledItemDelegate):
    """Paints one step: a shape, its word, and the line to the next."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: State = index.data(_STATE)
        colours = current_colours()
        room = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = painter.fontMetrics().height()
        side = height * 0.85
        middle = room.top() + side / 2 + 8
        box = QRectF(room.center().x() - side / 2, middle - side / 2, side, side)
        painter.setPen(QPen(colours.colour("line"), 2))
        if index.row() > 0:
            painter.drawLine(QPointF(room.left(), middle), QPointF(box.left() - 6, middle))
        if index.row() + 1 < index.model().rowCount():
            painter.drawLine(QPointF(box.right() + 6, middle), QPointF(room.right() + 1, middle))
        paint_shape(painter, box, state.tone, colours)
        now = state.tone is Tone.UNDER_WAY
        font = painter.font()
        font.setBold(now)
        painter.setFont(font)
        painter.setPen(colours.colour("text" if now else "muted"))
        words = QRectF(room.left() + 2, box.bottom() + 4, room.width() - 4, height + 4)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), state.word)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(2, 1, -2, -1), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = option.fontMetrics
        state: State = index.data(_STATE)
        return QSize(round(metrics.horizontalAdvance(state.word) * 1.1) + 24, round(metrics.height() * 2.4) + 12)


class StepLine(QListWidget):
    """The steps of one case, read aloud as "Meeting: done", "Exchange: now"."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "Steps of this case") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setItemDelegate(_Step(self))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSpacing(0)

    def show_steps(self, steps: Sequence[State]) -> None:
        """Show *steps* in their order."""
        self.clear()
        for step in steps:
            item = QListWidgetItem(step.word)
            item.setData(_STATE, step)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{step.word}: {_SAID.get(step.tone, step.tone)}")
            self.addItem(item)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = sum(self.sizeHintForIndex(self.model().index(row, 0)).width() for row in range(self.count()))
        bar = self.horizontalScrollBar().sizeHint().height() if wide > self.width() > 0 else 0
        return QSize(max(wide, 100), round(self.fontMetrics().height() * 2.4) + 14 + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
