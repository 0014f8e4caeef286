"""Columns are as wide as their words, lists as high as their rows."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.paged_model import Cell, Column, PagedModel, Rows
from spoc_desk_ui.widgets.record_table import RecordTable

Person = tuple[str, str, str]
COLUMNS = (
    Column("name", "Name", 160, sortable=False, filterable=False, grows=True),
    Column("duty", "Duty", 70, sortable=False, filterable=False),
    Column("asked", "Care and support", 60, sortable=False, filterable=False),
)
PEOPLE: tuple[Person, ...] = (
    ("Morgan Hale-Whitlock", "LA SPOC", "No"),
    ("Noor Ashdown", "Service lead, record-system owner", ""),
)
Make = Callable[..., RecordTable[Person]]


def _cell(row: Person, column: str) -> Cell | str:
    return Cell(row[0], look="strong") if column == "name" else row[1 if column == "duty" else 2]


@pytest.fixture
def make(session: Session, qtbot: QtBot, theme: Theme) -> Make:
    def show(width: int = 900, rows: int = 2, parent: QWidget | None = None) -> RecordTable[Person]:
        people = [PEOPLE[number % 2] for number in range(rows)]
        model = PagedModel(
            session, COLUMNS, lambda _vault, _wanted: Rows(people, rows), _cell, row_id=lambda row: row[0]
        )
        table = RecordTable(model, "People", ("person", "people"), parent=parent)
        if parent is None:
            qtbot.addWidget(table)
            table.resize(width, 400)
            table.show()
        with qtbot.waitSignal(model.counted, timeout=20_000):
            table.refresh()
        return table

    return show


def _cut(table: RecordTable[Person]) -> list[str]:
    """Return the words that do not fit into their cells, and the titles that do not fit into theirs."""
    option, header = QStyleOptionViewItem(), table.view.horizontalHeader()
    option.font, option.fontMetrics = table.view.font(), table.view.fontMetrics()
    found = []
    for place, column in enumerate(COLUMNS):
        room = table.view.columnWidth(place)
        if header.sectionSizeHint(place) > room:
            found.append(column.title)
        for number in range(table.model.rowCount()):
            cell = table.model.index(number, place)
            if table.view.itemDelegate().sizeHint(option, cell).width() > room:
                found.append(str(cell.data()))
    return found


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_while_there_is_room(make: Make, theme: Theme, qtbot: QtBot, percent: int) -> None:
    table = make(width=6 * percent)
    theme.set_percent(percent)
    # The new size of the text reaches the columns with the next events.
    qtbot.waitUntil(lambda: _cut(table) == [], timeout=20_000)


def test_what_is_left_goes_to_the_column_that_grows(make: Make) -> None:
    table = make(width=900)
    assert sum(table.view.columnWidth(place) for place in range(3)) == table.view.viewport().width()
    assert table.view.columnWidth(0) > table.view.columnWidth(1)


def test_where_room_is_short_long_words_give_way_and_titles_stay(make: Make) -> None:
    table = make(width=430)
    assert sum(table.view.columnWidth(place) for place in range(3)) <= table.view.viewport().width() + 2
    assert "Care and support" not in _cut(table)
    assert "Service lead, record-system owner" in _cut(table)


def test_a_table_far_too_narrow_scrolls_instead_of_hiding_words(make: Make) -> None:
    table = make(width=200)
    assert table.view.horizontalHeader().length() > table.view.viewport().width()
    assert table.view.columnWidth(0) >= 0.7 * 160


def test_a_width_she_chose_stays(make: Make, qtbot: QtBot) -> None:
    table = make()
    table.view.setColumnWidth(1, 333)
    with qtbot.waitSignal(table.model.counted, timeout=20_000):
        table.refresh()
    table.resize(700, 400)
    assert table.view.columnWidth(1) == 333
    assert make().view.columnWidth(1) == 333


def test_a_list_above_another_is_as_high_as_its_rows(make: Make, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    short, long = make(rows=2, parent=page), make(rows=30, parent=page)
    for table in (short, long):
        table.share_height()
        layout.addWidget(table)
    layout.addStretch(1)
    page.resize(600, 600)
    page.show()
    assert not short.view.verticalScrollBar().maximum()
    assert short.view.viewport().height() == 2 * short.view.rowHeight(0)
    assert long.view.viewport().height() > 8 * long.view.rowHeight(0)


def test_two_long_lists_share_the_room(make: Make, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    lists = [make(rows=rows, parent=page) for rows in (7, 6)]
    for table in lists:
        table.share_height()
        layout.addWidget(table)
    layout.addStretch(1)
    page.resize(600, 440)
    page.show()
    seen = [table.view.viewport().height() / table.view.rowHeight(0) for table in lists]
    assert min(seen) >= 3
    assert sum(seen) > 8
