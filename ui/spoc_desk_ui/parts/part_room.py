"""Where the parts of a case stand, and the room around everything of it, which scrolls where text is too large."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from .part import CasePart

_LEAST_LINES = 8
"""Below the head of a case there is always room for so many lines of the part in front."""


class PartStack(QStackedWidget):
    """The parts, one in front: it asks for the least that one needs, never for what those behind it would like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        needed = front.least_height() if isinstance(front, CasePart) else 0
        return QSize(0, max(needed, _LEAST_LINES * self.fontMetrics().lineSpacing()))


class PartRoom(QScrollArea):
    """Gives its content all the height there is; where that is too little, it scrolls instead of cutting words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget(self)
        self.content.setProperty("surface", "clear")
        self.content.setMinimumWidth(1)  # narrower than it likes: its parts see to that themselves
        self.setWidget(self.content)
