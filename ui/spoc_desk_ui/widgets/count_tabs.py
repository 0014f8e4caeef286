"""A few counts in large numbers, each of which opens its list: "Late 1", "Waiting for others 4"."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ..colours import current_colours
from ..forms.flow import Flow
from ..theme import L, M, S
from .tones import Tone, paint_shape


@dataclass(frozen=True)
class CountTab:
    """One count, as data. The tone gives it a shape and a colour, but only while something is there.

    Counting stops at *most*: "1,000+" is all anybody needs to know.
    """

    id: str
    label: str
    tone: Tone = Tone.PLAIN
    most: int = 1000

    def words(self, count: int) -> str:
        """Return the number as it is shown."""
        return f"{self.most:,}+" if count >= self.most else f"{count:,}"


class _Tab(QPushButton):
    """Paints the number, the word below it, and a bar where it is open."""

    def __init__(self, tab: CountTab, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab = tab
        self._count = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(f"{self.tab.label}: {self._shown()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        label = metrics.horizontalAdvance(self.tab.label)
        number = round(metrics.horizontalAdvance(self._shown()) * 1.9) + self._side() + S
        return QSize(max(label, number) + 2 * L, round(metrics.height() * 2.75) + 2 * S)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(room, 6, 6)
        if self.isChecked():
            painter.fillRect(QRectF(L, room.bottom() - 3, room.width() - 2 * L, 3), colours.colour("accent"))
        here = self._count > 0
        ink = "error" if here and self.tab.tone is Tone.LATE else "text" if here else "muted"
        big = QFont(self.font())
        big.setPointSizeF(self.font().pointSizeF() * 1.75)
        big.setBold(here)
        painter.setFont(big)
        painter.setPen(colours.colour(ink))
        height = painter.fontMetrics().height()
        left = float(L)
        if here and self.tab.tone is not Tone.PLAIN:
            side = self._side()
            paint_shape(painter, QRectF(left, S + (height - side) / 2, side, side), self.tab.tone, colours)
            left += side + S
            painter.setPen(colours.colour(ink))
        words = QRectF(left, S, room.width() - left, height)
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.tab.words(self._count)
        )
        painter.setFont(self.font())
        painter.setPen(QPen(colours.colour("text" if self.isChecked() else "muted")))
        below = QRectF(L, S + height, room.width() - L, room.height() - height - S)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), self.tab.label)
        painter.end()

    def _shown(self) -> str:
        return self.tab.words(self._count)

    def _side(self) -> int:
        return round(self.fontMetrics().height() * 0.75)


class CountTabs(QWidget):
    """A row of counts of which one is open. Left and Right move between them.

    Signals:
        chosen: the id of the count that was opened.
    """

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[CountTab], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        layout = Flow(self, spacing=M)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        for each in tabs:
            tab = _Tab(each, self)
            self._tabs[each.id] = tab
            self._group.addButton(tab)
            layout.addWidget(tab)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show the numbers by id."""
        for tab_id, tab in self._tabs.items():
            tab.set_count(counts.get(tab_id, 0))

    def open_tab(self, tab_id: str) -> None:
        """Show *tab_id* as the open one, without a signal."""
        if tab_id in self._tabs:
            self._tabs[tab_id].setChecked(True)

    def current(self) -> str:
        """Return the id of the open count, or ""."""
        checked = self._group.checkedButton()
        return checked.tab.id if isinstance(checked, _Tab) else ""

    def button(self, tab_id: str) -> QWidget:
        """Return the button of one count."""
        return self._tabs[tab_id]

    def _on_clicked(self) -> None:
        self.chosen.emit(self.current())
