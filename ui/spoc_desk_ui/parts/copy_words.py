"""Words to say or write, with one button that copies them: she need not find them herself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..theme import M
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.surface import row
from .flowing import flowing


class CopyWords(QWidget):
    """A sentence in quotation marks and "Copy".

    Signals:
        copied: the words to put on the clipboard.
    """

    copied = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        layout = row(self, spacing=M)
        label = flowing(f"Say: \u201c{words}\u201d", parent=self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button = Button("Copy", "quiet", icon_name="copy", parent=self)
        button.setAccessibleName(f"Copy the words: {words}")
        button.clicked.connect(self._on_clicked)
        layout.addWidget(label, 1)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_clicked(self) -> None:
        self.copied.emit(self._words)
        announce(self, "Copied for 20 seconds")
