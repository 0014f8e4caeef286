"""The house table over rows that stay in the vault."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from spoc_desk.vault.vault import Vault
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.paged_model import PAGE, Cell, Column, PagedModel, Rows, Wanted
from spoc_desk_ui.widgets.record_table import RecordTable
from spoc_desk_ui.widgets.tones import State, Tone

Settle = Callable[[Session], None]
COLUMNS = (
    Column("ref", "Case", 200),
    Column("state", "State", 160, filterable=False),
    Column("next", "Next", grows=True),
)


@dataclass(frozen=True)
class _Case:
    ref: str
    late: bool


CASES = tuple(_Case(f"quiet harbour {number:04}", number % 3 == 0) for number in range(1000))


class _Asked:
    """Answers like a paged query and notes what was asked."""

    def __init__(self) -> None:
        self.wanted: list[Wanted] = []

    def __call__(self, _vault: Vault, wanted: Wanted) -> Rows[_Case]:
        self.wanted.append(wanted)
        found = [case for case in CASES if wanted.filters.get("ref", "") in case.ref]
        found.sort(key=lambda case: case.ref, reverse=wanted.descending)
        return Rows(found[wanted.offset : wanted.offset + wanted.limit], len(found))


def _cell(case: _Case, column: str) -> Cell | str:
    if column == "state":
        return Cell(state=State("1 working day late", Tone.LATE) if case.late else State("In time", Tone.DONE))
    return case.ref if column == "ref" else Cell("Name the LA SPOC", look="muted")


@pytest.fixture
def asked() -> _Asked:
    return _Asked()


MakeTable = Callable[[], RecordTable[_Case]]


@pytest.fixture
def make_table(session: Session, asked: _Asked, settle: Settle, qtbot: QtBot, theme: Theme) -> MakeTable:
    def make() -> RecordTable[_Case]:
        model = PagedModel(session, COLUMNS, asked, _cell, row_id=lambda case: case.ref, sort="ref")
        table = RecordTable(model, "Cases", ("case", "cases"))
        qtbot.addWidget(table)
        table.resize(900, 500)
        with qtbot.waitActive(table):
            table.show()
            table.activateWindow()
        with qtbot.waitSignal(model.counted):
            table.refresh()
        settle(session)
        return table

    return make


def test_only_pages_that_are_seen_are_read(make_table: MakeTable, asked: _Asked) -> None:
    make_table()
    assert [wanted.offset for wanted in asked.wanted] == [0]
    assert asked.wanted[0].limit == PAGE


def test_scrolling_reads_the_page_scrolled_to(
    make_table: MakeTable, asked: _Asked, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    table = make_table()
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.row_at(999) is not None)
    settle(session)
    assert {wanted.offset for wanted in asked.wanted} <= {0, 800}
    assert table.model.id_at(999) == "quiet harbour 0999"


def test_the_count_is_said_in_words(make_table: MakeTable, qtbot: QtBot) -> None:
    table = make_table()
    assert table.count.text() == "1,000 cases"
    with qtbot.waitSignal(table.model.counted):
        table.model.filter_by("ref", "0999")
    assert table.count.text() == "1 case matches"


def test_typing_in_the_header_filters_after_a_pause(make_table: MakeTable, asked: _Asked, qtbot: QtBot) -> None:
    table = make_table()
    table.focus_filter("ref")
    line = table._header.lines()["ref"]
    assert line.hasFocus()
    with qtbot.waitSignal(table.model.counted):
        qtbot.keyClicks(line, "001")
    assert asked.wanted[-1].filters == {"ref": "001"}
    assert len(asked.wanted) == 2


def test_clear_filters_shows_everything_again(make_table: MakeTable, qtbot: QtBot) -> None:
    table = make_table()
    with qtbot.waitSignal(table.model.counted):
        table.model.filter_by("ref", "nothing like it")
    assert table._clear.isVisible()
    with qtbot.waitSignal(table.model.counted):
        table._clear.click()
    assert table.count.text() == "1,000 cases"


def test_a_click_on_a_title_sorts_in_the_vault(make_table: MakeTable, asked: _Asked, qtbot: QtBot) -> None:
    table = make_table()
    with qtbot.waitSignal(table.model.counted):
        table._header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert (asked.wanted[-1].sort, asked.wanted[-1].descending) == ("ref", True)
    assert table.model.id_at(0) == "quiet harbour 0999"


def test_enter_opens_and_other_letters_go_to_the_page(make_table: MakeTable, qtbot: QtBot) -> None:
    table = make_table()
    table.view.setFocus()
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.key_pressed) as pressed:
        QTest.keyClick(table.view, Qt.Key.Key_R)
    assert opened.args == ["quiet harbour 0000"]
    assert pressed.args == [int(Qt.Key.Key_R), "quiet harbour 0000"]


def test_the_current_row_survives_a_refresh(make_table: MakeTable, qtbot: QtBot) -> None:
    table = make_table()
    table.select_id("quiet harbour 0042")
    with qtbot.waitSignal(table.model.counted):
        table.refresh()
    assert table.current_id() == "quiet harbour 0042"


def test_a_row_that_comes_later_becomes_current(make_table: MakeTable, asked: _Asked, qtbot: QtBot) -> None:
    table = make_table()
    table.view.setFocus()
    table.select_id("quiet harbour 0700")
    assert table.current_id() == "quiet harbour 0000"
    with qtbot.waitSignal(table.model.counted):
        table.model.filter_by("ref", "07")
    assert table.current_id() == "quiet harbour 0700"


def test_enter_reads_where_the_record_would_cover_the_list(make_table: MakeTable, qtbot: QtBot) -> None:
    table = make_table()
    table.reads_first = lambda: True
    table.view.setFocus()
    with qtbot.assertNotEmitted(table.opened), qtbot.waitSignal(table.read) as read:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert read.args == ["quiet harbour 0000"]


def test_a_row_can_be_copied(make_table: MakeTable, qtbot: QtBot) -> None:
    table = make_table()
    table.view.setFocus()
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(table.copied) as copied:
        QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == ["quiet harbour 0000\t1 working day late\tName the LA SPOC"]
    assert QGuiApplication.clipboard().text() == ""  # only the window's Clipboard puts words there


def test_rows_are_at_least_twenty_eight_pixels_high(make_table: MakeTable, theme: Theme) -> None:
    table = make_table()
    assert table.view.rowHeight(0) >= 28
    theme.set_percent(200)
    assert table.view.rowHeight(0) >= 50


def test_a_cell_says_its_column_to_a_screen_reader(make_table: MakeTable) -> None:
    table = make_table()
    said = table.model.data(table.model.index(0, 1), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "State: 1 working day late"


def test_filter_and_sort_are_remembered_until_the_lock(make_table: MakeTable, session: Session, qtbot: QtBot) -> None:
    table = make_table()
    line = table._header.lines()["ref"]
    with qtbot.waitSignal(table.model.counted):
        qtbot.keyClicks(line, "00")
    again = make_table()
    assert again.model.wanted.filters == {"ref": "00"}
    assert again._header.lines()["ref"].text() == "00"
    session.lock()
    assert session.memory == {}


def test_an_empty_table_says_so(session: Session, settle: Settle, qtbot: QtBot) -> None:
    model: PagedModel[_Case] = PagedModel(
        session, COLUMNS, lambda _vault, _wanted: Rows[_Case]((), 0), _cell, row_id=lambda case: case.ref
    )
    table = RecordTable(model, "Cases", ("case", "cases"))
    qtbot.addWidget(table)
    table.show()
    with qtbot.waitSignal(model.counted):
        table.refresh()
    assert table._empty.isVisible()
    assert not table.view.isVisible()
