"""Three panes beside each other; where there is no room for them, one at a time under tabs."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ..widgets.surface import column, row
from ..widgets.words import rule

ROOM_FOR_THREE = 122
_LEFT, _RIGHT = 43, 36
"""In widths of the letter n."""


class _Line(QWidget):
    """A hairline from top to bottom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = row(self, spacing=0)
        line = rule(self)
        line.setMaximumHeight(16_777_215)
        line.setFixedWidth(1)
        line.setStyleSheet("max-height: 16777215px;")
        layout.addWidget(line)
        self.setFixedWidth(1)


class Panes(QWidget):
    """Holds three panes with their names."""

    def __init__(self, panes: tuple[tuple[str, QWidget], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = [pane for _, pane in panes]
        self._right_is_all = False
        layout = column(self, spacing=0)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Parts of the review")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for name, _ in panes:
            self.tabs.addTab(name)
        layout.addWidget(self.tabs)
        across = row(spacing=0)
        self._lines: list[QWidget] = []
        for number, pane in enumerate(self._panes):
            if number:
                line = _Line(self)
                self._lines.append(line)
                across.addWidget(line)
            across.addWidget(pane, 1)
        layout.addLayout(across, 1)
        self.tabs.currentChanged.connect(self._arrange)

    @property
    def is_narrow(self) -> bool:
        """Whether only one pane is shown at a time."""
        return self.width() < self._letters(ROOM_FOR_THREE)

    def show_pane(self, number: int) -> None:
        """Bring a pane to the front, where only one is shown."""
        self.tabs.setCurrentIndex(number)

    def name_pane(self, number: int, name: str) -> None:
        """Call a pane something else."""
        self.tabs.setTabText(number, name)

    def give_to_right(self, whole: bool) -> None:
        """Give the right pane the room of the middle one too: it shows pages."""
        if whole != self._right_is_all:
            self._right_is_all = whole
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        narrow = self.is_narrow
        self.tabs.setVisible(narrow)
        for number, line in enumerate(self._lines):
            line.setVisible(not narrow and not (number and self._right_is_all))
        widths = (self._letters(_LEFT), 0, 0 if self._right_is_all else self._letters(_RIGHT))
        for number, (pane, width) in enumerate(zip(self._panes, widths, strict=True)):
            is_covered = number == 1 and self._right_is_all
            pane.setVisible(number == self.tabs.currentIndex() if narrow else not is_covered)
            pane.setMinimumWidth(0 if narrow else width)
            pane.setMaximumWidth(16_777_215 if narrow or not width else width)

    def _letters(self, count: int) -> int:
        return self.fontMetrics().horizontalAdvance("n" * count)
