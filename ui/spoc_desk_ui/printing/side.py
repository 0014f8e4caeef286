"""The column beside the pages: which copy it is, what it contains, what stops it, for whom, and the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.prints import Goes

from ..session import Session
from ..theme import BODY_POINTS, L, M, S
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.marks import Tick
from ..widgets.surface import ScrollColumn, Surface, column
from ..widgets.words import Words, rule
from .checks import Checks
from .destination import DestinationPanel
from .outcome import Outcome
from .printer_panel import PrinterPanel
from .protect_panel import ProtectPanel
from .source import Ready

WIDTH = 336
FOOT_SHARE = 0.4
"""The most of the height that the ways out may take for themselves."""


class PrintSide(Surface):
    """Everything about a print but its pages.

    Signals:
        asked_again: the recipient or the size of the letters changed: prepare the print again.
        save_requested: where to save is to be asked, unprotected.
    """

    asked_again = Signal()
    save_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("base", parent)
        self._outer = outer = column(self, spacing=0)
        self._scroll = ScrollColumn(self, margin=L, spacing=M)
        outer.addWidget(self._scroll, 1)
        inside = self._scroll.column
        self.outcome = Outcome(self)
        self.copy = Words(role="heading", parent=self)
        self.contains = Words(parent=self)
        self.checks = Checks(self)
        self._recipients = ChoiceBox(parent=self, empty="Nobody by name")
        self._recipients.setMinimumContentsLength(8)
        self.recipient = Field("Who is it for?", self._recipients, parent=self)
        self.destination = DestinationPanel(self)
        self.large = Tick("Large print, 18 point", self)
        self.printers = PrinterPanel(session, self)
        self.protect = ProtectPanel(self)
        for part in (self.outcome, self.copy, self.contains, self.checks, self.recipient, self.destination, self.large):
            inside.addWidget(part)
        inside.addWidget(self.printers)
        inside.addWidget(self.protect)
        inside.addStretch(1)
        self._foot = self._ways_out()
        outer.addWidget(self._foot)
        self.recipient.edited.connect(self.asked_again)
        self.large.clicked.connect(self.asked_again)
        self.checks.cleared.connect(self._say_buttons)
        self.destination.asked_again.connect(self.asked_again)
        self.destination.asked_again.connect(self._say_buttons)
        self.destination.changed.connect(self._say_buttons)
        self.printers.left.connect(self.show_ways)
        self.protect.left.connect(self.show_ways)
        self._ready: Ready | None = None
        self._asks_recipient = False

    # for the preview ------------------------------------------------------------------------------------------------

    def set_up(self, *, asks_recipient: bool, protects: bool, saves: bool = True) -> None:
        """Fit what can be printed."""
        self._asks_recipient = asks_recipient
        self.recipient.setVisible(asks_recipient)
        self.protect_button.setVisible(protects)
        self.save_button.setVisible(saves)

    def show_recipients(self, words: Sequence[str]) -> None:
        """Offer our own people and services."""
        self._recipients.set_choices([(each, each) for each in words])
        self.destination.show_people(words)

    def show_ready(self, ready: Ready) -> None:
        """Say what the print is."""
        before = self._ready
        changed = before is None or (ready.leaks, ready.not_yet) != (before.leaks, before.not_yet)
        self._ready = ready
        self.copy.setText(ready.copy_words)
        self.contains.say(f"Contains: {ready.contains}" if ready.contains else "")
        self._keep_recipient(ready.recipient)
        self.recipient.setVisible(self._asks_recipient and ready.question is None)
        self.destination.show_question(ready.question, ready.recipient)
        if changed:
            self.checks.show_leaks(ready.blocking, ready.to_check, may_go_on=ready.may_go_on, not_yet=ready.not_yet)
        self._say_buttons()

    def clear(self) -> None:
        """Nothing is ready."""
        self._ready = None
        self.copy.setText("")
        self.contains.say("")
        self.checks.show_leaks((), ())
        self._say_buttons()

    def show_ways(self) -> None:
        """Put the panels away; the buttons are there again."""
        self.protect.forget()
        for panel in (self.printers, self.protect):
            panel.hide()
        self._foot.show()
        self._say_buttons()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(self.print_button)

    def ask_printer(self) -> None:
        """Ask where the paper is to come out."""
        self.protect.hide()
        self._foot.hide()
        self.printers.ask()
        self._reveal(self.printers)

    def ask_where(self) -> bool:
        """Go to what is still to be said of where the copy goes; False where that is not what is missing."""
        missing = self._ready is not None and self.checks.is_clear and bool(self.destination.words)
        if missing:
            self.destination.take_focus()
        return missing

    def ask_password(self) -> None:
        """Ask for the password of a protected copy."""
        self.printers.hide()
        self._foot.hide()
        self.protect.ask()
        self._reveal(self.protect)

    @property
    def chosen_recipient(self) -> str:
        """For whom the copy is, in words."""
        if self.destination.is_asked:
            return self.destination.to_whom if self.destination.goes is Goes.GOES_OUT else ""
        return str(self.recipient.value()) if not self.recipient.isHidden() else ""

    @property
    def may_leave(self) -> bool:
        """True when a copy may be made."""
        return self._ready is not None and self.checks.is_clear and not self.destination.words

    def fit(self, room: int) -> None:
        """Take what the words need, but leave more than half of *room* to the pages."""
        scale = self.font().pointSizeF() / BODY_POINTS
        self.setFixedWidth(min(round(WIDTH * max(scale, 1.0)), round(room * 0.48)))

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_foot()

    # inside ---------------------------------------------------------------------------------------------------------

    def _place_foot(self) -> None:
        """Let the ways out scroll with the rest where large letters would leave the questions no room beside them."""
        scrolls = self._foot.sizeHint().height() > FOOT_SHARE * self.height()
        room = self._scroll.column if scrolls else self._outer
        if room.indexOf(self._foot) < 0:
            self._foot_column.setContentsMargins(*((0, M, 0, 0) if scrolls else (L, M, L, L)))
            room.addWidget(self._foot)

    def _ways_out(self) -> QWidget:
        box = QWidget(self)
        around = column(box, spacing=0)
        around.addWidget(rule(box))
        foot = self._foot_column = column(spacing=S)
        foot.setContentsMargins(L, M, L, L)
        around.addLayout(foot)
        self.waits = Words(role="small", parent=self)
        self.print_button = Button("Print…", "primary", icon_name="print", parent=self)
        self.print_button.setToolTip("Ctrl+P")
        self.protect_button = Button("Save a protected copy…", icon_name="lock", parent=self)
        self.save_button = Button("Save…", icon_name="save", parent=self)
        self.print_button.clicked.connect(self.ask_printer)
        self.protect_button.clicked.connect(self.ask_password)
        self.save_button.clicked.connect(self.save_requested)
        for part in (self.waits, self.print_button, self.protect_button, self.save_button):
            foot.addWidget(part)
        return box

    def _say_buttons(self) -> None:
        may = self.may_leave
        for button in (self.print_button, self.protect_button, self.save_button):
            button.setEnabled(may)
        self.waits.say(self.checks.words or (self.destination.words if self._ready is not None else ""))
        if not may:
            self.printers.hide()
            self.protect.hide()
            self._foot.show()

    def _keep_recipient(self, words: str) -> None:
        """Show for whom the print is, also where that is nobody of the directory."""
        if words and self._recipients.findData(words) < 0:
            self._recipients.insertItem(1, words, words)
        if words:
            self._recipients.set_value(words)

    def _reveal(self, panel: QWidget) -> None:
        self._scroll.column.activate()
        self._scroll.ensureWidgetVisible(panel, 0, L)
