"""What stands in for the desk after a fault of the program: what is safe, and the way back in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..widgets.buttons import Button
from ..widgets.gate import Gate
from ..widgets.notice import Notice
from ..widgets.surface import row
from ..widgets.words import Words

_SAFE = "What was saved is safe, and so is what you typed up to two seconds before. The desk is locked."


class FaultPage(Gate):
    """Says that something went wrong, without any data.

    Signals:
        unlock_requested: she wants to go on.
        copy_requested: the words to put on the clipboard for whoever mends the program.
    """

    unlock_requested = Signal()
    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(560, parent)
        self._place = ""
        self.column.addWidget(Words("Something went wrong", "title", parent=self.sheet))
        self.column.addWidget(Notice(_SAFE, "warn", closable=False, parent=self.sheet))
        self._where = Words(role="small", parent=self.sheet)
        self.column.addWidget(self._where)
        line = row()
        copy = Button("Copy the details", "link", parent=self.sheet)
        copy.clicked.connect(self._on_copy)
        self._go_on = Button("Unlock again", "primary", parent=self.sheet)
        self._go_on.clicked.connect(self.unlock_requested)
        line.addWidget(copy)
        line.addStretch(1)
        line.addWidget(self._go_on)
        self.column.addLayout(line)

    def show_fault(self, place: str) -> None:
        """Show where it was: a type, a file and a line."""
        self._place = place
        self._where.setText(f"For whoever mends the program: {place}. The details hold nothing of any case.")
        self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Return the button that goes on."""
        return self._go_on

    def _on_copy(self) -> None:
        self.copy_requested.emit(f"SPOC Desk: {self._place}")
