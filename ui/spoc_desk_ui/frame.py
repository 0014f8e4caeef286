"""Where a window stands on the screen, and when it can be seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .handed import Handed


class Painted(QObject):
    """Watches one widget until it is painted for the first time.

    Signals:
        done: it was painted.
    """

    done = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self.done.emit)
        return False


def frame_of(window: QWidget) -> tuple[int, int, int, int]:
    """Return where *window* stands when it is neither maximised nor minimised."""
    rect = window.normalGeometry() if window.isMaximized() or window.isMinimized() else window.geometry()
    return rect.x(), rect.y(), rect.width(), rect.height()


def put_frame(window: QWidget, told: "Handed") -> None:
    """Show *window* where the one before it stood, if there is still a screen, and in front only if that was."""
    rect = QRect(*told.frame)
    if not rect.isEmpty() and any(screen.geometry().intersects(rect) for screen in QGuiApplication.screens()):
        window.setGeometry(rect)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not told.active)
    if told.minimised:
        window.showMinimized()
    elif told.maximised:
        window.showMaximized()
    else:
        window.show()
    if told.active and not told.minimised:
        window.raise_()
        window.activateWindow()
