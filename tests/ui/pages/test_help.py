"""F1: the page of the guide that fits the place, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.domain.cases import Direction
from spoc_desk_ui.pages.help import HelpPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.theme import Look
from tests.casework.desk import lay_out as lay_out_case
from tests.casework.story import Story
from tests.factories import PASSWORD
from tests.ui.accessible import name_of, unnamed
from tests.ui.laid_out import lay_out


class Opened:
    """The real window on a desk with one departure."""

    def __init__(self, program: Program, case_id: str, qtbot: QtBot) -> None:
        self.program, self.case_id, self.qtbot = program, case_id, qtbot
        assert program.desk is not None
        assert program.desk.shell is not None
        self.shell = program.desk.shell

    def wait(self) -> None:
        """Wait until everything is answered."""
        self.qtbot.waitUntil(lambda: self.program.session.idle, timeout=20_000)

    def go(self, place: str, **ids: str) -> None:
        """Open a place."""
        self.shell.open_place(place, **ids)
        self.wait()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.program.window, key, modifier)
        self.wait()

    @property
    def help(self) -> HelpPage:
        """The guide, which must be open."""
        assert self.shell.current_place == "help"
        page = self.shell.current_page()
        assert isinstance(page, HelpPage)
        return page

    def top_line(self) -> str:
        """Return the heading at the top of what can be read."""
        cursor = self.help.reader.textCursor()
        return cursor.block().text()


@pytest.fixture
def opened(tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    facts: dict[str, str] = {}

    def case(story: Story) -> None:
        facts["case"] = lay_out_case(story.vault, story.clock, Direction.DEPARTURE).case_id

    clock = lay_out(tmp_path / "vault", case)
    monkeypatch.setattr(qapp, "quit", lambda: None)
    program = Program(qapp, tmp_path / "vault", tmp_path / "settings", clock)
    program.theme.use(Look.LIGHT)
    with qtbot.waitActive(program.window):
        program.start()
        program.window.activateWindow()
    line = program.way_in.unlock.first_focus()
    qtbot.keyClicks(line, PASSWORD)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.shell is not None, timeout=20_000)
    qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
    yield Opened(program, facts["case"], qtbot)
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_f1_on_today_opens_the_first_page(opened: Opened) -> None:
    opened.press(Qt.Key.Key_F1)
    assert opened.help.reader.page == "index"
    assert opened.top_line() == "Today"
    assert opened.help.reader.hasFocus()


def test_f1_in_a_cases_exchange_opens_the_register(opened: Opened) -> None:
    opened.go("case", case_id=opened.case_id, part="exchange")
    opened.press(Qt.Key.Key_F1)
    assert opened.help.reader.page == "exchange-register"


def test_f1_knows_a_departure_from_an_arrival(opened: Opened) -> None:
    opened.go("case", case_id=opened.case_id, part="what_now")
    opened.press(Qt.Key.Key_F1)
    assert opened.help.reader.page == "departure"


def test_f1_in_the_settings_opens_what_fits_the_section(opened: Opened) -> None:
    opened.go("settings", section="vault")
    opened.press(Qt.Key.Key_F1)
    assert (opened.help.reader.page, opened.top_line()) == ("keys-and-locks", "Check the vault")


def test_escape_goes_back_to_where_she_was(opened: Opened) -> None:
    opened.go("case", case_id=opened.case_id, part="exchange")
    opened.press(Qt.Key.Key_F1)
    opened.press(Qt.Key.Key_Escape)
    page = opened.shell.current_page()
    assert opened.shell.current_place == "case"
    assert page is not None
    assert page.open_ids()["part"] == "exchange"


def test_each_link_is_one_step_back(opened: Opened) -> None:
    opened.press(Qt.Key.Key_F1)
    opened.help.reader.followed.emit("paper", "the-print-register")
    assert (opened.help.reader.page, opened.top_line()) == ("paper", "The print register")
    opened.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.help.reader.page == "index"
    opened.help.back.click()
    assert opened.shell.current_place == "today"


def test_the_contents_change_the_page_and_stay_in_step(opened: Opened) -> None:
    opened.press(Qt.Key.Key_F1)
    opened.help.contents.setFocus()
    opened.press(Qt.Key.Key_Down)
    assert opened.help.reader.page == "arrival"
    opened.help.reader.followed.emit("keyboard", "")
    current = opened.help.contents.currentItem()
    assert current is not None
    assert current.text() == "Keyboard"


def test_find_goes_round_the_page_and_counts(opened: Opened) -> None:
    opened.go("help", page="keys-and-locks")
    opened.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = opened.help.find_bar
    assert bar.line.hasFocus()
    QTest.keyClicks(bar.line, "recovery sheet")
    count = opened.help.reader.toPlainText().lower().count("recovery sheet")
    assert count > 2
    assert bar.count.text() == f"1 of {count}"
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.count.text() == f"2 of {count}"
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == f"{count} of {count}"
    QTest.keyClicks(bar.line, "xyz")
    assert bar.count.text() == "Not on this page"
    assert not bar.next.isEnabled()
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.line.text() == ""
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert opened.help.reader.hasFocus()


def test_the_menu_leads_to_the_pages_for_haste(opened: Opened) -> None:
    assert opened.program.desk is not None
    assert opened.program.desk.actions is not None
    opened.program.desk.actions.action("help:when-something-leaks").trigger()
    assert opened.help.reader.page == "when-something-leaks"


def test_everything_has_a_name(opened: Opened) -> None:
    opened.press(Qt.Key.Key_F1)
    assert unnamed(opened.help) == []
    assert name_of(opened.help.reader) == "Guide"


def test_a_lock_comes_back_to_the_page_and_the_line(opened: Opened, qtbot: QtBot) -> None:
    opened.go("help", page="paper")
    opened.help.reader.verticalScrollBar().setValue(300)
    opened.program.lock()
    line = opened.program.way_in.unlock.first_focus()
    qtbot.keyClicks(line, PASSWORD)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            opened.program.desk is not None
            and opened.program.desk.shell is not None
            and opened.program.desk.shell.current_place == "help"
        ),
        timeout=20_000,
    )
    again = Opened(opened.program, opened.case_id, qtbot)
    again.wait()
    assert again.help.reader.page == "paper"
    assert again.help.reader.verticalScrollBar().value() == 300
