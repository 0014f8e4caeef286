"""Which field has the focus and where the caret stands in it, so that both can be given back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def caret_of(widget: QWidget) -> int:
    """Return the place of the caret in a text widget, 0 in others."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0


def put_caret(widget: QWidget, place: int) -> None:
    """Give *widget* the focus with the caret at *place*."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(widget, QLineEdit):
        widget.deselect()
        widget.setCursorPosition(min(place, len(widget.text())))
    elif isinstance(widget, QPlainTextEdit):
        cursor = QTextCursor(widget.document())
        cursor.setPosition(min(place, max(widget.document().characterCount() - 1, 0)))
        widget.setTextCursor(cursor)
