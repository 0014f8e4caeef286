"""A file dropped anywhere on the window: taken before any field can take its path for words."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent, QWindow
from shiboken6 import isValid


class DropWatch(QObject):
    """Watches one window. A filter there sees a drop before the widgets do, and nothing of what is painted.

    Signals:
        dropped: the path of the file. It is handed on at once and kept nowhere.
    """

    dropped = Signal(object)

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        window.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        if isValid(self._window):
            self._window.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return False
        path = file_in(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(path)
        return True


def file_in(event: QDropEvent) -> Path | None:
    """Return the one file of a drop, or None."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()] if event.mimeData().hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
