"""The program's own line icons, drawn from SVG in the colour asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from spoc_desk.resources import read_text

from .colours import current_colours

GRID = 20
WORDS_GAP = 6


def icon(name: str, colour: str = "text", size: int = GRID) -> QIcon:
    """Return the icon called *name* in one of the colours of the current set."""
    return _drawn(name, getattr(current_colours(), colour), size)


def pixmap(name: str, colour: str = "text", size: int = GRID, ratio: float = 1.0) -> QPixmap:
    """Return the icon called *name* as a picture of *size* device-independent pixels."""
    return _picture(name, getattr(current_colours(), colour), size, ratio)


def icon_before_words(name: str, colour: str, size: int = GRID) -> QIcon:
    """Return the icon with a gap at its right: Qt sets words too close to a button's icon."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        drawn = pixmap(name, colour, size, ratio)
        wide = QPixmap(QSize(round((size + WORDS_GAP) * ratio), round(size * ratio)))
        wide.fill(Qt.GlobalColor.transparent)
        wide.setDevicePixelRatio(ratio)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, drawn)
        painter.end()
        made.addPixmap(wide)
    return made


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, size: int) -> QIcon:
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(_picture(name, colour, size, ratio))
    return made


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = read_text("icons", f"{name}.svg").replace("currentColor", colour)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
