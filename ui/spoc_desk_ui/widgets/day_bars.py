"""The next working days as a strip of bars: how much is due on each. Arrow keys walk along it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spoc_desk.domain.house_dates import WEEKDAYS, long_date

from ..colours import Colours, current_colours
from .announce import announce

_BARS = 2.5  # height of the bars in lines of text
_WEEK_GAP = 10.0


@dataclass(frozen=True)
class DayBar:
    """One working day and how many things are due on it."""

    day: date
    count: int

    @property
    def words(self) -> str:
        """Return "Tuesday 24 November 2026: 2 due"."""
        return f"{long_date(self.day)}: {self.count or 'nothing'} due"


class DayBars(QWidget):
    """The strip. One day is current; Left, Right, Home and End move, Enter opens it.

    Signals:
        opened: the date on which Enter or a double click happened.
    """

    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: tuple[DayBar, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[DayBar]) -> None:
        """Show *bars* from left to right."""
        self._bars = tuple(bars)
        self._current = min(self._current, max(len(self._bars) - 1, 0))
        self._describe()
        self.update()

    def current_bar(self) -> DayBar | None:
        """Return the day the arrow keys stand on."""
        return self._bars[self._current] if self._bars else None

    def sizeHint(self) -> QSize:
        return QSize(480, round(self.fontMetrics().height() * (_BARS + 3.4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars) - 1
        steps = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and self._bars:
            self._go_to(min(max(steps[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._bars:
            self.opened.emit(self._bars[self._current].day)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        self.setToolTip(self._bars[place].words if place >= 0 else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place >= 0:
            self._go_to(place)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place >= 0:
            self.opened.emit(self._bars[place].day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        most = max((bar.count for bar in self._bars), default=0)
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, self._slot(place), bar, place, most, colours)
        painter.end()

    # inside ---------------------------------------------------------------------------------------------------------

    def _paint_bar(self, painter: QPainter, slot: QRectF, bar: DayBar, place: int, most: int, colours: Colours) -> None:
        line = float(self.fontMetrics().height())
        foot = slot.top() + line * (_BARS + 1.1)
        tall = line * _BARS * bar.count / most if most else 0.0
        inner = slot.adjusted(3, 0, -3, 0)
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(QPointF(inner.left(), foot), QPointF(inner.right(), foot))
        if bar.count:
            block = QRectF(inner.left(), foot - max(tall, 4), inner.width(), max(tall, 4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent" if place == 0 else "scroll"))
            painter.drawRoundedRect(block, 3, 3)
            painter.setPen(colours.colour("text"))
            number = QRectF(slot.left(), block.top() - line, slot.width(), line)
            painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), str(bar.count))
        self._paint_day(painter, slot, bar.day, place, foot, colours)
        if self.hasFocus() and place == self._current:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(slot.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_day(self, painter: QPainter, slot: QRectF, day: date, place: int, foot: float, colours: Colours) -> None:
        line = float(self.fontMetrics().height())
        font = QFont(self.font())
        font.setBold(place == 0)
        painter.setFont(font)
        painter.setPen(colours.colour("text" if place == 0 else "muted"))
        weekday = WEEKDAYS[day.weekday()][: 3 if slot.width() > line * 2 else 1]
        for number, words in enumerate((weekday, str(day.day))):
            room = QRectF(slot.left(), foot + 2 + number * line, slot.width(), line)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setFont(self.font())

    def _slot(self, place: int) -> QRectF:
        """Return the column of one day; a new week begins after a small gap."""
        gaps = [each for each in range(1, len(self._bars)) if self._begins_week(each)]
        wide = (self.width() - _WEEK_GAP * len(gaps)) / max(len(self._bars), 1)
        before = sum(1 for each in gaps if each <= place)
        return QRectF(place * wide + before * _WEEK_GAP, 0, wide, self.height())

    def _begins_week(self, place: int) -> bool:
        return self._bars[place].day.isocalendar().week != self._bars[place - 1].day.isocalendar().week

    def _place_at(self, point: QPointF) -> int:
        return next((place for place in range(len(self._bars)) if self._slot(place).contains(point)), -1)

    def _go_to(self, place: int) -> None:
        self._current = place
        self._describe()
        announce(self, self._bars[place].words)
        self.update()

    def _describe(self) -> None:
        bar = self.current_bar()
        self.setAccessibleName(f"{self._name}. {bar.words}" if bar is not None else self._name)
