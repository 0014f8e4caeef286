"""Restore a backup, from the page to unlock and from the first run."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.vault import backup, backup_reading, users
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk_ui.pages.restore import RestorePage
from spoc_desk_ui.program import Program
from tests import patience
from tests.ui.accessible import unnamed
from tests.ui.conftest import PASSWORD, Unlock

ROBINS = "copper-window-field-song"


@pytest.fixture
def saved(vault_folder: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """Return a backup; the vault got a draft afterwards."""
    (tmp_path / "stick").mkdir()
    vault = open_vault(vault_folder, PASSWORD, clock=clock)
    users.add_user(vault, "Robin Tallis", frozenset({"deputy"}), ROBINS.encode())
    with backup.taken(vault, tmp_path / "stick", lambda *_: True) as taken:
        written = backup.write(taken, lambda *_: True)
    with vault.transaction("noted") as tx:
        tx.note("recorded after the backup")
    vault.close()
    return written.path


@pytest.fixture
def restore(saved: Path, program: Program, qtbot: QtBot) -> RestorePage:
    QTest.mouseClick(program.way_in.unlock._restore, Qt.MouseButton.LeftButton)
    page = program.way_in._restore
    assert page is not None
    qtbot.waitUntil(page.choose.hasFocus)
    return page


def _idle(program: Program, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
    QApplication.processEvents()


def test_a_backup_is_restored_and_the_vault_before_is_kept(
    restore: RestorePage, saved: Path, program: Program, vault_folder: Path, qtbot: QtBot, unlock: Unlock
) -> None:
    restore.take_file(saved)
    assert restore.password.line.hasFocus()
    assert restore.kept.isVisible()
    _idle(program, qtbot)
    assert restore.second.isVisible()
    QTest.keyClicks(restore.password.line, PASSWORD)
    QTest.keyClick(restore.password.line, Qt.Key.Key_Return)  # nobody restores over a vault alone
    assert not restore.job.is_running
    assert restore.banner.isVisible()
    QTest.keyClicks(restore.second.password.line, ROBINS)
    QTest.keyClick(restore.second.password.line, Qt.Key.Key_Return)
    _idle(program, qtbot)
    assert restore.unlock.hasFocus()
    assert "is kept as replaced-2026-11-23." in restore.done.words
    assert (vault_folder.parent / "replaced-2026-11-23" / "header.spoc").is_file()
    QTest.mouseClick(restore.unlock, Qt.MouseButton.LeftButton)
    assert program.way_in._restore is None
    assert program.window.current_view() is program.way_in.unlock
    unlock()
    acts: list[object] = []
    program.session.run(lambda vault: [row[0] for row in vault.rows("SELECT act FROM audit")], acts.extend)
    _idle(program, qtbot)
    assert "restored from a backup" in acts
    assert "recorded after the backup" not in acts


def test_what_is_missing_is_said_before_anything_is_read(restore: RestorePage) -> None:
    QTest.mouseClick(restore.go, Qt.MouseButton.LeftButton)
    assert restore.asking.isVisible()
    assert restore.banner.isVisible()
    assert not restore.job.is_running


def test_a_wrong_password_restores_nothing_and_the_page_stays(
    restore: RestorePage, saved: Path, program: Program, vault_folder: Path, qtbot: QtBot
) -> None:
    restore.take_file(saved)
    QTest.keyClicks(restore.password.line, "not this one")
    QTest.mouseClick(restore.go, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    assert restore.asking.isVisible()
    assert restore.password.value() == ""
    assert sorted(path.name for path in vault_folder.parent.glob("replaced-*")) == []


def test_the_sheet_is_asked_for_where_it_is_to_open_the_backup(restore: RestorePage) -> None:
    restore.how.set_value("code")
    restore.how.edited.emit()
    assert restore.code.isVisible()
    assert not restore.password_field.isVisible()
    assert unnamed(restore) == []


def test_the_sheet_alone_is_enough(restore: RestorePage, saved: Path, program: Program, qtbot: QtBot) -> None:
    restore.take_file(saved)
    _idle(program, qtbot)
    assert restore.second.isVisible()
    restore.how.set_value("code")
    restore.how.edited.emit()
    assert not restore.second.isVisible()
    restore.how.set_value("password")
    restore.how.edited.emit()
    restore.second.how.set_value("code")
    restore.second.how.edited.emit()
    assert restore.second.code.isVisible()
    assert not restore.second.password_field.isVisible()
    assert unnamed(restore) == []


def test_a_wrong_second_password_restores_nothing(
    restore: RestorePage, saved: Path, program: Program, vault_folder: Path, qtbot: QtBot
) -> None:
    restore.take_file(saved)
    _idle(program, qtbot)
    QTest.keyClicks(restore.password.line, PASSWORD)
    QTest.keyClicks(restore.second.password.line, PASSWORD)  # one's own again
    QTest.mouseClick(restore.go, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    assert restore.asking.isVisible()
    assert "The second key opens nothing here" in restore.banner.accessibleName()
    assert restore.second.password.value() == "" == restore.password.value()
    assert not list(vault_folder.parent.glob("replaced-*"))


def test_back_leads_to_the_password(restore: RestorePage, program: Program) -> None:
    QTest.mouseClick(restore.back, Qt.MouseButton.LeftButton)
    assert program.window.current_view() is program.way_in.unlock
    assert program.way_in._restore is None


def test_cancel_stops_a_restore(
    restore: RestorePage, saved: Path, program: Program, vault_folder: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _wait_for_cancel(monkeypatch)
    restore.take_file(saved)
    _idle(program, qtbot)
    QTest.keyClicks(restore.second.password.line, ROBINS)
    QTest.keyClicks(restore.password.line, PASSWORD)
    QTest.mouseClick(restore.go, Qt.MouseButton.LeftButton)
    assert restore.progress.cancel.hasFocus()
    QTest.keyClick(restore.progress.cancel, Qt.Key.Key_Space)
    _idle(program, qtbot)
    assert restore.asking.isVisible()
    assert "replaced" not in " ".join(path.name for path in vault_folder.parent.iterdir())


def test_hiding_the_screen_stops_a_restore_and_forgets_the_page(
    restore: RestorePage, saved: Path, program: Program, vault_folder: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _wait_for_cancel(monkeypatch)
    restore.take_file(saved)
    _idle(program, qtbot)
    QTest.keyClicks(restore.second.password.line, ROBINS)
    QTest.keyClicks(restore.password.line, PASSWORD)
    QTest.mouseClick(restore.go, Qt.MouseButton.LeftButton)
    program.hide()
    assert program.way_in._restore is None
    _idle(program, qtbot)
    assert "replaced" not in " ".join(path.name for path in vault_folder.parent.iterdir())


def _wait_for_cancel(patch: pytest.MonkeyPatch) -> None:
    """Let the reading go on until it is told to stop: without that the test ends in a restore."""
    real: Callable[..., object] = backup_reading.take_out_proven

    def until_stopped(
        stream: object,
        opened: object,
        folder: object,
        heard: Callable[[int, int], bool],
        schema: object,
        **more: object,
    ) -> object:
        until = time.monotonic() + patience.SECONDS
        while heard(1, 1000) and time.monotonic() < until:
            time.sleep(0.001)  # the window has its turn
        return real(stream, opened, folder, heard, schema, **more)

    patch.setattr(backup_reading, "take_out_proven", until_stopped)


def test_a_new_computer_restores_from_the_first_run(
    saved: Path, vault_folder: Path, program: Program, qtbot: QtBot
) -> None:
    vault_folder.rename(vault_folder.with_name("on the stolen laptop"))
    program.way_in.start()
    first = program.way_in._sheet_page
    assert first is not None
    QTest.mouseClick(first.restore, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    page = program.way_in._restore
    assert page is not None
    assert not page.kept.isVisible()
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert program.window.current_view() is first
    QTest.mouseClick(first.restore, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    page = program.way_in._restore
    assert page is not None
    page.take_file(saved)
    QTest.keyClicks(page.password.line, PASSWORD)
    QTest.keyClick(page.password.line, Qt.Key.Key_Return)
    _idle(program, qtbot)
    QTest.mouseClick(page.unlock, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    assert program.window.current_view() is program.way_in.unlock
    assert (vault_folder / "header.spoc").is_file()


def test_a_restore_that_a_power_cut_interrupted_is_finished_at_the_next_start(
    vault_folder: Path, program: Program, qtbot: QtBot
) -> None:
    vault_folder.rename(vault_folder.with_name("vault.restored"))
    program.way_in.start()
    _idle(program, qtbot)
    assert program.window.current_view() is program.way_in.unlock
    assert (vault_folder / "header.spoc").is_file()
