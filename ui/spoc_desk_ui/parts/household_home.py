"""Where an arrival lives now, below its household: whether it is marked and since when, never which address it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..absence import leave_out
from ..forms.flow import Flow
from ..lazy import load
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.surface import column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.present_home import PresentHome
    from spoc_desk.vault.vault import Vault

MARK, UNMARK = "marked the present address", "took the mark off the present address"
"""The acts of casework.may_do."""
_GONE = (
    "A notification about this address then no longer stops by itself. The mark cannot be brought back: "
    "the address would have to be typed again."
)


def read_home(vault: "Vault", case_id: str) -> "PresentHome":
    """Return what the household says of its address (worker thread)."""
    case = load("spoc_desk.casework.cases").case(vault, case_id)
    home: PresentHome = load("spoc_desk.casework.present_home").present_home(vault, case)
    return home


class HomeLine(QWidget):
    """One line, or the question whether the mark is really to go. Hidden where a case has no present address.

    Signals:
        mark_requested: the address is to be typed.
        unmark_requested: the mark is to be taken off; she was asked.
    """

    mark_requested = Signal()
    unmark_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, may_mark: bool = True, may_unmark: bool = True) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        self._line = QWidget(self)
        line = Flow(self._line)
        self._said = Words(wrap=False, parent=self._line)
        self._said.setContentsMargins(0, S, S, S)
        self.mark_button = Button("Mark the present address…", "quiet", parent=self._line)
        self.mark_button.clicked.connect(self.mark_requested)
        self.unmark_button = Button("Take the mark off…", "quiet", parent=self._line)
        self.unmark_button.clicked.connect(self.ask)
        for each in (self._said, self.mark_button, self.unmark_button):
            line.addWidget(each)
        self._asking = QWidget(self)
        asked = column(self._asking, spacing=S)
        asked.addWidget(Words("Take the mark off the present address?", "heading", parent=self._asking))
        asked.addWidget(Words(_GONE, "muted", parent=self._asking))
        answers = QWidget(self._asking)
        buttons = Flow(answers)
        self.take_off_button = Button("Take the mark off", parent=answers)
        self.take_off_button.clicked.connect(self.unmark_requested)
        self.keep_button = Button("Keep the mark", "quiet", parent=answers)
        self.keep_button.clicked.connect(self._on_kept)
        buttons.addWidget(self.take_off_button)
        buttons.addWidget(self.keep_button)
        asked.addWidget(answers)
        layout.addWidget(self._line)
        layout.addWidget(self._asking)
        self._asking.hide()
        self.hide()
        leave_out(*([] if may_mark else [self.mark_button]), *([] if may_unmark else [self.unmark_button]))

    @property
    def said(self) -> str:
        """What the line says."""
        return self._said.text()

    def show_home(self, home: "PresentHome") -> None:
        """Say how it stands."""
        self.setVisible(home.possible)
        self._said.say(home.words)
        self.mark_button.setText("Mark a new address…" if home.marked else "Mark the present address…")
        self.unmark_button.setVisible(home.marked)
        self._turn_to(self._line)

    def ask(self) -> None:
        """Ask whether the mark is really to go."""
        self._turn_to(self._asking)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._asking.isHidden():
            self._on_kept()
        else:
            super().keyPressEvent(event)

    def _on_kept(self) -> None:
        self._turn_to(self._line)
        self.unmark_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, page: QWidget) -> None:
        self._line.setVisible(page is self._line)
        self._asking.setVisible(page is self._asking)
