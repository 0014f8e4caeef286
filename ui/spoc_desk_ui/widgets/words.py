"""Lines of text on a page: always plain text, so that nothing typed by a user can be read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from .restyle import restyle


class Words(QLabel):
    """A line or paragraph in a text role: title, heading, strong, body, muted, small, overline, error, ok, warn."""

    def __init__(self, text: str = "", role: str = "body", *, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Change how the text looks."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def say(self, text: str) -> None:
        """Show *text*; an empty text takes no room."""
        self.setText(text)
        self.setVisible(bool(text))


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFrameShape(QFrame.Shape.NoFrame)
    return line
