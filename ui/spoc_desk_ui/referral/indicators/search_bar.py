"""The search line of the explorer, the choice of a level, "only ticked", and in words what is shown."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.thresholds.threshold_set import ThresholdSet

from ...theme import M, S
from ...widgets.announce import announce
from ...widgets.marks import Tick
from ...widgets.surface import column, row
from ...widgets.text_field import TextField
from ...widgets.words import Words
from .level_filter import LevelFilter

_SAY_AFTER_MS = 700  # a count at each key would talk over the letters


class _SearchLine(TextField):
    """Down and Enter go to what was found; Esc empties the line."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """What is looked for.

    Signals:
        changed: the search, the level or "only ticked" is another.
        down: she goes to what was found.
    """

    changed = Signal()
    down = Signal()

    def __init__(self, of: ThresholdSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=S)
        self.line = _SearchLine(self)
        self.line.setPlaceholderText("Type what you see: sleep, late to school")
        self.line.setAccessibleName("Search the indicators")
        self.line.setClearButtonEnabled(False)
        self.levels = LevelFilter(of, self)
        self.only_ticked = Tick("Only ticked", self)
        self._count = Words("", "small", wrap=False, parent=self)
        top = row(spacing=M)
        top.addWidget(self.line, 1)
        top.addWidget(self._count)
        layout.addLayout(top)
        self.levels.add(self.only_ticked)
        layout.addWidget(self.levels)
        self._pause = QTimer(self, singleShot=True, interval=_SAY_AFTER_MS)
        self._pause.timeout.connect(self._speak)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.down.connect(self.down)
        self.levels.chosen.connect(self._on_changed)
        self.only_ticked.toggled.connect(self._on_changed)

    @property
    def typed(self) -> str:
        """What is searched for."""
        return self.line.text().strip()

    @property
    def count_words(self) -> str:
        """What is shown, in words."""
        return self._count.text()

    def say_count(self, words: str) -> None:
        """Say how much is shown."""
        self._count.setText(words)

    def clear(self) -> None:
        """Show everything again."""
        self.levels.choose("")
        self.only_ticked.blockSignals(True)
        self.only_ticked.setChecked(False)
        self.only_ticked.blockSignals(False)
        self.line.clear()
        self.changed.emit()

    def take_focus(self, more: str = "") -> None:
        """Give the line the focus; *more* was typed elsewhere and belongs to it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if more:
            self.line.setText(more)
        else:
            self.line.selectAll()

    def stop(self) -> None:
        """Say nothing any more: the page goes."""
        self._pause.stop()

    def _on_text_changed(self, _text: str) -> None:
        self._pause.start()
        self.changed.emit()

    def _on_changed(self, *_what: object) -> None:
        self.changed.emit()

    def _speak(self) -> None:
        announce(self.line, self._count.text())
