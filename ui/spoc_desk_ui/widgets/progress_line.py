"""How far a long piece of work is, in its own place on the page, with Cancel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ..theme import L, M
from .announce import announce
from .buttons import Button
from .surface import Surface, column, row
from .words import Words


class ProgressLine(Surface):
    """Hidden until started.

    Signals:
        cancelled: Cancel was pressed.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("info", parent)
        layout = column(self, margin=L, spacing=M)
        self.words = Words(role="strong", parent=self)
        layout.addWidget(self.words)
        line = row(spacing=L)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel = Button("Cancel", parent=self)
        self.cancel.clicked.connect(self._on_cancel)
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel)
        layout.addLayout(line)
        self.hide()

    def start(self, words: str) -> None:
        """Show it, with the focus on Cancel."""
        self.bar.setRange(0, 0)
        self.words.setText(words)
        self.cancel.setEnabled(True)
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)

    def say(self, words: str, done: int, whole: int) -> None:
        """Show how far it is; a new step is read aloud."""
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        if self.cancel.isEnabled() and words != self.words.text():
            self.words.setText(words)
            announce(self, words)

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText("Stopping…")
        self.cancelled.emit()
