"""Linux: hears from logind and from the desktop that the desk must lock, and holds sleep back until it has."""

import os
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

_SERVICE = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SYSTEM_BUS = "/run/dbus/system_bus_socket"
# (service, path, interface) of what desktops call their screen saver
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)
_NO_BUS = "disabled:"


def _slot(signature: str) -> bytes:
    """Return a slot's name the way the bus wants it: "1", then the signature.

    The types of PySide6 say bytes; the call itself takes text only and raises ValueError for bytes.
    """
    return cast("bytes", f"1{signature}")


class LogindWatch(QObject):
    """Listens on the system bus and the desktop's own where there is one; elsewhere it stays silent.

    Signals:
        locked: the session was locked or switched, the lid was closed, or the computer is about to sleep.
        ending: the computer is about to be switched off.
    """

    locked = Signal()
    ending = Signal()

    def __init__(self, parent: QObject | None = None, bus: QDBusConnection | None = None) -> None:
        super().__init__(parent)
        self.is_listening = False
        self._held: list[object] = []
        self._bus = bus
        if bus is None and os.path.exists(_SYSTEM_BUS):
            self._bus = QDBusConnection.systemBus()
        if self._bus is not None and self._bus.isConnected():
            self._listen(self._bus)
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS", _NO_BUS) != _NO_BUS:
            own = QDBusConnection.sessionBus()
            for service, path, interface in _SAVERS:
                own.connect(service, path, interface, "ActiveChanged", self, _slot("on_screen_saver(bool)"))

    def hold_sleep(self) -> None:
        """Ask for a moment before each sleep: the desk is open. It is given back by the end of the process."""
        if self._bus is None or self._held or not self.is_listening:
            return
        words = ("sleep:shutdown", "SPOC Desk", "The desk locks first", "delay")
        answer = QDBusInterface(_SERVICE, _PATH, _MANAGER, self._bus).call("Inhibit", *words)
        if answer.type() == QDBusMessage.MessageType.ReplyMessage:
            self._held = list(answer.arguments())

    def let_sleep(self) -> None:
        """Give the moment back: the desk is locked."""
        self._held.clear()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Lock before the computer sleeps."""
        if begins:
            self.locked.emit()

    @Slot(bool)
    def on_shutdown(self, begins: bool) -> None:
        """Lock and leave before the computer ends."""
        if begins:
            self.ending.emit()

    @Slot()
    def on_lock(self) -> None:
        """Lock with the session."""
        self.locked.emit()

    @Slot(bool)
    def on_screen_saver(self, active: bool) -> None:
        """Lock with the screen."""
        if active:
            self.locked.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def on_session_changed(self, _interface: str, changed: dict[str, object], _gone: list[str]) -> None:
        """Lock when somebody else takes the screen, and when the desktop says that it is locked."""
        if changed.get("Active") is False or changed.get("LockedHint") is True:
            self.locked.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def on_manager_changed(self, _interface: str, changed: dict[str, object], _gone: list[str]) -> None:
        """Lock when the lid is closed, whether the computer sleeps then or not."""
        if changed.get("LidClosed") is True:
            self.locked.emit()

    def _listen(self, bus: QDBusConnection) -> None:
        heard = bus.connect(_SERVICE, _PATH, _MANAGER, "PrepareForSleep", self, _slot("on_sleep(bool)"))
        bus.connect(_SERVICE, _PATH, _MANAGER, "PrepareForShutdown", self, _slot("on_shutdown(bool)"))
        changed = "(QString,QVariantMap,QStringList)"
        bus.connect(_SERVICE, _PATH, _PROPERTIES, "PropertiesChanged", self, _slot(f"on_manager_changed{changed}"))
        self.is_listening = heard
        session = os.environ.get("XDG_SESSION_ID", "auto")
        answer = QDBusInterface(_SERVICE, _PATH, _MANAGER, bus).call("GetSession", session)
        if answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments():
            path = answer.arguments()[0]
            own = getattr(path, "path", lambda: "")()
            bus.connect(_SERVICE, own, _SESSION, "Lock", self, _slot("on_lock()"))
            bus.connect(_SERVICE, own, _PROPERTIES, "PropertiesChanged", self, _slot(f"on_session_changed{changed}"))
