"""A quiet panel with a heading, for one part of a page; never inside another one."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..theme import L, M, S
from .surface import Surface, column, row
from .words import Words


class SectionHead(QWidget):
    """A heading with a short line beside or below it and room for a button at the right."""

    def __init__(
        self, heading: str, sentence: str = "", *, role: str = "heading", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = column(self, spacing=2)
        self.line: QHBoxLayout = row(spacing=M)
        self._heading = Words(heading, role, wrap=False, parent=self)
        self.line.addWidget(self._heading)
        self.line.addStretch(1)
        layout.addLayout(self.line)
        self._sentence = Words(role="muted", parent=self)
        self._sentence.say(sentence)
        layout.addWidget(self._sentence)

    def say(self, heading: str, sentence: str = "") -> None:
        """Change the words."""
        self._heading.setText(heading)
        self._sentence.say(sentence)


class Card(Surface):
    """A panel: a heading and a column for its content."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        layout = column(self, margin=L, spacing=S)
        self.head = SectionHead(heading, role="strong", parent=self)
        self.head.setVisible(bool(heading))
        layout.addWidget(self.head)
        self.column: QVBoxLayout = column(spacing=S)
        layout.addLayout(self.column)
