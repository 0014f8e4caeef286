"""A small message with *Undo*; it goes after ten seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ..theme import XL, L, M, S
from .announce import announce
from .buttons import Button
from .surface import Surface, row
from .words import Words

SHOWN_MS = 10_000  # checklist 34
LASTING = "Saved"
"""Messages that begin so are about the vault, not about the place that says them."""


class Toast(Surface):
    """One message at a time, over *anchor* or above the bottom edge of its parent. Its undo is forgotten when it goes.

    The desk anchors it to the command box: at the bottom it would hide the buttons of the forms.
    *undo_keys* is the shortcut of the action that undoes: it is said with the message.
    """

    def __init__(self, parent: QWidget, undo_keys: QKeySequence, anchor: QWidget | None = None) -> None:
        super().__init__("toast", parent)
        self._over = parent
        self._undo_words = f"Undo with {spoken_keys(undo_keys)}"
        self._anchor = anchor
        line = self._line = row(self, spacing=L)
        self._text = Words(wrap=False, parent=self)
        self._undo_button = Button("Undo", parent=self)
        self._undo_button.setToolTip(undo_keys.toString(QKeySequence.SequenceFormat.NativeText))
        self._undo_button.clicked.connect(self.undo)
        line.addWidget(self._text)
        line.addStretch(1)
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
        self._line.setContentsMargins(L, S, S if undo is not None else L, S)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, f"{words}. {self._undo_words}" if undo else words)

    @property
    def can_undo(self) -> bool:
        """True while there is something to undo."""
        return self._undo is not None

    def leave_place(self) -> None:
        """Another place opens: what belonged to the one before goes; that something was saved stays, with its undo."""
        if not self._text.text().startswith(LASTING):
            self.put_away()

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
        if self._anchor is None:
            self.move((room.width() - self.width()) // 2, room.height() - self.height() - XL)
            return
        corner = self._anchor.mapTo(self._over, QPoint(0, 0))
        width = min(max(self.width(), self._anchor.width()), room.width() - corner.x() - M)
        height = max(self.height(), self._anchor.height())
        self.setGeometry(corner.x(), corner.y() + (self._anchor.height() - height) // 2, width, height)


def spoken_keys(keys: QKeySequence) -> str:
    """Return a shortcut as it is read aloud: "Control Shift Z"."""
    return keys.toString(QKeySequence.SequenceFormat.PortableText).replace("Ctrl", "Control").replace("+", " ")
