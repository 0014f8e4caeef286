"""How what was found looks on a page: each decision has its own pattern and outline, so that colour only repeats it.

Paper is white in every set of colours, so marks on paper are painted in those of the light one.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from spoc_desk.sanitise.review.places import Decision

from ..colours import LIGHT

_Look = Callable[[], tuple[QPen, QBrush]]


def _tint(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


_LOOKS: dict[str, _Look] = {
    Decision.UNDECIDED: lambda: (QPen(QColor(LIGHT.error), 2), QBrush(_tint(LIGHT.error, 40))),
    Decision.REMOVE: lambda: (QPen(QColor(LIGHT.text), 1.5), QBrush(QColor(LIGHT.text), Qt.BrushStyle.BDiagPattern)),
    Decision.KEEP: lambda: (QPen(QColor(LIGHT.ok), 2, Qt.PenStyle.DashLine), QBrush(Qt.BrushStyle.NoBrush)),
    "picture goes": lambda: (
        QPen(QColor(LIGHT.text), 1.5),
        QBrush(_tint(LIGHT.text, 90), Qt.BrushStyle.DiagCrossPattern),
    ),
    "picture stays": lambda: (QPen(QColor(LIGHT.ok), 2, Qt.PenStyle.DotLine), QBrush(Qt.BrushStyle.NoBrush)),
}


def paint_box(painter: QPainter, room: QRectF, look: str, *, covers: bool = False) -> None:
    """Paint a box with the look of a decision, or of a picture that goes or stays; *covers* hides what is below it."""
    pen, brush = _LOOKS[look]()
    if covers and look != Decision.KEEP:
        painter.fillRect(room.adjusted(-1.5, -1.5, 1.5, 1.5), QColor(LIGHT.error_soft))
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRect(room.adjusted(-1.5, -1.5, 1.5, 1.5))


def paint_ring(painter: QPainter, room: QRectF) -> None:
    """Set off the place that is current."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(LIGHT.accent), 3))
    painter.drawRoundedRect(room.adjusted(-4, -4, 4, 4), 3, 3)
