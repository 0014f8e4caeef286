"""A password: never shown, paste allowed, and a word when Caps Lock is on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ..theme import XS
from .answering import Answer
from .not_learnt import NOT_LEARNT
from .surface import column
from .words import Words

_CAPS = "⇪ Caps Lock seems to be on"


class _Line(QLineEdit):
    """Signals:
    caps_seen: True or False, as far as the keys tell.
    """

    caps_seen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(NOT_LEARNT | hints.ImhHiddenText | hints.ImhNoAutoUppercase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_seen.emit(False)
        elif len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            # A capital without Shift (or a small letter with it) can only come from Caps Lock.
            self.caps_seen.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """A line for a password. The text is handed over once with `take` and wiped from the line.

    Signals:
        edited: the person changed the password.
        entered: Enter was pressed.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=XS)
        self.line = _Line(self)
        self.line.setAccessibleName("Password")
        self._caps = Words(role="warn", parent=self)
        self._caps.hide()
        layout.addWidget(self.line)
        layout.addWidget(self._caps)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.entered)
        self.line.caps_seen.connect(self._on_caps_seen)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """Return the password."""
        return self.line.text()

    def set_value(self, value: Answer) -> None:
        """Only emptying is allowed: a password is never shown from a record."""
        if value:
            raise ValueError("a password cannot be filled in")
        self.clear()

    def take(self) -> str:
        """Return the password and empty the line."""
        password = self.line.text()
        self.clear()
        return password

    def clear(self) -> None:
        """Empty the line, its undo history too."""
        self.line.clear()
        self.line.setModified(False)
        self._caps.hide()

    def text_edit(self) -> QWidget:
        """Return the line."""
        return self.line

    def setAccessibleName(self, name: str) -> None:
        """Name the line after its label."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_caps_seen(self, seen: bool) -> None:
        self._caps.say(_CAPS if seen else "")
