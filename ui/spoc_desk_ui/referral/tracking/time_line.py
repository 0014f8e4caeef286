"""What happened, as a line with a shape for each event; the words beside it say everything."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...colours import current_colours
from ...forms.answers_view import FactLine
from ...parts.flowing import flowing
from ...parts.shape import Shape
from ...theme import M, S
from ...widgets.surface import column, row
from ...widgets.tones import Tone, paint_shape
from .event_lines import EventLine


class _Rail(QWidget):
    """The line at the left with the shape of one event."""

    def __init__(self, tone: Tone, *, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone, self._first, self._last = tone, first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(round(self.fontMetrics().height() * 1.1), 20)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        side = round(line * 0.62)
        middle = self.width() / 2
        centre = line / 2
        painter.setPen(QPen(colours.colour("line"), 2))
        if not self._first:
            painter.drawLine(round(middle), 0, round(middle), round(centre - side / 2 - 3))
        if not self._last:
            painter.drawLine(round(middle), round(centre + side / 2 + 3), round(middle), self.height())
        paint_shape(painter, QRectF(middle - side / 2, centre - side / 2, side, side), self._tone, colours)
        painter.end()


class _Event(QWidget):
    """One event."""

    def __init__(self, line: EventLine, *, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(line.spoken)
        across = row(self, spacing=M)
        across.addWidget(_Rail(line.tone, first=first, last=last, parent=self))
        words = column(spacing=2)
        words.setContentsMargins(0, 0, 0, M)
        words.addWidget(flowing(line.title, "strong", self))
        words.addWidget(flowing(" · ".join(part for part in (line.when, line.who) if part), "muted", self))
        for label, said in line.facts:
            words.addWidget(FactLine(label, said, self))
        for clock in line.clocks:
            beside = row(spacing=S)
            beside.addWidget(Shape(clock.tone, self))
            beside.addWidget(flowing(clock.words, "body", self), 1)
            words.addLayout(beside)
        if line.waited:
            words.addWidget(flowing(line.waited, "small", self))
        across.addLayout(words, 1)


class TimeLine(QWidget):
    """Newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What happened, newest first")
        self.lines: tuple[EventLine, ...] = ()
        self._column = column(self, spacing=0)

    def show_lines(self, lines: Sequence[EventLine]) -> None:
        """Show *lines*."""
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, line in enumerate(self.lines):
            self._column.addWidget(_Event(line, first=place == 0, last=place + 1 == len(self.lines), parent=self))
