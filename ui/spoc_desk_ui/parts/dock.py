"""A table with at most one panel: below it, beside it where the window is wide, instead of it where it is small."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ..widgets.surface import Surface, column
from ..widgets.words import rule
from .small_panel import SmallPanel

BESIDE_FROM = 188
_ANY = 16_777_215
_PANEL = 56
"""In widths of the letter n: from where on a panel stands beside the table, and how wide it then is."""


class Dock(QWidget):
    """Holds *main* and one panel. A panel is thrown away when another one comes."""

    def __init__(self, main: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main = main
        self.panel: QWidget | None = None
        self._always_beside = False
        self._layout: QBoxLayout = column(self, spacing=0)
        self._frame = Surface("base", self)
        self._inside = column(self._frame, spacing=0)
        self._line = rule(self)
        self._layout.addWidget(main, 1)
        self._layout.addWidget(self._line)
        self._layout.addWidget(self._frame)
        self._line.hide()
        self._frame.hide()
        self.setMinimumHeight(1)  # what does not fit is covered: it must not make the window grow

    def show_panel(self, panel: QWidget | None, *, beside: bool = False) -> None:
        """Show *panel*, or nothing. A long form asks to stand *beside* the table whatever the width."""
        old, self.panel = self.panel, panel
        if old is not None and old is not panel:
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._always_beside = beside
        if panel is not None and panel is not old:
            panel.setParent(self._frame)
            self._inside.addWidget(panel)
            panel.show()
            if isinstance(panel, SmallPanel):
                panel.room_wanted.connect(self._arrange)
        self._line.setVisible(panel is not None)
        self._frame.setVisible(panel is not None)
        self._arrange()

    def least_height(self) -> int:
        """Return what its table needs so that no word is cut; a panel covers the table where both do not fit."""
        layout = self.main.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.main.minimumSizeHint().height()
        return layout.totalMinimumHeightForWidth(self.main.width())

    @property
    def is_beside(self) -> bool:
        """True where the panel stands beside the table."""
        return self._always_beside or self.width() >= self._letters(BESIDE_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.panel is not None:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        beside = self.is_beside
        side = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != side:
            self._layout.setDirection(side)
        widest = min(self._letters(_PANEL), round(self.width() * 0.6)) if beside else _ANY
        self._frame.setMinimumWidth(widest if beside else 0)
        self._frame.setMaximumWidth(widest)
        self._line.setFixedSize(1, _ANY) if beside else self._line.setFixedHeight(1)
        if beside:
            self._line.setMinimumHeight(0)
        else:
            self._line.setMinimumWidth(0)
            self._line.setMaximumWidth(_ANY)
        self._cover(beside)

    def _cover(self, beside: bool) -> None:
        """Hide the table where it and the panel do not both fit, or the panel asks for all the room."""
        panel = self.panel
        if panel is None or self.height() <= 1:
            self.main.show()
            return
        if beside:
            covered = self.width() < self._letters(_PANEL) + self.main.minimumSizeHint().width() // 2
        else:
            least = self.main.minimumSizeHint().height() + panel.minimumSizeHint().height()
            asked = isinstance(panel, SmallPanel) and panel.wants_all_room
            covered = asked or self.height() < least
        self.main.setVisible(not covered)
        self._line.setVisible(not covered)
        if covered:
            self._frame.setMaximumWidth(_ANY)
        self._fit_height(free=beside or covered)

    def _fit_height(self, *, free: bool) -> None:
        """Give the panel the height it wants, as far as the table can do without."""
        if free:
            self._frame.setMinimumHeight(0)
            self._frame.setMaximumHeight(_ANY)
            return
        room = self.height() - self.main.minimumSizeHint().height() - 1
        wanted = max(1, min(self._frame.sizeHint().height(), room))
        if (self._frame.minimumHeight(), self._frame.maximumHeight()) != (wanted, wanted):
            self._frame.setFixedHeight(wanted)

    def _letters(self, count: int) -> int:
        return self.fontMetrics().horizontalAdvance("n" * count)
