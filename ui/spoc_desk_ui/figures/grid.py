"""A plain table of numbers to read: each cell says its row and column to a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ..theme import L, S
from ..widgets.words import Words, rule


def number_grid(
    heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget, *, total_last: bool = False
) -> QWidget:
    """Return the table; *total_last*: its last row is what the others come to."""
    block = QWidget(parent)
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(S)
    right = Qt.AlignmentFlag.AlignRight
    for place, head in enumerate(heads):
        side = right if place else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(Words(head, "strong", parent=block), 0, place, side)
    grid.addWidget(rule(block), 1, 0, 1, len(heads))
    for number, cells in enumerate(rows, 2):
        role = "strong" if total_last and number == len(rows) + 1 else "body"
        for place, cell in enumerate(cells):
            words = Words(cell, role, wrap=not place, parent=block)
            words.setAccessibleName(f"{cells[0]}, {heads[place]}: {cell}" if place else cell)
            grid.addWidget(words, number, place, Qt.AlignmentFlag(0) if not place else right)
    grid.setColumnStretch(0, 1)
    return block
