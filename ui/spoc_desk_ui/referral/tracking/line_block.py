"""Lines below each other that are made anew only when they changed."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...parts.flowing import flowing
from ...theme import M
from ...widgets.surface import column

Line = TypeVar("Line")


class LineBlock(QWidget, Generic[Line]):
    """A widget for each line, or a sentence where there is none."""

    none = ""
    none_role = "body"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] | None = None
        self.column: QVBoxLayout = column(self, spacing=M)
        self._first = 0

    def put_above(self, part: QWidget) -> None:
        """Show *part* above the lines, whatever they are."""
        self.column.insertWidget(self._first, part)
        self._first += 1

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show *lines*."""
        if self.lines == tuple(lines):
            return
        self.lines = tuple(lines)
        while (item := self.column.takeAt(self._first)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in self.lines:
            self.column.addWidget(self.line_widget(line))
        if not self.lines:
            self.column.addWidget(flowing(self.none, self.none_role, self))

    def line_widget(self, line: Line) -> QWidget:
        """Return what shows one line: its words, where a block does not say more."""
        return flowing(str(line), parent=self)
