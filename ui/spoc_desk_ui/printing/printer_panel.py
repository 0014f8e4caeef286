"""The last step before paper: are you at the printer, and which one is it? Asked each time, never remembered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..lazy import load
from ..session import Session
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.surface import Surface, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.machine.printer import Printer


@dataclass(frozen=True)
class _Found:
    """What this computer can print on, and how."""

    printers: "tuple[Printer, ...]"
    words: str
    can_print: bool


class PrinterPanel(Surface):
    """Asks for the printer.

    Signals:
        print_requested: the name of the printer.
        left: not now.
    """

    print_requested = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._session = session
        layout = column(self, margin=L, spacing=M)
        self._heading = Words("Are you at the printer?", "heading", parent=self)
        self._words = Words("Stay with it until the paper is in your hand.", parent=self)
        self._box = ChoiceBox(parent=self, empty="Choose the printer…")
        self._box.setMinimumContentsLength(8)
        self.printer = Field("Printer", self._box, parent=self)
        self._how = Words(role="small", parent=self)
        for part in (self._heading, self._words, self.printer, self._how):
            layout.addWidget(part)
        buttons = column(spacing=S)
        self.go = Button("Print 1 copy", "primary", icon_name="print", parent=self)
        self.go.clicked.connect(self._on_go)
        self.not_now = Button("Not now", "quiet", parent=self)
        self.not_now.clicked.connect(self.left)
        buttons.addWidget(self.go)
        buttons.addWidget(self.not_now)
        layout.addLayout(buttons)
        self.hide()

    def ask(self) -> None:
        """Show the panel; the printers come a moment later."""
        self.printer.set_error("")
        self.go.setEnabled(False)
        self._how.say("Looking for printers…")
        self.show()
        self._session.run_outside(_look, self._on_found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.isEnabled():
            self._on_go()
        else:
            super().keyPressEvent(event)

    def _on_found(self, found: _Found) -> None:
        self._box.set_choices([(each.name, each.words) for each in found.printers])
        self._box.set_value("")
        possible = found.can_print and bool(found.printers)
        self._heading.setText("Are you at the printer?" if possible else "There is no printer here")
        self._words.setVisible(possible)
        self.printer.setVisible(possible)
        self.go.setVisible(possible)
        self.go.setEnabled(possible)
        self.not_now.setText("Not now" if possible else "Back")
        none = "No printer is set up on this computer. Save the document and print it where there is one."
        self._how.say(found.words if possible or not found.can_print else none)
        (self._box if possible else self.not_now).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        name = str(self.printer.value())
        if not name:
            self.printer.set_error("Choose the printer you stand at")
            self.printer.take_focus()
            return
        self.print_requested.emit(name)


def _look() -> _Found:
    machine = load("spoc_desk.machine.printer")
    way = machine.way_of_printing()
    return _Found(machine.printers(), way.words, way is not machine.Way.NONE)
