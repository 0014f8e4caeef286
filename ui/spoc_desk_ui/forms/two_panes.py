"""A list at the left and one record at the right; where there is no room for both, the record covers the list."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..colours import current_colours
from ..widgets.surface import row

ROOM_FOR_BOTH = 100
"""In widths of the letter n."""


class _Divider(QWidget):
    """A hairline between the two."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_colours().colour("line"))
        painter.end()


class TwoPanes(QWidget):
    """Holds the list and at most one side. The side is thrown away when another one comes."""

    def __init__(self, list_side: QWidget, *, shares: tuple[int, int] = (1, 1), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_side = list_side
        self.side: QWidget | None = None
        self._shares = shares
        self._layout = row(self, spacing=0)
        self._line = _Divider(self)
        self._layout.addWidget(list_side, shares[0])
        self._layout.addWidget(self._line)
        self._line.hide()

    def show_side(self, side: QWidget | None) -> None:
        """Show *side* at the right, or nothing."""
        old, self.side = self.side, side
        if old is not None and old is not side:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        if side is not None and side is not old:
            self._layout.addWidget(side, self._shares[1])
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """True where list and side do not fit beside each other."""
        return self.width() < self.fontMetrics().horizontalAdvance("n" * ROOM_FOR_BOTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._arrange()

    def _arrange(self) -> None:
        covered = self.side is not None and self.is_narrow
        self.list_side.setVisible(not covered)
        self._line.setVisible(self.side is not None and not covered)
        if self.side is not None:
            self.side.setVisible(True)
