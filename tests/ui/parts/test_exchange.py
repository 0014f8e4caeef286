"""The exchange register on the screen, by keyboard: the matrix, its views, the checklist, the chase, the prints."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.exchange import answer_baseline
from spoc_desk.casework.holds import hold_case
from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import Applicable, HandKind, ItemState, RecordType
from spoc_desk.vault.records.stores import CASES, ITEMS
from spoc_desk_ui.forms.panel import FormPanel
from spoc_desk_ui.parts.exchange import ExchangePart
from spoc_desk_ui.parts.exchange_chase import ChasePanel
from tests.casework.desk import Desk
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.register import (
    cell_words,
    first_item,
    hand_panel,
    part_of,
    record,
    stand_on,
    state_of_item,
    table_of,
    under_way,
)

R, C, A, P, Y, N, K = (getattr(Qt.Key, f"Key_{letter}") for letter in "RCAPYNK")
ENTER, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


@pytest.mark.req("R-003-24", "R-003-25")
def test_cells_hold_dates_a_word_and_the_count_of_chases(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    health = stand_on(host, "health")
    assert cell_words(host, health, "asked") == "Mon 2 Nov, chased 1×"
    assert cell_words(host, health, "received") == "waiting"
    school = stand_on(host, "school")
    assert (
        cell_words(host, school, "received") == "Wed 18 Nov"
        and cell_words(host, school, "checked") == "Wed 18 Nov, clean"
    )
    assert cell_words(host, school, "now").startswith("Pass it on, 1 working day late")


def test_what_is_outstanding_is_shown_first_and_counted(at_desk: AtDesk) -> None:
    def one_not_relevant(desk: Desk) -> None:
        answer_baseline(desk.vault, item_id=desk.item("marac"), applicable="no")

    host = at_desk(ExchangePart, one_not_relevant)
    bar = part_of(host).bar
    rows = table_of(host).rows.rowCount()
    assert bar.tabs.tabText(0) == f"Outstanding {rows}" and bar.tabs.tabText(1) == f"All {rows + 1}"
    assert bar.tabs.tabText(2) == "Child A" and bar.tabs.accessibleTabName(2) == "For Child A"
    bar.choose(host.desk.children[0])
    host.settle()
    shown = table_of(host).rows
    assert 0 < shown.rowCount() < rows
    members = [shown.row_at(place).item.members for place in range(shown.rowCount())]  # type: ignore[union-attr]
    assert all(host.desk.children[0] in each for each in members)


def test_the_checklist_is_answered_with_one_key(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    needed = stand_on(host, "school")
    assert "Y yes, N no" in cell_words(host, needed, "now")
    host.press(table_of(host), Y)
    assert host.read(lambda vault: ITEMS.get(vault, needed).applicable) is Applicable.YES
    assert table_of(host).current_id() == needed
    unneeded = stand_on(host, "marac")
    host.press(table_of(host), N)
    assert state_of_item(host, unneeded) is ItemState.NOT_APPLICABLE
    assert table_of(host).rows.row_of(unneeded) < 0 and table_of(host).current_id()
    assert host.heard.toasts[-1][0] == "Not relevant"
    undo = host.heard.toasts[-1][1]
    assert undo is not None
    undo()
    host.settle()
    assert state_of_item(host, unneeded) is ItemState.IDENTIFIED


def test_c_shows_the_chasing_note_and_enter_records_and_copies_it(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    item_id = stand_on(host, "health")
    host.press(table_of(host), C)
    panel = part_of(host).panel
    assert isinstance(panel, ChasePanel) and "Health records (Child A, Child B)" in panel.note.text()
    host.press(QApplication.focusWidget(), ENTER)
    assert host.heard.copied == [panel.chase.note]
    assert host.read(lambda vault: ITEMS.get(vault, item_id).chases) == 2
    assert cell_words(host, item_id, "asked") == "Mon 2 Nov, chased 2×"
    assert table_of(host).current_id() == item_id


def test_a_record_that_waits_for_nobody_is_not_chased(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    stand_on(host, "school")
    assert not part_of(host).bar.buttons["chase"].isEnabled()
    host.press(table_of(host), C)
    assert part_of(host).panel is None
    assert "waiting for nobody" in host.heard.toasts[-1][0]


def test_a_adds_a_record_and_its_row_is_current(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    before = table_of(host).rows.rowCount()
    stand_on(host, "health")
    host.press(table_of(host), A)
    panel = part_of(host).panel
    assert isinstance(panel, FormPanel)
    panel.set_answer("record_type", "additional")
    panel.set_answer("title", "Speech therapy notes")
    panel.submit()
    host.settle()
    assert part_of(host).panel is None and table_of(host).rows.rowCount() == before + 1
    stored = host.read(lambda vault: ITEMS.get(vault, table_of(host).current_id()))
    assert (stored.title, stored.record_type) == ("Speech therapy notes", RecordType.ADDITIONAL)


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_p_offers_the_documents_that_make_sense(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    stand_on(host, "health")
    host.press(table_of(host), P)
    menu = part_of(host).bar._menu
    assert [action.text() for action in menu.actions()] == ["Exchange register", "Request schedule for the UKPPS SPOC"]
    menu.actions()[0].trigger()
    menu.close()
    host.settle()
    assert host.heard.places == [f"print/exchange-register/{host.desk.case_id}"]


def test_the_schedule_asks_for_what_is_needed_and_says_when_that_is_nothing(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    needed = stand_on(host, "school")
    part_of(host)._on_print_chosen("request-schedule")
    host.settle()
    assert "Say first what is needed" in host.heard.toasts[-1][0] and not host.heard.places
    host.press(table_of(host), Y)
    part_of(host)._on_print_chosen("request-schedule")
    host.settle()
    assert host.heard.places == [f"print/request-schedule/{host.desk.case_id}/{needed}"]


@pytest.mark.req("R-003-53")
def test_a_departure_has_its_own_columns_and_hands(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, direction=Direction.DEPARTURE)
    titles = [each.title for each in table_of(host).rows.columns]
    assert titles[2:-1] == [
        "How it began", "Asked of our service", "Gathered", "Checked", "Passed to UKPPS SPOC", "Confirmed",
    ]  # fmt: skip
    item_id = stand_on(host, "school")
    host.press(table_of(host), R)
    assert hand_panel(host).grid.fields["hand"].value() == HandKind.D1A
    host.press(QApplication.focusWidget(), ENTER)
    assert cell_words(host, item_id, "began") == "Mon 23 Nov, asked by UKPPS SPOC"


def test_nothing_outstanding_is_said_and_leads_on(at_desk: AtDesk) -> None:
    def all_answered(desk: Desk) -> None:
        for item in ITEMS.find(desk.vault, "case_id = ?", (desk.case_id,)):
            answer_baseline(desk.vault, item_id=item.id, applicable="no")

    host = at_desk(ExchangePart, all_answered)
    assert "Nothing is outstanding" in host.words()
    part_of(host)._on_empty_acted()
    host.settle()
    assert table_of(host).isVisible() and table_of(host).rows.rowCount() == 11


def test_a_place_opens_the_panel_on_its_field(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    school = first_item(host, "school")
    part_of(host).open_record(school, "method")
    host.settle()
    panel = hand_panel(host)
    assert panel.desk.item_ids == (school,)
    assert QApplication.focusWidget() is panel.grid.fields["method"].inner.text_edit()
    assert part_of(host).open_ids() == (school, "happened_on")


def two_asked(desk: Desk) -> None:
    record(desk, desk.item("health"), "A2", "2026-11-02")
    record(desk, desk.item("marac"), "A2", "2026-11-03")


def test_a_line_of_today_chases_all_its_records_or_selects_them(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, two_asked)
    ids = [first_item(host, kind) for kind in ("health", "marac")]
    part_of(host).open_record(",".join(ids), "chase")
    host.settle()
    panel = part_of(host).panel
    assert isinstance(panel, ChasePanel) and list(panel.chase.item_ids) == ids
    host.press(QApplication.focusWidget(), ESCAPE)
    part_of(host).open_record(",".join(ids), "")
    host.settle()
    assert part_of(host).panel is None
    assert {row.item.id for row in table_of(host).chosen()} == set(ids)


def test_on_hold_the_register_says_so_and_offers_no_next_hand(at_desk: AtDesk) -> None:
    def hold(desk: Desk) -> None:
        under_way(desk)
        with desk.vault.transaction("test") as tx:
            hold_case(tx, CASES.get(tx, desk.case_id), "UKPPS asked us to wait.")

    host = at_desk(ExchangePart, hold)
    for kind in ("health", "school", "nursery"):
        assert cell_words(host, first_item(host, kind), "now") == "On hold"
    assert cell_words(host, first_item(host, "nursery"), "asked") == "nothing"
    stand_on(host, "health")
    host.settle()
    assert not part_of(host).bar.buttons["chase"].isEnabled(), "asked for, but nothing is chased"


def test_every_control_has_a_name(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    stand_on(host, "school")
    host.press(table_of(host), R)
    assert unnamed(host.part) == []
    host.press(QApplication.focusWidget(), ESCAPE)
    stand_on(host, "health")
    host.press(table_of(host), C)
    assert unnamed(host.part) == []
    host.press(QApplication.focusWidget(), ESCAPE)
    host.press(table_of(host), A)
    assert unnamed(host.part) == []
