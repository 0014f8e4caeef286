"""What now: the next steps in the order of urgency, each with its words."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework.concerns import contact_ukpps, inform_la_spoc, raise_concern
from spoc_desk.casework.council import profile
from spoc_desk.casework.exchange import answer_baseline, record_hand
from spoc_desk.casework.item_steps import ASK_SERVICE, ASK_UKPPS, PASS_TO_UKPPS, RETURN_COPY
from spoc_desk.casework.queries import record_query
from spoc_desk.casework.set_up_steps import (
    ASK_MEETING,
    ASK_SPOC,
    CALL_BACK,
    FLAG_CHASE,
    QUERY_REPLY,
    STOP_ROUTES,
    TO_SPOC_CONCERN,
    TO_UKPPS_CONCERN,
)
from spoc_desk.casework.what_now import NextStep, next_steps
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import CaseState, Route
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan
from spoc_desk.vault.records.stores import APPOINTMENTS, CASES, MEMBERS
from tests.casework.desk import Desk


def steps(desk: Desk) -> tuple[NextStep, ...]:
    return next_steps(desk.vault, desk.case_id)


def first(desk: Desk) -> NextStep:
    return steps(desk)[0]


def change(desk: Desk, **fields: object) -> None:
    with desk.vault.transaction("test") as tx:
        case = CASES.get(tx, desk.case_id)
        CASES.update(tx, case, replace(case, **fields))


def concern(desk: Desk) -> str:
    return raise_concern(
        desk.vault, case_id=desk.case_id,
        answers={"kind": "self", "what_happened": "A photo.", "who_is_at_risk": ("family",)},
    ).change.ids[0]  # fmt: skip


def test_there_are_at_most_five_numbered_steps_each_with_button_place_and_person(arrival: Desk) -> None:
    for kind in ("school", "health", "marac", "additional"):
        record_hand(arrival.vault, item_id=arrival.item(kind), hand="A2", answers={})
        record_hand(arrival.vault, item_id=arrival.item(kind), hand="A4", answers={"method": "paper"})
    found = steps(arrival)
    assert [step.number for step in found] == [1, 2, 3, 4, 5]
    assert all(step.what and step.who and step.action and step.place for step in found)


def test_a_concern_comes_before_everything_else(arrival: Desk) -> None:
    concern_id = concern(arrival)
    assert first(arrival).what == "Security concern: Tell the LA SPOC at once."
    inform_la_spoc(arrival.vault, concern_id=concern_id)
    step = first(arrival)
    assert step.place == f"case/{arrival.case_id}/concerns/{concern_id}/contact_ukpps"
    assert "The exchange of records is paused" in step.say
    assert arrival.case().case_ref in step.say
    contact_ukpps(arrival.vault, concern_id=concern_id)
    assert "what UKPPS advises" in first(arrival).what


def test_before_the_meeting_the_step_is_to_meet_face_to_face(arrival: Desk) -> None:
    change(arrival, state=CaseState.NOTIFIED)
    step = first(arrival)
    assert (step.what, step.action) == ("Arrange the meeting with UKPPS", "Arrange the meeting…")
    assert "face to face" in step.say
    assert "DCS and DASS" in step.say
    change(arrival, state=CaseState.MEETING_ARRANGED, meeting_arranged_for=date(2026, 11, 24))
    assert first(arrival).what == "Record the meeting of Tuesday 24 November 2026"


def test_an_empty_household_and_an_open_route_are_steps(arrival: Desk) -> None:
    change(arrival, route=Route.UNKNOWN)
    assert first(arrival).what.startswith("Confirm the route: now “Joint")
    with arrival.vault.transaction("test") as tx:
        for member in MEMBERS.find(tx, "case_id = ?", (arrival.case_id,)):
            MEMBERS.update(tx, member, replace(member, left_on=date(2026, 11, 20)))
    assert "unborn children too" in first(arrival).what


def test_without_la_spoc_the_step_is_to_name_one(arrival: Desk) -> None:
    with arrival.vault.transaction("test") as tx:
        named = APPOINTMENTS.find(tx)[0]
        APPOINTMENTS.update(tx, named, replace(named, ended_on=date(2026, 11, 20)))
    change(arrival, state=CaseState.MEETING_HELD)
    step = first(arrival)
    assert (step.what, step.who) == ("Name the LA SPOC", "DCS or DASS office")
    assert arrival.case().case_ref in step.say


def test_an_unverified_ukpps_spoc_is_called_back(arrival: Desk) -> None:
    contact = arrival.vault.rows("SELECT id FROM ukpps_contacts")[0][0]
    with arrival.vault.transaction("test") as tx:
        tx.update("ukpps_contacts", contact, {"identity_verified": "not_yet"}, version=1)
    step = first(arrival)
    assert "who the UKPPS SPOC is" in step.what
    assert "call you back" in step.say


def test_a_checked_record_waits_to_be_passed_on_with_the_rule_to_say(arrival: Desk, clock: FixedClock) -> None:
    for hand, answers in (("A2", {}), ("A4", {"method": "paper"}), ("A5", {"check_result": "clean"})):
        record_hand(arrival.vault, item_id=arrival.item("school"), hand=hand, answers=answers)
    step = next(one for one in steps(arrival) if one.what.startswith("Pass on"))
    assert step.what == "Pass on: School record, including the safeguarding file, Child A. It is checked and clean"
    assert (step.clock, step.clock_state) == ("2 working days left, Wednesday 25 November 2026", "due soon")
    assert "may not contact any other authority" in step.say
    assert "Jordan Field" in step.say


@pytest.mark.req("R-003-22")
def test_wanted_records_are_asked_for_in_one_schedule(arrival: Desk) -> None:
    ids = [arrival.item("school"), arrival.item("health")]
    for item_id in ids:
        answer_baseline(arrival.vault, item_id=item_id, applicable="yes")
    step = next(one for one in steps(arrival) if one.what.startswith("Ask the UKPPS SPOC for"))
    assert step.what == "Ask the UKPPS SPOC for 2 records that services need"
    assert step.place.startswith(f"print/request-schedule/{arrival.case_id}/")
    assert set(step.place.split("/")[-1].split(",")) == set(ids)
    assert "- Health records (Child A, Child B)" in step.say


def test_late_records_are_chased_together(arrival: Desk, clock: FixedClock) -> None:
    for kind in ("school", "health"):
        record_hand(arrival.vault, item_id=arrival.item(kind), hand="A2", answers={})
    clock.advance(days=20)
    step = next(one for one in steps(arrival) if one.action == "Chase…")
    assert step.what == "Ask the UKPPS SPOC again: 2 records without an answer"
    assert "still needed" in step.say


@pytest.mark.req("R-003-50", "R-003-58")
def test_a_departure_asks_its_own_services(departure: Desk) -> None:
    item_id = departure.item("school")
    answer_baseline(departure.vault, item_id=item_id, applicable="yes", origin="volunteered")
    step = next(one for one in steps(departure) if one.what.startswith("Ask our services"))
    assert "do not send anything by the usual route" in step.say


def test_an_open_question_is_a_step(arrival: Desk) -> None:
    record_query(
        arrival.vault, case_id=arrival.case_id,
        answers={"method": "phone", "asked_by": arrival.health, "via_flag": "no", "question": "Which?",
                 "direct_contact_attempted": "no", "received_on": "2026-11-19"},
    )  # fmt: skip
    step = next(one for one in steps(arrival) if one.what.startswith("Answer"))
    assert step.what == "Answer Health visiting team: question of Thu 19 Nov"
    assert "do not contact any other authority" in step.say


def test_a_case_with_the_neither_route_has_only_its_end(arrival: Desk) -> None:
    change(arrival, route=Route.NEITHER, route_computed=Route.NEITHER, state=CaseState.NOTIFIED)
    assert all("meeting" not in step.what.lower() for step in steps(arrival))


def test_a_closed_case_has_no_next_step(arrival: Desk) -> None:
    change(arrival, state=CaseState.CLOSED)
    assert steps(arrival) == ()


@pytest.mark.req("R-003-64")
@pytest.mark.parametrize("mode", [Mode.LOCAL, Mode.OUT])
def test_the_words_to_use_show_no_area(arrival: Desk, mode: Mode) -> None:
    area = profile(arrival.vault).own_area
    texts = (
        ASK_MEETING, ASK_SPOC, CALL_BACK, FLAG_CHASE, QUERY_REPLY, STOP_ROUTES, TO_SPOC_CONCERN, TO_UKPPS_CONCERN,
        ASK_SERVICE, ASK_UKPPS, PASS_TO_UKPPS, RETURN_COPY,
    )  # fmt: skip
    for text in texts:
        assert not [one for one in scan(text, area, mode) if one.channel != "direction"], text
