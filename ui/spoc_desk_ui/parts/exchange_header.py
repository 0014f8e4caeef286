"""The titles above the register's columns, in two lines where they are long."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from ..colours import current_colours
from ..theme import S

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)


class WrappedHeader(QHeaderView):
    """Column titles that wrap into *lines*; they do not sort, because the register has its own order."""

    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 2) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(56)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._lines * QFontMetrics(self._face()).height() + 2 * S)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        colours = current_colours()
        painter.save()
        painter.fillRect(rect, colours.colour("base"))
        painter.setPen(QPen(colours.colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._face())
        painter.setPen(colours.colour("muted"))
        words = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        painter.drawText(rect.adjusted(S, 2, -2, -S), _WRAP, words)
        painter.restore()

    def _face(self) -> QFont:
        face = QFont(self.font())
        face.setBold(True)
        face.setPointSizeF(face.pointSizeF() * 0.92)
        return face
