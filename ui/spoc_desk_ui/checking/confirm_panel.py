"""One question before something larger happens: the button says what will happen, leaving it has the focus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words


class ConfirmPanel(QWidget):
    """Esc leaves.

    Signals:
        confirmed: what was asked for ("accept", "drop").
        left: nothing happens.
    """

    confirmed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = ""
        layout = column(self, spacing=S)
        layout.setContentsMargins(M, M, M, M)
        self._heading = Words(role="strong", parent=self)
        self._sentence = Words(parent=self)
        foot = row(spacing=S)
        self.go = Button("Go on", "primary", parent=self)
        self.leave = Button("Leave", "quiet", parent=self)
        self.leave.setToolTip("Esc")
        foot.addWidget(self.go)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        layout.addWidget(self._heading)
        layout.addWidget(self._sentence)
        layout.addLayout(foot)
        layout.addStretch(1)
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.left)

    def ask(self, act: str, heading: str, sentence: str, button: str, *, harmless: bool = False) -> None:
        """Ask. What is *harmless* can be taken back, so its own button has the focus."""
        self._act = act
        self._heading.setText(heading)
        self._sentence.say(sentence)
        self.go.setText(button)
        self.go.set_kind("primary" if harmless else "danger")
        (self.go if harmless else self.leave).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            event.accept()

    def _on_go(self) -> None:
        self.confirmed.emit(self._act)
