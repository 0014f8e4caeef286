"""Opening the vault with the recovery sheet: the code, a new password, then the new sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..recovery_groups import group_is_right
from ..theme import L
from ..widgets.banner import Line, SummaryBanner
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.code_entry import CodeEntry
from ..widgets.field import Field
from ..widgets.gate import Gate
from ..widgets.new_password import NewPassword
from ..widgets.surface import row
from ..widgets.words import Words


class RecoveryPage(Gate):
    """Asks for the code of the sheet and a new password, on one page.

    Signals:
        recover_requested: (code, new password, slot id of whoever forgot it or "").
        cancelled: back to the password.
    """

    recover_requested = Signal(str, str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(680, parent)
        self.column.addWidget(Words("Use the recovery sheet", "title", parent=self.sheet))
        self.column.addWidget(
            Words(
                "The code opens the vault once. After that you get a new sheet, and this one opens nothing any more.",
                "muted",
                parent=self.sheet,
            )
        )
        self._banner = SummaryBanner(self.sheet)
        self._banner.field_requested.connect(self._on_field_requested)
        self.column.addWidget(self._banner)
        heading = Words("Code on the sheet", "strong", parent=self.sheet)
        self.column.addWidget(heading)
        self._code = CodeEntry(group_is_right, self.sheet)
        self._code.completed.connect(self._on_code_completed)
        self.column.addWidget(self._code)
        self._roles = ChoiceBox(empty="")
        self._who = Field("Who are you?", self._roles, hint="The new password is yours.", parent=self.sheet)
        self._who.hide()
        self.column.addWidget(self._who)
        self._password = NewPassword(self.sheet)
        self._password.entered.connect(self._on_wanted)
        self.column.addWidget(self._password)
        line = row()
        line.setContentsMargins(0, L, 0, 0)
        self._back = Button("Back to the password", "link", parent=self.sheet)
        self._back.clicked.connect(self.cancelled)
        self._button = Button("Open the vault", "primary", parent=self.sheet)
        self._button.clicked.connect(self._on_wanted)
        line.addWidget(self._back)
        line.addStretch(1)
        line.addWidget(self._button)
        self.column.addLayout(line)

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer (slot id, role words) where more than one person has a key."""
        self._roles.set_choices(roles)
        self._who.setVisible(len(roles) > 1)

    def first_focus(self) -> QWidget:
        """Return the first group of the code."""
        return self._code

    def show_error(self, error: UserError) -> None:
        """Say why the vault stayed shut."""
        self._say_busy(False)
        self._banner.show_problems([Line(str(error), "code")], "The vault stayed shut")

    def forget(self) -> None:
        """Empty the page."""
        self._code.clear()
        self._password.clear()

    def _on_wanted(self) -> None:
        problems = []
        if not self._code.is_complete:
            problems.append(Line("Type all eight groups of the code", "code"))
        if self._password.problem():
            problems.append(Line(self._password.problem(), "password"))
        self._banner.show_problems(problems)
        if not problems:
            self._say_busy(True)
            self.recover_requested.emit(self._code.text(), self._password.password(), self._roles.value())

    def _on_field_requested(self, field: str) -> None:
        target = self._code if field == "code" else self._password
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_code_completed(self) -> None:
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_busy(self, busy: bool) -> None:
        self._button.setText("Opening…" if busy else "Open the vault")
        self._button.setEnabled(not busy)
        self._back.setEnabled(not busy)
