"""Window, lock and desk together: what she sees, what nobody else sees, what is never lost."""

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from spoc_desk.errors import WrongPassword
from spoc_desk_ui.crash import CrashNet
from spoc_desk_ui.pages.locked import FaultPage
from spoc_desk_ui.pages.unlock import LONGEST_WAIT, UnlockPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.system_watch import SignalWatch
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.buttons import Button
from tests.patience import own_seconds, quickest
from tests.ui.accessible import tab_order, unnamed
from tests.ui.conftest import PASSWORD, Unlock
from tests.ui.program_parts import NotePage, Probe


def _note_page(shell: Shell) -> NotePage:
    page = shell.current_page()
    assert isinstance(page, NotePage)
    return page


class TestUnlock:
    def test_the_password_line_has_the_focus(self, program: Program) -> None:
        assert program.way_in.unlock.first_focus().hasFocus()

    def test_the_password_opens_the_desk_on_today(self, unlock: Unlock) -> None:
        assert unlock().current_place == "today"

    def test_a_wrong_password_says_so_and_waits_longer_each_time(self, program: Program, qtbot: QtBot) -> None:
        page = program.way_in.unlock
        waits = []
        for _ in range(8):
            page.show_error(WrongPassword())
            waits.append(page.seconds_to_wait)
        assert waits == [1, 2, 4, 8, 16, 32, LONGEST_WAIT, LONGEST_WAIT]
        page.show_opened()

    def test_nothing_is_tried_while_she_waits(self, program: Program, qtbot: QtBot) -> None:
        page = program.way_in.unlock
        page.show_error(WrongPassword())
        with qtbot.assertNotEmitted(page.unlock_requested):
            qtbot.keyClicks(page.first_focus(), "again")
            qtbot.keyClick(page.first_focus(), Qt.Key.Key_Return)
        page.show_opened()

    def test_the_password_does_not_stay_in_the_line(self, program: Program, unlock: Unlock) -> None:
        unlock()
        assert program.way_in.unlock._password_line.value() == ""

    def test_role_words_are_offered_where_there_are_several(self, qtbot: QtBot, theme: Theme) -> None:
        page = UnlockPage()
        qtbot.addWidget(page)
        page.show_roles([("1", "LA SPOC"), ("2", "Deputy SPOC")])
        who = page._who
        assert who is not None
        assert not who.isHidden()
        who.set_value("2")
        qtbot.keyClicks(page.first_focus(), "words")
        with qtbot.waitSignal(page.unlock_requested) as asked:
            qtbot.keyClick(page.first_focus(), Qt.Key.Key_Return)
        assert asked.args == ["words", "2"]
        page.show_roles([("1", "LA SPOC")])
        assert who.isHidden()


class TestToast:
    def test_what_can_be_undone_at_one_place_goes_with_it(self, unlock: Unlock) -> None:
        shell = unlock()
        shell.open_place("case", case_id="c-1")
        shell.toast.show_words("Requested: School record", list)
        shell.open_place("case", case_id="c-1")
        assert shell.toast.can_undo
        shell.open_place("today")
        assert not shell.toast.can_undo


class TestLock:
    def test_page_field_and_caret_come_back(self, program: Program, unlock: Unlock, qtbot: QtBot) -> None:
        shell = unlock()
        shell.open_place("case", case_id="c-1")
        page = _note_page(shell)
        page.note.setFocus()
        qtbot.keyClicks(page.note, "The children start on Mon")
        for _ in range(3):
            qtbot.keyClick(page.note, Qt.Key.Key_Left)
        program.lock("")
        again = unlock()
        page = _note_page(again)
        assert again.current_place == "case"
        assert page.case_id == "c-1"
        assert page.note.value() == "The children start on Mon"
        assert page.note.hasFocus()
        assert page.note.textCursor().position() == len("The children start on ")

    def test_the_way_back_is_not_on_the_disk_in_clear(
        self, program: Program, unlock: Unlock, vault_folder: Path, qtbot: QtBot
    ) -> None:
        shell = unlock()
        shell.open_place("case", case_id="very-special-id")
        qtbot.keyClicks(_note_page(shell).service, "Foxfield")
        program.lock("")
        qtbot.waitUntil(lambda: program.session.idle)
        for path in vault_folder.rglob("*"):
            if path.is_file():
                assert b"very-special-id" not in path.read_bytes()
                assert b"Foxfield" not in path.read_bytes()

    def test_the_lock_never_asks(
        self, program: Program, unlock: Unlock, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        asked: list[str] = []
        for name in ("question", "warning", "information", "critical"):
            monkeypatch.setattr(QMessageBox, name, lambda *_args, name=name: asked.append(name))
        monkeypatch.setattr(QDialog, "exec", lambda *_args: asked.append("exec"))
        shell = unlock()
        qtbot.keyClicks(_note_page(shell).service, "half")
        dialog = QDialog(program.window)
        dialog.show()
        program.lock("")
        assert asked == []
        assert not dialog.isVisible()
        assert not program.session.is_open
        assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [program.window]

    def test_nothing_of_the_desk_is_left_in_the_window(self, program: Program, unlock: Unlock, qtbot: QtBot) -> None:
        qtbot.keyClicks(_note_page(unlock()).service, "Foxfield")
        program.lock("")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert program.window.findChildren(Shell) == []
        assert program.window.findChildren(NotePage) == []
        assert not program.window.menuBar().actions()

    def test_our_clipboard_is_emptied(self, program: Program, unlock: Unlock) -> None:
        unlock()
        program.clipboard.copy("Three records are still needed")
        assert QGuiApplication.clipboard().text() != ""
        program.lock("")
        assert QGuiApplication.clipboard().text() == ""

    def test_the_reason_is_told(self, program: Program, unlock: Unlock) -> None:
        unlock()
        program.lock_watch.due.emit("Nobody used the desk for 5 minutes.")
        assert program.window.current_view() is program.way_in.unlock
        assert program.way_in.unlock._line.text() == "Nobody used the desk for 5 minutes."

    def test_the_warning_can_be_answered_with_stay(self, program: Program, unlock: Unlock) -> None:
        shell = unlock()
        program.lock_watch.warned.emit(59)
        assert "locks in less than" in shell.notices.shown()[0]
        stay = next(each for each in shell.notices.findChildren(Button) if each.text() == "Stay")
        program.lock_watch._warned = True
        stay.click()
        assert shell.notices.shown() == ()

    def test_lock_minutes_come_from_the_councils_profile(self, program: Program, unlock: Unlock) -> None:
        unlock()
        assert program.lock_watch.minutes == 5
        assert program.lock_watch.is_watching


class TestHideScreen:
    def test_f9_blanks_within_two_hundred_milliseconds(self, program: Program, unlock: Unlock, qtbot: QtBot) -> None:
        def passed() -> float:
            shell = unlock()
            qtbot.keyClicks(_note_page(shell).service, "Foxfield Health Visiting")
            before = program.window.grab().toImage()
            start = own_seconds()
            QTest.keyClick(program.window, Qt.Key.Key_F9)
            took = own_seconds() - start
            after = program.window.grab().toImage()
            assert program.window.current_view() is program.window.cover
            assert before != after
            qtbot.keyClick(program.window.cover, Qt.Key.Key_Space)
            return took

        assert quickest(passed, 0.2) < 0.2

    def test_the_cover_tells_nothing(self, program: Program, unlock: Unlock) -> None:
        shell = unlock()
        shell.open_place("case", case_id="c-1")
        assert program.window.windowTitle() == "SPOC Desk \u2013 quiet harbour 4821"
        program.hide()
        assert program.window.windowTitle() == "SPOC Desk"
        picture = program.window.grab().toImage()
        corner = picture.pixelColor(2, 2)
        assert all(picture.pixelColor(x, 40) == corner for x in range(0, picture.width(), 7))

    def test_any_key_leads_to_the_password(self, program: Program, unlock: Unlock, qtbot: QtBot) -> None:
        unlock()
        program.hide()
        assert not program.session.is_open
        qtbot.keyClick(program.window.cover, Qt.Key.Key_Space)
        assert program.window.current_view() is program.way_in.unlock

    def test_a_password_being_checked_does_not_uncover_the_desk(self, program: Program, qtbot: QtBot) -> None:
        line = program.way_in.unlock.first_focus()
        qtbot.keyClicks(line, PASSWORD)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        program.hide()
        qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
        assert program.window.current_view() is program.window.cover
        assert not program.session.is_open


class TestShell:
    def test_the_title_holds_the_reference_and_no_more(self, program: Program, unlock: Unlock) -> None:
        shell = unlock()
        assert program.window.windowTitle() == "SPOC Desk"
        shell.open_place("case", case_id="c-1")
        assert program.window.windowTitle() == "SPOC Desk \u2013 quiet harbour 4821"

    def test_back_returns_to_the_place_before(self, unlock: Unlock) -> None:
        shell = unlock()
        shell.open_place("case", case_id="c-1")
        shell.go_back()
        assert shell.current_place == "today"

    def test_an_unknown_place_falls_back_to_today(self, unlock: Unlock) -> None:
        shell = unlock()
        shell.open_place("nowhere")
        assert shell.current_place == "today"

    def test_every_control_has_a_name(self, program: Program, unlock: Unlock) -> None:
        unlock()
        assert unnamed(program.window) == []

    def test_tab_goes_from_rail_to_bar_to_page(self, unlock: Unlock) -> None:
        shell = unlock()
        page = _note_page(shell)
        order = tab_order(shell)
        reached = [order.index(each) for each in (shell.rail._buttons["today"], shell.command, page.service, page.note)]
        assert reached == sorted(reached)

    def test_the_command_box_finds_actions_by_words_in_any_order(
        self, program: Program, unlock: Unlock, qtbot: QtBot
    ) -> None:
        shell = unlock()
        shell.act("find")
        qtbot.keyClicks(shell.command, "text larger")
        assert [shell.command.list.item(0).text()] == ["Larger text, Ctrl++"]
        qtbot.keyClick(shell.command, Qt.Key.Key_Return)
        assert program.theme.percent == 110

    def test_escape_in_the_command_box_returns_to_the_page(self, unlock: Unlock, qtbot: QtBot) -> None:
        shell = unlock()
        shell.act("find")
        qtbot.keyClicks(shell.command, "zz")
        qtbot.keyClick(shell.command, Qt.Key.Key_Escape)
        assert _note_page(shell).service.hasFocus()
        assert shell.command.text() == ""

    def test_ctrl_l_is_in_the_menu_and_locks(self, program: Program, unlock: Unlock) -> None:
        unlock()
        assert program.desk is not None
        assert program.desk.actions is not None
        program.desk.actions.action("lock").trigger()
        assert not program.session.is_open

    def test_no_two_actions_share_a_key(self, program: Program, unlock: Unlock) -> None:
        unlock()
        assert program.desk is not None
        assert program.desk.actions is not None
        actions = program.desk.actions
        keys = [key.toString() for act in actions.acts for key in actions.action(act.id).shortcuts()]
        assert len(keys) == len(set(keys))

    def test_look_and_size_are_kept_for_next_time(self, program: Program, tmp_path: Path, qtbot: QtBot) -> None:
        program.theme.set_percent(150)
        qtbot.waitUntil(lambda: program.session.idle)
        assert "percent=150" in (tmp_path / "settings" / "window.txt").read_text()

    def test_no_label_is_cut_off_at_twice_the_size(self, program: Program, unlock: Unlock) -> None:
        shell = unlock()
        program.theme.set_percent(200)
        QApplication.processEvents()
        for button in shell.findChildren(Button):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.text()


class TestFaults:
    def test_a_fault_locks_and_says_what_is_safe(self, program: Program, unlock: Unlock) -> None:
        unlock()
        program.on_fault("KeyError at today.py:88")
        view = program.window.current_view()
        assert isinstance(view, FaultPage)
        assert not program.session.is_open
        assert "KeyError at today.py:88" in view._where.text()

    def test_an_uncaught_exception_reaches_the_window(self, qtbot: QtBot) -> None:
        net = CrashNet()
        told: list[str] = []
        net.spread(told.append)
        try:
            sys.excepthook(ValueError, ValueError("Norwich"), None)
            qtbot.waitUntil(lambda: bool(told))
        finally:
            net.remove()
        assert told == ["ValueError at ?"]

    @pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
    def test_sigterm_is_heard(self, qtbot: QtBot) -> None:
        watch = SignalWatch()
        try:
            with qtbot.waitSignal(watch.told):
                os.kill(os.getpid(), signal.SIGTERM)
        finally:
            watch.stop()


def test_closing_the_window_locks_and_ends(program: Program, unlock: Unlock, vault_folder: Path) -> None:
    unlock()
    program.window.close()
    assert not program.session.is_open
    assert not (vault_folder / "session.open").exists()


def test_the_window_stays_awake_while_the_vault_opens(program: Program, unlock: Unlock, qtbot: QtBot) -> None:
    """The window's thread is never blocked for 100 ms, checking the password included (checklist 50)."""
    qtbot.waitUntil(lambda: "spoc_desk_ui.handed" in sys.modules)  # what is loaded while she types

    def longest() -> float:
        probe = Probe(program.window)
        probe.begin()
        unlock()
        probe.end()
        program.lock("")
        return probe.longest

    assert quickest(longest, 0.1) < 0.1


def test_every_action_does_something(program: Program, unlock: Unlock) -> None:
    """Each action is answered by the page, the shell or the program; none is only a word in a menu."""
    shell = unlock()
    assert program.desk is not None
    assert program.desk.actions is not None
    answered = {"hide", "lock", "quit", "larger", "smaller", "normal", "find", "back", "undo", "help", *shell.page_acts}
    others = {act.id for act in program.desk.actions.acts} - answered
    assert all(each.startswith(("look:", "place:", "help:")) for each in others)
