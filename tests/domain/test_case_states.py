"""The state machine of a case: each move of 3.1 and 3.2, and each guard."""

from dataclasses import replace

import pytest

from spoc_desk.domain.case_events import CaseEvent, state_words
from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.case_states import TRANSITIONS, next_state, offers, transition
from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk.domain.needs import Tier
from spoc_desk.domain.terms import Side
from spoc_desk.errors import NotYet

BOTH_SIDES = frozenset({Side.CHILDREN, Side.ADULTS})
ARRIVAL = CaseFacts(
    direction=Direction.ARRIVAL,
    route=Route.JOINT,
    route_computed=Route.JOINT,
    actor_roles=frozenset({"la_spoc", "dcs_office"}),
    desk_roles=frozenset({"la_spoc", "dcs_office"}),
    members=5,
    meeting_sides=BOTH_SIDES,
    joint_meeting_considered=True,
    single_la_spoc_considered=True,
    spoc_sides=frozenset({Side.BOTH}),
    ukpps_spoc_verified=True,
    needs=2,
    tiers_in_use=frozenset({Tier.UNIVERSAL, Tier.SPECIALIST}),
    tiers_informed=frozenset({Tier.UNIVERSAL, Tier.SPECIALIST}),
    routes_to_stop_started=True,
    items=7,
)
"""Everything is in order; each test spoils one thing."""
DEPARTURE = replace(ARRIVAL, direction=Direction.DEPARTURE)


def goes(facts: CaseFacts, event: CaseEvent) -> CaseState:
    return next_state(transition(event, facts), facts)


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (
            ARRIVAL,
            [
                (CaseEvent.ARRANGE_MEETING, CaseState.MEETING_ARRANGED),
                (CaseEvent.MEETING_HELD, CaseState.MEETING_HELD),
                (CaseEvent.ALLOCATE, CaseState.SPOC_ALLOCATED),
                (CaseEvent.SERVICES_INFORMED, CaseState.SERVICES_INFORMED),
                (CaseEvent.OPEN_EXCHANGE, CaseState.EXCHANGE_ACTIVE),
                (CaseEvent.COMPLETE_EXCHANGE, CaseState.EXCHANGE_COMPLETE),
                (CaseEvent.MONITOR, CaseState.MONITORING),
                (CaseEvent.CLOSE, CaseState.CLOSED),
            ],
        ),
        (
            DEPARTURE,
            [
                (CaseEvent.ARRANGE_MEETING, CaseState.MEETING_ARRANGED),
                (CaseEvent.MEETING_HELD, CaseState.MEETING_HELD),
                (CaseEvent.ALLOCATE, CaseState.SPOC_ALLOCATED),
                (CaseEvent.SERVICES_INFORMED, CaseState.SERVICES_INFORMED),
                (CaseEvent.OPEN_EXCHANGE, CaseState.EXCHANGE_ACTIVE),
                (CaseEvent.PASS_ALL, CaseState.WITH_UKPPS),
                (CaseEvent.COMPLETE_EXCHANGE, CaseState.EXCHANGE_COMPLETE),
                (CaseEvent.MONITOR, CaseState.MONITORING),
                (CaseEvent.CLOSE, CaseState.CLOSED),
            ],
        ),
    ],
    ids=["arrival", "departure"],
)
def test_the_whole_way(facts: CaseFacts, path: list[tuple[CaseEvent, CaseState]]) -> None:
    for event, state in path:
        assert goes(facts, event) is state
        facts = replace(facts, state=state)


@pytest.mark.parametrize(
    ("event", "state", "spoiled", "words"),
    [
        (CaseEvent.CONFIRM_ROUTE, CaseState.NOTIFIED, {"members": 0}, "at least one person"),
        (CaseEvent.CONFIRM_ROUTE, CaseState.NOTIFIED, {"route": Route.NEITHER}, "Set the route again"),
        (CaseEvent.REROUTE, CaseState.NOTIFIED, {}, "neither"),
        (CaseEvent.ARRANGE_MEETING, CaseState.NOTIFIED, {"route": Route.NEITHER}, "no LA SPOC process"),
        (CaseEvent.MEETING_HELD, CaseState.NOTIFIED, {"meeting_sides": frozenset()}, "Record the meeting"),
        (CaseEvent.MEETING_HELD, CaseState.NOTIFIED, {"route": Route.NEITHER}, "no LA SPOC process"),
        (CaseEvent.ALLOCATE, CaseState.MEETING_HELD, {"actor_roles": frozenset({"la_spoc"})}, "office of the DCS"),
        (CaseEvent.ALLOCATE, CaseState.MEETING_HELD, {"route": Route.UNKNOWN}, "Confirm the route"),
        (CaseEvent.ALLOCATE, CaseState.MEETING_HELD, {"spoc_sides": frozenset()}, "LA SPOC is still needed"),
        (
            CaseEvent.ALLOCATE,
            CaseState.MEETING_HELD,
            {"spoc_sides": frozenset({Side.CHILDREN})},
            "adult social services",
        ),
        (
            CaseEvent.SERVICES_INFORMED,
            CaseState.SPOC_ALLOCATED,
            {"tiers_informed": frozenset({Tier.UNIVERSAL})},
            "specialist services",
        ),
        (CaseEvent.OPEN_EXCHANGE, CaseState.SERVICES_INFORMED, {"ukpps_spoc_verified": False}, "Verify who"),
        (CaseEvent.COMPLETE_EXCHANGE, CaseState.EXCHANGE_ACTIVE, {"items_unanswered": 1}, "every row of the checklist"),
        (CaseEvent.COMPLETE_EXCHANGE, CaseState.EXCHANGE_ACTIVE, {"items": 0}, "every row of the checklist"),
        (CaseEvent.COMPLETE_EXCHANGE, CaseState.EXCHANGE_ACTIVE, {"items_open": 2}, "2 records are still open"),
        (CaseEvent.NEW_NEED, CaseState.EXCHANGE_COMPLETE, {"route": Route.NEITHER}, "no LA SPOC process"),
        (CaseEvent.RESUME, CaseState.ON_HOLD, {"actor_roles": frozenset({"dcs_office"})}, "LA SPOC or the deputy"),
        (CaseEvent.RESUME, CaseState.ON_HOLD, {"pausing_concerns": 1}, "security concern"),
        (CaseEvent.MOVED_ON, CaseState.MONITORING, {}, "on hold first, with the reason"),
        (CaseEvent.MOVED_ON, CaseState.ON_HOLD, {"actor_roles": frozenset({"dcs_office"})}, "LA SPOC or the deputy"),
        (CaseEvent.CLOSE, CaseState.MONITORING, {"items_open": 1}, "1 record is still open"),
        (CaseEvent.CLOSE, CaseState.MONITORING, {"open_queries": 1}, "question"),
        (CaseEvent.CLOSE, CaseState.MONITORING, {"open_concerns": 1}, "security concern"),
        (CaseEvent.CLOSE_NO_ROLE, CaseState.NOTIFIED, {}, "neither"),
        (CaseEvent.CLOSE_ERROR, CaseState.NOTIFIED, {"open_concerns": 2}, "2 security concerns"),
    ],
)
def test_each_guard_refuses_with_its_rule(
    event: CaseEvent, state: CaseState, spoiled: dict[str, object], words: str
) -> None:
    facts = replace(ARRIVAL, state=state, **spoiled)  # type: ignore[arg-type]
    with pytest.raises(NotYet, match=words) as refused:
        transition(event, facts)
    assert refused.value.source


@pytest.mark.parametrize(
    ("event", "state", "spoiled", "words"),
    [
        (CaseEvent.SERVICES_INFORMED, CaseState.SPOC_ALLOCATED, {"routes_to_stop_started": False}, "routes to stop"),
        (CaseEvent.PASS_ALL, CaseState.EXCHANGE_ACTIVE, {"items_not_passed": 1}, "nothing held"),
        (CaseEvent.PASS_ALL, CaseState.EXCHANGE_ACTIVE, {"items_unanswered": 1}, "every row of the checklist"),
        (CaseEvent.COMPLETE_EXCHANGE, CaseState.EXCHANGE_ACTIVE, {}, "is not possible"),
        (CaseEvent.MOVED_ON, CaseState.ON_HOLD, {}, "on hold"),
    ],
)
@pytest.mark.req("R-003-58")
def test_a_departure_has_guards_of_its_own(
    event: CaseEvent, state: CaseState, spoiled: dict[str, object], words: str
) -> None:
    with pytest.raises(NotYet, match=words):
        transition(event, replace(DEPARTURE, state=state, **spoiled))  # type: ignore[arg-type]


def test_an_arrival_does_not_wait_for_the_routes_to_stop() -> None:
    facts = replace(ARRIVAL, state=CaseState.SPOC_ALLOCATED, routes_to_stop_started=False)
    assert goes(facts, CaseEvent.SERVICES_INFORMED) is CaseState.SERVICES_INFORMED


def test_where_no_director_works_at_the_desk_the_la_spoc_records_what_they_decided() -> None:
    alone = frozenset({"la_spoc"})
    facts = replace(ARRIVAL, state=CaseState.MEETING_HELD, actor_roles=alone, desk_roles=alone)
    assert goes(facts, CaseEvent.ALLOCATE) is CaseState.SPOC_ALLOCATED


@pytest.mark.req("R-003-30")
def test_two_la_spocs_cover_a_joint_case_as_well_as_one() -> None:
    facts = replace(ARRIVAL, state=CaseState.MEETING_HELD, spoc_sides=BOTH_SIDES)
    assert goes(facts, CaseEvent.ALLOCATE) is CaseState.SPOC_ALLOCATED


@pytest.mark.parametrize("state", sorted(set(CaseState) - {CaseState.ON_HOLD, CaseState.CLOSED}))
def test_every_running_case_can_be_held_and_comes_back_where_it_was(state: CaseState) -> None:
    assert goes(replace(ARRIVAL, state=state), CaseEvent.HOLD) is CaseState.ON_HOLD
    held = replace(ARRIVAL, state=CaseState.ON_HOLD, state_before=state)
    assert goes(held, CaseEvent.RESUME) is state


@pytest.mark.parametrize("state", sorted(set(CaseState) - {CaseState.CLOSED}))
def test_ukpps_may_withdraw_at_any_time(state: CaseState) -> None:
    assert goes(replace(ARRIVAL, state=state), CaseEvent.WITHDRAW) is CaseState.CLOSED


def test_a_closed_case_reopens_where_it_was() -> None:
    closed = replace(ARRIVAL, state=CaseState.CLOSED, state_before=CaseState.MONITORING)
    assert goes(closed, CaseEvent.REOPEN) is CaseState.MONITORING
    assert [offer.event for offer in offers(closed)] == [CaseEvent.REOPEN]


def test_a_family_that_moves_again_is_recorded_from_hold() -> None:
    assert goes(replace(ARRIVAL, state=CaseState.ON_HOLD), CaseEvent.MOVED_ON) is CaseState.MOVED_ON


@pytest.mark.parametrize("state", sorted(CaseState))
def test_that_a_family_moves_again_is_found_in_every_open_state_after_the_exchange_opened(state: CaseState) -> None:
    found = [offer for offer in offers(replace(ARRIVAL, state=state)) if offer.event is CaseEvent.MOVED_ON]
    opened = {CaseState.EXCHANGE_ACTIVE, CaseState.EXCHANGE_COMPLETE, CaseState.MONITORING}
    assert [offer.allowed for offer in found] == ([True] if state is CaseState.ON_HOLD else [False] * (state in opened))
    assert not any(o.event is CaseEvent.MOVED_ON for o in offers(replace(DEPARTURE, state=state)))


@pytest.mark.req("R-003-34")
def test_a_neither_case_can_only_be_closed_held_withdrawn_or_routed_again() -> None:
    neither = replace(ARRIVAL, route=Route.NEITHER, route_computed=Route.NEITHER)
    assert {offer.event for offer in offers(neither) if offer.allowed} == {
        CaseEvent.REROUTE,
        CaseEvent.HOLD,
        CaseEvent.CLOSE_NO_ROLE,
        CaseEvent.WITHDRAW,
        CaseEvent.CLOSE_ERROR,
    }
    others = {offer.event for offer in offers(ARRIVAL)}
    assert others.isdisjoint({CaseEvent.REROUTE, CaseEvent.CLOSE_NO_ROLE})


@pytest.mark.parametrize("state", sorted({CaseState.EXCHANGE_COMPLETE, CaseState.MONITORING}))
def test_a_new_need_opens_the_exchange_again(state: CaseState) -> None:
    assert goes(replace(ARRIVAL, state=state), CaseEvent.NEW_NEED) is CaseState.EXCHANGE_ACTIVE


def test_a_further_question_takes_a_departure_back_to_gathering() -> None:
    assert goes(replace(DEPARTURE, state=CaseState.WITH_UKPPS), CaseEvent.NEW_NEED) is CaseState.EXCHANGE_ACTIVE


def test_a_refused_move_is_offered_with_the_why() -> None:
    facts = replace(ARRIVAL, state=CaseState.SERVICES_INFORMED, ukpps_spoc_verified=False)
    offer = next(offer for offer in offers(facts) if offer.event is CaseEvent.OPEN_EXCHANGE)
    assert not offer.allowed
    assert "Verify" in offer.why_not
    assert offer.source


@pytest.mark.req("R-003-29")
def test_a_joint_meeting_that_was_not_considered_is_a_warning_only() -> None:
    facts = replace(ARRIVAL, joint_meeting_considered=False)
    offer = next(offer for offer in offers(facts) if offer.event is CaseEvent.MEETING_HELD)
    assert offer.allowed
    assert offer.warnings == ("Say whether a joint meeting of the DCS and the DASS was considered.",)


def test_services_not_in_place_are_asked_about_when_the_exchange_is_complete() -> None:
    facts = replace(ARRIVAL, state=CaseState.EXCHANGE_ACTIVE, needs_not_in_place=1)
    offer = next(offer for offer in offers(facts) if offer.event is CaseEvent.COMPLETE_EXCHANGE)
    assert offer.allowed
    assert offer.warnings


def test_closing_a_departure_asks_two_more_questions() -> None:
    def asked(facts: CaseFacts) -> tuple[str, ...]:
        return next(o.asks for o in offers(replace(facts, state=CaseState.MONITORING)) if o.event is CaseEvent.CLOSE)

    assert asked(ARRIVAL) == ("ukpps_spoc_told", "flag_decision")
    assert asked(DEPARTURE) == (
        "ukpps_spoc_told",
        "flag_decision",
        "services_told_not_to_trace",
        "own_involvement_ended",
    )


def test_a_departure_gathers_where_an_arrival_exchanges() -> None:
    assert state_words(CaseState.EXCHANGE_ACTIVE, Direction.DEPARTURE) == "Gathering"
    assert state_words(CaseState.EXCHANGE_ACTIVE, Direction.ARRIVAL) == "Exchange active"


def test_no_event_has_two_moves_from_one_state() -> None:
    for direction in Direction:
        for state in CaseState:
            events = [m.event for m in TRANSITIONS if state in m.sources and m.only in (None, direction)]
            assert len(events) == len(set(events))


def test_every_state_can_be_reached_and_left() -> None:
    reached = {move.to for move in TRANSITIONS if move.to} | {CaseState.NOTIFIED}
    left = {state for move in TRANSITIONS for state in move.sources}
    assert reached == set(CaseState) == left
