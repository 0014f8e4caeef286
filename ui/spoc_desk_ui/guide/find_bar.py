"""Find in the page of the guide: a line, how many places there are, and both directions."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..theme import S
from ..widgets.announce import announce
from ..widgets.buttons import IconButton
from ..widgets.surface import row
from ..widgets.text_field import TextField
from ..widgets.words import Words

_HINT = "Find in this page    Ctrl+F"


class FindBar(QWidget):
    """Enter goes on, Shift+Enter back, Esc empties the line and then leaves it.

    Signals:
        typed: the words, as they are typed.
        asked: True for the next place, False for the one before.
        left: Esc in an empty line.
    """

    typed = Signal(str)
    asked = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = row(self, spacing=S)
        self.line = TextField(self)
        self.line.setAccessibleName("Find in this page")
        self.line.setPlaceholderText(_HINT)
        self.line.textChanged.connect(self.typed)
        self.count = Words(role="muted", wrap=False, parent=self)
        self.before = IconButton("chevron-up", "Previous place", shortcut="Shift+Enter", parent=self)
        self.next = IconButton("chevron-down", "Next place", shortcut="Enter", parent=self)
        self.before.clicked.connect(self._on_before)
        self.next.clicked.connect(self._on_next)
        for part in (self.count, self.line, self.before, self.next):
            across.addWidget(part)
        self._fit()
        self.show_count("", 0, 0)

    def words(self) -> str:
        """Return what is looked for."""
        return self.line.value()

    def show_count(self, words: str, which: int, count: int) -> None:
        """Say which of how many places is shown."""
        said = "" if not words else "Not on this page" if not count else f"{which} of {count}"
        self.count.setText(said)
        for button in (self.before, self.next):
            button.setEnabled(count > 0)
        if said:
            announce(self, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.line.setMinimumWidth(self.fontMetrics().horizontalAdvance(_HINT) + 5 * S)

    def _on_next(self) -> None:
        self.asked.emit(True)

    def _on_before(self) -> None:
        self.asked.emit(False)
