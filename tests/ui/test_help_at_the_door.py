"""The guide before the vault is open: keys and locks, and the way back to the password."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk_ui.program import Program
from spoc_desk_ui.widgets.buttons import Button
from tests.ui.conftest import PASSWORD


class TestHelpBeforeTheVaultIsOpen:
    def test_f1_opens_keys_and_locks_and_escape_comes_back(self, program: Program, qtbot: QtBot) -> None:
        qtbot.keyClick(program.way_in.unlock.first_focus(), Qt.Key.Key_F1)
        page = program.way_in.guide.page
        assert page is not None
        assert program.window.current_view() is page
        assert page.reader.page == "keys-and-locks"
        assert page.reader.hasFocus()
        qtbot.keyClick(page.reader, Qt.Key.Key_Escape)
        assert program.window.current_view() is program.way_in.unlock
        assert program.way_in.unlock.first_focus().hasFocus()
        assert not program.session.is_open

    def test_the_link_does_the_same_and_each_link_is_a_step_back(self, program: Program, qtbot: QtBot) -> None:
        helps = [each for each in program.way_in.unlock.findChildren(Button) if each.text() == "Help"]
        helps[0].click()
        page = program.way_in.guide.page
        assert page is not None
        page.reader.followed.emit("paper", "the-print-register")
        assert page.reader.page == "paper"
        qtbot.keyClick(page.reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert page.reader.page == "keys-and-locks"
        page.back.click()
        assert program.window.current_view() is program.way_in.unlock

    def test_what_is_typed_stays_while_she_reads(self, program: Program, qtbot: QtBot) -> None:
        line = program.way_in.unlock.first_focus()
        qtbot.keyClicks(line, "amber")
        qtbot.keyClick(line, Qt.Key.Key_F1)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        qtbot.keyClicks(line, PASSWORD.removeprefix("amber"))
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.desk is not None and program.desk.shell is not None, timeout=20_000)
        assert program.way_in.guide.page is None

    def test_a_hidden_screen_forgets_the_guide(self, program: Program, qtbot: QtBot) -> None:
        qtbot.keyClick(program.way_in.unlock.first_focus(), Qt.Key.Key_F1)
        program.hide()
        assert program.way_in.guide.page is None
        program.window.cover.left.emit()
        assert program.window.current_view() is program.way_in.unlock
