"""Linux: hears from logind that the session is locked or the computer goes to sleep."""

import os

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

_SERVICE = "org.freedesktop.login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_SYSTEM_BUS = "/run/dbus/system_bus_socket"


def _slot(signature: str) -> bytes:
    """Return a slot's name the way the bus wants it: "1", then the signature."""
    return b"1" + signature.encode()


class LogindWatch(QObject):
    """Listens on the system bus where there is one; elsewhere it stays silent.

    Signals:
        locked: the session was locked, or the computer is about to sleep.
    """

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_listening = False
        if not os.path.exists(_SYSTEM_BUS):
            return
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        self.is_listening = bus.connect(
            _SERVICE, "/org/freedesktop/login1", _MANAGER, "PrepareForSleep", self, _slot("on_sleep(bool)")
        )
        session = os.environ.get("XDG_SESSION_ID", "auto")
        answer = QDBusInterface(_SERVICE, "/org/freedesktop/login1", _MANAGER, bus).call("GetSession", session)
        if answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments():
            path = answer.arguments()[0]
            bus.connect(_SERVICE, getattr(path, "path", lambda: "")(), _SESSION, "Lock", self, _slot("on_lock()"))

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Lock before the computer sleeps."""
        if begins:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        """Lock with the session."""
        self.locked.emit()
