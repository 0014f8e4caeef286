"""The system says sleep, lock, lid, switch, end: heard over a real bus, from a program that stands where logind is."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from spoc_desk_ui.platform_linux import LogindWatch
from tests.ui import logind_stand_in
from tests.ui.logind_stand_in import SESSION

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a message bus"
)

MANAGER = "/org/freedesktop/login1"
PROPERTIES = ("org.freedesktop.DBus.Properties", "PropertiesChanged")
OF_MANAGER, OF_SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"


class StandIn:
    """The program that stands where logind is."""

    def __init__(self, address: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, logind_stand_in.__file__, address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
        assert self._answer() == "there"

    def says(self, *words: object) -> list[int]:
        """Have it send a signal; return how many asked for a moment before sleep, and how many hold it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        found: list[int] = self._answer()
        return found

    def _answer(self) -> Any:  # Any: as JSON brings it
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1", "--nopidfile"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.communicate()


@pytest.fixture(scope="module")
def logind(address: str) -> Iterator[StandIn]:
    made = StandIn(address)
    yield made
    made.process.kill()
    made.process.communicate()


@pytest.fixture
def watch(address: str, logind: StandIn, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[LogindWatch]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    made = LogindWatch(bus=QDBusConnection.connectToBus(address, "desk"))
    assert made.is_listening
    yield made
    made.let_sleep()
    made.deleteLater()
    QDBusConnection.disconnectFromBus("desk")


@pytest.mark.fault(62)
def test_each_word_of_the_system_locks(watch: LogindWatch, logind: StandIn, qtbot: QtBot) -> None:
    changed = {"Active": False}, {"LidClosed": True}, {"LockedHint": True}
    for words in (
        (MANAGER, OF_MANAGER, "PrepareForSleep", True),
        (SESSION, OF_SESSION, "Lock"),
        (SESSION, *PROPERTIES, OF_SESSION, changed[0], ["Docked"]),
        (MANAGER, *PROPERTIES, OF_MANAGER, changed[1], ["Docked"]),
        (SESSION, *PROPERTIES, OF_SESSION, changed[2], ["Docked"]),
    ):
        with qtbot.waitSignal(watch.locked, timeout=5000):
            logind.says(*words)
    with qtbot.waitSignal(watch.ending, timeout=5000):
        logind.says(MANAGER, OF_MANAGER, "PrepareForShutdown", True)


def test_what_is_no_reason_locks_nothing(watch: LogindWatch, logind: StandIn, qtbot: QtBot) -> None:
    told: list[bool] = []
    watch.locked.connect(lambda: told.append(True))
    logind.says(MANAGER, OF_MANAGER, "PrepareForSleep", False)
    logind.says(MANAGER, *PROPERTIES, OF_MANAGER, {"LidClosed": False}, ["Docked"])
    logind.says(SESSION, *PROPERTIES, OF_SESSION, {"Active": True, "IdleHint": True}, ["Docked"])
    with qtbot.waitSignal(watch.locked, timeout=5000):
        logind.says(SESSION, OF_SESSION, "Lock")
    assert told == [True]


@pytest.mark.fault(63)
def test_sleep_waits_for_an_open_desk_and_not_for_a_locked_one(
    watch: LogindWatch, logind: StandIn, qtbot: QtBot
) -> None:
    asked, held = logind.says()
    watch.hold_sleep()
    watch.hold_sleep()
    assert logind.says() == [asked + 1, held + 1]
    watch.let_sleep()
    qtbot.waitUntil(lambda: logind.says() == [asked + 1, held])
