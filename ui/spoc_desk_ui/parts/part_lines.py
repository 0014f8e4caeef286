"""The parts of a case at a glance: one line each with how it stands; every line opens its part."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ..colours import current_colours
from ..theme import M, S
from ..widgets.surface import Surface, column
from ..widgets.tones import Tone, paint_shape

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class PartLine:
    """One line: the part it opens, its title, how it stands, and a shape where something waits."""

    part: str
    title: str
    words: str
    tone: Tone = Tone.PLAIN


class _LineButton(QPushButton):
    """Title above, words below, wrapped to the width of the column."""

    def __init__(self, line: PartLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(f"{line.title}: {line.words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        metrics = self.fontMetrics()
        words = metrics.boundingRect(0, 0, max(width - 2 * M, 40), 10_000, _LEFT, self.line.words)
        return metrics.height() + words.height() + 2 * S

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() * 2 + 2 * S)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("hover"))
            painter.drawRoundedRect(room, 6, 6)
        metrics = self.fontMetrics()
        title = QRectF(M, S, room.width() - 2 * M, metrics.height())
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(colours.colour("text"))
        painter.drawText(title, _LEFT, self.line.title)
        if self.line.tone is not Tone.PLAIN:
            side = metrics.height() * 0.6
            box = QRectF(room.width() - M - side, S + (metrics.height() - side) / 2, side, side)
            paint_shape(painter, box, self.line.tone, colours)
        painter.setFont(self.font())
        painter.setPen(colours.colour("muted"))
        words = QRectF(M, S + metrics.height(), room.width() - 2 * M, room.height() - metrics.height() - S)
        painter.drawText(words, _LEFT, self.line.words)
        painter.end()


class PartLines(Surface):
    """The column at the right of *What now*.

    Signals:
        opened: the key of the part whose line was pressed.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setAccessibleName("The parts of this case")
        self._column = column(self, margin=S, spacing=0)
        self._buttons: list[_LineButton] = []

    def show_lines(self, lines: Sequence[PartLine]) -> None:
        """Show *lines*; the focus stays on the line it was on."""
        focused = next((each.line.part for each in self._buttons if each.hasFocus()), "")
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for line in lines:
            button = _LineButton(line, self)
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
            self._column.addWidget(button)
            if line.part == focused:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the lines."""
        return tuple(self._buttons)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, _LineButton):
            self.opened.emit(sender.line.part)
