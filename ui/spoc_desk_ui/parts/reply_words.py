"""The right words for an answer, each with a button that puts them into it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..theme import S
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.surface import row
from ..widgets.words import Words

if TYPE_CHECKING:
    from .queries_lists import Reply


class ReplyWords(Card):
    """Words to use.

    Signals:
        chosen: the words, and the route that goes with them.
    """

    chosen = Signal(str, str)

    def __init__(self, replies: "Sequence[Reply]", parent: QWidget | None = None) -> None:
        super().__init__("Words to use", parent)
        self.buttons: list[Button] = []
        for reply in replies:
            line = row(spacing=S)
            button = Button("Use", "quiet", parent=self)
            button.setAccessibleName(f"Use these words: {reply.words}")
            button.setProperty("words", reply.words)
            button.setProperty("route", reply.route.value)
            button.clicked.connect(self._on_clicked)
            self.buttons.append(button)
            line.addWidget(Words(f"“{reply.words}”", parent=self), 1)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(line)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(str(sender.property("words")), str(sender.property("route")))
