"""Hears from the system that the desk must lock: the session's lock, sleep, the end of the session, a signal."""

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication, QSessionManager


class SignalWatch(QObject):
    """Turns SIGTERM, SIGINT and SIGHUP into a Qt signal.

    Signals:
        told: the program was told to end.
    """

    told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = {}
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._on_signal)
        self._notifier: QSocketNotifier | None = None
        if sys.platform != "win32":
            # Python runs its handler only between its own steps; the pipe wakes Qt's loop so that it takes one.
            self._ears, self._mouth = os.pipe()
            os.set_blocking(self._ears, False)
            os.set_blocking(self._mouth, False)
            signal.set_wakeup_fd(self._mouth, warn_on_full_buffer=False)
            self._notifier = QSocketNotifier(self._ears, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_woken)

    def stop(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if sys.platform != "win32" and self._notifier is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            self._notifier = None
            os.close(self._ears)
            os.close(self._mouth)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.told.emit()

    def _on_woken(self) -> None:
        # Python ran its handler on the way in here; that may have ended the watch already.
        if sys.platform != "win32" and self._notifier is not None:
            os.read(self._ears, 64)


class SessionEndWatch(QObject):
    """Hears that the person logs out or the computer shuts down.

    Signals:
        ending: the session is ending.
    """

    ending = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        app.commitDataRequest.connect(self._on_commit_data)

    def _on_commit_data(self, _manager: QSessionManager) -> None:
        self.ending.emit()
