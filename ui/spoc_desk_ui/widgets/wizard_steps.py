"""The list of steps at the side of a wizard: done, now, to come."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ..colours import current_colours
from ..theme import S
from .surface import column
from .tones import Tone, paint_shape
from .words import Words

_SAID = {Tone.DONE: "done", Tone.UNDER_WAY: "now", Tone.NOT_YET: "to come"}


class _Shape(QWidget):
    """The shape before a step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = Tone.NOT_YET
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 0.8)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.tone, current_colours())
        painter.end()


class _Line(QWidget):
    """One step."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.shape = _Shape(self)
        self._words = Words(title, "muted", wrap=False, parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(S)
        line.addWidget(self.shape)
        line.addWidget(self._words, 1)

    def show_tone(self, tone: Tone) -> None:
        self.shape.tone = tone
        self._words.set_role("strong" if tone is Tone.UNDER_WAY else "muted")
        self._words.setAccessibleName(f"{self.title}: {_SAID.get(tone, tone)}")
        self.shape.update()


class WizardSteps(QWidget):
    """Says where in the wizard she is."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps of the set-up")
        layout = column(self, spacing=0)
        self._lines = [_Line(title, self) for title in titles]
        for line in self._lines:
            layout.addWidget(line)
        layout.addStretch(1)

    def sizeHint(self) -> QSize:
        # As wide as the widest title in bold, so that nothing moves from step to step.
        font = QFont(self.font())
        font.setBold(True)
        widest = max(QFontMetrics(font).horizontalAdvance(line.title) for line in self._lines)
        return QSize(widest + self.fontMetrics().height() + 2 * S, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def show_step(self, number: int) -> None:
        """Mark step *number* (from 0) as the present one."""
        for place, line in enumerate(self._lines):
            line.show_tone(Tone.DONE if place < number else Tone.UNDER_WAY if place == number else Tone.NOT_YET)
