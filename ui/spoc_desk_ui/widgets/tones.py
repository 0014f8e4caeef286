"""States as word, shape and colour; the word and the shape are enough without the colour."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from ..colours import Colours


class Tone(StrEnum):
    """How a state feels; each has its own shape."""

    PLAIN = "plain"  # no shape
    NOT_YET = "not_yet"  # empty ring
    UNDER_WAY = "under_way"  # half disc
    DONE = "done"  # tick
    WARN = "warn"  # triangle
    LATE = "late"  # diamond, filled
    STOPPED = "stopped"  # cross


@dataclass(frozen=True)
class State:
    """One state: what it says and how it feels."""

    word: str
    tone: Tone = Tone.PLAIN


_COLOUR = {
    Tone.PLAIN: ("muted", "window"),
    Tone.NOT_YET: ("muted", "window"),
    Tone.UNDER_WAY: ("accent", "accent_soft"),
    Tone.DONE: ("ok", "ok_soft"),
    Tone.WARN: ("warn", "warn_soft"),
    Tone.LATE: ("error", "error_soft"),
    Tone.STOPPED: ("error", "error_soft"),
}


def chip_size(state: State, metrics: QFontMetrics) -> QSize:
    """Return the room a chip needs."""
    shape = 0 if state.tone is Tone.PLAIN else round(metrics.height() * 0.6) + 6
    return QSize(metrics.horizontalAdvance(state.word) + shape + 18, metrics.height() + 6)


def paint_chip(painter: QPainter, room: QRectF, state: State, colours: Colours, *, on: str = "base") -> None:
    """Paint *state* at the left of *room*, vertically centred."""
    metrics = painter.fontMetrics()
    size = chip_size(state, metrics)
    chip = QRectF(room.x(), room.center().y() - size.height() / 2, min(size.width(), room.width()), size.height())
    ink, ground = _COLOUR[state.tone]
    if ground == "window" and on == "window":
        ground = "base"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour(ground))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    left = chip.x() + 9
    if state.tone is not Tone.PLAIN:
        side = round(metrics.height() * 0.6)
        paint_shape(painter, QRectF(left, chip.center().y() - side / 2, side, side), state.tone, colours)
        left += side + 6
    painter.setPen(colours.colour(ink))
    words = QRectF(left, chip.y(), chip.right() - left - 6, chip.height())
    shown = metrics.elidedText(state.word, Qt.TextElideMode.ElideRight, int(words.width()) + 2)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


def paint_shape(painter: QPainter, box: QRectF, tone: Tone, colours: Colours) -> None:
    """Paint the shape of *tone* in *box*."""
    ink = colours.colour(_COLOUR[tone][0])
    pen = QPen(ink, max(1.5, box.width() / 7))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1, 1, -1, -1)
    if tone is Tone.NOT_YET:
        painter.drawEllipse(inner)
    elif tone is Tone.UNDER_WAY:
        painter.drawEllipse(inner)
        painter.setBrush(ink)
        painter.drawPie(inner, -90 * 16, 180 * 16)
    elif tone is Tone.DONE:
        painter.drawPolyline(_points(inner, (0.02, 0.55), (0.36, 0.88), (0.98, 0.14)))
    elif tone is Tone.STOPPED:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif tone is Tone.WARN:
        painter.drawPolygon(_points(inner, (0.5, 0.02), (1.0, 0.95), (0.0, 0.95)))
    elif tone is Tone.LATE:
        painter.setBrush(ink)
        painter.drawPolygon(_points(inner, (0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)))


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in shares])
