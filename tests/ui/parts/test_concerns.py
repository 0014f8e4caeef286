"""Security concerns on the screen: danger first, then the steps in their order, each with its time."""

import pytest
from PySide6.QtWidgets import QApplication

from spoc_desk.casework import concerns
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.concerns import ConcernState
from spoc_desk.vault.records.stores import CASES, CONCERNS
from spoc_desk_ui.parts.concern_steps import ConcernSteps
from spoc_desk_ui.parts.concerns import ConcernsPart
from spoc_desk_ui.parts.danger_band import DANGER
from tests.casework.desk import Desk
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.host import Host

RAISED = {
    "kind": "practitioner", "what_happened": "A list was left in a shared room.", "immediate_danger": "no",
    "who_is_at_risk": ("family", "practitioner"), "raised_at": "2026-11-23T08:45",
}  # fmt: skip


def _raised(desk: Desk) -> None:
    concerns.raise_concern(desk.vault, answers=RAISED, case_id=desk.case_id)


def _part(host: Host) -> ConcernsPart:
    assert isinstance(host.part, ConcernsPart)
    return host.part


def _show_first(host: Host) -> str:
    concern_id = _part(host).table.model.id_at(0)
    _part(host).show_record(concern_id)
    host.settle()
    return concern_id


def _next_step(host: Host) -> str:
    """Press the button of the next step and return what it said."""
    button = [each for each in host.part.findChildren(ConcernSteps) if each.isVisible()][-1].button
    assert button is not None
    words = button.text()
    button.click()
    host.settle()
    return words


def test_danger_to_life_stands_across_the_whole_width(at_desk: AtDesk) -> None:
    host = at_desk(ConcernsPart)
    _part(host).new_requested()
    host.settle()
    assert not _part(host).danger.isVisible()
    panel = _part(host).panel
    assert panel is not None
    danger = panel.fields["immediate_danger"].field
    danger.inner.text_edit().click()  # type: ignore[attr-defined]
    host.settle()
    band = _part(host).danger
    assert band.isVisible() and band.width() == host.part.width()
    assert DANGER in host.words() and DANGER == "Call 999, then the UKPPS SPOC"


@pytest.mark.req("R-003-61", "R-003-66")
def test_the_steps_are_recorded_in_their_order_with_their_times(at_desk: AtDesk) -> None:
    host = at_desk(ConcernsPart, _raised)
    concern_id = _show_first(host)
    assert "Mon 23 Nov 2026, 08:45" in host.words() and "Tell the LA SPOC at once." in host.words()
    assert "The exchange is paused." in host.words()
    assert _next_step(host) == "The LA SPOC was told now"
    assert _next_step(host) == "UKPPS was told now"
    assert _next_step(host) == "Record the advice…"
    panel = _part(host).panel
    assert panel is not None
    host.type("Change the room, tell nobody else.")
    panel.submit()
    host.settle()
    stored = host.read(lambda vault: CONCERNS.get(vault, concern_id))
    assert stored.state is ConcernState.ADVISED and stored.advice == "Change the room, tell nobody else."
    safety = {"practitioner_safety": "Works from another office this week."}
    host.read(lambda vault: concerns.record_safety(vault, concern_id=concern_id, answers=safety))
    host.read(lambda vault: concerns.assess_breach(vault, concern_id=concern_id, answers={"data_breach": "no"}))
    _show_first(host)
    assert _next_step(host) == "Close the concern…"
    host.type("The list was destroyed.")
    panel = _part(host).panel
    assert panel is not None
    panel.submit()
    host.settle()
    assert host.read(lambda vault: CONCERNS.get(vault, concern_id)).state is ConcernState.CLOSED
    assert "Closed" in _part(host).table.row_in_words(0)
    assert host.read(lambda vault: CASES.get(vault, host.desk.case_id).state) is CaseState.ON_HOLD


def test_raising_a_concern_pauses_the_exchange(at_desk: AtDesk) -> None:
    host = at_desk(ConcernsPart)
    _part(host).new_requested()
    host.settle()
    panel = _part(host).panel
    assert panel is not None and panel.answers()["pauses_exchange"] == "yes"
    for name in ("kind", "what_happened", "immediate_danger", "who_is_at_risk"):
        panel.set_answer(name, RAISED[name])
    panel.submit()
    host.settle()
    assert host.read(lambda vault: CASES.get(vault, host.desk.case_id).state) is CaseState.ON_HOLD
    assert "Tell the LA SPOC" in _part(host).table.row_in_words(0)


def test_the_place_of_a_clock_opens_the_concern(at_desk: AtDesk) -> None:
    host = at_desk(ConcernsPart, _raised)
    concern_id = _part(host).table.model.id_at(0)
    _part(host).open_record(concern_id, "ukpps_contacted_at")
    host.settle()
    assert _part(host).shown_id == concern_id and _part(host).panel is None


def test_every_control_has_a_name(at_desk: AtDesk) -> None:
    host = at_desk(ConcernsPart, _raised)
    _show_first(host)
    assert unnamed(host.part) == []
    _part(host).new_requested()
    host.settle()
    assert unnamed(host.part) == [] and QApplication.focusWidget() is not None
