"""A two-pixel ring around whatever has the focus, with a gap, so that it stands out on every ground."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ..colours import current_colours

_THICK = 2
_GAP = 2
_REACH = _THICK + _GAP


def _chain(target: QWidget) -> list[QWidget]:
    """Return *target* and what it lies in, up to the content of a scroll area or the window.

    The last one carries the ring: it is wide enough not to cut it off.
    """
    chain = [target]
    while (above := chain[-1].parentWidget()) is not None:
        chain.append(above)
        holder = above.parentWidget()
        if above.isWindow() or (holder is not None and isinstance(holder.parentWidget(), QAbstractScrollArea)):
            break
    return chain


class _Ring(QWidget):
    """Stands around one widget, follows it wherever it is moved, and lets clicks through."""

    def __init__(self, target: QWidget) -> None:
        *self._followed, self._ground = _chain(target)
        super().__init__(self._ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target = target
        for each in self._followed:
            each.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._followed and event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._follow()
        elif watched in self._followed and event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def let_go(self) -> None:
        """Follow nothing any more and go; a widget that is being taken down must not reach a ring that is going."""
        followed, self._followed = self._followed, []
        for each in followed:
            if isValid(each):
                each.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current_colours().colour("focus"), _THICK))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _follow(self) -> None:
        corner = self._target.mapTo(self._ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setVisible(self._target.isVisible())
        self.raise_()


class FocusRing(QObject):
    """Puts the ring on buttons, ticks and choices; text lines and tables draw their own border."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):
            ring.let_go()
        if isinstance(now, QAbstractButton) and now.parentWidget() is not None:
            self._ring = _Ring(now)
