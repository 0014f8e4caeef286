"""The words of the pages, for people who listen to them, and for everybody who wants to search or compare."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ..theme import XL

# The house style greys what cannot be edited; this is there to be read.
_STYLE = f"""QPlainTextEdit:read-only {{
  background: palette(base); color: palette(text); border: none; padding: 0 {XL}px; }}
QPlainTextEdit:read-only:focus {{ border: 2px solid palette(highlight); padding: 0 {XL - 2}px; }}"""


class ReadingPane(QPlainTextEdit):
    """Text to read. The caret moves through it by keyboard, as screen readers need it to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName("The pages as text")
        self.setStyleSheet(_STYLE)

    def show_pages(self, texts: tuple[str, ...]) -> None:
        """Show the text of every page, each under its number."""
        parts = [f"Page {number} of {len(texts)}\n\n{text}" for number, text in enumerate(texts, 1)]
        self.setPlainText("\n\n\n".join(parts))
