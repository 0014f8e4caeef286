"""The recovery code as eight short lines: each group is checked as soon as it is complete."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from ..icons import pixmap
from ..theme import M, S
from .announce import announce
from .not_learnt import NOT_LEARNT
from .restyle import restyle
from .surface import row
from .words import Words

GROUPS = 8
LENGTH = 5


class CodeEntry(QWidget):
    """Eight groups of five. `is_right` says of (group number from 0, text) whether its check symbol fits.

    Signals:
        edited: something was typed.
        completed: all eight groups are right.
    """

    edited = Signal()
    completed = Signal()

    def __init__(self, is_right: Callable[[int, str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_right = is_right
        self._lines: list[QLineEdit] = []
        self._marks: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        for number in range(GROUPS):
            grid.addLayout(self._group(number), number // 4, number % 4)
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        grid.addWidget(self._wrong, 2, 0, 1, 4)
        self.setFocusProxy(self._lines[0])

    def text(self) -> str:
        """Return what is typed, the groups with dashes between."""
        return "-".join(line.text().strip() for line in self._lines)

    @property
    def is_complete(self) -> bool:
        """True when all eight groups are right."""
        return all(self._is_right(number, line.text()) for number, line in enumerate(self._lines))

    def clear(self) -> None:
        """Empty all groups."""
        for line in self._lines:
            line.clear()
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            place = self._lines.index(watched)
            if event.matches(QKeySequence.StandardKey.Paste):
                self._spread(place, QGuiApplication.clipboard().text())
                return True
            if event.key() == Qt.Key.Key_Backspace and not watched.text() and place > 0:
                self._lines[place - 1].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.text() in ("-", " "):
                self._go_on(place)
                return True
        return super().eventFilter(watched, event)

    def _group(self, number: int) -> QHBoxLayout:
        line = QLineEdit(self)
        line.setMaxLength(LENGTH)
        line.setAccessibleName(f"Group {number + 1} of {GROUPS}")
        line.setProperty("group", number)
        line.setInputMethodHints(NOT_LEARNT | Qt.InputMethodHint.ImhPreferUppercase)
        line.setMinimumWidth(line.fontMetrics().horizontalAdvance("M" * LENGTH) + 28)
        line.textEdited.connect(self._on_edited)
        line.installEventFilter(self)
        mark = QLabel(self)
        mark.setMinimumWidth(20)
        self._lines.append(line)
        self._marks.append(mark)
        together = row(spacing=2)
        together.addWidget(line, 1)
        together.addWidget(mark)
        return together

    def _on_edited(self, _text: str) -> None:
        sender = self.sender()
        if not isinstance(sender, QLineEdit):
            return
        place = sender.cursorPosition()
        sender.setText(sender.text().upper())
        sender.setCursorPosition(place)
        number = self._lines.index(sender)
        self._say()
        self.edited.emit()
        if len(sender.text()) == LENGTH:
            self._settle(number)

    def _settle(self, number: int) -> None:
        if not self._is_right(number, self._lines[number].text()):
            announce(self, f"Group {number + 1} has a typing mistake.", urgent=True)
            return
        if self.is_complete:
            self.completed.emit()
        else:
            self._go_on(number)

    def _go_on(self, number: int) -> None:
        if number + 1 < GROUPS:
            self._lines[number + 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._lines[number + 1].selectAll()

    def _spread(self, first: int, text: str) -> None:
        letters = "".join(letter for letter in text.upper() if letter.isalnum())
        for offset in range(0, len(letters), LENGTH):
            number = first + offset // LENGTH
            if number < GROUPS:
                self._lines[number].setText(letters[offset : offset + LENGTH])
        self._say()
        self.edited.emit()
        if self.is_complete:
            self.completed.emit()

    def _say(self) -> None:
        wrong = []
        side = round(self.fontMetrics().height() * 0.9)
        for number, line in enumerate(self._lines):
            full = len(line.text()) == LENGTH
            right = full and self._is_right(number, line.text())
            name, colour = ("check", "ok") if right else ("cross", "error") if full else ("ring", "line")
            self._marks[number].setPixmap(pixmap(name, colour, side, self.devicePixelRatioF()))
            line.setProperty("wrong", "true" if full and not right else "false")
            restyle(line)
            if full and not right:
                wrong.append(number + 1)
        self._wrong.say(_mistakes(wrong))


def _mistakes(groups: list[int]) -> str:
    if not groups:
        return ""
    if len(groups) == 1:
        return f"Group {groups[0]} has a typing mistake. Compare it with the sheet."
    named = ", ".join(str(group) for group in groups)
    return f"Groups {named} have a typing mistake. Compare them with the sheet."
