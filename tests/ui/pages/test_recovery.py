"""The recovery code is checked group by group while it is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.errors import WrongRecoveryCode
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk_ui.pages.recovery import RecoveryPage
from spoc_desk_ui.recovery_groups import group_is_right
from spoc_desk_ui.theme import Theme
from tests.ui.accessible import unnamed

CODE = RecoveryCode(bytes(range(20)), vault_id="", sheet=1)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> RecoveryPage:
    made = RecoveryPage()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.first_focus().setFocus()
    return made


@pytest.mark.parametrize("number", range(8))
def test_each_group_is_right_in_its_own_place_only(number: int) -> None:
    assert group_is_right(number, CODE.groups[number])
    assert group_is_right(number, CODE.groups[number].lower())
    assert not group_is_right((number + 1) % 8, CODE.groups[number])
    assert not group_is_right(number, CODE.groups[number][:4])


def test_a_right_group_leads_on_to_the_next(page: RecoveryPage, qtbot: QtBot) -> None:
    lines = page._code._lines
    QTest.keyClicks(lines[0], CODE.groups[0].lower())
    assert lines[0].text() == CODE.groups[0]
    assert lines[1].hasFocus()


def test_a_wrong_group_is_named_at_once(page: RecoveryPage) -> None:
    QTest.keyClicks(page._code._lines[0], "00000" if CODE.groups[0] != "00000" else "00001")
    assert page._code._lines[0].hasFocus()
    assert page._code._wrong.text().startswith("Group 1 has a typing mistake")


def test_the_whole_code_can_be_pasted(page: RecoveryPage, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(CODE.text)
    with qtbot.waitSignal(page._code.completed):
        QTest.keyClick(page._code._lines[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page._code.text() == CODE.text


def test_code_and_new_password_are_sent_together(page: RecoveryPage, qtbot: QtBot) -> None:
    page._code._spread(0, CODE.text)
    words = page._password.offered()
    qtbot.keyClicks(page._password._first_line.line, words)
    qtbot.keyClicks(page._password._second_line.line, words)
    with qtbot.waitSignal(page.recover_requested) as asked:
        page._button.click()
    assert asked.args == [CODE.text, words, ""]


def test_what_is_missing_is_listed(page: RecoveryPage) -> None:
    page._button.click()
    assert page._banner.accessibleName().startswith("2 things to put right: Type all eight groups")


def test_a_refused_code_says_why(page: RecoveryPage) -> None:
    page.show_error(WrongRecoveryCode(sentence="This code does not open this vault."))
    assert "This code does not open this vault." in page._banner.accessibleName()
    assert page._button.isEnabled()


def test_every_control_has_a_name(page: RecoveryPage) -> None:
    assert unnamed(page) == []
