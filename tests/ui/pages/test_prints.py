"""The print register: what is still out, and marking a copy as destroyed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.print_register import mark_destroyed
from spoc_desk.casework.prints import prepare
from spoc_desk.domain.cases import Direction
from spoc_desk.domain.prints import Output
from spoc_desk.vault.records.stores import PRINTS
from spoc_desk_ui.pages.prints import PrintsPage
from spoc_desk_ui.printing.copy_side import CopySide
from spoc_desk_ui.widgets.words import Words
from tests.casework.desk import lay_out
from tests.casework.own_copy import issue
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk


def _three_copies(story: Story) -> None:
    """A chronology on paper, a card for a school, a protected register that is destroyed."""
    vault = story.vault
    desk = lay_out(vault, story.clock, Direction.ARRIVAL)
    issue(vault, prepare(vault, kind="chronology", case_id=desk.case_id), Output.PAPER, acknowledged=True)
    issue(vault, prepare(vault, kind="practitioner-card", recipient="Harbour Primary office"), Output.PAPER)
    last = prepare(vault, kind="exchange-register", case_id=desk.case_id)
    copy = issue(vault, last, Output.PROTECTED, password="plum harbour tin", acknowledged=True)
    mark_destroyed(vault, print_id=copy.copy.id)


def _page(open_desk: OpenDesk, qtbot: QtBot, *builds: object, days: int = 0) -> PrintsPage:
    page = PrintsPage(open_desk(*builds, days=days))
    qtbot.addWidget(page)
    page.resize(1176, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open({})
    _wait(page, qtbot)
    page.table.view.setFocus()
    return page


def _wait(page: PrintsPage, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page._session.idle, timeout=20_000)
    QApplication.processEvents()


def _rows(page: PrintsPage) -> list[list[str]]:
    return [page.table.row_in_words(row).split("\t") for row in range(page.table.model.rowCount())]


def _side(page: PrintsPage) -> CopySide:
    assert page.side is not None
    return page.side


def test_the_register_opens_on_the_copies_that_are_still_out(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)

    assert [row[:2] for row in _rows(page)] == [["2", "Practitioner card"], ["1", "Case chronology"]]
    assert [page.tabs.button(tab).accessibleName() for tab in ("out", "all")] == ["Still out: 2", "All copies: 3"]


def test_all_copies_tell_how_they_ended(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)
    qtbot.mouseClick(page.tabs.button("all"), Qt.MouseButton.LeftButton)
    _wait(page, qtbot)

    assert [row[-1] for row in _rows(page)] == ["Destroyed Mon 23 Nov 2026", "Still out", "Still out"]
    assert [row[5] for row in _rows(page)] == ["Protected PDF file", "Paper", "Paper"]


def test_the_list_is_filtered_in_its_header(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)

    page.table.model.filter_by("recipient", "harbour prim")
    _wait(page, qtbot)
    assert [row[0] for row in _rows(page)] == ["2"]
    page.table.model.clear_filters()
    page.table.model.filter_by("kind", "chronol")
    _wait(page, qtbot)
    assert [row[0] for row in _rows(page)] == ["1"]
    assert page.table.count.text() == "1 copy matches"


def test_a_copy_is_marked_as_destroyed_by_keyboard(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies, days=2)
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))

    QTest.keyClicks(page.table.view, "d")
    side = _side(page)
    line = side.first_focus()
    line.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(line, "24 nov")
    QTest.keyClick(side, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _wait(page, qtbot)

    assert [row[0] for row in _rows(page)] == ["1"]
    assert page.side is None
    found: list[object] = []
    page._session.run(lambda vault: PRINTS.find(vault, "copy_no = 2"), found.extend)
    _wait(page, qtbot)
    assert (str(found[0].destroyed_on), found[0].destroyed_by) == ("2026-11-24", "Asha Brook")  # type: ignore[attr-defined]


def test_a_day_in_the_future_is_refused_beside_the_field(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    side = _side(page)

    side._fields["on"].set_value("2026-12-01")
    side.submit()
    _wait(page, qtbot)

    assert "not in the future" in side._fields["on"].error
    assert side.first_focus().hasFocus()


def test_half_a_date_survives_until_she_comes_back(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    line = _side(page).first_focus()
    line.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(line, "20 no")
    place = page.open_ids()
    page.keep_text()
    QTest.keyClick(_side(page), Qt.Key.Key_Escape)
    assert page.side is None and page.table.view.hasFocus()

    page.open(place)
    qtbot.waitUntil(lambda: page.side is not None, timeout=20_000)
    _wait(page, qtbot)

    assert _side(page).first_focus().text() == "20 no"  # type: ignore[attr-defined]


def test_an_empty_register_says_what_stands_here(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot)

    shown = [label.text() for label in page.findChildren(Words) if label.isVisible()]
    assert "No copy is out" in shown


def test_every_control_has_a_name(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    _wait(page, qtbot)

    assert unnamed(page) == []


def test_a_copy_leads_to_why_it_was_shared(open_desk: OpenDesk, qtbot: QtBot) -> None:
    page = _page(open_desk, qtbot, _three_copies)
    page.table.view.selectRow(1)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    _wait(page, qtbot)
    with qtbot.waitSignal(page.place_requested, timeout=20_000) as asked:
        _side(page).why.click()
    assert asked.args == ["new_decision", {"copy_id": _side(page).print_id}]
