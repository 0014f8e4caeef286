"""Tick boxes and round choices that grow with the text and wrap long words instead of cutting them off."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ..colours import Colours, current_colours

_GAP = 10
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def _side(button: QAbstractButton) -> int:
    return max(20, round(button.fontMetrics().height() * 1.05))


def _height(button: QAbstractButton, width: int) -> int:
    room = QRect(0, 0, max(40, width - _side(button) - _GAP), 10_000)
    text = button.fontMetrics().boundingRect(room, _WRAP, _label(button))
    return max(text.height(), _side(button)) + 8


def _label(button: QAbstractButton) -> str:
    return button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _one_line(button: QAbstractButton) -> QSize:
    width = button.fontMetrics().horizontalAdvance(_label(button)) + _side(button) + _GAP + 4
    return QSize(width, max(28, _height(button, width + 40)))


def _paint_words(button: QAbstractButton, painter: QPainter, colours: Colours) -> None:
    side = _side(button)
    top = max(0, (side + 8 - button.fontMetrics().height()) // 2)
    room = QRect(side + _GAP, top, button.width() - side - _GAP, button.height() - top)
    painter.setPen(colours.colour("text" if button.isEnabled() else "muted"))
    painter.drawText(room, _WRAP, _label(button))


def _mark_box(button: QAbstractButton) -> QRectF:
    side = _side(button)
    return QRectF(2, 4, side - 4, side - 4).adjusted(0, 2, 0, 2)


def _outline(button: QAbstractButton, painter: QPainter, colours: Colours) -> None:
    on = button.isChecked() and button.isEnabled()
    strong = button.underMouse() or on
    painter.setPen(QPen(colours.colour("accent" if on else "border"), 2 if strong else 1.5))
    painter.setBrush(colours.colour("base"))


class Tick(QCheckBox):
    """A tick box with wrapping words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return _one_line(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 28)

    def heightForWidth(self, width: int) -> int:
        return max(28, _height(self, width))

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _outline(self, painter, colours)
        box = _mark_box(self)
        if self.isChecked():
            painter.setBrush(colours.colour("accent" if self.isEnabled() else "muted"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            pen = QPen(colours.colour("on_accent"), box.width() / 8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            points = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.31)]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])
        _paint_words(self, painter, colours)
        painter.end()


class Option(QRadioButton):
    """One of several that exclude each other, with wrapping words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return _one_line(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(_side(self) + _GAP + self.fontMetrics().averageCharWidth() * 6, 28)

    def heightForWidth(self, width: int) -> int:
        return max(28, _height(self, width))

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _outline(self, painter, colours)
        box = _mark_box(self)
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent" if self.isEnabled() else "muted"))
            painter.drawEllipse(box.center(), box.width() * 0.27, box.width() * 0.27)
        _paint_words(self, painter, colours)
        painter.end()
