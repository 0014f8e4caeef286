"""After an unclean end everything is checked: with a bar while it lasts, and one line of what was found."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseDamaged
from spoc_desk_ui.pages.today import TodayPage
from spoc_desk_ui.pages.unlock import UnlockPage
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.ui.conftest import FAST, PASSWORD
from tests.ui.laid_out import tools_of


def _today(vault_folder: Path, clock: FixedClock, theme: Theme, qtbot: QtBot) -> Iterator[TodayPage]:
    session = Session(clock, kdf=FAST)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.open(vault_folder, PASSWORD)
    page = TodayPage(tools_of(session, theme))
    qtbot.addWidget(page)
    page.open({})
    page.show()
    _idle(session, qtbot)
    yield page
    session.shut_down()


def _idle(session: Session, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: session.idle, timeout=20_000)


def test_what_the_check_found_is_told_in_one_line_until_it_is_put_away(
    vault_folder: Path, clock: FixedClock, theme: Theme, qtbot: QtBot
) -> None:
    (vault_folder / "session.open").touch()
    for page in _today(vault_folder, clock, theme, qtbot):
        assert page.whole is not None and page.whole.isVisible()
        assert page.whole.words.startswith("Checked everything after an unclean end: ")
        assert page.whole.words.endswith(" records, all whole.")
        page.whole.closed.emit()
        page.open({})
        _idle(page._session, qtbot)
        assert not page.whole.isVisible()


def test_a_clean_end_says_nothing(vault_folder: Path, clock: FixedClock, theme: Theme, qtbot: QtBot) -> None:
    for page in _today(vault_folder, clock, theme, qtbot):
        assert page.whole is None


def test_a_long_check_shows_how_far_it_is_and_why(qtbot: QtBot) -> None:
    page = UnlockPage()
    qtbot.addWidget(page)
    page.show()
    page.show_checking(1, 4)
    assert not page._checking.isVisible()  # nobody asked for the vault
    QTest.keyClicks(page.first_focus(), "a password")
    QTest.keyClick(page.first_focus(), Qt.Key.Key_Return)
    page.show_checking(1, 4)
    assert page._checking.isVisible() and page._checking.value() == 25
    assert "not clean" in page._line.text()
    page.show_error(DatabaseDamaged())
    assert not page._checking.isVisible()
    assert not page._line.isVisible()
