"""The visit planner on the page: a table of visits made, due and planned."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ...parts.flowing import flowing
from ...theme import M
from ...widgets.state_chip import StateChip
from ...widgets.surface import column, row
from .visits import VisitLine

_RULE = (
    "First within 7 working days of the notification, then every 6 weeks in the first year and every 12 weeks after. "
    "The child is seen alone, a parent is contacted, and the child is given the worker's number."
)
_NOT_YET = "The first visit is planned from the day on which the MASH was told."
_DAY = 16
"""In widths of the letter n: the column of the days."""


class VisitPlanner(QWidget):
    """The visits of one arrangement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[VisitLine, ...] | None = None
        layout = column(self, spacing=M)
        layout.addWidget(flowing(_RULE, "muted", self))
        self._column = column(spacing=M)
        layout.addLayout(self._column)

    def show_lines(self, lines: Sequence[VisitLine]) -> None:
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
            self._column.addWidget(flowing(_NOT_YET, parent=self))

    def _line(self, line: VisitLine) -> QWidget:
        block = QWidget(self)
        across = row(block, spacing=M)
        day = flowing(line.day, "strong", block)
        day.setMinimumWidth(block.fontMetrics().horizontalAdvance("n" * _DAY))
        across.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(flowing(line.words, "body", block), 1)
        across.addWidget(StateChip(line.state.word, line.state.tone, parent=block), 0, Qt.AlignmentFlag.AlignTop)
        return block
