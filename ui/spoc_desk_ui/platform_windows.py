"""Windows: hears of the locked session, the switched user and sleep, and keeps the window out of screenshots."""

import ctypes
import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

_WTSSESSION_CHANGE = 0x02B1
_POWERBROADCAST = 0x0218
_QUERY_END_SESSION = 0x0011
_SUSPEND = 0x0004
# console disconnect, remote disconnect, remote connect, log off, lock (WTS_* in WinUser.h)
_LOCKING = frozenset({0x2, 0x4, 0x3, 0x6, 0x7})
_THIS_SESSION_ONLY = 0
_EXCLUDE_FROM_CAPTURE = 0x11


class _Message(ctypes.Structure):
    """The start of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("w_param", ctypes.c_size_t),
        ("l_param", ctypes.c_ssize_t),
    )


def asks_for_lock(message: int, w_param: int) -> bool:
    """Say whether this Windows message is a reason to lock."""
    if message == _WTSSESSION_CHANGE:
        return w_param in _LOCKING
    if message == _POWERBROADCAST:
        return w_param == _SUSPEND
    return message == _QUERY_END_SESSION


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, watch: "WindowsWatch") -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        name = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(name) == b"windows_generic_MSG":
            told = _Message.from_address(int(message))
            if asks_for_lock(told.message, told.w_param):
                self._watch.locked.emit()
        return False


class WindowsWatch(QObject):
    """Listens to the messages of *window*.

    Signals:
        locked: the session was locked or switched, or the computer goes to sleep.
    """

    locked = Signal()

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._filter = _Filter(self)
        app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), _THIS_SESSION_ONLY)


def keep_out_of_screenshots(window: QWidget, *, hidden: bool = True) -> None:
    """Ask Windows to leave *window* out of screenshots and screen sharing."""
    if sys.platform == "win32":
        ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _EXCLUDE_FROM_CAPTURE if hidden else 0)
