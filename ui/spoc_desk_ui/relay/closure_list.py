"""What a list of closures would bring: how many, what has to be put right, and the button that stores them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..parts.flowing import flowing
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.relay.closure_list import ClosureList

_SHOWN = 20


class ClosureListView(QWidget):
    """Stands where the form of one closure stands.

    Signals:
        taken: the closures are to be stored.
        left: nothing is to be stored.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, found: "ClosureList", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(self, spacing=S)
        count = len(found.new)
        inside.addWidget(Words(f"{_closures(count)} would be added", "heading", parent=self))
        if found.known:
            inside.addWidget(flowing(f"{_closures(found.known)} written down already.", "muted", self))
        if found.wrong:
            inside.addWidget(flowing("To put right in the list; these rows are not taken:", "strong", self))
            for words in found.wrong[:_SHOWN]:
                inside.addWidget(flowing(words, "body", self))
            if len(found.wrong) > _SHOWN:
                inside.addWidget(flowing(f"And {len(found.wrong) - _SHOWN:,} more.", "body", self))
        buttons = row(spacing=M)
        self.take = Button(f"Add {_closures(count)}", "primary", parent=self)
        self.take.clicked.connect(self.taken)
        self.take.setVisible(count > 0)
        self.leave = Button("Cancel", "quiet", parent=self)
        self.leave.clicked.connect(self.left)
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        inside.addLayout(buttons)


def _closures(count: int) -> str:
    return "1 closure" if count == 1 else f"{count:,} closures"
