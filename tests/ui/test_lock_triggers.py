"""Every reason to lock does lock, and none of them can be kept from it by another that fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from spoc_desk_ui import parting as parting_module
from spoc_desk_ui.parting import Parting
from spoc_desk_ui.platform_linux import LogindWatch
from spoc_desk_ui.program import Program
from spoc_desk_ui.system_watch import SessionEndWatch, SignalWatch
from tests.ui.conftest import PASSWORD, Unlock
from tests.ui.program_parts import NotePage


def _later(program: Program, wall: float, steady: float, slept: float = 0.0) -> None:
    watch = program.lock_watch
    watch.check(watch._wall + wall, watch._steady + steady, watch._slept + slept)


def _linux(program: Program) -> LogindWatch:
    watch = LogindWatch(program)
    watch.locked.connect(program._on_system_locked)
    watch.ending.connect(program.end)
    return watch


def _idle(program: Program) -> None:
    program.lock_watch._last_input -= program.lock_watch.minutes * 60
    _later(program, 30, 30)  # the last input came after the last look, on a busy computer long after


def _long(program: Program) -> None:
    program.lock_watch._since -= 8 * 3600 + 1
    _later(program, 1, 1)


def _menu(program: Program) -> None:
    assert program.desk is not None
    assert program.desk.actions is not None
    program.desk.actions.action("lock").trigger()


def _signal(program: Program) -> None:
    watch = SignalWatch(program)
    watch.told.connect(program.end)
    watch.told.emit()
    watch.stop()


def _session_ends(program: Program) -> None:
    watch = SessionEndWatch(program._app)
    watch.ending.connect(program.end)
    watch.ending.emit()


TRIGGERS: dict[str, Callable[[Program], object]] = {
    "idle": _idle,
    "eight hours": _long,
    "the clock put forward": lambda program: _later(program, 120, 1),
    "the clock put back": lambda program: _later(program, -120, 1),
    "a window that stood still": lambda program: _later(program, 90, 90),
    "a short sleep": lambda program: _later(program, 11, 1, 10),
    "sleep": lambda program: _linux(program).on_sleep(True),
    "the session locked": lambda program: _linux(program).on_lock(),
    "the user switched": lambda program: _linux(program).on_session_changed("x", {"Active": False}, []),
    "the lid": lambda program: _linux(program).on_manager_changed("x", {"LidClosed": True}, []),
    "shut down": lambda program: _linux(program).on_shutdown(True),
    "the screen saver": lambda program: _linux(program).on_screen_saver(True),
    "the session ends": _session_ends,
    "a signal": _signal,
    "the menu": _menu,
    "F9": lambda program: QTest.keyClick(program.window, Qt.Key.Key_F9),
    "a change of roles": lambda program: program.session.lock_wanted.emit("Your roles were changed."),
    "a fault": lambda program: program.on_fault("KeyError at today.py:88"),
    "the window closed": lambda program: program.window.close(),
}
ENDING = ("shut down", "the session ends", "a signal", "the window closed")


@pytest.mark.fault(62)
def test_each_reason_locks_and_asks_nothing(program: Program, unlock: Unlock, qtbot: QtBot) -> None:
    for name, trigger in TRIGGERS.items():
        if name in ENDING:
            continue  # after these nothing opens any more: each has a test of its own
        if program.window.current_view() is program.window.cover:
            qtbot.keyClick(program.window.cover, Qt.Key.Key_Space)
        elif program.window.current_view() is not program.way_in.unlock:
            program.way_in.show_unlock()
        unlock()
        trigger(program)
        assert not program.session.is_open, name
        assert not program.lock_watch.is_watching, name
        assert program.window.findChildren(QDialog) == [], name


@pytest.mark.fault(62)
@pytest.mark.parametrize("name", ENDING)
def test_what_ends_the_program_locks_it(program: Program, unlock: Unlock, name: str) -> None:
    unlock()
    TRIGGERS[name](program)
    assert not program.session.is_open


def _fails(*_: object) -> None:
    raise RuntimeError("broken on purpose")


@pytest.mark.fault(62)
@pytest.mark.parametrize(
    "step",
    ["spoc_desk_ui.shell.Shell.keep_everything", "spoc_desk_ui.clipboard.Clipboard.clear_all",
     "spoc_desk_ui.lock.LockWatch.stop", "spoc_desk_ui.program.Program._close_others",
     "spoc_desk_ui.window.Window.blank", "spoc_desk_ui.way_in.WayIn.forget"],
)  # fmt: skip
def test_a_step_that_fails_stops_no_lock(
    program: Program, unlock: Unlock, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock()
    told: list[object] = []
    program.session.broke.connect(told.append)
    with monkeypatch.context() as patch:
        patch.setattr(step, _fails)
        program.lock("")
    assert [str(each) for each in told] == ["broken on purpose"]
    assert not program.session.is_open
    assert program.window.current_view() is program.way_in.unlock
    program.lock_watch.stop()


@pytest.mark.fault(62)
def test_a_system_that_cannot_be_heard_stops_no_other_reason(
    program: Program, unlock: Unlock, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(program, "_watch_platform", _fails)
    told: list[object] = []
    program.session.broke.connect(told.append)
    program._watches.append(program.lock_watch)
    program._after_paint()
    program._watches.clear()
    assert len(told) == 1
    unlock()
    _idle(program)
    assert not program.session.is_open


@pytest.mark.fault(63)
def test_after_a_sleep_it_locks_before_anything_is_painted(program: Program, unlock: Unlock, qtbot: QtBot) -> None:
    shell = unlock()
    painted: list[bool] = []
    paint = shell.paintEvent
    shell.paintEvent = lambda event: (painted.append(program.session.is_open), paint(event))  # type: ignore[assignment, method-assign]
    shell.update()
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()
    program.lock_watch._tick.setInterval(1_000_000)  # a timer comes late after a sleep; here it never does
    program.lock_watch._slept -= 600
    shell.update()
    qtbot.waitUntil(lambda: not program.session.is_open)
    assert painted == []
    assert program.way_in.unlock._line.text() == "The computer slept."


@pytest.mark.fault(64)
def test_a_shaking_mouse_and_a_filled_search_box_keep_nothing_open(
    program: Program, unlock: Unlock, qtbot: QtBot
) -> None:
    shell = unlock()
    shell.act("find")
    qtbot.keyClicks(shell.command, "harbour")
    watch, window = program.lock_watch, program.window.windowHandle()
    assert window is not None
    watch._last_input -= watch.minutes * 60
    for x in range(40):
        at = QPointF(300 + x % 2, 300)
        none, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        QGuiApplication.sendEvent(window, QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, no_keys))
    _later(program, 30, 30)
    assert not program.session.is_open


def test_a_key_still_keeps_it_open(program: Program, unlock: Unlock) -> None:
    unlock()
    watch, window = program.lock_watch, program.window.windowHandle()
    assert window is not None
    watch._last_input -= watch.minutes * 60
    QTest.keyClick(window, Qt.Key.Key_Down)
    _later(program, 1, 1)
    assert program.session.is_open


class TestQuickLeave:
    @pytest.mark.fault(61)
    @pytest.mark.parametrize("over", ["a modal dialog", "a menu", "a dialog in a dialog"])
    def test_f9_reaches_through(self, program: Program, unlock: Unlock, qtbot: QtBot, over: str) -> None:
        shell = unlock()
        page = shell.current_page()
        assert isinstance(page, NotePage)
        qtbot.keyClicks(page.service, "Foxfield")
        program.window.setWindowTitle("SPOC Desk \u2013 quiet harbour 4821")
        opened: list[QDialog | QMenu] = []
        if over == "a menu":
            opened.append(QMenu(program.window))
            opened[0].popup(program.window.mapToGlobal(QPoint(40, 40)))  # type: ignore[call-arg, call-overload]
        else:
            for _ in range(2 if over == "a dialog in a dialog" else 1):
                dialog = QDialog(opened[-1] if opened else program.window)
                dialog.setModal(True)
                dialog.show()
                opened.append(dialog)
        QApplication.processEvents()
        front = QGuiApplication.focusWindow()
        assert front is not None
        QTest.keyClick(front, Qt.Key.Key_F9)
        assert not program.session.is_open
        assert program.window.current_view() is program.window.cover
        assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [program.window]
        assert program.window.windowTitle() == "SPOC Desk"

    def test_it_reaches_a_window_that_came_later(self, program: Program, unlock: Unlock) -> None:
        unlock()
        dialog = QDialog(program.window)
        dialog.show()
        QApplication.processEvents()
        handle = dialog.windowHandle()
        assert isinstance(handle, QWindow)
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
        QGuiApplication.sendEvent(handle, key)
        assert not program.session.is_open


class TestParting:
    def test_a_window_that_stands_still_is_ended_after_the_idle_time(
        self, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        armed: list[float] = []
        monkeypatch.setattr(parting_module.watchdog, "end_after", armed.append)
        parting = Parting(qapp)
        for _ in range(5):
            parting.is_well(300)
        assert armed == [315]
        parting.brace()
        parting.is_well(300)
        assert armed == [315, 2.0]

    def test_the_desk_says_every_second_that_it_is_well(
        self, program: Program, unlock: Unlock, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
    ) -> None:
        unlock()
        armed: list[float] = []
        monkeypatch.setattr(parting_module.watchdog, "end_after", armed.append)
        program._parting = Parting(qapp)
        program.lock_watch._on_tick()
        program._parting = None
        assert armed == [5 * 60 + 15]

    def test_the_next_is_this_same_program(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.executable", "/opt/spoc-desk/spoc-desk")
        assert parting_module.command()[:2] == ["/opt/spoc-desk/spoc-desk", "-P"]
        monkeypatch.setattr("sys.frozen", True, raising=False)
        assert parting_module.command() == ["/opt/spoc-desk/spoc-desk", "--after-lock"]


def test_a_recovery_code_on_the_screen_is_not_left_alone(program: Program, vault_folder: Path, qtbot: QtBot) -> None:
    """The watch begins with the open vault, not with the desk: the set-up may wait to be finished."""
    assert not program.lock_watch.is_watching
    with qtbot.waitSignal(program.session.entered, timeout=20_000):
        program.session.open(vault_folder, PASSWORD)
    assert program.lock_watch.is_watching
    program.lock("")
    qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
