"""A line above the content that says what happened; it takes its own room and covers nothing."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..icons import pixmap
from ..theme import L, M, S
from .announce import announce
from .buttons import Button, IconButton
from .surface import Surface, row
from .words import Words

_ICONS = {"ok": "ok", "info": "info", "warn": "warning", "error": "error"}


class Notice(Surface):
    """One message: kind "ok", "info", "warn" or "error", with at most one thing to do about it.

    Signals:
        acted: the button was pressed.
        closed: the message was put away.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self, words: str, kind: str = "info", *, action: str = "", closable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, parent)
        self.kind = kind
        # Not Maximum: that would cap the height at the size hint, which does not know how often the words wrap.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        line = row(self, spacing=M)
        line.setContentsMargins(L, S, S, S)
        self._picture = QLabel(self)
        self._text = Words(words, parent=self)
        self.button: Button | None = None
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        if action:
            self.button = Button(action, "quiet", parent=self)
            self.button.clicked.connect(self.acted)
            line.addWidget(self.button)
        if closable:
            close = IconButton("cross", "Put this message away", parent=self)
            close.clicked.connect(self.closed)
            line.addWidget(close)
        self._draw()

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, words: str, kind: str = "") -> None:
        """Say something else."""
        self._text.setText(words)
        if kind and kind != self.kind:
            self.kind = kind
            self.set_surface(kind)
        self._draw()

    def speak(self) -> None:
        """Have it read aloud."""
        announce(self, self.words, urgent=self.kind == "error")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        colour = "accent" if self.kind == "info" else self.kind
        self._picture.setPixmap(pixmap(_ICONS[self.kind], colour, 20, self.devicePixelRatioF()))
        self._picture.setContentsMargins(0, 6, 0, 0)
