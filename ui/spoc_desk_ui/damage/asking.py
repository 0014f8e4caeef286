"""What opens the damaged vault, and a backup to lay beside it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..recovery_groups import group_is_right
from ..stick_place import StickPlace
from ..theme import L, M
from ..typed import Typed
from ..widgets.banner import Line
from ..widgets.buttons import Button
from ..widgets.code_entry import CodeEntry
from ..widgets.field import Field
from ..widgets.options import Options
from ..widgets.password_field import PasswordField
from ..widgets.surface import column, row
from ..widgets.words import Words

_PASSWORD, _CODE = "password", "code"
OWN, FILE, OF_THAT_DAY = "own", "file", "of that day"
_COMPARE = (
    "With a backup beside it the program can say which way loses less, and fill gaps from it: only with what the "
    "history proves to be the last state."
)


class OpenedBy(QWidget):
    """A password, or the code of the recovery sheet.

    Signals:
        entered: Enter was pressed, or the last group of the code is right.
    """

    entered = Signal()

    def __init__(self, label: str, parent: QWidget | None = None, *, day: str = "") -> None:
        super().__init__(parent)
        inside = column(self, spacing=L)
        self.how = Options(((_PASSWORD, f"A password{day}"), (_CODE, f"The recovery sheet{day}")))
        self.how.set_value(_PASSWORD)
        self.how.edited.connect(self._on_how)
        inside.addWidget(Field("What opens it?", self.how, parent=self))
        self.password = PasswordField(self)
        self.password.entered.connect(self.entered)
        self.password_field = Field(label, self.password, width="medium", parent=self)
        inside.addWidget(self.password_field)
        self.code = CodeEntry(group_is_right, self)
        self.code.completed.connect(self.entered)
        self.code.hide()
        inside.addWidget(self.code)

    def problems(self) -> list[Line]:
        """Return what is still missing."""
        if self._by_code:
            return [] if self.code.is_complete else [Line("Type all eight groups of the code", OWN)]
        return [] if self.password.value() else [Line("Type the password", OWN)]

    def typed(self) -> Typed:
        """Return what was typed, and whether it is the code."""
        return (self.code.text(), True) if self._by_code else (self.password.value(), False)

    def take_focus(self) -> None:
        """Lead to where it is typed."""
        (self.code if self._by_code else self.password.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Empty the lines."""
        self.password.clear()
        self.code.clear()

    @property
    def _by_code(self) -> bool:
        return self.how.value() == _CODE

    def _on_how(self) -> None:
        self.code.setVisible(self._by_code)
        self.password_field.setVisible(not self._by_code)


class BackupBeside(QWidget):
    """The file of a backup, and its password where that is another one.

    Signals:
        chosen: there is a file now.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None, *, hint: str = _COMPARE, other_password: bool = True) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.place = StickPlace(self)
        self.place.file_chosen.connect(self.take_file)
        inside = column(self, spacing=M)
        inside.addWidget(Words(hint, "muted", parent=self))
        line = row(spacing=M)
        self.choose = Button("Choose a backup…", icon_name="folder", parent=self)
        self.choose.clicked.connect(self._on_choose)
        self.name = Words("No backup chosen", parent=self)
        line.addWidget(self.choose)
        line.addWidget(self.name, 1)
        inside.addLayout(line)
        self.password = PasswordField(self)
        words = "Only where it was another one on the day of the backup."
        self.password_field = Field("Password of the backup", self.password, hint=words, width="medium", parent=self)
        self.password_field.hide()
        self._asks_other = other_password
        inside.addWidget(self.password_field)

    def take_file(self, path: Path) -> None:
        """This is the backup."""
        self.path = path
        self.name.setText(path.name)
        self.password_field.setVisible(self._asks_other)
        self.chosen.emit()

    def typed(self) -> Typed | None:
        """Return the password of that day; None where the one of the vault opens it too."""
        return (self.password.value(), False) if self.password.value() else None

    def clear(self) -> None:
        """Put the question away and empty the line."""
        self.place.close()
        self.password.clear()

    def _on_choose(self) -> None:
        self.place.ask_file("")
