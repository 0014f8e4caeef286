"""The wait after wrong passwords goes on in the process after the one that saw them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.vault import preauth
from spoc_desk_ui.program import Program
from tests.ui.conftest import PASSWORD, Unlock


@pytest.mark.fault(74)
def test_a_new_process_knows_the_wait(program: Program, vault_folder: Path, qtbot: QtBot) -> None:
    page = program.way_in.unlock
    for _ in range(4):
        preauth.note_wrong(vault_folder, program.session.clock)
    program.way_in.show_unlock()  # as at its start
    qtbot.waitUntil(lambda: page.seconds_to_wait > 0)
    assert page.seconds_to_wait <= 8
    with qtbot.assertNotEmitted(page.unlock_requested):
        qtbot.keyClicks(page.first_focus(), PASSWORD)
        qtbot.keyClick(page.first_focus(), Qt.Key.Key_Return)
    page._wait = 1
    page._on_second()
    program.session.open(vault_folder, "not it at all", failed=page.show_error)
    qtbot.waitUntil(lambda: page.seconds_to_wait > 8)  # seconds pass on a busy computer
    assert page.seconds_to_wait <= 16
    page.show_opened()


def test_without_wrong_passwords_there_is_no_wait(program: Program, unlock: Unlock, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.session.idle)
    assert program.way_in.unlock.seconds_to_wait == 0
    unlock()
    program.lock("")
    qtbot.waitUntil(lambda: program.session.idle)
    assert program.way_in.unlock.seconds_to_wait == 0
