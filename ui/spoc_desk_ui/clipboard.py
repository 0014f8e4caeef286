"""Copying: only what she asks for, and not for longer than she needs it."""

import struct

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER_MS = 20_000  # security 3.14
_NO = struct.pack("<I", 0)
NOT_TO_BE_KEPT = {
    # Klipper and others: it is a secret.
    "x-kde-passwordManagerHint": b"secret",
    # Windows: no history, no copy in the cloud, no program that watches the clipboard (its own words for each).
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _NO,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
}


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
        for kind, value in NOT_TO_BE_KEPT.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._ours = words
        self._timer.start()

    def clear(self) -> None:
        """Take off what a button of this window put there, if it is still that."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        clipboard = QGuiApplication.clipboard()
        if ours and clipboard.text() == ours:
            clipboard.clear()

    def clear_all(self) -> None:
        """Take off whatever came from this window, also with Ctrl+C in a field, or by selecting text where the middle
        button of the mouse pastes it (X11). Words of another program stay."""
        self.clear()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
