"""Windows: hears of the locked session, the switched user, the lid and sleep, and keeps windows out of screenshots.

Typed, its decisions tested, its calls untested: nothing here was run on Windows.
"""

import ctypes
import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from .captures import Captures

_WTSSESSION_CHANGE = 0x02B1
_POWERBROADCAST = 0x0218
_QUERY_END_SESSION = 0x0011
_END_SESSION = 0x0016
_SUSPEND = 0x0004
_SETTING_CHANGED = 0x8013
# console connect and disconnect, remote connect and disconnect, log off, lock (WTS_* in WinUser.h)
_LOCKING = frozenset({0x1, 0x2, 0x3, 0x4, 0x6, 0x7})
_THIS_SESSION_ONLY = 0
_EXCLUDE_FROM_CAPTURE = 0x11
_REMOTE_SESSION = 0x1000  # SM_REMOTESESSION
# GUID_LIDSWITCH_STATE_CHANGE {BA3E0F4D-B817-4094-A2D1-D56379E6A0F3} in winnt.h, as it lies in memory
LID = bytes.fromhex("4d0f3eba17b89440a2d1d56379e6a0f3")
_LID_CLOSED = 0


class _Message(ctypes.Structure):
    """The start of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("w_param", ctypes.c_size_t),
        ("l_param", ctypes.c_ssize_t),
    )


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING of WinUser.h, for a setting that is one number."""

    _fields_ = (("which", ctypes.c_ubyte * 16), ("length", ctypes.c_uint32), ("value", ctypes.c_uint32))


def asks_for_lock(message: int, w_param: int, setting: PowerSetting | None = None) -> bool:
    """Say whether this Windows message is a reason to lock."""
    if message == _WTSSESSION_CHANGE:
        return w_param in _LOCKING
    if message == _POWERBROADCAST and w_param == _SETTING_CHANGED:
        return setting is not None and bytes(setting.which) == LID and setting.value == _LID_CLOSED
    return message == _POWERBROADCAST and w_param == _SUSPEND


def says_end(message: int, w_param: int) -> bool:
    """Say whether this Windows message means that the session ends."""
    return message == _QUERY_END_SESSION or (message == _END_SESSION and w_param != 0)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, watch: "WindowsWatch") -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        name = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(name) == b"windows_generic_MSG":
            told = _Message.from_address(int(message))
            has_setting = told.message == _POWERBROADCAST and told.w_param == _SETTING_CHANGED and told.l_param
            setting = PowerSetting.from_address(told.l_param) if has_setting else None
            if asks_for_lock(told.message, told.w_param, setting):
                self._watch.locked.emit()
            elif says_end(told.message, told.w_param):
                self._watch.ending.emit()
        return False


class WindowsWatch(QObject):
    """Listens to the messages of *window*.

    Signals:
        locked: the session was locked or switched, the lid was closed, or the computer goes to sleep.
        ending: the session ends.
    """

    locked = Signal()
    ending = Signal()

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._filter = _Filter(self)  # Qt keeps no reference
        self._number = int(window.winId())
        app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(self._number, _THIS_SESSION_ONLY)
            which = (ctypes.c_ubyte * 16).from_buffer_copy(LID)
            ctypes.windll.user32.RegisterPowerSettingNotification(self._number, ctypes.byref(which), 0)

    def stop(self) -> None:
        """Hear no more; before the window dies."""
        self._app.removeNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(self._number)


class CaptureGuard(QObject):
    """Asks Windows to leave every window of the program out of screenshots and screen sharing.

    Each dialog, menu and tip is a window of its own, and Windows forgets when a window is made anew. It is a wish, no
    wall: a camera, and what reads the screen below Windows, see it all the same.
    """

    def __init__(self, app: QApplication, captures: Captures) -> None:
        super().__init__(app)
        self._captures = captures
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        comes = event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange)
        if comes and isinstance(watched, QWidget) and watched.isWindow() and watched.internalWinId():
            keep_out_of_screenshots(watched, hidden=not self._captures.shown)
        return False


def keep_out_of_screenshots(window: QWidget, *, hidden: bool) -> None:
    """Ask Windows to leave *window* out of screenshots and screen sharing, or to show it there again.

    Not in a remote session: there the window would be blank for the person who works in it.
    """
    if sys.platform == "win32" and not ctypes.windll.user32.GetSystemMetrics(_REMOTE_SESSION):
        ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _EXCLUDE_FROM_CAPTURE if hidden else 0)
