"""The second key: somebody else types their password here, or the code of the recovery sheet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..recovery_groups import group_is_right
from ..theme import L
from ..widgets.banner import Line
from ..widgets.code_entry import CodeEntry
from ..widgets.field import Field
from ..widgets.options import Options
from ..widgets.password_field import PasswordField
from ..widgets.surface import column

_PASSWORD, _CODE = "password", "code"
FIELD = "second"


class SecondKey(QWidget):
    """Asks which of the two it is, and for it. Nothing that was typed stays after `take` or `clear`.

    Signals:
        entered: Enter was pressed, or the last group of the code is right.
    """

    entered = Signal()

    def __init__(self, *, of_that_day: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        day = " of that day" if of_that_day else ""
        inside = column(self, spacing=L)
        self.how = Options(((_PASSWORD, f"A second person's password{day}"), (_CODE, f"The recovery sheet{day}")))
        self.how.set_value(_PASSWORD)
        self.how.edited.connect(self._on_how)
        inside.addWidget(
            Field(
                "Who agrees?",
                self.how,
                hint="Nobody takes the vault back alone: somebody else sits down here and types.",
                parent=self,
            )
        )
        self.password = PasswordField(self)
        self.password.entered.connect(self.entered)
        self.password_field = Field("Password of the second person", self.password, width="medium", parent=self)
        inside.addWidget(self.password_field)
        self.code = CodeEntry(group_is_right, self)
        self.code.completed.connect(self.entered)
        self.code.hide()
        inside.addWidget(self.code)

    def prefer_sheet(self) -> None:
        """Ask for the sheet first: nobody else has a password."""
        self.how.set_value(_CODE)
        self._on_how()

    @property
    def by_code(self) -> bool:
        """True where the recovery sheet agrees."""
        return self.how.value() == _CODE

    def problems(self) -> list[Line]:
        """Return what is still missing."""
        if self.by_code:
            return [] if self.code.is_complete else [Line("Type all eight groups of the code of the sheet", FIELD)]
        return [] if self.password.value() else [Line("The second person types their password", FIELD)]

    def take(self) -> tuple[str, bool]:
        """Return what was typed, and whether it is the code; the lines are empty afterwards."""
        by_code = self.by_code
        typed = self.code.text() if by_code else self.password.take()
        self.clear()
        return typed, by_code

    def clear(self) -> None:
        """Empty the lines."""
        self.password.clear()
        self.code.clear()

    def take_focus(self) -> None:
        """Lead to where it is typed."""
        (self.code if self.by_code else self.password.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_how(self) -> None:
        self.code.setVisible(self.by_code)
        self.password_field.setVisible(not self.by_code)
