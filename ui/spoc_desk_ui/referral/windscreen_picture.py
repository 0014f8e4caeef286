"""The painted windscreen: four bands, each with its word, its pattern and, below it, the headings with ticks."""

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from spoc_desk.thresholds.windscreen import RATIO, Band, Point, Windscreen

from ..colours import Colours, current_colours
from ..theme import M, S
from ..widgets.tones import Tone, paint_shape

YOURS, YOURS_SHORT = "Your judgement", "Judged"

_PLAIN_SHARE = 0.44  # of the glass's height: what its plain part leaves for two lines of words
_DOT = 1.7
_MOST_HIGH = 150
_NARROW = 15
"""In widths of the letter n: where a band is narrower, the headings are listed below the whole picture instead."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class WindscreenPicture(QWidget):
    """Paints a Windscreen. *folded* shows the glass alone, without the words of the headings below it.

    It takes the focus so that it is read aloud; Enter or Space shows the same as a table.

    Signals:
        table_wanted: Enter or Space was pressed.
    """

    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Windscreen | None = None
        self.folded = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Where the ticks lie")

    def show_picture(self, picture: Windscreen) -> None:
        """Show *picture*."""
        self.picture = picture
        self.setAccessibleDescription(picture.spoken)
        self.updateGeometry()
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the glass alone, or the words below it too."""
        self.folded = folded
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(self._glass_height(width) + self._below(width))

    def sizeHint(self) -> QSize:
        return QSize(640, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(self.width(), 280)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is None:
            return
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        glass = self._glass()
        for band in self.picture.bands:
            _paint_band(painter, band, glass, colours)
        for band in self.picture.bands:
            if band.judged:
                _paint_judged(painter, band, glass, colours)
        for band in self.picture.bands:
            self._paint_words(painter, band, glass, colours)
        if not self.folded:
            self._paint_below(painter, self.picture, glass, colours)
        if self.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    # room -----------------------------------------------------------------------------------------------------------

    def _glass_height(self, width: int) -> float:
        line = self.fontMetrics().height()
        if self.folded:
            return (line + S) / _PLAIN_SHARE
        least = (2 * line + S) / _PLAIN_SHARE
        return min(max(least, width / RATIO), max(least, _MOST_HIGH))

    def _glass(self) -> QRectF:
        return QRectF(1.5, 1.5, self.width() - 3, self._glass_height(self.width()) - 3)

    def _column(self, band: Band, width: float) -> tuple[float, float]:
        """Return where the words below a band begin, and how wide they may be."""
        if self._is_narrow(width):
            return 2.0, width - 4
        return band.left * width + S, (band.right - band.left) * width - M - S

    def _is_narrow(self, width: float) -> bool:
        bands = self.picture.bands if self.picture is not None else ()
        return bool(bands) and width / len(bands) < self.fontMetrics().horizontalAdvance("n" * _NARROW)

    def _below(self, width: int) -> float:
        if self.picture is None or self.folded:
            return 2.0
        bands = self.picture.bands
        heights = [self._marks_height(band, width) for band in bands]
        lines = sum(heights) if self._is_narrow(width) else max(heights, default=0)
        judged = any(band.judged for band in bands)
        return lines + (self.fontMetrics().height() + S if judged else 0) + (S if lines or judged else 2)

    def _marks_height(self, band: Band, width: int) -> float:
        _, room = self._column(band, width)
        return sum(_label_height(label, self.fontMetrics(), room) for label in self._labels(band, width))

    def _labels(self, band: Band, width: float) -> list[str]:
        if self._is_narrow(width):
            return [f"{band.label}: {band.headings}"] if band.marks else []
        return [mark.label for mark in band.marks]

    # paint ----------------------------------------------------------------------------------------------------------

    def _paint_words(self, painter: QPainter, band: Band, glass: QRectF, colours: Colours) -> None:
        """Paint the level's word, and the shape with its words: below it, or before it where the glass is low."""
        middle = _at(band.word_at, glass)
        room = (band.right - band.left) * glass.width() - M
        height = self.fontMetrics().height()
        side = round(height * 0.5)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(colours.colour("text"))
        if self.folded:
            self._paint_one_line(painter, band, QRectF(middle.x() - room / 2, middle.y() - height / 2, room, height))
            return
        upper = QRectF(middle.x() - room / 2, middle.y() - height, room, height)
        painter.drawText(upper, _CENTRE, painter.fontMetrics().elidedText(band.label, _RIGHT, int(room)))
        painter.setFont(self.font())
        shown = painter.fontMetrics().elidedText(band.words, _RIGHT, int(room - side - 6))
        left = middle.x() - (painter.fontMetrics().horizontalAdvance(shown) + side + 6) / 2
        _paint_tick_shape(painter, QRectF(left, middle.y() + (height - side) / 2, side, side), band, colours)
        painter.setPen(colours.colour("text" if band.marks else "muted"))
        painter.drawText(QRectF(left + side + 6, middle.y(), room, height), _LEFT, shown)

    def _paint_one_line(self, painter: QPainter, band: Band, room: QRectF) -> None:
        """Paint shape, level and, where they fit, the words beside each other."""
        side = round(room.height() * 0.5)
        label = painter.fontMetrics().elidedText(band.label, _RIGHT, int(room.width() - side - 6))
        bold = painter.fontMetrics().horizontalAdvance(label)
        more = f", {band.words}"
        wide = side + 6 + bold + self.fontMetrics().horizontalAdvance(more)
        if wide > room.width():
            more, wide = "", side + 6 + bold
        left = room.center().x() - wide / 2
        painter.drawText(QRectF(left + side + 6, room.top(), bold + 2, room.height()), _LEFT, label)
        painter.setFont(self.font())
        painter.drawText(QRectF(left + side + 6 + bold, room.top(), room.width(), room.height()), _LEFT, more)
        box = QRectF(left, room.center().y() - side / 2, side, side)
        _paint_tick_shape(painter, box, band, current_colours())

    def _paint_below(self, painter: QPainter, picture: Windscreen, glass: QRectF, colours: Colours) -> None:
        metrics = self.fontMetrics()
        top = glass.bottom() + S
        for band in picture.bands:
            if band.judged:
                place = band.left * self.width() + S
                room = QRectF(place, top, (band.right - band.left) * self.width() - M, metrics.height())
                _paint_pointer(painter, room, colours)
        if any(band.judged for band in picture.bands):
            top += metrics.height() + S
        for band in picture.bands:
            end = self._paint_marks(painter, band, top, colours)
            if self._is_narrow(self.width()):
                top = end

    def _paint_marks(self, painter: QPainter, band: Band, top: float, colours: Colours) -> float:
        left, room = self._column(band, self.width())
        metrics = self.fontMetrics()
        side = round(metrics.height() * 0.5)
        for label in self._labels(band, self.width()):
            box = QRectF(left, top + (metrics.height() - side) / 2, side, side)
            _paint_tick_shape(painter, box, band, colours)
            painter.setPen(colours.colour("text"))
            height = _label_height(label, metrics, room)
            painter.drawText(QRectF(left + side + 6, top, room - side - 6, height), _WRAP, label)
            top += height
        return top


_RIGHT = Qt.TextElideMode.ElideRight
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _at(point: Point, glass: QRectF) -> QPointF:
    return QPointF(glass.left() + point[0] * glass.width(), glass.top() + point[1] * glass.height())


def _outline(band: Band, glass: QRectF) -> QPolygonF:
    return QPolygonF([_at(point, glass) for point in band.outline])


def _label_height(label: str, metrics: QFontMetrics, room: float) -> int:
    side = round(metrics.height() * 0.5) + 6
    return metrics.boundingRect(QRect(0, 0, max(int(room) - side, 20), 10_000), _WRAP, label).height() + 2


def paint_pattern(painter: QPainter, band: Band, glass: QRectF, colours: Colours) -> None:
    """Paint the dots and lines of a band."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("border"))
    for dot in band.dots:
        painter.drawEllipse(_at(dot, glass), _DOT, _DOT)
    painter.setPen(QPen(colours.colour("border"), 1))
    for begin, end in band.lines:
        painter.drawLine(_at(begin, glass), _at(end, glass))


def _paint_band(painter: QPainter, band: Band, glass: QRectF, colours: Colours) -> None:
    outline = _outline(band, glass)
    path = QPainterPath()
    path.addPolygon(outline)
    path.closeSubpath()
    painter.fillPath(path, colours.colour("accent_soft" if band.judged else "base"))
    paint_pattern(painter, band, glass, colours)
    painter.setPen(QPen(colours.colour("border"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(outline)


def _paint_judged(painter: QPainter, band: Band, glass: QRectF, colours: Colours) -> None:
    pen = QPen(colours.colour("accent"), 3)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_outline(band, glass))


def _paint_tick_shape(painter: QPainter, box: QRectF, band: Band, colours: Colours) -> None:
    """A filled diamond where something is ticked, an empty ring where nothing is."""
    if not band.marks:
        paint_shape(painter, box, Tone.NOT_YET, colours)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("accent"))
    middle = box.center()
    reach = box.width() / 2
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() - reach),
                QPointF(middle.x() + reach, middle.y()),
                QPointF(middle.x(), middle.y() + reach),
                QPointF(middle.x() - reach, middle.y()),
            ]
        )
    )


def _paint_pointer(painter: QPainter, room: QRectF, colours: Colours) -> None:
    """A triangle that points up at the band, and whose judgement it is."""
    side = room.height() * 0.55
    top = room.top() + (room.height() - side) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("accent"))
    corners = [(0.5, 0.0), (1.0, 1.0), (0.0, 1.0)]
    painter.drawPolygon(QPolygonF([QPointF(room.left() + x * side, top + y * side) for x, y in corners]))
    bold = QFont(painter.font())
    bold.setBold(True)
    painter.save()
    painter.setFont(bold)
    painter.setPen(colours.colour("text"))
    words = QRectF(room.left() + side + 6, room.top(), room.width() - side - 6, room.height())
    fits = painter.fontMetrics().horizontalAdvance(YOURS) <= words.width()
    painter.drawText(words, _LEFT, YOURS if fits else YOURS_SHORT)
    painter.restore()
