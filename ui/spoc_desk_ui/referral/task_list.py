"""The sections of a referral down the left side: a shape, the title, and how far each is, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..colours import Colours, current_colours
from ..theme import M, S
from ..widgets.tones import Tone, paint_shape

Index = QModelIndex | QPersistentModelIndex

_TASK = int(Qt.ItemDataRole.UserRole)
_SMALLER = 0.9
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ANY = 16_777_215  # QWIDGETSIZE_MAX: no limit
_WIDE = 34
"""In widths of the letter n."""


@dataclass(frozen=True)
class Task:
    """One line of the list: what it opens, its title, and how far it is ("" for a line that is no task)."""

    key: str
    title: str
    words: str = ""
    tone: Tone = Tone.PLAIN
    line_before: bool = False

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        return f"{self.title}: {self.words}" if self.words else self.title


class _TaskDelegate(QStyledItemDelegate):
    """Paints title and words in one line where both fit, else the words below the title."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        task: Task = index.data(_TASK)
        colours = current_colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect)
        if task.line_before:
            painter.setPen(QPen(colours.colour("line"), 1))
            painter.drawLine(room.topLeft() + _down(S / 2), room.topRight() + _down(S / 2))
            room.setTop(room.top() + S)
        _paint_ground(painter, room, option, colours)
        is_open = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_task(painter, room, option.font, task, colours, is_open)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        task: Task = index.data(_TASK)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        height = _height(task, _bold(option.font), option.font, width)
        return QSize(width, height + (S if task.line_before else 0))

    def _paint_task(
        self, painter: QPainter, room: QRectF, font: QFont, task: Task, colours: Colours, is_open: bool
    ) -> None:
        metrics = QFontMetrics(font)
        side = _side(metrics)
        box = QRectF(room.left() + S, room.top() + 5 + (metrics.height() - side) / 2, side, side)
        if task.tone is not Tone.PLAIN:
            paint_shape(painter, box, task.tone, colours)
        left = room.left() + S + side + S
        width = round(room.right() - left) - S
        bold = _bold(font)
        title = _title_rect(task.title, bold, width)
        painter.setFont(bold if is_open else font)
        painter.setPen(colours.colour("accent" if is_open else "text"))
        top = round(room.top()) + 5
        painter.drawText(QRect(round(left), top, title.width(), title.height() + 2), _WRAP, task.title)
        if not task.words:
            return
        small = _small(font)
        painter.setFont(small)
        painter.setPen(colours.colour("warn" if task.tone is Tone.WARN else "muted"))
        words = QFontMetrics(small)
        if _fits(task, bold, font, width):
            at = round(left) + width - words.horizontalAdvance(task.words)
            painter.drawText(QRect(at, top + 1, width, title.height()), _ONE_LINE, task.words)
        else:
            painter.drawText(QRect(round(left), top + title.height(), width, words.height() * 3), _WRAP, task.words)


class TaskList(QListWidget):
    """Click, Enter or Space opens a section; the arrows only move.

    Signals:
        chosen: the key of the line.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sections of this referral")
        self.setObjectName("referral-tasks")
        self.setItemDelegate(_TaskDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setToolTip("Ctrl+Page Down: next section")
        self._open = ""
        self._fills = False
        self.itemClicked.connect(self._on_clicked)
        self._fit()

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these lines; what is open and where she stands stay."""
        stands = self.currentRow()
        same = [self._task(row).key for row in range(self.count())] == [each.key for each in tasks]
        if not same:
            self.clear()
            for _each in tasks:
                QListWidgetItem(self)
        for row, task in enumerate(tasks):
            item = self.item(row)
            item.setData(_TASK, task)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, task.spoken)
        self.setCurrentRow(stands if same else 0)
        self.mark_open(self._open)
        self.scheduleDelayedItemsLayout()

    def mark_open(self, key: str) -> None:
        """Mark the line of the section that is shown; the arrows go on from there."""
        self._open = key
        for row in range(self.count()):
            is_open = self._task(row).key == key
            self.item(row).setSelected(is_open)
            if is_open:
                self.setCurrentItem(self.item(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.scrollToItem(self.item(row))

    def fill_width(self, fills: bool) -> None:
        """Take all the width there is: the list stands alone; else as wide as its titles need."""
        self._fills = fills
        self._fit()

    def task_keys(self) -> tuple[str, ...]:
        """Return the keys in their order."""
        return tuple(self._task(row).key for row in range(self.count()))

    def words_of(self, key: str) -> str:
        """Return how far a section is, in words."""
        return next((each.words for each in map(self._task, range(self.count())) if each.key == key), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self._on_clicked(item)
            return
        super().keyPressEvent(event)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        # The selection is the section that is shown: neither arrows nor clicks move it, `mark_open` does.
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        width = self.fontMetrics().horizontalAdvance("n" * _WIDE)
        self.setMinimumWidth(0 if self._fills else width)
        self.setMaximumWidth(_ANY if self._fills else width)
        self.scheduleDelayedItemsLayout()

    def _task(self, row: int) -> Task:
        task: Task = self.item(row).data(_TASK)
        return task

    def _on_clicked(self, item: QListWidgetItem) -> None:
        task: Task = item.data(_TASK)
        self.chosen.emit(task.key)


def _side(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 0.62)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)  # measured bold, so that nothing moves when a section is opened
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small


def _fits(task: Task, bold: QFont, font: QFont, width: int) -> bool:
    """Say whether title and words stand in one line."""
    title = QFontMetrics(bold).horizontalAdvance(task.title)
    return title + M + QFontMetrics(_small(font)).horizontalAdvance(task.words) <= width


def _title_rect(title: str, bold: QFont, width: int) -> QRect:
    return QFontMetrics(bold).boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAP, title).adjusted(0, 0, 2, 0)


def _height(task: Task, bold: QFont, font: QFont, room: int) -> int:
    width = room - 3 * S - _side(QFontMetrics(font))
    height = _title_rect(task.title, bold, width).height()
    if task.words and not _fits(task, bold, font, width):
        rect = QFontMetrics(_small(font)).boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAP, task.words)
        height += rect.height()
    return height + 10


def _down(by: float) -> QPointF:
    return QPointF(0, by)


def _paint_ground(painter: QPainter, room: QRectF, option: QStyleOptionViewItem, colours: Colours) -> None:
    ground = room.adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setBrush(colours.colour("accent_soft"))
        painter.drawRoundedRect(ground, 6, 6)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(colours.colour("hover"))
        painter.drawRoundedRect(ground, 6, 6)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.colour("focus"), 2))
        painter.drawRoundedRect(ground, 6, 6)
