"""The last net: a fault of the program locks the desk and says so plainly, without any data."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from spoc_desk.machine.faults import place_of


class CrashNet(QObject):
    """Catches exceptions nobody caught, on every thread, and tells the window's thread.

    Signals:
        caught: the type and place of the error.
    """

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None

    def spread(self, handler: Callable[[str], None]) -> None:
        """Catch from now on; *handler* is called on this object's thread."""
        self.caught.connect(handler, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None

    def report(self, error: BaseException) -> None:
        """Tell of an error the worker thread met. Type and place also go to the terminal, for whoever mends it."""
        print(f"SPOC Desk: {place_of(error)}", file=sys.stderr)  # noqa: T201  # no log file is ever written
        self.caught.emit(place_of(error))

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        self.report(error.with_traceback(trace))

    def _on_thread_exception(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.report(told.exc_value)
