"""The frame of a question that is put in place of the details: Enter answers, Esc leaves, letters do nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ..theme import M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words


class AskPanel(QWidget):
    """Its own words and fields stand in `inside`; below them what is wrong, the button that answers, and Leave.

    Signals:
        left: nothing happens.
    """

    left = Signal()

    def __init__(self, answer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=S)
        layout.setContentsMargins(M, M, M, M)
        self.inside = column(spacing=S)
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        foot = row(spacing=S)
        self.answer = Button(answer, "primary", parent=self)
        self.leave = Button("Leave", "quiet", parent=self)
        self.leave.setToolTip("Esc")
        foot.addWidget(self.answer)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        layout.addLayout(self.inside)
        layout.addWidget(self._wrong)
        layout.addLayout(foot)
        layout.addStretch(1)
        self.answer.clicked.connect(self.submit)
        self.leave.clicked.connect(self.left)

    def submit(self) -> None:
        """Take the answer, or say what is wrong with it."""

    def enter(self) -> None:
        """Enter was pressed outside the buttons."""
        self.submit()

    def say_wrong(self, sentence: str) -> None:
        """Say why the answer will not do; "" for nothing."""
        self._wrong.say(sentence)
        if sentence:
            announce(self, sentence, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.enter()
        else:
            event.accept()  # the letters of the review do nothing while a question is asked
