"""One line to get anywhere: type words in any order, see what fits with its shortcut, Enter goes there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..colours import current_colours
from .announce import announce
from .not_learnt import NOT_LEARNT

_HIT = int(Qt.ItemDataRole.UserRole)
_SHOWN = 9
_PAUSE_MS = 120


@dataclass(frozen=True)
class Hit:
    """Something the box can go to: an action id, or a place with ids. One without either only says something."""

    title: str
    detail: str = ""
    act: str = ""
    place: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def leads(self) -> bool:
        """Say whether it can be gone to."""
        return bool(self.act or self.place)

    def fits(self, words: Sequence[str]) -> bool:
        """Say whether every word occurs, in any order."""
        text = f"{self.title} {self.detail}".casefold()
        return all(word in text for word in words)


class _HitDelegate(QStyledItemDelegate):
    """Paints a hit: its title at the left, its shortcut or kind at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit: Hit = index.data(_HIT)
        colours = current_colours()
        room = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit.leads and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent_soft"))
            painter.drawRoundedRect(room, 4, 4)
        inner = room.adjusted(10, 0, -10, 0)
        painter.setPen(colours.colour("muted"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), hit.detail)
        painter.setPen(colours.colour("text" if hit.leads else "muted"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), hit.title)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, option.fontMetrics.height() + 14)


class CommandBox(QLineEdit):
    """The box and its list of hits, which hangs below it inside the same window.

    Signals:
        chosen: a Hit.
        asked: words to look up in the vault; the answer comes back through `show_found`.
    """

    chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, own_hits: Callable[[], Sequence[Hit]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setInputMethodHints(NOT_LEARNT)
        self._own_hits = own_hits
        self._found: tuple[Hit, ...] = ()
        self.setProperty("place", "command")
        self.setPlaceholderText("Find a case, a record or an action    Ctrl+K")
        self.setAccessibleName("Find a case, a record or an action")
        self.list = QListWidget(parent.window())
        self.list.setProperty("surface", "pop")
        self.list.setProperty("role", "offers")
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("What fits")
        self.list.hide()
        self.list.itemClicked.connect(self._on_clicked)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textEdited.connect(self._on_edited)

    def show_found(self, words: str, hits: Sequence[Hit]) -> None:
        """Show what the vault found for *words*, if they are still the words typed."""
        if words == self.text().strip():
            self._found = tuple(hits)
            self._fill()
            for hit in hits:
                if not hit.leads:
                    announce(self, hit.title)

    def close_list(self) -> None:
        """Hide the list and empty the line."""
        self._pause.stop()
        self._found = ()
        self.clear()
        self.list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % max(self.list.count(), 1))
            item = self.list.currentItem()
            if item is not None:
                announce(self, item.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_list()
            event.ignore()  # the shell gives the focus back to the page
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._fill()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()

    def _on_edited(self, _text: str) -> None:
        self._found = ()
        self._fill()
        self._pause.start()

    def _on_pause(self) -> None:
        words = self.text().strip()
        if len(words) > 1:
            self.asked.emit(words)

    def _fill(self) -> None:
        words = self.text().casefold().split()
        hits = [*self._found, *(hit for hit in self._own_hits() if hit.fits(words))][:_SHOWN]
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.title}, {hit.detail}" if hit.detail else hit.title)
            item.setData(_HIT, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._place()
        self.list.setVisible(bool(hits) and self.hasFocus())
        self.list.raise_()

    def _place(self) -> None:
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 12
        self.list.setGeometry(corner.x(), corner.y(), max(self.width(), 320), height)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._choose(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        hit = item.data(_HIT)
        if not hit.leads:
            return
        self.close_list()
        self.chosen.emit(hit)
