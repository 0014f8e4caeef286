"""The three ways on from a damaged vault, each with what it would bring back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.surface import Surface, column
from ..widgets.words import Words

_RESTORE = (
    "Everything that was recorded until the backup comes back, proven whole. What was recorded after it does not. The "
    "damaged vault is kept."
)
_SAVE = (
    "A new vault is made of everything that can still be read. Each record is held against the history: what it proves "
    "is whole, what it does not prove is marked. The damaged vault is kept."
)


class Way(Surface):
    """One way: a heading, what it does, what it would bring back, a button.

    Signals:
        wanted: the button was pressed.
    """

    wanted = Signal()

    def __init__(self, title: str, words: str, button: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        inside = column(self, margin=L, spacing=S)
        self.title = Words(title, "heading", parent=self)
        self.words = Words(words, parent=self)
        self.numbers = Words(role="strong", parent=self)
        self.numbers.hide()
        self.lines = Words(role="small", parent=self)
        self.lines.hide()
        self.button = Button(button, icon_name=icon, parent=self)
        self.button.clicked.connect(self.wanted)
        for part in (self.title, self.words, self.numbers, self.lines):
            inside.addWidget(part)
        inside.addSpacing(S)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def cannot(self, why: str) -> None:
        """Say why this way is not open; its button goes."""
        self.words.setText(why)
        self.numbers.hide()
        self.lines.hide()
        self.button.hide()


class Ways(QWidget):
    """Repair, restore, save.

    Signals:
        repair_wanted: put the keys back from a backup.
        restore_wanted: go back to a backup.
        save_wanted: make a new vault of what can be read.
    """

    repair_wanted = Signal()
    restore_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(self, spacing=M)
        self.advice = Words(role="strong", parent=self)
        self.advice.hide()
        inside.addWidget(self.advice)
        self.repair = Way("Repair the keys", "", "Put the keys back…", "shield", self)
        self.repair.wanted.connect(self.repair_wanted)
        self.restore = Way("Restore a backup", _RESTORE, "Restore a backup…", "lock", self)
        self.restore.wanted.connect(self.restore_wanted)
        self.save = Way("Save what can be read", _SAVE, "Save what can be read", "arrow-right", self)
        self.save.wanted.connect(self.save_wanted)
        for way in (self.repair, self.restore, self.save):
            inside.addWidget(way)
