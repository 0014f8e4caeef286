"""A small message at the bottom of the window with *Undo*; it goes after ten seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from ..theme import XL, L, S
from .announce import announce
from .buttons import Button
from .surface import Surface, row
from .words import Words

SHOWN_MS = 10_000  # checklist 34


class Toast(Surface):
    """One message at a time, above the bottom edge of its parent. Its undo is forgotten when it goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("toast", parent)
        self._over = parent
        line = row(self, spacing=L)
        line.setContentsMargins(L, S, S, S)
        self._text = Words(wrap=False, parent=self)
        self._undo_button = Button("Undo", parent=self)
        self._undo_button.clicked.connect(self.undo)
        line.addWidget(self._text)
        line.addWidget(self._undo_button)
        self._undo: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.put_away)
        self.setAccessibleName("Message")
        self.hide()
        parent.installEventFilter(self)

    def show_words(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show *words* for ten seconds, with Undo where *undo* is given."""
        self._text.setText(words)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, f"{words}. Undo with Control Z" if undo else words)

    @property
    def can_undo(self) -> bool:
        """True while there is something to undo."""
        return self._undo is not None

    def undo(self) -> None:
        """Take the last thing back."""
        undo, self._undo = self._undo, None
        self.put_away()
        if undo is not None:
            undo()

    def put_away(self) -> None:
        """Hide the message and forget its undo."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - XL)


def undo_shortcut(toast: Toast, parent: QWidget) -> QShortcut:
    """Return Ctrl+Z for *toast*; a text field that has the focus keeps its own undo."""
    shortcut = QShortcut("Ctrl+Z", parent)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(toast.undo)
    return shortcut
