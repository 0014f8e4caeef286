"""People who are known from the relocation a referral was begun from: shown when she asks, added one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..parts.ask_reason import AskReason
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.prefill import FilledRow

_ASK = "Who is known from the relocation?"
_HINT = "Names are read from the vault only when you ask, and the history says that you did."
_NOBODY = "Nobody is known who is not in the form already."


class KnownPeople(QWidget):
    """Hidden where the referral has no relocation.

    Signals:
        asked: (the reason, more words) she wants to see them.
        taken: the FilledRow to add.
    """

    asked = Signal(str, str)
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=S)
        self.ask = Button(_ASK, "quiet", icon_name="people", parent=self)
        self.ask.clicked.connect(self._on_ask)
        layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.asking = AskReason("Why do you need the names?", "Show who is known", self)
        self.asking.given.connect(self._on_given)
        self.asking.left.connect(self._on_left)
        self.asking.hide()
        layout.addWidget(self.asking)
        self._hint = Words(_HINT, "small", parent=self)
        layout.addWidget(self._hint)
        self._lines = column(spacing=S)
        layout.addLayout(self._lines)
        self.buttons: list[Button] = []
        self._rows: tuple[FilledRow, ...] = ()
        self.hide()

    def show_rows(self, rows: "Sequence[FilledRow]") -> None:
        """Show who is known; the first one gets the focus."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows, self.buttons = tuple(rows), []
        for place, each in enumerate(self._rows):
            self._lines.addWidget(self._line(place, each))
        self._hint.say(_HINT if rows else _NOBODY)
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self, known: "FilledRow") -> None:
        """Take away somebody who is in the form now."""
        self.show_rows([each for each in self._rows if each is not known])

    def _on_ask(self) -> None:
        self.ask.hide()
        self.asking.show()
        self.asking.take_focus()

    def _on_given(self, reason: str, words: str) -> None:
        self._on_left()
        self.asked.emit(reason, words)

    def _on_left(self) -> None:
        self.asking.clear()
        self.asking.hide()
        self.ask.show()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, place: int, known: "FilledRow") -> QWidget:
        line = Surface("card", self)
        across = row(line, spacing=M)
        across.setContentsMargins(M, 2, S, 2)
        across.addWidget(Words(f"From {known.from_where}: {known.words}", "muted", parent=line), 1)
        button = Button("Add", "quiet", icon_name="plus", parent=line)
        button.setAccessibleName(f"Add {known.words}")
        button.setProperty("place", place)
        button.clicked.connect(self._on_taken)
        across.addWidget(button)
        self.buttons.append(button)
        return line

    def _on_taken(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.taken.emit(self._rows[int(sender.property("place"))])
