"""A cell of up to two lines with a shape before them: the cells of the register and of the flags."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ..colours import Colours, current_colours
from ..theme import S
from ..widgets.paged_model import LOOK_ROLE, STATE_ROLE
from ..widgets.tones import State, Tone, paint_shape
from .cell import CellDelegate

Index = QModelIndex | QPersistentModelIndex

MOST_LINES = 2
_GAP = 6
_SECOND = ("day", "now", "waits")
_SMALLER = 0.9
_INK = {
    Tone.NOT_YET: "muted",
    Tone.UNDER_WAY: "accent",
    Tone.WARN: "warn",
    Tone.LATE: "error",
    Tone.STOPPED: "error",
}
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class LinesDelegate(CellDelegate):
    """Paints State cells as lines ("Mon 2 Nov" above "chased 2×"); other cells look as in every house table.

    The look "head" makes the first line bold. In "day" and "now" the shape and its colour belong to the second line:
    the word under a day, the clock under what to do. "waits" is "now" with nothing for her to do, so not bold.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setPen(QPen(current_colours().colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), row_height(option.fontMetrics))

    def _content(self, painter: QPainter, room: QRectF, index: Index, colours: Colours) -> None:
        state = index.data(STATE_ROLE)
        if isinstance(state, State):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_lines(painter, room, state, str(index.data(LOOK_ROLE) or ""), colours)
            painter.restore()
        else:
            super()._content(painter, room, index, colours)


def row_height(metrics: QFontMetrics) -> int:
    """Return how high a row of two lines is."""
    return round(metrics.height() * (1 + _SMALLER)) + S + 6


def fitted(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return *words* in at most two lines: as they are broken, or broken where it reads best."""
    lines = words.split("\n")
    if len(lines) == 1 and metrics.horizontalAdvance(words) > width:
        lines = _broken(words, metrics, width)
    return lines[:MOST_LINES]


def _broken(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    places = [at + 1 for at, letter in enumerate(words) if letter == " "]
    fits = [at for at in places if metrics.horizontalAdvance(words[:at].rstrip(" ,")) <= width]
    if not fits:
        return [words]
    commas = [at for at in fits if words[:at].endswith(", ")]
    at = commas[-1] if commas else fits[-1]
    return [words[:at].rstrip(), words[at:]]


def _paint_lines(painter: QPainter, room: QRectF, state: State, look: str, colours: Colours) -> None:
    first, second = QFont(painter.font()), QFont(painter.font())
    first.setBold(look in ("head", "now"))
    second.setPointSizeF(second.pointSizeF() * _SMALLER)
    fonts = (first, second)
    shaped = 1 if look in _SECOND else 0
    side = round(painter.fontMetrics().height() * (0.5 if shaped else 0.6)) if state.tone is not Tone.PLAIN else 0
    indent = side + _GAP if side and not shaped else 0
    lines = fitted(state.word, QFontMetrics(first), int(room.width()) - indent)
    heights = [QFontMetrics(font).height() for font, _ in zip(fonts, lines, strict=False)]
    top = room.center().y() - sum(heights) / 2
    for place, (line, font, height) in enumerate(zip(lines, fonts, heights, strict=False)):
        ink = _ink(state.tone, look, place)
        left = room.left() + indent
        if side and place == min(shaped, len(lines) - 1):
            box = QRectF(room.left(), top + (height - side) / 2, side, side)
            paint_shape(painter, box, state.tone, colours)
            left = room.left() + side + _GAP
        painter.setFont(font)
        painter.setPen(colours.colour(ink))
        words = QRectF(left, top, room.right() - left, height)
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, _LEFT, shown)
        top += height


def _ink(tone: Tone, look: str, place: int) -> str:
    if look in _SECOND:
        return "text" if place == 0 else _INK.get(tone, "muted")
    if look == "muted":
        return "muted"
    if place == 0:
        return "text" if look == "head" else _INK.get(tone, "text")
    return "warn" if look == "head" and tone is Tone.WARN else "muted"


def spoken(lines: Sequence[str]) -> str:
    """Return the lines of a cell as one sentence, for the ear and the clipboard."""
    return ", ".join(line for line in lines if line)
