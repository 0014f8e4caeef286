"""What became of a copy: in the register, on paper or in a file; or it has a number but never came out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..theme import L, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.surface import Surface, column
from ..widgets.words import Words


class Outcome(Surface):
    """Says how it ended, and offers what can be done next.

    Signals:
        register_requested: show the print register.
        again_requested: the same copy once more.
        never_made_requested: the copy in the register never came out.
    """

    register_requested = Signal()
    again_requested = Signal()
    never_made_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ok", parent)
        layout = column(self, margin=L, spacing=S)
        self._heading = Words(role="strong", parent=self)
        self._words = Words(parent=self)
        self.register = Button("Open the print register", "link", parent=self)
        self.again = Button("Try this copy again", parent=self)
        self.never = Button("This copy never came out", "link", parent=self)
        for part in (self._heading, self._words):
            layout.addWidget(part)
        for button in (self.register, self.again, self.never):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.register.clicked.connect(self.register_requested)
        self.again.clicked.connect(self.again_requested)
        self.never.clicked.connect(self.never_made_requested)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return " ".join(part for part in (self._heading.text(), self._words.text()) if part)

    def show_done(self, heading: str, words: str, *, registered: bool) -> None:
        """Say that it worked."""
        self._show("ok", heading, words)
        self.register.setVisible(registered)
        self.again.hide()
        self.never.hide()
        announce(self, self.words)

    def show_failed(self, error: UserError, copy_no: int | None, *, can_repeat: bool) -> None:
        """Say that it did not; with *copy_no* the number is in the register already."""
        numbered = "" if copy_no is None else f"Copy {copy_no} is in the register already."
        self._show("error", str(error), numbered)
        self.register.hide()
        self.again.setVisible(can_repeat)
        self.never.setVisible(copy_no is not None)
        announce(self, self.words, urgent=True)

    def _show(self, surface: str, heading: str, words: str) -> None:
        self.set_surface(surface)
        self._heading.setText(heading)
        self._words.say(words)
        self.show()
