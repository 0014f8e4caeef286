"""Bars as high as the number above them; one that is hidden is only outlined. A table below says the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..colours import current_colours
from ..theme import S

_LEAST_BAR = 2.0
_HIDDEN_BAR = 0.12
"""How high, of the room there is, a bar is outlined whose number is not said: always the same."""


@dataclass(frozen=True)
class Bar:
    """One bar: a short word below it, its number (None: hidden), what a screen reader says, what stands above it."""

    label: str
    count: int | None
    words: str
    shown: str = ""

    @property
    def number(self) -> str:
        """Return what stands above the bar."""
        return self.shown or f"{self.count or 0:,}"


class NumberBars(QWidget):
    """The picture; the accessible description reads the numbers out."""

    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 11) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_bars(self, bars: Iterable[Bar]) -> None:
        """Draw these bars."""
        self.bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.words}: {bar.number}" for bar in self.bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 24, line * self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 10, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        line = float(self.fontMetrics().height())
        most = max((bar.count or 0 for bar in self.bars), default=0)
        room = self.height() - 2 * line - 2 * S
        step = self.width() / max(1, len(self.bars))
        for place, bar in enumerate(self.bars):
            left = place * step
            height = max(_LEAST_BAR, room * (bar.count or 0) / most) if most else _LEAST_BAR
            height = room * _HIDDEN_BAR if bar.count is None else height
            top = line + S + room - height
            if bar.count is None:
                painter.setPen(QPen(colours.colour("muted"), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.colour("accent"))
            painter.drawRect(QRectF(left + step * 0.2, top, step * 0.6, height))
            painter.setPen(colours.colour("text"))
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(QRectF(left, top - line - 2, step, line), middle, bar.number)
            painter.drawText(QRectF(left, self.height() - line, step, line), middle, bar.label)
        painter.end()
