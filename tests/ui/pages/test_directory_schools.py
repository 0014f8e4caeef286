"""The schools of the directory: listed, added, changed, taken from a list, with their partnerships."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from spoc_desk.casework.schools import directory
from spoc_desk_ui.directory.school_import import SAVE, TAKE, ImportView
from spoc_desk_ui.directory.schools import PARTNERSHIPS
from spoc_desk_ui.forms.record_view import RecordView
from spoc_desk_ui.pages.directory import SCHOOLS, DirectoryPage
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _listed(story: Story) -> None:
    directory.load_listed_schools(story.vault, "luton")


def _page(show: ShowPage, open_desk: OpenDesk, qtbot: QtBot, *builds: object) -> DirectoryPage:
    page = show(DirectoryPage(open_desk(*builds)), contact_id=SCHOOLS)
    assert isinstance(page, DirectoryPage)
    table = page.schools.table
    qtbot.waitUntil(lambda: table.is_empty or table.model.rowCount() > 0, timeout=20_000)
    return page


def _words(page: DirectoryPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def test_the_schools_are_listed_by_name_with_their_partnership(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = _page(show, open_desk, qtbot, _listed)
    rows = [page.schools.table.row_in_words(row).split("\t")[:3] for row in range(2)]
    assert rows == [["ACE", "Secondary", "South, associate"], ["Ashcroft High School", "Secondary", "East, associate"]]
    assert "71 schools" in _words(page)
    assert unnamed(page) == []


def test_a_school_is_added_and_shown(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, qtbot)
    assert page.schools.table.is_empty
    assert page.new_requested()
    qtbot.waitUntil(lambda: page.schools.desk.panel is not None, timeout=20_000)
    panel = page.schools.desk.panel
    assert panel is not None
    panel.set_answer("name", "Harbour Primary")
    panel.set_answer("phase", "primary")
    assert page.save_requested()
    qtbot.waitUntil(lambda: isinstance(page.schools.desk.panes.side, RecordView), timeout=20_000)
    assert "Harbour Primary" in _words(page)


def test_the_officer_of_a_partnership_is_entered_once_and_shown_with_each_school(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = _page(show, open_desk, qtbot, _listed)
    QTest.mouseClick(page.schools.partnerships_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.schools.desk.shown_id == PARTNERSHIPS, timeout=20_000)
    assert "South, 17 schools" in _words(page)
    side = page.schools.desk.panes.side
    assert isinstance(side, RecordView)
    change = next(
        each for each in side.findChildren(type(page.schools.add_button)) if each.accessibleName().endswith("South")
    )
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.schools.desk.panel is not None, timeout=20_000)
    panel = page.schools.desk.panel
    assert panel is not None
    panel.set_answer("officer", "Cleo Ash")
    assert page.save_requested()
    qtbot.waitUntil(lambda: page.schools.desk.panel is None and "Cleo Ash" in _words(page), timeout=20_000)
    ace = page.schools.table.model.id_at(0)
    page.schools.show_school(ace)
    qtbot.waitUntil(lambda: page.schools.desk.shown_id == ace, timeout=20_000)
    assert "Cleo Ash" in _words(page)


def test_a_list_is_looked_at_first_and_then_taken(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(show, open_desk, qtbot)
    file = tmp_path / "schools.csv"
    file.write_text("School,Phone\nHarbour Primary,01582 000101\nLantern Junior,12\n", encoding="utf-8")
    page.schools.take_list(str(file))
    qtbot.waitUntil(lambda: isinstance(page.schools.desk.panes.side, ImportView), timeout=20_000)
    view = page.schools.desk.panes.side
    assert isinstance(view, ImportView)
    assert "1 new, 1 to put right" in _words(page)
    assert page.schools.table.is_empty
    assert view.buttons[SAVE].isVisible()
    view.save_wrong(str(tmp_path / "wrong.csv"))
    qtbot.waitUntil(lambda: (tmp_path / "wrong.csv").exists(), timeout=20_000)
    assert "Lantern Junior" in (tmp_path / "wrong.csv").read_text(encoding="utf-8-sig")
    with qtbot.waitSignal(page.notice_requested, timeout=20_000) as told:
        QTest.mouseClick(view.buttons[TAKE], Qt.MouseButton.LeftButton)
    assert told.args == ["1 school taken from the list.", "ok"]
    qtbot.waitUntil(lambda: page.schools.table.model.rowCount() == 1, timeout=20_000)


def test_what_is_no_list_gets_one_sentence(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, tmp_path: Path) -> None:
    tools = open_desk()
    page = show(DirectoryPage(tools), contact_id=SCHOOLS)
    assert isinstance(page, DirectoryPage)
    with qtbot.waitSignal(tools.session.failed, timeout=20_000) as told:
        page.schools.take_list(str(tmp_path / "nothing.csv"))
    assert "cannot be opened" in str(told.args[0])
