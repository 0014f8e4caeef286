"""What is asked before a backup is made or tried: what speaks against the place, and the password of that day."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..theme import L, M
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.password_field import PasswordField
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words


class AskSure(Surface):
    """Says what speaks against a place.

    Signals:
        agreed: make it there all the same.
        left: not there.
    """

    agreed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent)
        inside = column(self, margin=L, spacing=M)
        inside.addWidget(Words("Before the backup is made", "strong", parent=self))
        self.words = Words(parent=self)
        inside.addWidget(self.words)
        line = row(spacing=M)
        self.not_there = Button("Not there", parent=self)
        self.not_there.clicked.connect(self._on_left)
        self.go = Button("Make it there all the same", parent=self)
        self.go.clicked.connect(self.agreed)
        for button in (self.not_there, self.go):
            line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)
        self.hide()

    def ask(self, said: tuple[str, ...]) -> None:
        """Show it."""
        self.words.setText("\n".join(said))
        self.show()
        self.not_there.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, " ".join(said), urgent=True)

    def _on_left(self) -> None:
        self.hide()
        self.left.emit()


class AskPassword(Surface):
    """Asks for the password a backup opens with.

    Signals:
        given: the password; it is not kept here.
        left: not now.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("info", parent)
        inside = column(self, margin=L, spacing=M)
        self.which = Words(role="strong", parent=self)
        inside.addWidget(self.which)
        self._line = PasswordField(self)
        self._line.entered.connect(self._on_given)
        hint = "Your password on the day of the backup. Everything in it is checked; nothing is changed."
        self.field = Field("Password of that day", self._line, hint=hint, width="medium", parent=self)
        inside.addWidget(self.field)
        line = row(spacing=M)
        self.not_now = Button("Not now", parent=self)
        self.not_now.clicked.connect(self._on_left)
        self.go = Button("Try it", "primary", parent=self)
        self.go.clicked.connect(self._on_given)
        for button in (self.not_now, self.go):
            line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)
        self.hide()

    def ask(self, name: str) -> None:
        """Show it for the backup of this name."""
        self.which.setText(name)
        self._line.clear()
        self.show()
        self._line.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"Password for {name}")

    def put_away(self) -> None:
        """Hide it, with nothing typed in it."""
        self._line.clear()
        self.hide()

    def _on_given(self) -> None:
        password = self._line.take()
        if password:
            self.hide()
            self.given.emit(password)
        else:
            self._line.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        self.put_away()
        self.left.emit()
