"""The clocks that run, each as what, by when in words, who acts and who says so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ...parts.flowing import flowing
from ...theme import M
from ...widgets.state_chip import StateChip
from ...widgets.surface import column, row
from .clock_lines import ClockLine
from .line_block import LineBlock


class DueBlock(LineBlock[ClockLine]):
    """A line for each clock."""

    none = "Nothing is due now."
    none_role = "muted"

    def line_widget(self, line: ClockLine) -> QWidget:
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
