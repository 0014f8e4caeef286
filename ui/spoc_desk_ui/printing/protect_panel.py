"""The password of a protected copy: offered, typed twice, told to the reader on another way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.new_password import NewPassword
from ..widgets.surface import Surface, column
from ..widgets.words import Words


class ProtectPanel(Surface):
    """Asks for a password twice.

    Signals:
        password_given: the lines agree; `take` has the password.
        left: not now.
    """

    password_given = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        layout = column(self, margin=L, spacing=M)
        layout.addWidget(Words("A protected copy", "heading", parent=self))
        layout.addWidget(
            Words(
                "It opens only with its password (AES-256). Tell the password by phone, never beside the file. "
                "Nobody can open it without.",
                parent=self,
            )
        )
        self.lines = NewPassword(self)
        self.lines.entered.connect(self._on_go)
        layout.addWidget(self.lines)
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        layout.addWidget(self._wrong)
        buttons = column(spacing=S)
        go = Button("Choose where to save…", "primary", icon_name="save", parent=self)
        go.clicked.connect(self._on_go)
        not_now = Button("Not now", "quiet", parent=self)
        not_now.clicked.connect(self.left)
        buttons.addWidget(go)
        buttons.addWidget(not_now)
        layout.addLayout(buttons)
        self.hide()

    def ask(self) -> None:
        """Show the panel with five new words."""
        self.lines.clear()
        self.lines.offer_again()
        self._wrong.say("")
        self.show()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> str:
        """Return the password and forget it."""
        password = self.lines.password()
        self.forget()
        return password

    def forget(self) -> None:
        """Empty both lines."""
        self.lines.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_go(self) -> None:
        problem = self.lines.problem()
        self._wrong.say(problem)
        if problem:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.password_given.emit()
