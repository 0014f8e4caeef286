"""Covers a part of the window while something longer runs: words, and Cancel where it can be cancelled."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ..colours import current_colours
from ..theme import M
from .announce import announce
from .buttons import Button
from .surface import column
from .words import Words

SHOWN_AFTER_MS = 500  # checklist 49


class BusyCover(QWidget):
    """Appears after half a second over its parent and swallows clicks; keys go to Cancel.

    Signals:
        cancelled: Cancel was pressed.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        layout = column(self, spacing=M)
        layout.addStretch(1)
        self._words = Words(role="heading", wrap=False, parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(280)
        self._bar.setAccessibleName("Progress")
        self._cancel = Button("Cancel", parent=self)
        self._cancel.clicked.connect(self.cancelled)
        for part in (self._words, self._bar, self._cancel):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._appear)
        parent.installEventFilter(self)
        self.hide()

    def start(self, words: str, *, can_cancel: bool = False) -> None:
        """Cover the parent from half a second on."""
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._patience.start()

    def say(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleDescription(f"{done} of {total}")

    def say_words(self, words: str) -> None:
        """Say what is going on now."""
        self._words.setText(words)

    def stop(self) -> None:
        """Uncover."""
        self._patience.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(current_colours().colour("base"))
        veil.setAlpha(235)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _appear(self) -> None:
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        if self._cancel.isVisible():
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._words.text())
