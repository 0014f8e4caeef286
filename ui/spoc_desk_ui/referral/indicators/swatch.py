"""A small picture of a level's pattern, as on the windscreen: the level is told by word and shape."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from spoc_desk.thresholds.windscreen import Pattern

from ...colours import Colours

_DOTS = ((0.25, 0.3), (0.55, 0.3), (0.85, 0.3), (0.15, 0.7), (0.45, 0.7), (0.75, 0.7))
_LINES = (0.1, 0.38, 0.66, 0.94)


def paint_swatch(painter: QPainter, box: QRectF, pattern: Pattern, colours: Colours, ink: str = "muted") -> None:
    """Paint *pattern* in *box*."""
    painter.save()
    painter.setPen(QPen(colours.colour(ink), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setClipRect(box)
    if pattern is Pattern.DOTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(ink))
        for x, y in _DOTS:
            painter.drawEllipse(_at(box, x, y), 1.3, 1.3)
    elif pattern is not Pattern.OPEN:
        for x in _LINES:
            painter.drawLine(_at(box, x - 0.2, 1), _at(box, x + 0.2, 0))
            if pattern is Pattern.CROSSED:
                painter.drawLine(_at(box, x - 0.2, 0), _at(box, x + 0.2, 1))
    painter.restore()


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())
