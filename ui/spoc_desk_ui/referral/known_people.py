"""People who are known from the record a referral was begun from: added one by one. Those of a relocation are shown
when she asks; the child of a RELAY message, whose name is open to her, at once."""

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
    from spoc_desk.casework.referrals.known import FilledRow

_ASK = "Who is known from the relocation?"
_HINT = "Names are read from the vault only when you ask, and the history says that you did."
_NOBODY = "Nobody is known who is not in the form already."


class KnownPeople(QWidget):
    """Hidden where nobody can be known.

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
        self._fill(rows)
        self._hint.say(_HINT if rows else _NOBODY)
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, rows: "Sequence[FilledRow]") -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows, self.buttons = tuple(rows), []
        for place, each in enumerate(self._rows):
            self._lines.addWidget(self._line(place, each))

    def offer(self, rows: "Sequence[FilledRow]") -> None:
        """Show people without a question, and without taking the focus."""
        self.ask.hide()
        self._fill(rows)
        self._hint.hide()

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
