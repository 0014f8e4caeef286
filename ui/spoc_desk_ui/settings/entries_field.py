"""A list the council keeps, line by line: words, perhaps a kind, a button to take the line out."""

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ..theme import S
from ..widgets.answering import Answer, as_ids
from ..widgets.buttons import Button, IconButton
from ..widgets.choice_box import ChoiceBox
from ..widgets.surface import column, row
from ..widgets.text_field import TextField


class _Entry(QWidget):
    """Signals:
    edited: something in the line changed.
    removed: the line is to go (itself).
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(self, entry_id: str, kinds: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.entry_id = entry_id
        self.words = TextField(self)
        self.words.edited.connect(self.edited)
        line = row(self, spacing=S)
        line.addWidget(self.words, 3)
        self.kind: ChoiceBox | None = None
        if kinds:
            self.kind = ChoiceBox(kinds, self, empty="")
            self.kind.edited.connect(self.edited)
            # A combo box is announced by its label; the column needs none that is seen.
            self._kind_name = QLabel(self)
            self._kind_name.setBuddy(self.kind)
            self._kind_name.hide()
            line.addWidget(self.kind, 1)
        self.remove = IconButton("bin", "Take this entry out", parent=self)
        self.remove.clicked.connect(self._on_remove)
        line.addWidget(self.remove)

    def name_parts(self, number: int, noun: str) -> None:
        """Tell people who hear the page which line this is."""
        self.words.setAccessibleName(f"{noun} {number}")
        if self.kind is not None:
            self.kind.setAccessibleName(f"Kind of {noun.lower()} {number}")
            self._kind_name.setText(f"Kind of {noun.lower()} {number}")
        self.remove.setAccessibleName(f"Take out {noun.lower()} {number}")

    def _on_remove(self) -> None:
        self.removed.emit(self)


class EntriesField(QWidget):
    """Its value is one text per line: the id ("" for a new one), the words, the kind. Empty lines do not count.

    Signals:
        edited: a line was changed, added or taken out.
    """

    edited = Signal()

    def __init__(
        self, noun: str, add_words: str, kinds: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._noun = noun
        self._kinds = tuple(kinds)
        self._lines: list[_Entry] = []
        layout = column(self, spacing=S)
        self._rows = column(spacing=S)
        layout.addLayout(self._rows)
        self._add = Button(add_words, "quiet", icon_name="plus", parent=self)
        self._add.clicked.connect(self._on_add)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    def value(self) -> tuple[str, ...]:
        """Return the lines."""
        return tuple(packed(*self._parts(line)) for line in self._lines if line.words.value())

    def set_value(self, value: Answer) -> None:
        """Show these lines and no others."""
        for line in self._lines:
            self._drop(line)
        self._lines = []
        for text in as_ids(value):
            entry_id, words, kind = unpacked(text)
            line = self._new(entry_id)
            line.words.set_value(words)
            if line.kind is not None:
                line.kind.set_value(kind)
        self._number()

    def text_edit(self) -> QWidget:
        """Return the first line, or the button that adds one."""
        return self._lines[0].words if self._lines else self._add

    def lines(self) -> tuple[_Entry, ...]:
        """Return the lines as shown."""
        return tuple(self._lines)

    def _parts(self, line: _Entry) -> tuple[str, str, str]:
        return line.entry_id, line.words.value(), line.kind.value() if line.kind is not None else ""

    def _new(self, entry_id: str) -> _Entry:
        line = _Entry(entry_id, self._kinds, self)
        line.edited.connect(self.edited)
        line.removed.connect(self._on_removed)
        self._lines.append(line)
        self._rows.addWidget(line)
        return line

    def _drop(self, line: _Entry) -> None:
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _number(self) -> None:
        for number, line in enumerate(self._lines, 1):
            line.name_parts(number, self._noun)

    def _on_add(self) -> None:
        line = self._new("")
        self._number()
        line.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_removed(self, line: _Entry) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        self._drop(line)
        self._number()
        after = self._lines[min(place, len(self._lines) - 1)].remove if self._lines else self._add
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


def packed(entry_id: str, words: str, kind: str) -> str:
    """Return one line as text."""
    return json.dumps([entry_id, words, kind], ensure_ascii=False)


def unpacked(text: str) -> tuple[str, str, str]:
    """Return the id, the words and the kind of a line."""
    entry_id, words, kind = json.loads(text)
    return str(entry_id), str(words), str(kind)
