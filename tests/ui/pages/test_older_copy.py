"""An older copy in the place of the vault: the page says what is missing, and going on takes a second person."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.errors import AnotherHistory, OlderCopy, Rollback
from spoc_desk.vault import users
from spoc_desk.vault.header_files import FIRST, SECOND
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk_ui import desk
from spoc_desk_ui.pages.older_copy import OLDER, OTHER, PUT_BACK, OlderCopyPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.theme import Look
from spoc_desk_ui.widgets.words import Words
from tests.ui.accessible import unnamed
from tests.ui.conftest import FAST, PASSWORD
from tests.ui.program_parts import TWO_PLACES

ROBINS = "copper-window-field-song"


@pytest.fixture(scope="module")
def copies(made_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a place with an older and a newer state of one vault, and what the computer remembers of the newer."""
    place = tmp_path_factory.mktemp("copies")
    folder, seen, clock = place / "newer", place / "seen", FixedClock()
    shutil.copytree(made_vault, folder)
    vault = open_vault(folder, PASSWORD, clock=clock, anchors=seen)
    users.add_user(vault, "Robin Tallis", frozenset({"deputy"}), ROBINS.encode())
    vault.close()
    shutil.copytree(folder, place / "older")
    clock.advance(days=2)
    vault = open_vault(folder, PASSWORD, clock=clock, anchors=seen)
    with vault.transaction("noted") as tx:
        tx.note("the newest entry")
    vault.close()
    return place


@pytest.fixture
def here(
    copies: Path, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Program]:
    """Return the program at the place where the older copy was put back."""
    for name in ("older", "newer", "seen"):
        shutil.copytree(copies / name, tmp_path / name)
    clock = FixedClock()
    clock.advance(days=3)
    monkeypatch.setattr(desk, "PLACES", TWO_PLACES)
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, tmp_path / "older", tmp_path / "settings", clock, FAST, anchors=tmp_path / "seen")
    made.theme.use(Look.LIGHT)
    with qtbot.waitActive(made.window):
        made.start()
        made.window.activateWindow()
    yield made
    made.end()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _idle(program: Program, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
    QApplication.processEvents()


def _try_password(program: Program, qtbot: QtBot) -> None:
    _idle(program, qtbot)
    line = program.way_in.unlock.first_focus()
    qtbot.keyClicks(line, PASSWORD)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    _idle(program, qtbot)


@pytest.fixture
def page(here: Program, qtbot: QtBot) -> OlderCopyPage:
    _try_password(here, qtbot)
    found = here.way_in._older
    assert found is not None
    assert here.window.current_view() is found
    assert found.look.hasFocus()
    return found


def test_the_page_says_what_is_missing_and_opens_nothing(page: OlderCopyPage, here: Program) -> None:
    assert dict(page.facts) == {
        "Last used on this computer": "Wed 25 Nov 2026, 09:30",
        "Last entry in this copy": "Mon 23 Nov 2026, 09:30",
        "Missing in this copy": "3 changes",
    }
    assert not here.session.is_open
    assert not page.form.isVisible()
    assert unnamed(page) == []


def _fill(page: OlderCopyPage, *, own: str = PASSWORD, second: str = ROBINS, reason: str = "The disk broke") -> None:
    assert page.begin is not None
    QTest.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    assert page.own.line.hasFocus()
    QTest.keyClicks(page.own.line, own)
    QTest.keyClicks(page.second.password.line, second)
    QTest.keyClicks(page.reason, reason)
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)


def test_a_second_person_goes_on_and_the_history_says_so(page: OlderCopyPage, here: Program, qtbot: QtBot) -> None:
    _fill(page)
    qtbot.waitUntil(lambda: here.desk is not None and here.desk.shell is not None, timeout=20_000)
    _idle(here, qtbot)
    assert here.way_in._older is None
    rows: list[tuple[str, str]] = []
    question = "SELECT act, reason FROM audit WHERE act LIKE '%older copy%' ORDER BY seq"
    here.session.run(lambda vault: [(row[0], row[1]) for row in vault.rows(question)], rows.extend)
    _idle(here, qtbot)
    assert [act for act, _ in rows] == ["agreed to an older copy", "said why an older copy is used"]
    assert rows[0][1].startswith("epoch 1: users ")
    here.lock()
    _idle(here, qtbot)
    _try_password(here, qtbot)
    assert here.session.is_open


Fault = Callable[[OlderCopyPage], None]
_FAULTS: dict[str, tuple[Fault, str]] = {
    "nothing typed": (lambda page: _fill(page, own="", second="", reason=""), "3 things to put right"),
    "one's own again": (lambda page: _fill(page, second=PASSWORD), "The second key opens nothing here"),
    "no reason": (lambda page: _fill(page, reason=" "), "Say why you go on with this one"),
    "a wrong own one": (lambda page: _fill(page, own="guessed"), "That password does not open this vault"),
}


@pytest.mark.parametrize("fault", _FAULTS)
def test_what_is_wrong_is_said_and_the_vault_stays_shut(
    page: OlderCopyPage, here: Program, qtbot: QtBot, fault: str
) -> None:
    act, said = _FAULTS[fault]
    act(page)
    _idle(here, qtbot)
    assert said in page.banner.accessibleName()
    assert page.go.isEnabled()
    assert not here.session.is_open
    assert here.window.current_view() is page


def test_the_newer_one_is_opened_from_where_it_lies(
    page: OlderCopyPage, here: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page.folder_dialog.chosen.emit(tmp_path)
    assert here.window.current_view() is page
    assert "There is no vault at this place" in page.banner.accessibleName()
    page.folder_dialog.chosen.emit(tmp_path / "newer")
    assert here.way_in._older is None
    _try_password(here, qtbot)
    assert here.session.is_open


def test_another_older_one_leads_back_to_the_folder_of_the_start(
    page: OlderCopyPage, here: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    shutil.copytree(tmp_path / "older", tmp_path / "another")
    page.folder_dialog.chosen.emit(tmp_path / "another")
    _try_password(here, qtbot)
    second = here.way_in._older
    assert second is not None and second is not page
    QTest.mouseClick(second.back, Qt.MouseButton.LeftButton)
    assert here.way_in.folder == tmp_path / "older"


def test_the_sheet_opens_no_older_copy_either(page: OlderCopyPage, here: Program, qtbot: QtBot) -> None:
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    QTest.mouseClick(here.way_in.unlock._recovery, Qt.MouseButton.LeftButton)
    assert here.way_in._recovery is not None
    here.way_in._on_not_recovered(OlderCopy(missing=2))
    assert here.way_in._recovery is None
    found = here.way_in._older
    assert found is not None
    assert dict(found.facts)["Missing in this copy"] == "2 changes"


def test_a_backup_instead_and_back_again(page: OlderCopyPage, here: Program, qtbot: QtBot) -> None:
    QTest.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    restore = here.way_in._restore
    assert restore is not None
    QTest.mouseClick(restore.back, Qt.MouseButton.LeftButton)
    assert here.window.current_view() is page
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert here.window.current_view() is here.way_in.unlock
    assert here.way_in._older is None


def test_hiding_the_screen_forgets_the_page(page: OlderCopyPage, here: Program) -> None:
    assert page.begin is not None
    QTest.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.own.line, PASSWORD)
    here.hide()
    assert here.way_in._older is None
    assert page.own.value() == ""


def test_an_old_header_put_back_has_no_way_on_with_it(here: Program, tmp_path: Path, qtbot: QtBot) -> None:
    vault = open_vault(tmp_path / "newer", PASSWORD, clock=FixedClock())
    users.change_password(vault, PASSWORD.encode(), b"another-window-field-song")
    vault.close()
    for name in (FIRST, SECOND):
        shutil.copy(tmp_path / "older" / name, tmp_path / "newer" / name)
    here.way_in.folder = tmp_path / "newer"
    _try_password(here, qtbot)
    page = here.way_in._older
    assert page is not None
    assert page.begin is None
    assert page.facts == ()
    assert page.restore.isVisible() and page.look.isVisible()
    page.show_checking(1, 2)
    page.forget()


@pytest.mark.parametrize(
    ("error", "title"), [(OlderCopy(missing=1), OLDER), (AnotherHistory(), OTHER), (Rollback(), PUT_BACK)]
)
def test_each_case_has_its_heading(error: Rollback, title: str, qtbot: QtBot) -> None:
    page = OlderCopyPage(error, [("a", "LA SPOC")])
    qtbot.addWidget(page)
    assert page.findChildren(Words)[0].text() == title
    assert page.begin is None or page.second.by_code  # nobody else has a password
    page.forget()
