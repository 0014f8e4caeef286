"""Bars for the months: as high as the number above them. The same numbers stand in the table below."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..colours import current_colours
from ..theme import S

_LEAST_BAR = 2.0


@dataclass(frozen=True)
class Bar:
    """One month: a short word, its number, and what a screen reader says."""

    label: str
    count: int
    words: str


class MonthBars(QWidget):
    """The picture; the accessible description reads the numbers out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Notifications by month")

    def show_bars(self, bars: Iterable[Bar]) -> None:
        """Draw these months."""
        self.bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.words}: {bar.count}" for bar in self.bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 24, line * 11)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 10, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        line = float(self.fontMetrics().height())
        most = max((bar.count for bar in self.bars), default=0)
        room = self.height() - 2 * line - 2 * S
        step = self.width() / max(1, len(self.bars))
        for place, bar in enumerate(self.bars):
            left = place * step
            height = max(_LEAST_BAR, room * bar.count / most) if most else _LEAST_BAR
            top = line + S + room - height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent"))
            painter.drawRect(QRectF(left + step * 0.2, top, step * 0.6, height))
            painter.setPen(colours.colour("text"))
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(QRectF(left, top - line - 2, step, line), middle, str(bar.count))
            painter.drawText(QRectF(left, self.height() - line, step, line), middle, bar.label)
        painter.end()
