"""The clocks that run, each as what, by when in words, who acts and who says so."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ...parts.flowing import flowing
from ...theme import M
from ...widgets.state_chip import StateChip
from ...widgets.surface import column, row
from .clock_lines import ClockLine

_NONE = "Nothing is due now."


class DueBlock(QWidget):
    """A line for each clock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ClockLine, ...] | None = None
        self._column = column(self, spacing=M)

    def show_lines(self, lines: Sequence[ClockLine]) -> None:
        """Show *lines*."""
        if self.lines == tuple(lines):
            return
        self.lines = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in self.lines:
            self._column.addWidget(self._line(line))
        if not self.lines:
            self._column.addWidget(flowing(_NONE, "muted", self))

    def _line(self, line: ClockLine) -> QWidget:
        block = QWidget(self)
        across = row(block, spacing=M)
        texts = column(spacing=2)
        texts.addWidget(flowing(line.what, "body", block))
        texts.addWidget(flowing(f"{line.words} · {line.acts}", "strong", block))
        if line.source:
            texts.addWidget(flowing(f"Source: {line.source}", "small", block))
        across.addLayout(texts, 1)
        across.addWidget(StateChip(line.state.word, line.state.tone, parent=block), 0, Qt.AlignmentFlag.AlignTop)
        return block
