"""Rows inside a form: who was there, what was agreed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.forms.loader import load_form
from spoc_desk_ui.forms.rows_field import RowsField
from spoc_desk_ui.theme import Theme
from tests.ui.accessible import unnamed


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme, clock: FixedClock, calendar: Calendar) -> RowsField:
    """Return the table of what was agreed, shown and empty."""
    section = next(each for each in load_form("meeting").sections if each.id == "agreed")
    field = RowsField(section, {}, clock, calendar)
    qtbot.addWidget(field)
    field.resize(800, 400)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    return field


def _add(rows: RowsField) -> QPushButton:
    return next(each for each in rows.findChildren(QPushButton) if each.text() == "Add what was agreed")


def test_a_row_is_added_and_typed_by_keyboard(rows: RowsField) -> None:
    _add(rows).setFocus()
    QTest.keyClick(_add(rows), Qt.Key.Key_Space)
    QTest.keyClicks(QApplication.focusWidget(), "Tell the midwife")

    assert [row["text"] for row in rows.rows()] == ["Tell the midwife"]


def test_blank_rows_do_not_count(rows: RowsField) -> None:
    rows.set_rows([{"text": "One"}, {}])

    assert len(rows.rows()) == 1


def test_a_removed_row_leaves_the_focus_on_the_next_one(rows: RowsField) -> None:
    rows.set_rows([{"text": "One"}, {"text": "Two"}])
    first = rows._lines[0]
    first.remove_button.setFocus()

    QTest.keyClick(first.remove_button, Qt.Key.Key_Space)

    assert [row["text"] for row in rows.rows()] == ["Two"]
    assert QApplication.focusWidget() is rows._lines[0].remove_button


def test_each_input_says_its_row(rows: RowsField) -> None:
    rows.set_rows([{"text": "One"}, {"text": "Two"}])

    assert rows._lines[1].inputs["owner"].text_edit().accessibleName() == "Who does it, row 2"
    assert unnamed(rows) == []


def test_what_is_wrong_in_a_row_is_named_by_its_place(rows: RowsField, clock: FixedClock) -> None:
    rows.set_rows([{"text": "One"}, {"owner": "LA SPOC"}])

    found = rows.problems(clock.today(), complete=True)

    assert [each.question_id for each in found] == ["agreed.1.text"]


def test_rows_survive_as_a_draft_half_a_date_included(rows: RowsField) -> None:
    rows.set_rows([{"text": "One", "due_on": "2026-12-01"}])
    QTest.keyClicks(rows._lines[0].inputs["done_on"].text_edit(), "soon")
    kept = rows.value()

    rows.set_rows([])
    rows.set_value(kept)

    assert rows.value() == kept
    assert rows.rows()[0]["due_on"] == "2026-12-01"
