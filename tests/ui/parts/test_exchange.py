"""The exchange register on the screen, by keyboard: the matrix, one small panel for every hand, the chase."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.exchange import answer_baseline, decisions, item_with_hands, record_hand
from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.exchanges import Applicable, HandKind, ItemState, RecordType
from spoc_desk.vault.records.stores import CASES, CONCERNS, ITEMS
from spoc_desk_ui.forms.panel import FormPanel
from spoc_desk_ui.parts.exchange import ExchangePart
from spoc_desk_ui.parts.exchange_chase import ChasePanel
from spoc_desk_ui.parts.exchange_hand_panel import HandPanel
from spoc_desk_ui.parts.exchange_table import RegisterTable
from spoc_desk_ui.theme import Look, Theme
from spoc_desk_ui.widgets.marks import Option
from tests.casework.desk import Desk
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.host import Host

R, C, A, P, Y, N, K = (getattr(Qt.Key, f"Key_{letter}") for letter in "RCAPYNK")
ENTER, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


def _hand(desk: Desk, item_id: str, hand: str, on: str, **answers: str) -> None:
    record_hand(desk.vault, item_id=item_id, hand=hand, answers={"happened_on": on, **answers})


def _underway(desk: Desk) -> None:
    """A school record checked clean, a health record asked for and chased, a social work record to check."""
    school, health, social = (desk.item(kind) for kind in ("school", "health", "childrens_social_work"))
    _hand(desk, school, "A1", "2026-11-02", service=desk.school)
    _hand(desk, school, "A2", "2026-11-02")
    _hand(desk, school, "A4", "2026-11-18", method="paper")
    _hand(desk, school, "A5", "2026-11-18", check_result="clean")
    _hand(desk, health, "A2", "2026-11-02")
    _hand(desk, health, "A3", "2026-11-09", chased="yes")
    _hand(desk, social, "A2", "2026-11-17")
    _hand(desk, social, "A4", "2026-11-20", method="paper")


def _part(host: Host) -> ExchangePart:
    assert isinstance(host.part, ExchangePart)
    return host.part


def _table(host: Host) -> RegisterTable:
    table = _part(host).table
    assert table is not None
    return table


def _first(host: Host, kind: str) -> str:
    """Return the first record of a kind."""
    where, params = "case_id = ? AND record_type = ?", (host.desk.case_id, kind)
    return host.read(lambda vault: ITEMS.find(vault, where, params, tail="ORDER BY item_no")[0].id)


def _stand_on(host: Host, kind: str) -> str:
    """Make the first record of a kind current and return its id."""
    item_id = _first(host, kind)
    assert _table(host).select([item_id])
    _table(host).setFocus()
    return item_id


def _panel(host: Host) -> HandPanel:
    panel = _part(host).panel
    assert isinstance(panel, HandPanel)
    return panel


def _cell(host: Host, item_id: str, column: str) -> str:
    table = _table(host)
    place = next(at for at, each in enumerate(table.rows.columns) if each.id == column)
    return str(table.rows.data(table.rows.index(table.rows.row_of(item_id), place)))


def _state(host: Host, item_id: str) -> ItemState:
    return host.read(lambda vault: ITEMS.get(vault, item_id).state)


@pytest.mark.req("R-003-24", "R-003-25")
def test_cells_hold_dates_a_word_and_the_count_of_chases(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    health = _stand_on(host, "health")
    assert _cell(host, health, "asked") == "Mon 2 Nov, chased 1×"
    assert _cell(host, health, "received") == "waiting"
    school = _stand_on(host, "school")
    assert _cell(host, school, "received") == "Wed 18 Nov" and _cell(host, school, "checked") == "Wed 18 Nov, clean"
    assert _cell(host, school, "now").startswith("Pass it on, 1 working day late")


def test_what_is_outstanding_is_shown_first_and_counted(at_desk: AtDesk) -> None:
    def one_not_relevant(desk: Desk) -> None:
        answer_baseline(desk.vault, item_id=desk.item("marac"), applicable="no")

    host = at_desk(ExchangePart, one_not_relevant)
    bar = _part(host).bar
    rows = _table(host).rows.rowCount()
    assert bar.tabs.tabText(0) == f"Outstanding {rows}" and bar.tabs.tabText(1) == f"All {rows + 1}"
    assert bar.tabs.tabText(2) == "Child A" and bar.tabs.accessibleTabName(2) == "For Child A"
    bar.choose(host.desk.children[0])
    host.settle()
    shown = _table(host).rows
    assert 0 < shown.rowCount() < rows
    members = [shown.row_at(place).item.members for place in range(shown.rowCount())]  # type: ignore[union-attr]
    assert all(host.desk.children[0] in each for each in members)


@pytest.mark.req("R-003-22")
def test_r_then_enter_records_the_usual_next_hand_today(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = _stand_on(host, "health")
    host.press(_table(host), R)
    panel = _panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.A2
    assert panel.grid.fields["happened_on"].value() == "2026-11-23"
    assert QApplication.focusWidget() is panel.grid.fields["hand"].inner.text_edit()
    host.press(QApplication.focusWidget(), ENTER)
    assert _state(host, item_id) is ItemState.REQUESTED
    assert _part(host).panel is None and QApplication.focusWidget() is _table(host)
    assert _table(host).current_id() == item_id
    assert _cell(host, item_id, "asked") == "Mon 23 Nov"


def test_a_day_is_typed_as_people_say_it(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    item_id = _stand_on(host, "health")
    host.press(_table(host), R)
    panel = _panel(host)
    panel.grid.fields["happened_on"].take_focus()
    panel.grid.fields["happened_on"].inner.text_edit().selectAll()  # type: ignore[attr-defined]
    host.type("fri")
    panel.grid.fields["method"].set_value("paper")
    host.press(QApplication.focusWidget(), ENTER)
    assert _cell(host, item_id, "received") == "Fri 20 Nov"


def test_a_day_that_cannot_be_read_is_asked_for_again(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = _stand_on(host, "health")
    host.press(_table(host), R)
    panel = _panel(host)
    panel.grid.fields["happened_on"].inner.text_edit().clear()  # type: ignore[attr-defined]
    panel.grid.fields["happened_on"].inner.set_typed("the other day")  # type: ignore[attr-defined]
    panel.submit()
    host.settle()
    assert "today, 12 nov or mon" in panel.grid.fields["happened_on"].error
    assert _state(host, item_id) is ItemState.IDENTIFIED


def test_an_answer_that_is_missing_is_said_beside_its_field(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    _stand_on(host, "health")
    host.press(_table(host), R)
    host.press(QApplication.focusWidget(), ENTER)
    assert _panel(host).grid.fields["method"].error == "Choose how it was handed over."


def test_escape_leaves_and_the_row_has_the_focus_again(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = _stand_on(host, "school")
    host.press(_table(host), R)
    host.press(QApplication.focusWidget(), ESCAPE)
    assert _part(host).panel is None
    assert QApplication.focusWidget() is _table(host) and _table(host).current_id() == item_id
    assert _state(host, item_id) is ItemState.IDENTIFIED


def test_what_may_not_happen_is_told_with_its_rule_and_source(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    _stand_on(host, "school")
    host.press(_table(host), R)
    panel = _panel(host)
    offered = {offer.hand for offer in panel.desk.offers}
    assert HandKind.A6 not in offered and not panel.refusals.is_open
    panel.refusals.button.click()
    host.settle()
    assert "“Passed on”: A record is passed on only after" in host.words()
    assert "(S003:50)" in host.words()


def test_the_same_hand_is_recorded_for_several_records_at_once(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    first = _stand_on(host, "health")
    host.press(_table(host), DOWN, DOWN, shift=True)
    ids = [row.item.id for row in _table(host).chosen()]
    assert len(ids) == 3 and first in ids
    host.press(_table(host), R)
    assert _panel(host).desk.title == "3 records"
    host.press(QApplication.focusWidget(), ENTER)
    assert {_state(host, item_id) for item_id in ids} == {ItemState.REQUESTED}
    assert {row.item.id for row in _table(host).chosen()} == set(ids)


def test_the_checklist_is_answered_with_one_key(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    needed = _stand_on(host, "school")
    assert "Y yes, N no" in _cell(host, needed, "now")
    host.press(_table(host), Y)
    assert host.read(lambda vault: ITEMS.get(vault, needed).applicable) is Applicable.YES
    assert _table(host).current_id() == needed
    unneeded = _stand_on(host, "marac")
    host.press(_table(host), N)
    assert _state(host, unneeded) is ItemState.NOT_APPLICABLE
    assert _table(host).rows.row_of(unneeded) < 0 and _table(host).current_id()
    assert host.heard.toasts[-1][0] == "Not relevant"
    undo = host.heard.toasts[-1][1]
    assert undo is not None
    undo()
    host.settle()
    assert _state(host, unneeded) is ItemState.IDENTIFIED


def test_undo_takes_a_hand_back_and_the_history_keeps_both(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = _stand_on(host, "health")
    host.press(_table(host), R)
    host.press(QApplication.focusWidget(), ENTER)
    undo = host.heard.toasts[-1][1]
    assert undo is not None
    undo()
    host.settle()
    assert _state(host, item_id) is ItemState.IDENTIFIED
    kinds = [hand.hand for hand in host.read(lambda vault: item_with_hands(vault, item_id)[1])]
    assert kinds == [HandKind.A2, HandKind.REOPENED]


def test_c_shows_the_chasing_note_and_enter_records_and_copies_it(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    item_id = _stand_on(host, "health")
    host.press(_table(host), C)
    panel = _part(host).panel
    assert isinstance(panel, ChasePanel) and "Health records (Child A, Child B)" in panel.note.text()
    host.press(QApplication.focusWidget(), ENTER)
    assert host.heard.copied == [panel.chase.note]
    assert host.read(lambda vault: ITEMS.get(vault, item_id).chases) == 2
    assert _cell(host, item_id, "asked") == "Mon 2 Nov, chased 2×"
    assert _table(host).current_id() == item_id


def test_a_record_that_waits_for_nobody_is_not_chased(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    _stand_on(host, "school")
    assert not _part(host).bar.buttons["chase"].isEnabled()
    host.press(_table(host), C)
    assert _part(host).panel is None
    assert "waiting for nobody" in host.heard.toasts[-1][0]


@pytest.mark.req("R-003-26")
def test_passing_on_records_the_decision_in_the_same_act_and_offers_the_slip(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    item_id = _stand_on(host, "school")
    host.press(_table(host), R)
    panel = _panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.A6
    assert panel.decision.isVisible() and panel.grid.fields["service"].value() == host.desk.school
    panel.grid.fields["method"].set_value("in_person")
    panel.submit()
    host.settle()
    assert panel.decision.fields["purpose"].error
    assert not host.read(lambda vault: decisions(vault, host.desk.case_id))
    panel.decision.set_answers({
        "purpose": "So that the school can support the child", "consent_sought": "not_basis",
        "lawful_basis": "public_task", "necessary_and_proportionate": "yes", "third_parties_protected": "yes",
        "rationale": "Needed for support",
    })  # fmt: skip
    panel.submit()
    host.settle()
    assert _state(host, item_id) is ItemState.PASSED_ON
    decision = host.read(lambda vault: decisions(vault, host.desk.case_id))[0]
    last = host.read(lambda vault: item_with_hands(vault, item_id)[1])[-1]
    assert last.decision_id == decision.id and last.service == host.desk.school
    part = _part(host)
    assert "Passed on: School record" in part.strip.shown()[0]
    part.strip.findChildren(type(part.bar.buttons["hand"]))[0].click()
    assert host.heard.places == [f"print/pass-on-slip/{host.desk.case_id}/{item_id}"]


@pytest.mark.req("R-003-64")
def test_a_leak_sets_the_copy_apart_opens_a_concern_and_freezes_the_register(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    item_id = _stand_on(host, "childrens_social_work")
    host.press(_table(host), R)
    panel = _panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.A5
    clean, leak, sealed = panel.grid.fields["check_result"].findChildren(Option)
    assert (clean.text(), sealed.text()) == ("Clean", "Not opened by the SPOC (sealed)")
    leak.click()
    host.settle()
    assert "the case goes on hold" in host.words()
    panel.submit()
    host.settle()
    assert _state(host, item_id) is ItemState.QUARANTINED
    assert host.read(lambda vault: CASES.get(vault, host.desk.case_id).state) is CaseState.ON_HOLD
    assert len(host.read(lambda vault: CONCERNS.find(vault, "case_id = ?", (host.desk.case_id,)))) == 1
    assert "return the copy (R)" in host.words()
    assert host.heard.toasts[-1][1] is None
    _stand_on(host, "health")
    host.press(_table(host), R)
    assert not _panel(host).desk.offers and _panel(host).refusals.is_open
    assert "on hold because of a security concern" in host.words() and "(S003:167)" in host.words()


def test_a_note_is_scanned_while_it_is_typed(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    _stand_on(host, "health")
    host.press(_table(host), R)
    note = _panel(host).grid.fields["note"]
    note.take_focus()
    host.type("Sent on from Leeds City Council")
    _panel(host)._scan.scan_now()
    host.settle()
    assert "▲" in host.words()


def test_half_typed_text_comes_back(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    _stand_on(host, "health")
    host.press(_table(host), R)
    _panel(host).grid.fields["note"].take_focus()
    host.type("By courier, half past")
    host.press(QApplication.focusWidget(), ESCAPE)
    host.press(_table(host), R)
    assert _panel(host).grid.fields["note"].value() == "By courier, half past"
    assert "is back" in host.words()


def test_a_adds_a_record_and_its_row_is_current(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    before = _table(host).rows.rowCount()
    _stand_on(host, "health")
    host.press(_table(host), A)
    panel = _part(host).panel
    assert isinstance(panel, FormPanel)
    panel.set_answer("record_type", "additional")
    panel.set_answer("title", "Speech therapy notes")
    panel.submit()
    host.settle()
    assert _part(host).panel is None and _table(host).rows.rowCount() == before + 1
    stored = host.read(lambda vault: ITEMS.get(vault, _table(host).current_id()))
    assert (stored.title, stored.record_type) == ("Speech therapy notes", RecordType.ADDITIONAL)


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_p_offers_the_documents_that_make_sense(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    _stand_on(host, "health")
    host.press(_table(host), P)
    menu = _part(host).bar._menu
    assert [action.text() for action in menu.actions()] == ["Exchange register", "Request schedule for the UKPPS SPOC"]
    menu.actions()[0].trigger()
    menu.close()
    host.settle()
    assert host.heard.places == [f"print/exchange-register/{host.desk.case_id}"]


def test_the_schedule_asks_for_what_is_needed_and_says_when_that_is_nothing(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    needed = _stand_on(host, "school")
    _part(host)._on_print_chosen("request-schedule")
    host.settle()
    assert "Say first what is needed" in host.heard.toasts[-1][0] and not host.heard.places
    host.press(_table(host), Y)
    _part(host)._on_print_chosen("request-schedule")
    host.settle()
    assert host.heard.places == [f"print/request-schedule/{host.desk.case_id}/{needed}"]


@pytest.mark.req("R-003-53")
def test_a_departure_has_its_own_columns_and_hands(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, direction=Direction.DEPARTURE)
    titles = [each.title for each in _table(host).rows.columns]
    assert titles[2:-1] == [
        "How it began", "Asked of our service", "Gathered", "Checked", "Passed to UKPPS SPOC", "Confirmed",
    ]  # fmt: skip
    item_id = _stand_on(host, "school")
    host.press(_table(host), R)
    assert _panel(host).grid.fields["hand"].value() == HandKind.D1A
    host.press(QApplication.focusWidget(), ENTER)
    assert _cell(host, item_id, "began") == "Mon 23 Nov, asked by UKPPS SPOC"


def test_nothing_outstanding_is_said_and_leads_on(at_desk: AtDesk) -> None:
    def all_answered(desk: Desk) -> None:
        for item in ITEMS.find(desk.vault, "case_id = ?", (desk.case_id,)):
            answer_baseline(desk.vault, item_id=item.id, applicable="no")

    host = at_desk(ExchangePart, all_answered)
    assert "Nothing is outstanding" in host.words()
    _part(host)._on_empty_acted()
    host.settle()
    assert _table(host).isVisible() and _table(host).rows.rowCount() == 11


def test_a_place_opens_the_panel_on_its_field(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    school = _first(host, "school")
    _part(host).open_record(school, "method")
    host.settle()
    panel = _panel(host)
    assert panel.desk.item_ids == (school,)
    assert QApplication.focusWidget() is panel.grid.fields["method"].inner.text_edit()
    assert _part(host).open_ids() == (school, "happened_on")


def test_every_control_has_a_name(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, _underway)
    _stand_on(host, "school")
    host.press(_table(host), R)
    assert unnamed(host.part) == []
    host.press(QApplication.focusWidget(), ESCAPE)
    _stand_on(host, "health")
    host.press(_table(host), C)
    assert unnamed(host.part) == []
    host.press(QApplication.focusWidget(), ESCAPE)
    host.press(_table(host), A)
    assert unnamed(host.part) == []


def test_large_text_leaves_the_window_its_size(at_desk: AtDesk, theme: Theme) -> None:
    theme.look, theme.percent = Look.DARK, 200
    theme.apply()
    host = at_desk(ExchangePart, _underway, size=(1046, 340))
    _stand_on(host, "school")
    host.press(_table(host), R)
    assert _panel(host).save_button.isVisible()
    assert host.part.minimumSizeHint().height() <= 340
