"""Every guard of the exchange item (domain 3.3), in both directions, with all side branches."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.exchanges import (
    TERMINAL,
    Applicable,
    Check,
    Hand,
    HandKind,
    ItemState,
    NotAvailable,
    Origin,
    Party,
)
from spoc_desk.domain.hand_rules import RULES, Ask
from spoc_desk.domain.item_states import (
    HandFacts,
    Progress,
    after,
    date_problem,
    offer,
    offers,
    replay,
    rule_of,
    rules_of,
)
from spoc_desk.domain.record import CaseId, ItemId, new_id

TODAY = date(2026, 11, 23)
H, S, IN, OUT = HandKind, ItemState, Direction.ARRIVAL, Direction.DEPARTURE


def hand(kind: HandKind, day: date = TODAY, **given: object) -> Hand:
    direction = OUT if kind.value.startswith("D") or kind is H.CANCELLED else IN
    rule = rule_of(direction, kind)
    assert rule is not None
    values: dict[str, object] = {"from_party": rule.from_party, "to_party": rule.to_party, **given}
    return Hand(id=new_id(), item_id=ItemId("i"), case_id=CaseId("c"), hand=kind, happened_on=day, **values)  # type: ignore[arg-type]


def progress(direction: Direction, *hands: Hand) -> Progress:
    return replay(direction, hands)


def facts(direction: Direction, *hands: Hand, **given: object) -> HandFacts:
    values: dict[str, object] = {"spoc_verified": True, "may_share": True, "case_state": CaseState.EXCHANGE_ACTIVE}
    values.update(given)
    return HandFacts(direction=direction, progress=progress(direction, *hands), today=TODAY, **values)  # type: ignore[arg-type]


def allowed(given: HandFacts) -> set[HandKind]:
    return {one.hand for one in offers(given) if one.allowed}


def why_not(given: HandFacts, kind: HandKind) -> str:
    rule = rule_of(given.direction, kind)
    assert rule is not None
    made = offer(given, rule)
    assert bool(made.why_not) is not made.allowed
    assert made.allowed or made.source, "a refusal names its source"
    return made.why_not


CLEAN = (hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.CLEAN))
READY = (hand(H.D1A), hand(H.D2), hand(H.D3), hand(H.D_CHECKED, check_result=Check.CLEAN))


# arrival -------------------------------------------------------------------------------------------------------------


@pytest.mark.req("R-003-22", "R-003-23", "R-003-24", "R-003-25", "R-003-26", "R-003-43")
def test_an_arriving_record_goes_from_need_to_receipt_through_both_spocs() -> None:
    steps = (hand(H.A1), *CLEAN, hand(H.A6), hand(H.A7))
    states = [progress(IN, *steps[:count]).state for count in range(len(steps) + 1)]
    assert states == [
        S.IDENTIFIED, S.IDENTIFIED, S.REQUESTED, S.RECEIVED, S.CHECKED, S.PASSED_ON, S.COMPLETE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hands", "main", "others"),
    [
        ((), H.A2, {H.A1, H.NOT_RELEVANT}),
        ((hand(H.A1),), H.A2, {H.NOT_RELEVANT, H.REOPENED}),
        ((hand(H.A2),), H.A4, {H.A3, H.A_REFUSED, H.REOPENED}),
        ((hand(H.A2), hand(H.A4)), H.A5, {H.REOPENED}),
        (CLEAN, H.A6, {H.REOPENED}),
        ((*CLEAN, hand(H.A6)), H.A7, {H.REOPENED}),
        ((hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.LEAK)), H.A_RETURNED, {H.A_DESTROYED, H.REOPENED}),
        ((*CLEAN, hand(H.A6), hand(H.A7)), H.REOPENED, set()),
    ],
)
def test_an_arrival_offers_exactly_the_legal_hands_the_usual_one_first(
    hands: tuple[Hand, ...], main: HandKind, others: set[HandKind]
) -> None:
    given = facts(IN, *hands)
    assert offers(given)[0].hand is main
    assert allowed(given) == {main} | others


def test_nothing_is_requested_before_the_ukpps_spoc_is_verified() -> None:
    assert "not verified" in why_not(facts(IN, spoc_verified=False), H.A2)
    assert not why_not(facts(IN, spoc_verified=True), H.A2)


def test_a_leaking_copy_goes_back_only_to_a_verified_ukpps_spoc() -> None:
    leaked = (hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.LEAK))
    assert "not verified" in why_not(facts(IN, *leaked, spoc_verified=False), H.A_RETURNED)


def test_a_request_needs_no_information_sharing_decision() -> None:
    assert not why_not(facts(IN, may_share=False), H.A2)


@pytest.mark.req("R-003-64")
@pytest.mark.parametrize("hands", [(), (hand(H.A2),), (hand(H.A2), hand(H.A4))])
def test_nothing_is_passed_on_before_it_is_received_and_clean(hands: tuple[Hand, ...]) -> None:
    assert "received and you have found it clean" in why_not(facts(IN, *hands), H.A6)


@pytest.mark.req("R-003-64")
def test_a_sealed_copy_stays_received_and_is_not_passed_on() -> None:
    sealed = (hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.SEALED))
    assert progress(IN, *sealed).state is S.RECEIVED
    assert why_not(facts(IN, *sealed), H.A6)
    assert not why_not(facts(IN, *sealed), H.A5)


@pytest.mark.req("R-003-10")
def test_nothing_is_passed_on_without_an_information_sharing_decision() -> None:
    assert "information-sharing decision" in why_not(facts(IN, *CLEAN, may_share=False), H.A6)
    assert not why_not(facts(IN, *CLEAN), H.A6)


@pytest.mark.req("R-003-28", "R-003-64")
def test_a_high_leak_finding_stops_passing_on_and_names_the_field() -> None:
    sentence = why_not(facts(IN, *CLEAN, leaking_fields=("Title",)), H.A6)
    assert "Title" in sentence
    assert not why_not(facts(IN, leaking_fields=("Title",)), H.A2)


def test_a_clean_check_before_a_new_copy_does_not_count_for_the_new_copy() -> None:
    back = (hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.LEAK), hand(H.A_RETURNED))
    assert progress(IN, *back).state is S.REQUESTED
    again = progress(IN, *back, hand(H.A4))
    assert (again.state, again.check_result) == (S.RECEIVED, None)


def test_a_quarantined_copy_is_destroyed_and_the_item_ends_as_not_available() -> None:
    ended = progress(IN, hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.LEAK), hand(H.A_DESTROYED))
    assert (ended.state, ended.not_available_reason) == (S.NOT_AVAILABLE, NotAvailable.DESTROYED)


@pytest.mark.parametrize(
    "reason", [NotAvailable.NONE_HELD, NotAvailable.CANNOT_SANITISE, NotAvailable.REFUSED, NotAvailable.WITHDRAWN]
)
def test_ukpps_may_say_not_available_with_a_reason(reason: NotAvailable) -> None:
    ended = progress(IN, hand(H.A2), hand(H.A_REFUSED, not_available_reason=reason))
    assert (ended.state, ended.not_available_reason, ended.is_open) == (S.NOT_AVAILABLE, reason, False)
    rule = rule_of(IN, H.A_REFUSED)
    assert rule is not None
    assert Ask.REASON in rule.required


def test_chasing_counts_and_an_acknowledgement_does_not() -> None:
    chased = hand(H.A3)
    acknowledged = hand(H.A3, from_party=Party.UKPPS_SPOC, to_party=Party.LA_SPOC)
    result = progress(IN, hand(H.A2), chased, acknowledged, chased)
    assert (result.state, result.chases) == (S.REQUESTED, 2)


def test_a_need_is_raised_once() -> None:
    assert why_not(facts(IN, hand(H.A1)), H.A1)


def test_only_an_identified_record_can_be_not_relevant() -> None:
    ended = progress(IN, hand(H.NOT_RELEVANT))
    assert (ended.state, ended.applicable) == (S.NOT_APPLICABLE, Applicable.NO)
    assert why_not(facts(IN, hand(H.A2)), H.NOT_RELEVANT)


# departure -----------------------------------------------------------------------------------------------------------


@pytest.mark.req("R-003-49", "R-003-50", "R-003-51", "R-003-53")
def test_a_departing_record_goes_from_request_to_ukpps_and_is_confirmed() -> None:
    steps = (*READY, hand(H.D4), hand(H.D5), hand(H.D6))
    states = [progress(OUT, *steps[:count]).state for count in range(len(steps) + 1)]
    assert states == [
        S.IDENTIFIED, S.IDENTIFIED, S.ASKED, S.GATHERED, S.READY, S.WITH_UKPPS, S.COMPLETE, S.COMPLETE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hands", "main", "others"),
    [
        ((), H.D1A, {H.D1B, H.NOT_RELEVANT, H.CANCELLED}),
        ((hand(H.D1A),), H.D2, {H.NOT_RELEVANT, H.CANCELLED, H.REOPENED}),
        ((hand(H.D1B), hand(H.D2)), H.D3, {H.D_REMINDED, H.D_NOTHING, H.CANCELLED, H.REOPENED}),
        (READY[:3], H.D_CHECKED, {H.CANCELLED, H.REOPENED}),
        (READY, H.D4, {H.CANCELLED, H.REOPENED}),
        ((*READY, hand(H.D4)), H.D5, {H.D6, H.D7, H.CANCELLED, H.REOPENED}),
        ((*READY, hand(H.D4), hand(H.D5)), H.D6, {H.REOPENED}),
        ((hand(H.D1A), hand(H.D2), hand(H.D_NOTHING)), H.REOPENED, set()),
    ],
)
def test_a_departure_offers_exactly_the_legal_hands_the_usual_one_first(
    hands: tuple[Hand, ...], main: HandKind, others: set[HandKind]
) -> None:
    given = facts(OUT, *hands)
    assert offers(given)[0].hand is main
    assert allowed(given) == {main} | others


@pytest.mark.req("R-003-49", "R-003-52")
def test_our_service_is_asked_only_when_the_ukpps_spoc_asked_or_the_la_spoc_volunteers() -> None:
    assert "how this began" in why_not(facts(OUT), H.D2)
    assert not why_not(facts(OUT, hand(H.D1A)), H.D2)
    assert not why_not(facts(OUT, hand(H.D1B)), H.D2)
    assert progress(OUT, hand(H.D1A)).origin is Origin.REQUESTED
    assert progress(OUT, hand(H.D1B)).origin is Origin.VOLUNTEERED
    assert why_not(facts(OUT, hand(H.D1A)), H.D1B), "it began once"


def test_nothing_goes_to_ukpps_before_it_is_gathered_and_checked() -> None:
    assert "checked for other people" in why_not(facts(OUT, *READY[:3]), H.D4)
    assert not why_not(facts(OUT, *READY), H.D4)


def test_the_third_party_check_is_a_guard_of_its_own() -> None:
    ready = Progress(state=S.READY, third_party_checked=False)
    given = HandFacts(OUT, CaseState.EXCHANGE_ACTIVE, ready, TODAY, spoc_verified=True, may_share=True)
    assert "other people" in why_not(given, H.D4)


@pytest.mark.parametrize("found", [Check.LEAK, Check.SEALED])
def test_a_gathered_record_with_a_leak_or_unopened_is_not_ready(found: Check) -> None:
    result = progress(OUT, *READY[:3], hand(H.D_CHECKED, check_result=found))
    assert (result.state, result.third_party_checked) == (S.GATHERED, False)


@pytest.mark.req("R-003-10", "R-003-51")
def test_nothing_goes_to_ukpps_without_a_decision_or_to_an_unverified_spoc_or_with_a_leak() -> None:
    assert "information-sharing decision" in why_not(facts(OUT, *READY, may_share=False), H.D4)
    assert "not verified" in why_not(facts(OUT, *READY, spoc_verified=False), H.D4)
    assert "Note" in why_not(facts(OUT, *READY, leaking_fields=("Note",)), H.D4)


def test_nothing_held_ends_the_item() -> None:
    assert progress(OUT, hand(H.D1A), hand(H.D2), hand(H.D_NOTHING)).state is S.NOTHING_HELD
    assert why_not(facts(OUT, hand(H.D1A)), H.D_NOTHING)


def test_a_further_question_goes_back_to_the_service_and_is_checked_anew() -> None:
    again = progress(OUT, *READY, hand(H.D4), hand(H.D7))
    assert (again.state, again.third_party_checked, again.check_result) == (S.ASKED, False, None)
    assert why_not(facts(OUT, *READY, hand(H.D4), hand(H.D5)), H.D7)


@pytest.mark.parametrize("count", range(6))
def test_ukpps_may_cancel_at_any_open_step(count: int) -> None:
    hands = (*READY, hand(H.D4))[:count]
    assert not why_not(facts(OUT, *hands), H.CANCELLED)
    assert progress(OUT, *hands, hand(H.CANCELLED)).state is S.CANCELLED


def test_a_closed_item_cannot_be_cancelled() -> None:
    assert why_not(facts(OUT, hand(H.CANCELLED)), H.CANCELLED)


def test_confirming_what_happened_next_is_a_date_only_after_receipt() -> None:
    assert not why_not(facts(OUT, *READY, hand(H.D4), hand(H.D5)), H.D6)
    assert why_not(facts(OUT, *READY), H.D6)


# both ----------------------------------------------------------------------------------------------------------------


def test_a_hand_taken_back_leaves_what_was_before_and_never_edits_history() -> None:
    hands = (*CLEAN, hand(H.A6), hand(H.REOPENED))
    assert progress(IN, *hands).state is S.CHECKED
    assert progress(IN, *hands, hand(H.REOPENED)).state is S.RECEIVED
    assert progress(IN, hand(H.NOT_RELEVANT), hand(H.REOPENED)) == Progress()


def test_taking_back_needs_a_reason_and_a_hand() -> None:
    rule = rule_of(IN, H.REOPENED)
    assert rule is not None
    assert Ask.NOTE in rule.required
    assert why_not(facts(IN), H.REOPENED)


@pytest.mark.parametrize("direction", list(Direction))
def test_a_closed_or_moved_on_case_takes_no_hand(direction: Direction) -> None:
    for state in (CaseState.CLOSED, CaseState.MOVED_ON):
        assert not allowed(facts(direction, case_state=state))


def test_on_hold_freezes_every_hand_but_getting_a_leak_out_of_the_building() -> None:
    hold = CaseState.ON_HOLD
    leaked = (hand(H.A2), hand(H.A4), hand(H.A5, check_result=Check.LEAK))
    assert not allowed(facts(IN, *CLEAN, case_state=hold))
    assert not allowed(facts(OUT, *READY, case_state=hold))
    assert allowed(facts(IN, *leaked, case_state=hold)) == {H.A_RETURNED, H.A_DESTROYED}
    assert "on hold" in why_not(facts(IN, case_state=hold), H.A2)


@pytest.mark.parametrize(
    "state",
    [CaseState.NOTIFIED, CaseState.MEETING_ARRANGED, CaseState.MEETING_HELD, CaseState.SPOC_ALLOCATED,
     CaseState.SERVICES_INFORMED],
)  # fmt: skip
def test_before_the_exchange_is_open_wishes_are_collected_and_nothing_moves(state: CaseState) -> None:
    assert allowed(facts(IN, case_state=state)) == {H.A1, H.NOT_RELEVANT}
    assert allowed(facts(OUT, hand(H.D1A), case_state=state)) == {H.NOT_RELEVANT, H.CANCELLED, H.REOPENED}
    assert "not open yet" in why_not(facts(IN, case_state=state), H.A2)


def test_a_hand_is_never_before_the_last_one_nor_in_the_future() -> None:
    rule = rule_of(IN, H.A4)
    assert rule is not None
    done = progress(IN, hand(H.A2, date(2026, 11, 10)))
    assert not date_problem(done, rule, date(2026, 11, 10), TODAY)
    assert "before the last hand" in date_problem(done, rule, date(2026, 11, 9), TODAY)
    assert "future" in date_problem(done, rule, date(2026, 11, 24), TODAY)
    assert not date_problem(done, rule, TODAY, TODAY)


def test_after_taking_back_a_wrong_date_the_right_earlier_one_may_be_recorded() -> None:
    rule = rule_of(IN, H.A4)
    assert rule is not None
    done = progress(IN, hand(H.A2, date(2026, 11, 2)), hand(H.A4, date(2026, 11, 20)), hand(H.REOPENED, TODAY))
    assert not date_problem(done, rule, date(2026, 11, 12), TODAY)


@pytest.mark.req("R-003-11", "R-003-21")
def test_parties_are_fixed_and_nothing_reaches_ukpps_except_through_the_la_spoc() -> None:
    for rule in RULES:
        assert Party.LA_SPOC in (rule.from_party, rule.to_party), rule.hand
        assert {rule.from_party, rule.to_party} != {Party.OWN_SERVICE, Party.UKPPS_SPOC}


def test_no_hand_of_the_other_direction_is_offered() -> None:
    for direction, letter in ((IN, "D"), (OUT, "A")):
        assert not [rule for rule in rules_of(direction) if rule.hand.value.startswith(letter)]
    with pytest.raises(ValueError, match="direction"):
        after(IN, Progress(), hand(H.D2))


def test_every_state_but_the_terminal_ones_has_a_way_on_and_terminal_ones_only_back() -> None:
    for direction in Direction:
        for state in ItemState:
            there = HandFacts(
                direction, CaseState.EXCHANGE_ACTIVE, Progress(state=state, last_hand=H.A1, check_result=Check.CLEAN,
                third_party_checked=True, origin=Origin.REQUESTED), TODAY, spoc_verified=True, may_share=True,
            )  # fmt: skip
            onward = allowed(there) - {H.REOPENED, H.D6}
            assert not (state in TERMINAL and onward), (direction, state)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(Direction), st.lists(st.integers(0, 30), max_size=25), st.data())
def test_any_walk_of_legal_hands_stays_legal_and_takes_back_completely(
    direction: Direction, picks: list[int], data: st.DataObject
) -> None:
    done: list[Hand] = []
    day = TODAY - timedelta(days=60)
    for pick in picks:
        given_facts = facts(direction, *done)
        legal = [one for one in offers(given_facts) if one.allowed]
        if not legal:
            break
        chosen = legal[pick % len(legal)].rule
        day += timedelta(days=1)
        check = data.draw(st.sampled_from(Check)) if Ask.CHECK_RESULT in chosen.required else None
        before = progress(direction, *done)
        step = Hand(
            id=new_id(), item_id=ItemId("i"), case_id=CaseId("c"), hand=chosen.hand, happened_on=day,
            from_party=chosen.from_party, to_party=chosen.to_party, check_result=check,
        )  # fmt: skip
        if chosen.hand is not H.REOPENED:
            undone = progress(direction, *done, step, hand(H.REOPENED, day))
            assert undone == before
        done.append(step)
        if progress(direction, *done).state is S.PASSED_ON:
            assert before.check_result is Check.CLEAN or chosen.hand is H.REOPENED
