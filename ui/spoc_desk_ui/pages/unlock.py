"""The way in: who you are, your password, one button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QWidget

from spoc_desk.errors import UserError, WrongPassword

from ..lazy import load
from ..theme import S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.gate import Gate
from ..widgets.password_field import PasswordField
from ..widgets.words import Words

_WHY_CHECKED = "Everything is checked: after an end that was not clean, and once a week. Other work waits for it."
LONGEST_WAIT = 60  # seconds; security 3.8: 1, 2, 4 … 60, never erase


class UnlockPage(Gate):
    """Asks for the password. It stays the same object over a lock, so that the wait after wrong passwords goes on.

    Signals:
        unlock_requested: (password, slot id or "").
        recovery_requested: she has the recovery sheet instead.
        restore_requested: she wants to go back to a backup.
        help_requested: she wants to read about keys and locks first.
    """

    unlock_requested = Signal(str, str)
    recovery_requested = Signal()
    restore_requested = Signal()
    help_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(420, parent)
        self._wrong = 0
        self._wait = 0
        self._busy = False
        self._title = Words("SPOC Desk", "title", parent=self.sheet)
        self._line = Words(role="muted", parent=self.sheet)
        self._who: Field | None = None
        self._chosen = ""
        self._password_line = PasswordField(self.sheet)
        self._password = Field("Password", self._password_line, parent=self.sheet)
        self._button = Button("Unlock", "primary", parent=self.sheet)
        self._checking = QProgressBar(self.sheet)
        self._checking.setTextVisible(False)
        self._checking.setAccessibleName("Progress of the check")
        self._checking.hide()
        self._recovery = Button("Use the recovery sheet", "link", parent=self.sheet)
        self._restore = Button("Restore a backup", "link", parent=self.sheet)
        self._help = Button("Help", "quiet", parent=self.sheet)
        self._help.setToolTip("F1")
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self.column.addWidget(self._title)
        self.column.addWidget(self._line)
        self.column.addSpacing(S)
        for part in (self._password, self._button, self._checking):
            self.column.addWidget(part)
        self.column.addWidget(self._recovery, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._help, 0, Qt.AlignmentFlag.AlignHCenter)
        self._password_line.entered.connect(self._on_wanted)
        self._password_line.edited.connect(self._say_button)
        self._button.clicked.connect(self._on_wanted)
        self._recovery.clicked.connect(self.recovery_requested)
        self._restore.clicked.connect(self.restore_requested)
        self._help.clicked.connect(self.help_requested)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_requested)
        self.show_locked(first=True)

    def show_locked(self, *, first: bool = False, why: str = "") -> None:
        """Show the page afresh: at the start, or after a lock with the reason."""
        self._title.setText("SPOC Desk" if first else "SPOC Desk is locked")
        self._line.say(why if not first else "")
        self._password_line.clear()
        self._password.set_error("")
        self._busy = False
        self._say_button()

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer (slot id, role words) where more than one person can unlock."""
        if self._who is None and len(roles) > 1:
            # Most vaults have one way in; the list is made only where there is a choice.
            self._roles = load("spoc_desk_ui.widgets.choice_box").ChoiceBox(empty="")
            self._who = Field("Who are you?", self._roles, parent=self.sheet)
            self.column.insertWidget(self.column.indexOf(self._password), self._who)
        if self._who is not None:
            self._roles.set_choices(roles)
            self._who.setVisible(len(roles) > 1)
            if self._chosen in dict(roles):
                self._who.set_value(self._chosen)
            self._chosen = ""

    @property
    def slot_id(self) -> str:
        """Who is chosen; "" where there is no choice."""
        return str(self._who.value()) if self._who is not None else ""

    def choose(self, slot_id: str) -> None:
        """Choose who unlocks, once there is a choice: the one who did before the lock."""
        self._chosen = slot_id

    def wait_after(self, wrong: int, seconds: int) -> None:
        """Go on waiting where another process stopped: so many wrong passwords, so many seconds left."""
        if wrong > self._wrong:
            self._wrong, self._wait = wrong, seconds
            if seconds:
                self._second.start()
            self._say_button()

    def first_focus(self) -> QWidget:
        """Return the password line."""
        return self._password_line.line

    def go_on_typing(self) -> None:
        """Put the caret behind what is typed: a page that comes back has it selected, and a letter would replace it."""
        self._password_line.line.end(False)

    def show_checking(self, done: int, whole: int) -> None:
        """Say how far the check of everything is, once a week and after an unclean end."""
        if not self._busy:
            return
        percent = 100 * done // max(whole, 1)
        self._button.setText(f"Checking everything… {percent} %")
        if self._checking.isHidden():
            self._line.say(_WHY_CHECKED)
            self._checking.show()
            announce(self, _WHY_CHECKED)
        self._checking.setValue(percent)

    def show_error(self, error: UserError) -> None:
        """Say why the vault stayed shut; after a wrong password the next try waits a little longer each time."""
        self._busy = False
        if isinstance(error, WrongPassword):
            self._wrong += 1
            self._wait = min(2 ** (self._wrong - 1), LONGEST_WAIT)
            self._second.start()
        self._password_line.clear()
        self._password.set_error(str(error))
        self._say_button()
        announce(self, str(error), urgent=True)
        self._password_line.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_opened(self) -> None:
        """Forget the wrong tries: the vault is open."""
        self._wrong = self._wait = 0
        self._second.stop()
        self.show_locked()

    @property
    def seconds_to_wait(self) -> int:
        """How long the next try has to wait."""
        return self._wait

    def _on_wanted(self) -> None:
        if self._busy or self._wait or not self._password_line.value():
            return
        self._busy = True
        self._password.set_error("")
        self._say_button()
        self.unlock_requested.emit(self._password_line.take(), self.slot_id)

    def _on_second(self) -> None:
        self._wait = max(0, self._wait - 1)
        if self._wait == 0:
            self._second.stop()
        self._say_button()

    def _say_button(self) -> None:
        if not self._busy and self._checking.isVisibleTo(self):
            self._checking.hide()
            self._line.say("")
        if self._busy:
            words = "Checking…"
        elif self._wait:
            words = f"Try again in {self._wait} s"
        else:
            words = "Unlock"
        self._button.setText(words)
        self._button.setEnabled(words == "Unlock")
