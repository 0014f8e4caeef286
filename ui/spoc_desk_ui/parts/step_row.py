"""One next step of a case: its number, what, who and by when, the words to use, and one button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from spoc_desk.deadlines.wording import State as ClockState

from ..theme import L, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.tones import Tone
from ..widgets.words import Words
from .copy_words import CopyWords
from .flowing import flowing
from .shape import Shape

if TYPE_CHECKING:
    from spoc_desk.casework.what_now import NextStep

_TONES = {
    ClockState.OVERDUE: Tone.LATE,
    ClockState.DUE_TODAY: Tone.WARN,
    ClockState.DUE_SOON: Tone.WARN,
}


class StepRow(QWidget):
    """The accent is on the first step only: one thing to do next.

    Signals:
        place_requested: where the step is done.
        copied: the words to put on the clipboard.
    """

    place_requested = Signal(str)
    copied = Signal(str)

    def __init__(self, step: "NextStep", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, S, 0, S)
        self._across.setSpacing(L)
        line = row(spacing=L)
        number = Words(str(step.number), "heading", wrap=False, parent=self)
        number.setMinimumWidth(round(number.fontMetrics().horizontalAdvance("0") * 1.6))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=2)
        texts.addWidget(flowing(step.what, "strong", self))
        texts.addLayout(self._who_and_when())
        if step.say:
            say = CopyWords(step.say, self)
            say.copied.connect(self.copied)
            texts.addWidget(say)
        line.addLayout(texts, 1)
        self._across.addLayout(line, 1)
        self.button = Button(step.action, "primary" if step.number == 1 else "", parent=self)
        self.button.setAccessibleDescription(f"Step {step.number}: {step.what}")
        self.button.clicked.connect(self._on_clicked)
        self._across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def put_button(self, *, beside: bool) -> None:
        """Have the button beside the words, or below them where there is no room."""
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)

    def _who_and_when(self) -> QHBoxLayout:
        line = row(spacing=S)
        step = self.step
        tone = _TONES.get(ClockState(step.clock_state)) if step.clock_state else None
        who = step.who[:1].upper() + step.who[1:]
        if tone is None:
            line.addWidget(flowing(" \u00b7 ".join(filter(None, (who, step.clock))), "muted", self), 1)
            return line
        line.addWidget(Words(f"{who} \u00b7", "muted", wrap=False, parent=self))
        line.addWidget(Shape(tone, self))
        line.addWidget(flowing(step.clock, "error" if tone is Tone.LATE else "warn", self), 1)
        return line

    def _on_clicked(self) -> None:
        self.place_requested.emit(self.step.place)
