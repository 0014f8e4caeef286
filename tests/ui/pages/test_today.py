"""Today: one line, one thing somebody must do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk.casework.exchange import record_hand
from spoc_desk.vault.records.stores import ITEMS
from spoc_desk.vault.vault import Draft
from spoc_desk_ui.pages.today import TodayPage
from spoc_desk_ui.widgets.notice import Notice
from tests.casework.story import CHILD, GRANDFATHER, MOTHER, Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _met(story: Story) -> None:
    story.up_to_meeting()


def _stale(story: Story) -> None:
    story.notify()
    for one in (MOTHER, CHILD):
        story.add(one)
    story.confirm("child")
    story.add(GRANDFATHER)


def _half_typed(story: Story) -> None:
    story.vault.save_draft(Draft("new_relocation", {"language_interpreter": "Som"}, "", 0, "2026-11-23T09:12:00Z"))


def _words(page: TodayPage) -> list[str]:
    table = page.table.table
    return [table.row_in_words(row) for row in range(table.model.rowCount())]


def _today(show: ShowPage, open_desk: OpenDesk, *builds: object, days: int = 0) -> TodayPage:
    page = show(TodayPage(open_desk(*builds, days=days)))
    assert isinstance(page, TodayPage)
    return page


def test_the_day_stands_above_in_words(open_desk: OpenDesk, show: ShowPage) -> None:
    assert _today(show, open_desk, _met).heading.text() == "Monday 23 November 2026"


def test_an_empty_desk_says_what_to_do_first(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _today(show, open_desk)

    assert page.first_steps.isVisible()
    assert page.first_steps.services.text() == "Add your services"
    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.mouseClick(page.first_steps.record, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "new_relocation"


def test_what_is_late_opens_first_with_its_clock_in_words(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _today(show, open_desk, _met, days=10)

    qtbot.waitUntil(lambda: len(_words(page)) == 2)

    assert page.tabs.current() == "late"
    assert "Name the LA SPOC" in _words(page)[0]
    assert "working days late, was due Fri 27 Nov 2026" in _words(page)[0]
    assert _words(page)[0].startswith("Late\t")


def test_enter_opens_the_exact_place_and_field(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _today(show, open_desk, _met, days=10)
    qtbot.waitUntil(lambda: len(_words(page)) == 2)

    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)

    place, ids = asked.args
    assert (place, ids["part"], ids["field"]) == ("case", "spocs", "contact_id")


def _many_asked(story: Story) -> None:
    story.up_to_exchange()
    for item in ITEMS.find(story.vault, "case_id = ?", (story.case_id,), tail="ORDER BY item_no LIMIT 3"):
        record_hand(story.vault, item_id=item.id, hand="A2", answers={})


def test_records_of_one_case_that_are_chased_together_are_one_line(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = _today(show, open_desk, _many_asked, days=30)
    qtbot.waitUntil(lambda: any("Ask the UKPPS SPOC again: 3 records" in line for line in _words(page)))
    assert len([line for line in _words(page) if "Ask the UKPPS SPOC" in line]) == 1

    at = next(row for row, line in enumerate(_words(page)) if "Ask the UKPPS SPOC" in line)
    page.table.view.setCurrentIndex(page.table.table.model.index(at, 0))
    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    place, ids = asked.args
    assert (place, ids["part"], ids["field"], len(ids["record_id"].split(","))) == ("case", "exchange", "chase", 3)


def test_each_count_opens_its_list_in_place(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _today(show, open_desk, _met, _half_typed, days=10)

    qtbot.mouseClick(page.tabs.button("unfinished"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(_words(page)) == 1)
    assert "Finish what you typed: new relocation" in _words(page)[0]
    assert page.tabs.button("unfinished").accessibleName() == "Unfinished: 1"


def test_nothing_late_says_what_comes_next(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _today(show, open_desk, _met)
    qtbot.mouseClick(page.tabs.button("late"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.table.table.model.rowCount() == 0)
    shown = [label.text() for label in page.table.table.findChildren(type(page.heading))]

    assert "Nothing is late" in shown
    assert any("Next: Fri 27 Nov 2026" in words and "Name the LA SPOC" in words for words in shown)


def test_a_household_that_no_longer_fits_its_route_is_told_above(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = _today(show, open_desk, _stale)
    notice = page.findChild(Notice)
    assert notice is not None
    assert "may need another route" in notice.words

    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.mouseClick(notice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)

    assert asked.args[1]["field"] == "route"


def test_the_end_of_the_bank_holiday_table_is_told(open_desk: OpenDesk, show: ShowPage) -> None:
    page = _today(show, open_desk, _met, days=3000)

    assert any("bank holiday" in notice.words.casefold() for notice in page.findChildren(Notice))


def test_the_bars_and_their_table_say_the_same(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _today(show, open_desk, _met)
    qtbot.mouseClick(page.strip.switch, Qt.MouseButton.LeftButton)
    table = page.strip.table

    said = [(table.item(row, 0).text(), table.item(row, 1).text()) for row in range(table.rowCount())]

    assert len(said) == 20
    assert said[4] == ("Friday 27 November 2026", "2")
    assert table.isVisible() and not page.strip.bars.isVisible()


def test_the_arrow_keys_walk_the_bars_and_enter_opens_the_day(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = _today(show, open_desk, _met)
    bars = page.strip.bars
    bars.setFocus()
    for _ in range(4):
        qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert "Friday 27 November 2026: 2 due" in bars.accessibleName()

    qtbot.keyClick(bars, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: len(_words(page)) == 2 and page.tabs.current() == "due_soon")


def test_every_control_has_a_name(open_desk: OpenDesk, show: ShowPage) -> None:
    assert unnamed(_today(show, open_desk, _met)) == []
