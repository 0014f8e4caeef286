"""The visit planner on the page: a table of visits made, due and planned."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ...parts.flowing import flowing
from ...theme import M
from ...widgets.state_chip import StateChip
from ...widgets.surface import row
from .line_block import LineBlock
from .visits import VisitLine

_RULE = (
    "First within 7 working days of the notification, then every 6 weeks in the first year and every 12 weeks after. "
    "The child is seen alone, a parent is contacted, and the child is given the worker's number."
)
_DAY = 16
"""In widths of the letter n: the column of the days."""


class VisitPlanner(LineBlock[VisitLine]):
    """The visits of one arrangement."""

    none = "The first visit is planned from the day on which the MASH was told."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.put_above(flowing(_RULE, "muted", self))

    def line_widget(self, line: VisitLine) -> QWidget:
        block = QWidget(self)
        across = row(block, spacing=M)
        day = flowing(line.day, "strong", block)
        day.setMinimumWidth(block.fontMetrics().horizontalAdvance("n" * _DAY))
        across.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(flowing(line.words, "body", block), 1)
        across.addWidget(StateChip(line.state.word, line.state.tone, parent=block), 0, Qt.AlignmentFlag.AlignTop)
        return block
