"""Several round choices of which one holds: yes/no in a row, longer lists one below the other."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ..theme import XL
from .answering import Answer, as_text
from .marks import Option
from .surface import column, row

YES_NO = (("yes", "Yes"), ("no", "No"))
TRI = (*YES_NO, ("not_known", "Not known"))


class Options(QWidget):
    """A group of choices; none is chosen until she chooses. Delete takes the choice back.

    Signals:
        edited: the person chose, or took the choice back.
    """

    edited = Signal()

    def __init__(
        self, choices: Iterable[tuple[str, str]], parent: QWidget | None = None, *, in_a_row: bool = False
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._options: dict[str, Option] = {}
        layout = row(self, spacing=XL) if in_a_row else column(self, spacing=0)
        for choice_id, label in choices:
            option = Option(label, self)
            option.setProperty("choice", choice_id)
            self._options[choice_id] = option
            self._group.addButton(option)
            layout.addWidget(option)
        if in_a_row:
            layout.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if self._options:
            self.setFocusProxy(next(iter(self._options.values())))

    def value(self) -> str:
        """Return the id of the choice, or ""."""
        chosen = self._group.checkedButton()
        return str(chosen.property("choice")) if chosen is not None else ""

    def set_value(self, value: Answer) -> None:
        """Choose the option with the id *value*, or none."""
        wanted = self._options.get(as_text(value))
        if wanted is not None:
            wanted.setChecked(True)
        else:
            self._clear()

    def say(self, labels: Mapping[str, str]) -> None:
        """Change the words of the choices named in *labels*."""
        for choice_id, label in labels.items():
            if choice_id in self._options:
                self._options[choice_id].setText(label.replace("&", "&&"))
        self.updateGeometry()

    def text_edit(self) -> QWidget:
        """Return the first choice."""
        return next(iter(self._options.values()), self)

    def setAccessibleName(self, name: str) -> None:
        """Name the group; each option then says its group too."""
        super().setAccessibleName(name)
        for option in self._options.values():
            option.setAccessibleDescription(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value():
            self._clear()
            self.edited.emit()
            return
        super().keyPressEvent(event)

    def _clear(self) -> None:
        self._group.setExclusive(False)
        for option in self._options.values():
            option.setChecked(False)
        self._group.setExclusive(True)

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self.edited.emit()


class YesNo(Options):
    """Yes or no, with *not known* where that is a fair answer."""

    def __init__(self, parent: QWidget | None = None, *, not_known: bool = False) -> None:
        super().__init__(TRI if not_known else YES_NO, parent, in_a_row=True)
