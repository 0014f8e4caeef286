"""One table of figures: its heading, when it was given out, its bars and its numbers."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ..theme import S
from ..widgets.card import SectionHead
from ..widgets.surface import column
from ..widgets.words import Words
from .grid import number_grid
from .number_bars import Bar, NumberBars

if TYPE_CHECKING:
    from spoc_desk.casework.figures.tables import FigureTable

_LINES = 7


def table_block(table: "FigureTable", parent: QWidget) -> QWidget:
    """Return the block."""
    block = QWidget(parent)
    inside = column(block, spacing=S)
    inside.addWidget(SectionHead(table.title, table.state, parent=block))
    if any(each.height != 0 for each in table.bars):
        bars = NumberBars(f"{table.title}: {table.rows[0][0]}", block, lines=_LINES)
        bars.show_bars(Bar(each.label, each.height, each.label, each.words) for each in table.bars)
        inside.addWidget(Words(table.rows[0][0], "small", parent=block))
        inside.addWidget(bars)
    inside.addWidget(number_grid(table.heads, table.rows, block))
    return block
