"""Copying: only what she asks for, and not for longer than she needs it."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEARED_AFTER_MS = 20_000  # security 3.14


class Clipboard(QObject):
    """Puts words on the clipboard and takes them off again, if they are still ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours = ""
        self._timer = QTimer(self, singleShot=True, interval=CLEARED_AFTER_MS)
        self._timer.timeout.connect(self.clear)

    def copy(self, words: str) -> None:
        """Copy *words* for twenty seconds; clipboard histories are asked not to keep them."""
        data = QMimeData()
        data.setText(words)
        data.setData("x-kde-passwordManagerHint", b"secret")
        data.setData('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1")
        QGuiApplication.clipboard().setMimeData(data)
        self._ours = words
        self._timer.start()

    def clear(self) -> None:
        """Empty the clipboard where it still holds what this window put there."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        clipboard = QGuiApplication.clipboard()
        if (ours and clipboard.text() == ours) or clipboard.ownsClipboard():
            clipboard.clear()
