"""What the system says before sleep and lock."""

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk_ui.platform_linux import LogindWatch
from spoc_desk_ui.platform_windows import asks_for_lock


@pytest.mark.parametrize(
    ("message", "w_param", "locks"),
    [
        (0x02B1, 0x7, True),  # the session was locked
        (0x02B1, 0x8, False),  # unlocked again
        (0x02B1, 0x3, True),  # a remote desktop joined
        (0x0218, 0x4, True),  # sleep
        (0x0218, 0x7, False),  # awake again
        (0x0011, 0, True),  # the session ends
        (0x000F, 0, False),  # something to paint
    ],
)
def test_windows_messages_that_lock(message: int, w_param: int, locks: bool) -> None:
    assert asks_for_lock(message, w_param) is locks


def test_sleep_locks_and_waking_does_not(qtbot: QtBot) -> None:
    watch = LogindWatch()
    told: list[bool] = []
    watch.locked.connect(lambda: told.append(True))
    watch.on_sleep(False)
    assert told == []
    watch.on_sleep(True)
    watch.on_lock()
    assert told == [True, True]
