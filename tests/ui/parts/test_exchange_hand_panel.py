"""The one small panel for every hand: what happened, when, how, to whom; what follows from a check or a pass-on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.document_checks import Outcome, checks_of_item, plan_check, save_check
from spoc_desk.casework.exchange import decisions, item_with_hands
from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.document_checks import Verdict
from spoc_desk.domain.exchanges import HandKind, ItemState
from spoc_desk.domain.roles import Role
from spoc_desk.vault.records.stores import CASES, CONCERNS
from spoc_desk_ui.parts.exchange import ExchangePart
from spoc_desk_ui.theme import Look, Theme
from spoc_desk_ui.widgets.marks import Option
from tests.casework.desk import Desk
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.register import (
    cell_words,
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


@pytest.mark.req("R-003-22")
def test_r_then_enter_records_the_usual_next_hand_today(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = stand_on(host, "health")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.A2
    assert panel.grid.fields["happened_on"].value() == "2026-11-23"
    assert QApplication.focusWidget() is panel.grid.fields["hand"].inner.text_edit()
    host.press(QApplication.focusWidget(), ENTER)
    assert state_of_item(host, item_id) is ItemState.REQUESTED
    assert part_of(host).panel is None and QApplication.focusWidget() is table_of(host)
    assert table_of(host).current_id() == item_id
    assert cell_words(host, item_id, "asked") == "Mon 23 Nov"


def test_a_day_is_typed_as_people_say_it(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    item_id = stand_on(host, "health")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    panel.grid.fields["happened_on"].take_focus()
    panel.grid.fields["happened_on"].inner.text_edit().selectAll()  # type: ignore[attr-defined]
    host.type("fri")
    panel.grid.fields["method"].set_value("paper")
    host.press(QApplication.focusWidget(), ENTER)
    assert cell_words(host, item_id, "received") == "Fri 20 Nov"


def test_a_day_that_cannot_be_read_is_asked_for_again(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = stand_on(host, "health")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    panel.grid.fields["happened_on"].inner.text_edit().clear()  # type: ignore[attr-defined]
    panel.grid.fields["happened_on"].inner.set_typed("the other day")  # type: ignore[attr-defined]
    panel.submit()
    host.settle()
    assert "today, 12 nov or mon" in panel.grid.fields["happened_on"].error
    assert state_of_item(host, item_id) is ItemState.IDENTIFIED


def test_an_answer_that_is_missing_is_said_beside_its_field(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    stand_on(host, "health")
    host.press(table_of(host), R)
    host.press(QApplication.focusWidget(), ENTER)
    assert hand_panel(host).grid.fields["method"].error == "Choose how it was handed over."


def test_escape_leaves_and_the_row_has_the_focus_again(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = stand_on(host, "school")
    host.press(table_of(host), R)
    host.press(QApplication.focusWidget(), ESCAPE)
    assert part_of(host).panel is None
    assert QApplication.focusWidget() is table_of(host) and table_of(host).current_id() == item_id
    assert state_of_item(host, item_id) is ItemState.IDENTIFIED


def test_what_may_not_happen_is_told_with_its_rule_and_source(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    stand_on(host, "school")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    offered = {offer.hand for offer in panel.desk.offers}
    assert HandKind.A6 not in offered and not panel.refusals.is_open
    panel.refusals.button.click()
    host.settle()
    assert "“Passed on”: A record is passed on only after" in host.words()
    assert "(Relocating families due to risk, line 50)" in host.words()


def test_the_same_hand_is_recorded_for_several_records_at_once(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    first = stand_on(host, "health")
    host.press(table_of(host), DOWN, DOWN, shift=True)
    ids = [row.item.id for row in table_of(host).chosen()]
    assert len(ids) == 3 and first in ids
    host.press(table_of(host), R)
    assert hand_panel(host).desk.title == "3 records"
    host.press(QApplication.focusWidget(), ENTER)
    assert {state_of_item(host, item_id) for item_id in ids} == {ItemState.REQUESTED}
    assert {row.item.id for row in table_of(host).chosen()} == set(ids)


def test_undo_takes_a_hand_back_and_the_history_keeps_both(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    item_id = stand_on(host, "health")
    host.press(table_of(host), R)
    host.press(QApplication.focusWidget(), ENTER)
    undo = host.heard.toasts[-1][1]
    assert undo is not None
    undo()
    host.settle()
    assert state_of_item(host, item_id) is ItemState.IDENTIFIED
    kinds = [hand.hand for hand in host.read(lambda vault: item_with_hands(vault, item_id)[1])]
    assert kinds == [HandKind.A2, HandKind.REOPENED]


@pytest.mark.req("R-003-26")
def test_passing_on_records_the_decision_in_the_same_act_and_offers_the_slip(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    item_id = stand_on(host, "school")
    host.press(table_of(host), R)
    panel = hand_panel(host)
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
    assert state_of_item(host, item_id) is ItemState.PASSED_ON
    decision = host.read(lambda vault: decisions(vault, host.desk.case_id))[0]
    last = host.read(lambda vault: item_with_hands(vault, item_id)[1])[-1]
    assert last.decision_id == decision.id and last.service == host.desk.school
    part = part_of(host)
    assert "Passed on: School record" in part.strip.shown()[0]
    part.strip.findChildren(type(part.bar.buttons["hand"]))[0].click()
    assert host.heard.places == [f"print/pass-on-slip/{host.desk.case_id}/{item_id}"]


def test_a_decision_about_another_record_is_picked_or_written_and_never_filled_in(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, decided_on_health)
    item_id = stand_on(host, "school")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.A6
    assert not panel.grid.fields["decision_id"].value() and not panel.decision.isVisible()
    panel.grid.fields["method"].set_value("in_person")
    panel.submit()
    host.settle()
    assert panel.grid.fields["decision_id"].error == "Choose the information-sharing decision that allows this."
    assert panel.save_button.isEnabled() and state_of_item(host, item_id) is ItemState.CHECKED
    panel.grid.fields["decision_id"].set_value("new")
    panel.grid.fields["decision_id"].edited.emit()
    host.settle()
    assert panel.decision.isVisible()
    assert panel.decision.fields["what_information"].value() == "School record, including the safeguarding file"


def decided_on_health(desk: Desk) -> None:
    under_way(desk)
    desk.decision(what_information="Health records", decided_on="2026-11-19")


@pytest.mark.req("R-003-64")
def test_a_leak_sets_the_copy_apart_opens_a_concern_and_freezes_the_register(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    item_id = stand_on(host, "childrens_social_work")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.A5
    clean, leak, sealed = panel.grid.fields["check_result"].findChildren(Option)
    assert (clean.text(), sealed.text()) == ("Clean", "Not opened by the SPOC (sealed)")
    leak.click()
    host.settle()
    assert "the case goes on hold" in host.words()
    panel.submit()
    host.settle()
    assert state_of_item(host, item_id) is ItemState.QUARANTINED
    assert host.read(lambda vault: CASES.get(vault, host.desk.case_id).state) is CaseState.ON_HOLD
    assert len(host.read(lambda vault: CONCERNS.find(vault, "case_id = ?", (host.desk.case_id,)))) == 1
    assert "return the copy (R)" in host.words()
    assert host.heard.toasts[-1][1] is None
    stand_on(host, "health")
    host.press(table_of(host), R)
    assert not hand_panel(host).desk.offers and hand_panel(host).refusals.is_open
    assert "The case is on hold." in host.words() and "due to risk, line 167)" in host.words()


def test_the_check_of_a_received_copy_leads_to_its_file(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, under_way)
    item_id = stand_on(host, "childrens_social_work")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    assert panel.check_file.isVisible()
    panel.check_file.click()
    assert host.heard.places == [f"check/{item_id}"]
    panel.choose(HandKind.CANCELLED)
    assert not panel.check_file.isVisible()


def gathered(desk: Desk) -> None:
    """A school record that our service gave us, and the program made a copy of its file."""
    school = desk.item("school")
    record(desk, school, "D1b", "2026-11-02")
    record(desk, school, "D2", "2026-11-02", service=desk.school)
    record(desk, school, "D3", "2026-11-18", method="paper")
    signed = Outcome(
        Verdict.COPY, 3, 0, (), proofs=("grammar",), second_person="Sam Rivers", second_role=Role.DCS_OFFICE
    )
    save_check(desk.vault, plan_check(desk.vault, item_id=school), signed)


def test_the_check_of_a_gathered_record_asks_for_third_parties_alone(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, gathered, Direction.DEPARTURE)
    item_id = stand_on(host, "school")
    host.press(table_of(host), R)
    panel = hand_panel(host)
    assert panel.grid.fields["hand"].value() == HandKind.D_CHECKED
    assert panel.grid.shown == ("hand", "happened_on", "third_party_checked", "note")
    panel.grid.fields["third_party_checked"].set_value("yes")
    panel.submit()
    host.settle()
    assert state_of_item(host, item_id) is ItemState.READY
    assert cell_words(host, item_id, "checked") == "Mon 23 Nov, clean"


def test_a_check_of_the_file_is_said_where_the_check_is_recorded(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart, gathered, Direction.DEPARTURE)
    item_id = stand_on(host, "school")
    number = host.read(lambda vault: checks_of_item(vault, item_id)[0].document_no)
    host.press(table_of(host), R)
    panel = hand_panel(host)
    assert panel.checked.isVisible()
    assert panel.checked.text() == f"Checked by the program on Mon 23 Nov: sanitised copy made (doc-{number})"
    panel.choose(HandKind.CANCELLED)
    assert not panel.checked.isVisible()


def test_a_note_is_scanned_while_it_is_typed(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    stand_on(host, "health")
    host.press(table_of(host), R)
    note = hand_panel(host).grid.fields["note"]
    note.take_focus()
    host.type("Sent on from Leeds City Council")
    hand_panel(host)._scan.scan_now()
    host.settle()
    assert "▲" in host.words()


def test_half_typed_text_comes_back(at_desk: AtDesk) -> None:
    host = at_desk(ExchangePart)
    stand_on(host, "health")
    host.press(table_of(host), R)
    hand_panel(host).grid.fields["note"].take_focus()
    host.type("By courier, half past")
    host.press(QApplication.focusWidget(), ESCAPE)
    host.press(table_of(host), R)
    assert hand_panel(host).grid.fields["note"].value() == "By courier, half past"
    assert "is back" in host.words()


def test_large_text_leaves_the_window_its_size(at_desk: AtDesk, theme: Theme) -> None:
    theme.look, theme.percent = Look.DARK, 200
    theme.apply()
    host = at_desk(ExchangePart, under_way, size=(1046, 340))
    stand_on(host, "school")
    host.press(table_of(host), R)
    assert hand_panel(host).save_button.isVisible()
    assert host.part.minimumSizeHint().height() <= 340
