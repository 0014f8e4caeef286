"""The name of a person: hidden until somebody says why it is needed, and hidden again after half a minute."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ..absence import leave_out
from ..forms.flow import Flow
from ..theme import M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words
from .ask_reason import AskReason

SHOWN_SECONDS = 30


class NameLine(QWidget):
    """Hidden, asking for the reason, or shown for thirty seconds. Never holds a name while it shows none.

    Signals:
        reveal_requested: (the reason for which the name is needed, more words); answer with `show_name`.
        change_requested: the name is to be entered or changed.
    """

    reveal_requested = Signal(str, str)
    change_requested = Signal()

    def __init__(
        self, has_name: bool, parent: QWidget | None = None, *, may_show: bool = True, may_set: bool = True
    ) -> None:
        super().__init__(parent)
        self._has_name = has_name
        self._left = 0
        layout = column(self, spacing=0)
        self._hidden = self._build_hidden()
        self._asking = self._build_asking()
        self._shown = self._build_shown()
        for page in (self._hidden, self._asking, self._shown):
            layout.addWidget(page)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._turn_to(self._hidden)
        leave_out(*([] if may_show else [self.show_button]), *([] if may_set else [self.change_button]))

    @property
    def shown_name(self) -> str:
        """The name that stands on the screen, or ""."""
        return self._name.text()

    def ask(self) -> None:
        """Ask why the name is needed."""
        self._turn_to(self._asking)
        self.asking.take_focus()

    def show_name(self, name: str) -> None:
        """Show *name* for thirty seconds."""
        self._name.setText(name)
        self._left = SHOWN_SECONDS
        self._say_left()
        self._turn_to(self._shown)
        self._tick.start()
        self.hide_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, name)

    def hide_name(self) -> None:
        """Take the name off the screen and forget it."""
        self._tick.stop()
        self._name.clear()
        self.asking.clear()
        had_focus = self.focusWidget() is not None
        self._turn_to(self._hidden)
        if had_focus:
            self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the name is not shown."""
        self.asking.refuse(sentence)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._name.text() and not event.spontaneous():
            self.hide_name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._hidden.isHidden():
            self.hide_name()
        else:
            super().keyPressEvent(event)

    # building -------------------------------------------------------------------------------------------------------

    def _build_hidden(self) -> QWidget:
        page = QWidget(self)
        line = Flow(page)
        words = "Name in use now: hidden" if self._has_name else "Name in use now: not provided"
        said = Words(words, wrap=False, parent=page)
        said.setContentsMargins(0, S, S, S)
        line.addWidget(said)
        self.show_button = Button("Show name…", "quiet", icon_name="show", parent=page)
        self.show_button.clicked.connect(self.ask)
        self.show_button.setVisible(self._has_name)
        words = "Change name…" if self._has_name else "Enter the name…"
        self.change_button = Button(words, "quiet", parent=page)
        self.change_button.clicked.connect(self.change_requested)
        line.addWidget(self.show_button)
        line.addWidget(self.change_button)
        return page

    def _build_asking(self) -> QWidget:
        page = AskReason("Why do you need the name?", "Show name", self)
        page.given.connect(self.reveal_requested)
        page.left.connect(self.hide_name)
        self.asking = page
        return page

    def _build_shown(self) -> QWidget:
        page = QWidget(self)
        line = row(page, spacing=M)
        self._name = Words(role="heading", parent=page)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._countdown = Words(role="small", wrap=False, parent=page)
        self.hide_button = Button("Hide now", "quiet", icon_name="hide", parent=page)
        self.hide_button.clicked.connect(self.hide_name)
        line.addWidget(self._name, 1)
        line.addWidget(self._countdown)
        line.addWidget(self.hide_button)
        return page

    # inside ---------------------------------------------------------------------------------------------------------

    def _turn_to(self, page: QWidget) -> None:
        for each in (self._hidden, self._asking, self._shown):
            each.setVisible(each is page)

    def _on_tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.hide_name()
        else:
            self._say_left()

    def _say_left(self) -> None:
        self._countdown.setText(f"Hides in {self._left} s")
