"""What the system says before sleep and lock."""

import ctypes

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk_ui import platform_windows
from spoc_desk_ui.captures import Captures
from spoc_desk_ui.platform_linux import LogindWatch
from spoc_desk_ui.platform_windows import LID, CaptureGuard, PowerSetting, asks_for_lock, says_end


@pytest.mark.parametrize(
    ("message", "w_param", "locks"),
    [
        (0x02B1, 0x7, True),  # the session was locked
        (0x02B1, 0x8, False),  # unlocked again
        (0x02B1, 0x3, True),  # a remote desktop joined
        (0x0218, 0x4, True),  # sleep
        (0x0218, 0x7, False),  # awake again
        (0x02B1, 0x1, True),  # another user came to this screen
        (0x000F, 0, False),  # something to paint
    ],
)
def test_windows_messages_that_lock(message: int, w_param: int, locks: bool) -> None:
    assert asks_for_lock(message, w_param) is locks


@pytest.mark.fault(62)
@pytest.mark.parametrize(("message", "w_param", "ends"), [(0x0011, 0, True), (0x0016, 1, True), (0x0016, 0, False)])
def test_windows_messages_that_end_the_session(message: int, w_param: int, ends: bool) -> None:
    assert says_end(message, w_param) is ends
    assert not asks_for_lock(message, w_param)


@pytest.mark.fault(62)
@pytest.mark.parametrize(("which", "value", "locks"), [(LID, 0, True), (LID, 1, False), (bytes(16), 0, False)])
def test_the_lid_of_a_windows_laptop_locks(which: bytes, value: int, locks: bool) -> None:
    setting = PowerSetting((ctypes.c_ubyte * 16).from_buffer_copy(which), 4, value)
    assert asks_for_lock(0x0218, 0x8013, setting) is locks
    assert not asks_for_lock(0x0218, 0x8013)


@pytest.mark.fault(70)
def test_every_window_is_kept_out_of_screenshots_each_time_it_shows(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked of Windows, and when; that Windows does it was never seen."""
    asked: list[QWidget] = []
    told: dict[QWidget, bool] = {}

    def keep_out(window: QWidget, *, hidden: bool) -> None:
        asked.append(window)
        told[window] = hidden

    monkeypatch.setattr(platform_windows, "keep_out_of_screenshots", keep_out)
    captures = Captures(qapp, possible=True)
    guard = CaptureGuard(qapp, captures)
    dialog, menu, line = QDialog(), QMenu(), QLineEdit()
    for each in (dialog, menu):
        qtbot.addWidget(each)
    QVBoxLayout(dialog).addWidget(line)
    dialog.show()
    assert told[dialog]
    captures.use(shown=True)
    assert not told[dialog]  # the windows that are open follow
    menu.popup(dialog.pos())
    assert not told[menu]
    menu.hide()
    captures.use(shown=False)
    assert told[dialog]
    dialog.hide()
    dialog.show()
    qapp.removeEventFilter(guard)
    guard.deleteLater()
    assert asked.count(dialog) >= 2
    assert menu in asked
    assert line not in asked


def test_sleep_locks_and_waking_does_not(qtbot: QtBot) -> None:
    watch = LogindWatch()
    told: list[bool] = []
    watch.locked.connect(lambda: told.append(True))
    watch.on_sleep(False)
    assert told == []
    watch.on_sleep(True)
    watch.on_lock()
    assert told == [True, True]
