"""Words at the left, buttons at the right; where the room is narrow the buttons go below the words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ..theme import M, S
from .buttons import Button
from .surface import column, row

_WORDS = 40
"""In widths of the letter n: the room words need beside buttons."""


class HeadLine(QWidget):
    """The head of a part: fill `words`."""

    def __init__(self, buttons: Sequence[Button], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(S)
        self.words: QVBoxLayout = column(spacing=2)
        self._across.addLayout(self.words, 1)
        self._buttons = QWidget(self)
        line = row(self._buttons, spacing=M)
        for button in buttons:
            line.addWidget(button)
        self._across.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignLeft)

    def fit(self) -> None:
        """Arrange anew after other buttons are shown."""
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        needed = self._buttons.sizeHint().width() + self.fontMetrics().horizontalAdvance("n" * _WORDS)
        fits = self.width() >= needed
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)
