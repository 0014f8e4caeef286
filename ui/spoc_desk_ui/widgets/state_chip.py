"""A state as a small chip: a word and a shape on a soft ground."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..colours import current_colours
from .tones import State, Tone, chip_size, paint_chip


class StateChip(QLabel):
    """Shows one State; a screen reader reads the word. `on` is the surface it stands on."""

    def __init__(self, word: str, tone: Tone = Tone.PLAIN, *, on: str = "base", parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self._state = State(word, tone)
        self._on = on
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, state: State) -> None:
        """Show another state."""
        self._state = state
        self.setText(state.word)
        self.setAccessibleName(state.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._state, self.fontMetrics())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._state, current_colours(), on=self._on)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
