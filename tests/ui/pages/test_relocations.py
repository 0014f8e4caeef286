"""The list of relocations: found by reference, alias or name, filtered in the header, opened with Enter."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework import cases, household
from spoc_desk_ui.pages.relocations import RelocationsPage
from spoc_desk_ui.widgets.filter_header import FilterHeader
from tests.casework.story import CHILD, Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _named(story: Story) -> None:
    story.notify()
    child = story.add(CHILD)
    household.set_name(story.vault, member_id=child.id, answers={"given_name": "Zahra", "family_name": "Example"})


def _leaving(story: Story) -> None:
    story.notify(direction="departure")


def _closed(story: Story) -> None:
    story.notify()
    cases.move(story.vault, case_id=story.case_id, event="close_error", answers={"note": "Recorded twice."})


def _shown(page: RelocationsPage) -> list[str]:
    return [page.table.row_in_words(row) for row in range(page.table.model.rowCount())]


def _list(show: ShowPage, open_desk: OpenDesk, *builds: object) -> RelocationsPage:
    page = show(RelocationsPage(open_desk(*builds)))
    assert isinstance(page, RelocationsPage)
    return page


def _header(page: RelocationsPage) -> FilterHeader:
    header = page.table.view.horizontalHeader()
    assert isinstance(header, FilterHeader)
    return header


def test_no_case_offers_to_record_the_first(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _list(show, open_desk)
    with qtbot.waitSignal(page.place_requested) as asked:
        page.table.empty_acted.emit()
    assert asked.args[0] == "new_relocation"


def test_one_case_reads_whole(open_desk: OpenDesk, show: ShowPage) -> None:
    page = _list(show, open_desk, _leaving)

    assert page.table.count.text() == "1 relocation"
    assert "Departure\t0\tNot set yet\tNotified (leaving)" in _shown(page)[0]


def test_a_name_finds_its_case_and_is_not_shown(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _list(show, open_desk, _named, _leaving)
    page.filter_requested()

    qtbot.keyClicks(_header(page).lines()["reference"], "zah")

    qtbot.waitUntil(lambda: len(_shown(page)) == 1)
    assert "Zahra" not in _shown(page)[0] and "Example" not in _shown(page)[0]


def test_closed_sets_are_chosen_in_the_header(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _list(show, open_desk, _named, _leaving)
    box = _header(page).boxes()["direction"]
    box.setFocus()

    qtbot.keyClicks(box, "dep")
    box.activated.emit(box.currentIndex())

    qtbot.waitUntil(lambda: len(_shown(page)) == 1)
    assert page.table.count.text() == "1 relocation matches"


def test_closed_cases_come_only_when_asked_for(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _list(show, open_desk, _closed)
    assert _shown(page) == []

    page.findChild(type(page._closed)).click()

    qtbot.waitUntil(lambda: len(_shown(page)) == 1)
    assert "Closed" in _shown(page)[0]


def test_enter_opens_the_case(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _list(show, open_desk, _leaving)
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))

    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)

    assert asked.args == ["case", {"case_id": page.table.current_id()}]


def test_ctrl_n_records_a_new_one(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _list(show, open_desk, _leaving)
    with qtbot.waitSignal(page.place_requested) as asked:
        assert page.new_requested()
    assert asked.args[0] == "new_relocation"


def test_every_control_has_a_name(open_desk: OpenDesk, show: ShowPage) -> None:
    assert unnamed(_list(show, open_desk, _leaving)) == []
