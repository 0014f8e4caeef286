"""A program of its own that stands where logind is, on a bus of the test's own.

python logind_stand_in.py ADDRESS, then one JSON line for each signal to send: [path, interface, name, arguments…].
A list must not be empty: Qt sends an empty one under another type, which logind never does.
It answers GetSession and Inhibit, and says on its output how many have asked for a moment before sleep, and hold it.
"""

import json
import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

SESSION = "/org/freedesktop/login1/session/_31"


class Logind(QDBusVirtualObject):
    """Answers two calls."""

    def __init__(self) -> None:
        super().__init__()
        self.ears: list[int] = []

    def introspect(self, _path: str) -> str:
        """Nothing to say of itself."""
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        """Answer GetSession and Inhibit."""
        if message.member() == "GetSession":
            bus.send(message.createReply(QDBusObjectPath(SESSION)))
            return True
        if message.member() == "Inhibit":
            ears, mouth = os.pipe()
            os.set_blocking(ears, False)
            self.ears.append(ears)
            given = QDBusUnixFileDescriptor(mouth)
            os.close(mouth)
            bus.send(message.createReply(given))
            return True
        return False

    def held(self) -> int:
        """How many still hold what they were given: the end of a pipe is silent until it is closed."""
        count = 0
        for ears in self.ears:
            try:
                count += os.read(ears, 1) != b""
            except BlockingIOError:
                count += 1
        return count


def main() -> int:
    """Answer until nobody asks."""
    app = QCoreApplication(["logind"])
    bus = QDBusConnection.connectToBus(sys.argv[1], "own")
    logind = Logind()
    bus.registerVirtualObject("/", logind, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    bus.registerService("org.freedesktop.login1")

    def on_line() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        words = json.loads(line)
        if words:
            path, interface, name, *arguments = words
            signal = QDBusMessage.createSignal(path, interface, name)
            signal.setArguments(arguments)
            bus.send(signal)
        app.processEvents()
        print(json.dumps([len(logind.ears), logind.held()]), flush=True)

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ears.activated.connect(on_line)
    print(json.dumps("there"), flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
