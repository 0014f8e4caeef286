"""A vault that is really damaged, in the real window: the three ways on, by keyboard, and what each leaves behind."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.casework import damage_paper
from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseMissing, WriteFailed
from spoc_desk.vault import backup, users
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk_ui.pages.damaged import DamagedPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.session import Session
from spoc_desk_ui.widgets.words import Words
from tests.factories import fingerprint
from tests.ui.accessible import unnamed
from tests.ui.conftest import PASSWORD, Unlock

ROBINS = "granite otter pepper sleigh"
_NEVER = ("delete", "erase", "remove", "wipe", "throw")


@pytest.fixture
def saved(vault_folder: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """Return a backup; something was recorded after it."""
    (tmp_path / "stick").mkdir()
    vault = open_vault(vault_folder, PASSWORD, clock=clock)
    users.add_user(vault, "Robin Tallis", frozenset({"deputy"}), ROBINS.encode())
    with backup.taken(vault, tmp_path / "stick", lambda *_: True) as taken:
        written = backup.write(taken, lambda *_: True)
    with vault.transaction("noted") as tx:
        tx.note("recorded after the backup")
    vault.close()
    return written.path


def _spoil_records(folder: Path) -> None:
    """Turn a bit of the first page: no library opens the file any more."""
    path = folder / "vault-1.db"
    raw = bytearray(path.read_bytes())
    raw[2000] ^= 8
    path.write_bytes(bytes(raw))


def _spoil_keys(folder: Path) -> None:
    for name in ("header.spoc", "header.spoc.bak"):
        raw = bytearray((folder / name).read_bytes())
        raw[300] ^= 1
        (folder / name).write_bytes(bytes(raw))


Meet = Callable[[Callable[[Path], None]], DamagedPage]


@pytest.fixture
def meet(saved: Path, program: Program, vault_folder: Path, qtbot: QtBot) -> Meet:
    """Damage the vault, try to unlock it, and return the page that comes."""

    def meet(spoil: Callable[[Path], None]) -> DamagedPage:
        spoil(vault_folder)
        unlock = program.way_in.unlock
        QTest.keyClicks(unlock.first_focus(), PASSWORD)
        QTest.keyClick(unlock.first_focus(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.way_in.damaged.page is not None, timeout=20_000)
        page = program.way_in.damaged.page
        assert page is not None and program.window.current_view() is page
        return page

    return meet


def _idle(program: Program, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
    QApplication.processEvents()


def _look(page: DamagedPage, program: Program, qtbot: QtBot) -> None:
    QTest.keyClicks(page.own.password.line, PASSWORD)
    QTest.keyClick(page.own.password.line, Qt.Key.Key_Return)
    _idle(program, qtbot)


def _said(page: QWidget) -> str:
    return "\n".join(part.text() for part in page.findChildren(Words) if part.isVisible())


def test_it_says_what_happened_and_what_is_safe_and_asks_for_the_password(meet: Meet) -> None:
    page = meet(_spoil_records)
    assert page.own.password.line.hasFocus()
    assert "Your password is right" in _said(page)
    assert "the damaged folder is kept" in page.safe.words
    assert not page.choices.isVisible()  # nothing to choose by before anybody looked
    assert not unnamed(page)


def test_what_can_be_read_is_saved_and_the_damaged_vault_is_kept(
    meet: Meet, program: Program, vault_folder: Path, qtbot: QtBot, unlock: Unlock
) -> None:
    page = meet(_spoil_records)
    before = fingerprint(vault_folder)
    _look(page, program, qtbot)
    assert fingerprint(vault_folder) == before
    assert page.ways.save.button.hasFocus()
    assert "each is proven whole" in page.ways.save.numbers.text()
    QTest.keyClick(page.ways.save.button, Qt.Key.Key_Space)
    assert page.progress.cancel.hasFocus()
    _idle(program, qtbot)
    assert page.outcome.unlock.hasFocus()
    assert "kept as damaged-2026-11-23" in page.outcome.done.words
    assert fingerprint(vault_folder.parent / "damaged-2026-11-23") == before
    QTest.keyClick(page.outcome.unlock, Qt.Key.Key_Space)
    assert program.way_in.damaged.page is None
    unlock()
    acts: list[object] = []
    program.session.run(lambda vault: [row[0] for row in vault.rows("SELECT act FROM audit")], acts.extend)
    _idle(program, qtbot)
    assert {"recorded after the backup", "made anew from a damaged vault"} <= set(acts)


def test_a_backup_beside_it_gives_numbers_to_choose_by(meet: Meet, saved: Path, program: Program, qtbot: QtBot) -> None:
    page = meet(_spoil_records)
    page.beside.take_file(saved)
    _look(page, program, qtbot)
    assert "lacks nothing that was recorded" in page.ways.restore.numbers.text()
    assert page.ways.advice.text().startswith("Saving what can be read loses no record")
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.beside.choose.hasFocus()
    assert not page.choices.isVisible()


def test_a_backup_is_restored_and_the_damaged_vault_is_kept(
    meet: Meet, saved: Path, program: Program, vault_folder: Path, qtbot: QtBot, unlock: Unlock
) -> None:
    page = meet(_spoil_records)
    before = fingerprint(vault_folder)
    page.beside.take_file(saved)
    _look(page, program, qtbot)
    QTest.keyClick(page.ways.restore.button, Qt.Key.Key_Space)
    restore = program.way_in._restore
    assert restore is not None and restore.file_words.text() == saved.name
    _idle(program, qtbot)
    QTest.keyClicks(restore.password.line, PASSWORD)
    QTest.keyClicks(restore.second.password.line, ROBINS)
    QTest.keyClick(restore.second.password.line, Qt.Key.Key_Return)
    _idle(program, qtbot)
    assert "is kept as replaced-2026-11-23" in restore.done.words
    assert fingerprint(vault_folder.parent / "replaced-2026-11-23") == before
    QTest.mouseClick(restore.unlock, Qt.MouseButton.LeftButton)
    assert program.way_in.damaged.page is None
    unlock()
    acts: list[object] = []
    program.session.run(lambda vault: [row[0] for row in vault.rows("SELECT act FROM audit")], acts.extend)
    _idle(program, qtbot)
    assert "restored from a backup" in acts and "recorded after the backup" not in acts


def test_restoring_a_backup_is_one_press_away_and_comes_back_here(meet: Meet, program: Program, qtbot: QtBot) -> None:
    page = meet(_spoil_records)
    _look(page, program, qtbot)
    QTest.mouseClick(page.ways.restore.button, Qt.MouseButton.LeftButton)
    restore = program.way_in._restore
    assert restore is not None and program.window.current_view() is restore
    QTest.mouseClick(restore.back, Qt.MouseButton.LeftButton)
    assert program.window.current_view() is page


def test_lost_keys_are_put_back_from_a_backup(
    meet: Meet, saved: Path, program: Program, qtbot: QtBot, unlock: Unlock
) -> None:
    page = meet(_spoil_keys)
    assert "keys of the vault are damaged" in page.title.text()
    assert page.ways.repair.button.isVisible()
    assert not page.ways.save.button.isVisible()
    page.beside.take_file(saved)
    QTest.keyClicks(page.own.password.line, PASSWORD)
    QTest.mouseClick(page.ways.repair.button, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    assert "The keys are back" in page.outcome.done.words
    assert page.outcome.unlock.hasFocus()
    QTest.keyClick(page.outcome.unlock, Qt.Key.Key_Space)
    unlock()
    assert program.session.unclean_end  # so everything was checked


def test_f1_opens_the_guide_at_its_page_and_leads_back(meet: Meet, program: Program, qtbot: QtBot) -> None:
    page = meet(_spoil_records)
    QTest.keyClick(page.own.password.line, Qt.Key.Key_F1)
    guide = program.way_in.guide.page
    assert guide is not None and program.window.current_view() is guide
    assert guide.open_ids()["page"] == "when-something-is-damaged"
    guide.back_requested.emit()
    assert program.window.current_view() is page


@pytest.mark.parametrize("raw", [b"", b"no header any more"], ids=["empty", "overwritten"])
def test_keys_that_are_gone_are_named_as_such(meet: Meet, raw: bytes) -> None:
    def spoil(folder: Path) -> None:
        for name in ("header.spoc", "header.spoc.bak"):
            (folder / name).write_bytes(raw)

    page = meet(spoil)
    assert "keys of the vault are damaged" in page.title.text()
    assert page.beside.choose.hasFocus()


def test_a_wrong_password_changes_nothing_and_the_page_stays(
    meet: Meet, program: Program, vault_folder: Path, qtbot: QtBot
) -> None:
    page = meet(_spoil_records)
    before = fingerprint(vault_folder)
    QTest.keyClicks(page.own.password.line, "not this one")
    QTest.mouseClick(page.look, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    assert page.banner.hasFocus()
    assert "does not open this vault" in page.banner.accessibleName()
    assert page.asking.isVisible()
    assert fingerprint(vault_folder) == before


def test_cancel_leaves_everything_as_it_was(meet: Meet, program: Program, vault_folder: Path, qtbot: QtBot) -> None:
    page = meet(_spoil_records)
    before = fingerprint(vault_folder)
    QTest.keyClicks(page.own.password.line, PASSWORD)
    QTest.mouseClick(page.look, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.progress.cancel, Qt.Key.Key_Space)
    _idle(program, qtbot)
    assert "Stopped" in page.banner.accessibleName()
    assert fingerprint(vault_folder) == before
    assert not [path.name for path in vault_folder.parent.iterdir() if path.name.startswith(("vault.", "damaged"))]


def test_nothing_typed_is_not_looked_at(meet: Meet) -> None:
    page = meet(_spoil_records)
    QTest.mouseClick(page.look, Qt.MouseButton.LeftButton)
    assert not page.job.is_running
    assert "Type the password" in page.banner.accessibleName()


def test_it_never_speaks_of_deleting(meet: Meet, program: Program, qtbot: QtBot) -> None:
    page = meet(_spoil_records)
    words = _said(page)
    _look(page, program, qtbot)
    words += _said(page)
    QTest.mouseClick(page.ways.save.button, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    words += _said(page) + page.outcome.done.words
    assert not [word for word in _NEVER if word in words.lower()]


def test_records_that_are_not_there_leave_the_backup(closed_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    page = DamagedPage(closed_session, tmp_path, DatabaseMissing())
    qtbot.addWidget(page)
    page.show()
    assert not page.asking.isVisible()
    assert page.ways.restore.button.isVisible()
    assert not page.ways.save.button.isVisible()
    assert page.first_focus() is page.ways.restore.button


def test_a_dying_disk_is_called_one(closed_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    page = DamagedPage(closed_session, tmp_path, WriteFailed())
    qtbot.addWidget(page)
    page.show()
    assert "disk" in page.title.text()
    assert page.asking.isVisible()
    assert page.first_focus() is page.own.password.line


def test_the_report_is_saved_as_a_pdf_with_counts_and_references(
    meet: Meet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page = meet(_spoil_records)
    _look(page, program, qtbot)
    QTest.mouseClick(page.ways.save.button, Qt.MouseButton.LeftButton)
    _idle(program, qtbot)
    path = tmp_path / damage_paper.FILE_NAME
    page.outcome.save_report_wanted.emit(path)
    _idle(program, qtbot)
    assert path.read_bytes().startswith(b"%PDF")
    assert path.name in page.outcome.said.text()
    page.outcome.save_report_wanted.emit(tmp_path / "moved from Bradford.pdf")
    _idle(program, qtbot)
    assert not (tmp_path / "moved from Bradford.pdf").exists()
    assert "may show an area" in page.outcome.said.text()


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_a_small_screen(meet: Meet, program: Program, qtbot: QtBot, theme: object, percent: int) -> None:
    page = meet(_spoil_records)
    theme.percent = percent  # type: ignore[attr-defined]
    theme.apply()  # type: ignore[attr-defined]
    program.window.resize(1366, 768)
    _look(page, program, qtbot)
    assert page.sheet.width() <= 1366
    for part in page.findChildren(Words):
        if part.isVisible():
            assert part.mapTo(page.sheet, part.rect().topRight()).x() <= page.sheet.width()


def test_a_damaged_file_is_what_the_tests_make(vault_folder: Path, tmp_path: Path) -> None:
    whole = shutil.copytree(vault_folder, tmp_path / "whole")
    _spoil_records(vault_folder)
    raw, other = ((folder / "vault-1.db").read_bytes() for folder in (vault_folder, whole))
    assert len(raw) % PAGE_BYTES == 0
    assert sum(one != two for one, two in zip(raw, other, strict=True)) == 1
