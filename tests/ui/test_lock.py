"""When the desk locks by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk_ui.lock import LockWatch


@pytest.fixture
def watch(clock: FixedClock) -> Iterator[LockWatch]:
    made = LockWatch(clock)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reasons(watch: LockWatch) -> list[str]:
    told: list[str] = []
    watch.due.connect(told.append)
    return told


def _later(watch: LockWatch, clock: FixedClock, *steps: tuple[float, float]) -> None:
    """Tell the watch of (wall, steady) seconds that passed, in steps.

    The steady clock counts fractions: ten steps of 30 may add up to a hair under 300, so no test ends just on a limit.
    """
    wall, steady = watch._wall, watch._steady
    for more_wall, more_steady in steps:
        wall, steady = wall + more_wall, steady + more_steady
        watch.check(wall, steady)


def test_five_idle_minutes_lock(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    _later(watch, clock, *[(30, 30)] * 9)
    assert reasons == []
    _later(watch, clock, (31, 31))
    assert reasons == ["Nobody used the desk for 5 minutes."]


def test_the_last_minute_is_announced(watch: LockWatch, clock: FixedClock, qtbot: QtBot) -> None:
    told: list[int] = []
    watch.warned.connect(told.append)
    _later(watch, clock, *[(30, 30)] * 7, (32, 32))
    assert told == [58]


def test_stay_takes_the_warning_away(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    told: list[int] = []
    watch.warned.connect(told.append)
    _later(watch, clock, *[(30, 30)] * 7, (32, 32))
    watch.stay()
    assert told == [58, 0]


def test_a_clock_put_forward_locks(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    _later(watch, clock, (90, 1))
    assert len(reasons) == 1


def test_a_clock_put_back_locks(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    _later(watch, clock, (-3600, 1))
    assert len(reasons) == 1


def test_a_small_correction_of_the_clock_does_not_lock(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    _later(watch, clock, (31, 1), (1, 1))
    assert reasons == []


def test_sleep_that_the_steady_clock_counts_locks_too(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    _later(watch, clock, (600, 600))
    assert len(reasons) == 1


def test_eight_hours_lock_whatever_is_typed(watch: LockWatch, clock: FixedClock, reasons: list[str]) -> None:
    for _ in range(8 * 120 + 1):
        watch._last_input = watch._steady
        _later(watch, clock, (30, 30))
    assert reasons
    assert "eight hours" in reasons[0]


def test_a_key_in_the_window_counts_as_somebody(watch: LockWatch, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    qtbot.waitExposed(line)
    window = line.windowHandle()
    assert window is not None
    watch._on_window_changed(window)
    watch._last_input = 0.0
    QTest.keyClick(window, Qt.Key.Key_A)
    assert watch._last_input > 0


@pytest.mark.parametrize(("asked", "kept"), [(0, 1), (1, 1), (7, 7), (15, 15), (60, 15)])
def test_minutes_stay_between_one_and_fifteen(watch: LockWatch, asked: int, kept: int) -> None:
    watch.set_minutes(asked)
    assert watch.minutes == kept
