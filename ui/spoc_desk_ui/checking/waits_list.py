"""What is left to do, each line a way to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.sanitise.review.waiting import About, Wait

from ..theme import XS
from ..widgets.line_link import LineLink
from ..widgets.surface import column
from ..widgets.words import Words


class WaitsList(QWidget):
    """Takes no room when nothing is left.

    Signals:
        wait_chosen: the Wait she wants to go to.
    """

    wait_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=XS)
        self._lines: list[QWidget] = []
        self._waits: tuple[Wait, ...] = ()

    def show_waits(self, waits: tuple[Wait, ...]) -> None:
        """Show what is left."""
        if waits == self._waits and self._lines:
            return
        self._waits = waits
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(number, wait) for number, wait in enumerate(waits)]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(waits))

    @property
    def shown(self) -> tuple[Wait, ...]:
        """What is left."""
        return self._waits

    def _line(self, number: int, wait: Wait) -> QWidget:
        words = wait.sentence[:1].upper() + wait.sentence[1:]
        if wait.about is About.FILE:
            return Words(words, parent=self)
        link = LineLink(words, self)
        link.setProperty("number", number)
        link.clicked.connect(self._on_clicked)
        return link

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wait_chosen.emit(self._waits[int(sender.property("number"))])
