"""The steps of a security concern, one below the other: done with its time, or the button that records it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ..colours import current_colours
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.tones import Tone, paint_shape
from ..widgets.words import Words
from .concerns_lists import StepTime

_BUTTONS = {
    "inform_la_spoc": "The LA SPOC was told now",
    "contact_ukpps": "UKPPS was told now",
    "record_advice": "Record the advice…",
    "close_concern": "Close the concern…",
}


class _Shape(QWidget):
    """The shape of a step."""

    def __init__(self, tone: Tone, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._tone, current_colours())
        painter.end()


class ConcernSteps(QWidget):
    """The steps in their order; only the next one can be recorded.

    Signals:
        acted: the act of the next step, as casework calls it.
    """

    acted = Signal(str)

    def __init__(self, steps: Sequence[StepTime], next_act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button: Button | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, S, 0, S)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(2, 1)
        for place, step in enumerate(steps):
            due = bool(next_act) and step.act == next_act
            tone = Tone.DONE if step.at else Tone.UNDER_WAY if due else Tone.NOT_YET
            grid.addWidget(_Shape(tone, self), place, 0)
            grid.addWidget(
                Words(step.words, "strong" if due else "body" if step.at else "muted", parent=self), place, 1
            )
            if due:
                self.button = Button(_BUTTONS[step.act], "primary", parent=self)
                self.button.setProperty("act", step.act)
                self.button.clicked.connect(self._on_clicked)
                grid.addWidget(self.button, place, 2, Qt.AlignmentFlag.AlignLeft)
            else:
                grid.addWidget(Words(step.at or "not yet", "body" if step.at else "muted", parent=self), place, 2)

    def _on_clicked(self) -> None:
        if self.button is not None:
            self.acted.emit(str(self.button.property("act")))
