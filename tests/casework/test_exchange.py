"""Recording hands on a real vault: guards, dates, decisions, leaks, clocks and what the register then holds."""

from datetime import date

import pytest

from spoc_desk.casework.exchange import (
    add_item,
    edit_item,
    item_leaks,
    item_with_hands,
    offers,
    record_hand,
)
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.concerns import ConcernKind
from spoc_desk.domain.contacts import IdentityCheck
from spoc_desk.domain.exchanges import Applicable, HandKind, ItemState, RecordType
from spoc_desk.domain.item_states import replay
from spoc_desk.errors import BadAnswer, LeakFound, NotYet, StaleRecord
from spoc_desk.vault.records.stores import CLOCKS, CONCERNS, HANDS, ITEMS, UKPPS_CONTACTS
from tests.casework.desk import Desk

H, S = HandKind, ItemState


def do(desk: Desk, item_id: str, hand: HandKind, **answers: str) -> ItemState:
    done = record_hand(desk.vault, item_id=item_id, hand=hand, answers=answers)
    return done.record.state  # type: ignore[union-attr]


def to_checked(desk: Desk, item_id: str) -> None:
    do(desk, item_id, H.A2, happened_on="2026-11-02")
    do(desk, item_id, H.A4, happened_on="2026-11-18", method="encrypted_media", pages="14")
    do(desk, item_id, H.A5, happened_on="2026-11-19", check_result="clean")


def to_ready(desk: Desk, item_id: str) -> None:
    do(desk, item_id, H.D1A, happened_on="2026-11-02")
    do(desk, item_id, H.D2, happened_on="2026-11-03", service=desk.school)
    do(desk, item_id, H.D3, happened_on="2026-11-10", method="paper")
    do(desk, item_id, H.D_CHECKED, happened_on="2026-11-11", third_party_checked="yes")


# arrival -------------------------------------------------------------------------------------------------------------


@pytest.mark.req(
    "R-003-22", "R-003-23", "R-003-24", "R-003-25", "R-003-26", "R-003-43", "R-003-44",
)  # fmt: skip
def test_the_register_shows_what_was_requested_received_and_passed_on_to_which_agency(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, H.A1, happened_on="2026-11-01", service=arrival.school)
    to_checked(arrival, item_id)
    decision = arrival.decision(decided_on="2026-11-19")
    state = do(
        arrival, item_id, H.A6, happened_on="2026-11-20", service=arrival.school, method="in_person",
        decision_id=decision,
    )  # fmt: skip
    assert state is S.PASSED_ON
    assert do(arrival, item_id, H.A7, happened_on="2026-11-23") is S.COMPLETE
    _, hands = item_with_hands(arrival.vault, item_id)
    told = [(hand.hand, hand.happened_on, hand.from_party.value, hand.to_party.value, hand.service) for hand in hands]
    assert told == [
        (H.A1, date(2026, 11, 1), "own_service", "la_spoc", arrival.school),
        (H.A2, date(2026, 11, 2), "la_spoc", "ukpps_spoc", None),
        (H.A4, date(2026, 11, 18), "ukpps_spoc", "la_spoc", None),
        (H.A5, date(2026, 11, 19), "la_spoc", "la_spoc", None),
        (H.A6, date(2026, 11, 20), "la_spoc", "own_service", arrival.school),
        (H.A7, date(2026, 11, 23), "own_service", "la_spoc", arrival.school),
    ]
    assert {hand.done_by for hand in hands} == {"Asha Brook"}
    assert hands[4].decision_id == decision


def test_the_first_offer_is_the_usual_next_hand_and_refusals_name_their_source(arrival: Desk) -> None:
    made = offers(arrival.vault, arrival.item("school"))
    assert (made[0].hand, made[0].from_words, made[0].to_words) == (H.A2, "LA SPOC", "UKPPS SPOC")
    refused = {one.hand: one for one in made if not one.allowed}
    assert "found it clean" in refused[H.A6].why_not
    assert refused[H.A6].source == "S003:50"


def test_the_panel_is_told_the_usual_service(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, H.A1, happened_on="2026-11-01", service=arrival.school)
    to_checked(arrival, item_id)
    arrival.decision()
    first = offers(arrival.vault, item_id)[0]
    assert (first.hand, first.usual_service) == (H.A6, arrival.school)


def test_a_decision_made_for_another_record_is_never_filled_in(arrival: Desk) -> None:
    school, social = arrival.item("school"), arrival.item("childrens_social_work")
    to_checked(arrival, school)
    to_checked(arrival, social)
    decision = arrival.decision(decided_on="2026-11-19")
    given = {"service": arrival.school, "method": "in_person", "happened_on": "2026-11-20"}
    do(arrival, school, H.A6, **given, decision_id=decision)
    first = offers(arrival.vault, social)[0]
    assert (first.hand, first.usual_decision) == (H.A6, None)
    with pytest.raises(BadAnswer, match="Choose the information-sharing decision"):
        do(arrival, social, H.A6, **given)


def test_the_decision_under_which_this_record_was_handed_over_is_filled_in_again(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    first, second = (arrival.decision(decided_on=day) for day in ("2026-11-18", "2026-11-19"))
    given = {"service": arrival.school, "method": "in_person", "happened_on": "2026-11-20"}
    do(arrival, item_id, H.A6, **given, decision_id=first)
    do(arrival, item_id, H.REOPENED, note="Handed to the wrong person")
    again = offers(arrival.vault, item_id)[0]
    assert (again.hand, again.usual_decision) == (H.A6, first)
    do(arrival, item_id, H.A6, **given, decision_id=second)
    do(arrival, item_id, H.REOPENED, note="Once more")
    assert offers(arrival.vault, item_id)[0].usual_decision == second, "the last one used"


def test_a_request_waits_until_the_ukpps_spoc_is_verified(arrival: Desk) -> None:
    contact = UKPPS_CONTACTS.find(arrival.vault, "case_id = ?", (arrival.case_id,))[0]
    with arrival.vault.transaction("test") as tx:
        tx.update("ukpps_contacts", contact.id, {"identity_verified": IdentityCheck.NOT_YET.value}, version=1)
    with pytest.raises(NotYet, match="not verified") as refused:
        do(arrival, arrival.item("school"), H.A2)
    assert refused.value.source == "S003:48"
    with arrival.vault.transaction("test") as tx:
        tx.update("ukpps_contacts", contact.id, {"identity_verified": IdentityCheck.CALL_BACK.value}, version=2)
    assert do(arrival, arrival.item("school"), H.A2) is S.REQUESTED


@pytest.mark.req("R-003-10")
def test_passing_on_asks_for_a_decision_of_this_case_that_allows_it_and_is_not_later(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    given = {"service": arrival.school, "method": "in_person", "happened_on": "2026-11-20"}
    with pytest.raises(NotYet, match="information-sharing decision"):
        do(arrival, item_id, H.A6, **given)
    refused = arrival.decision(outcome="do_not_share", decided_on="2026-11-19")
    later = arrival.decision(decided_on="2026-11-23")
    for wrong, words in (
        ("", "Choose the information"),
        (refused, "not to share"),
        (later, "made later"),
        ("x", "of this"),
    ):
        with pytest.raises(BadAnswer, match=words) as told:
            do(arrival, item_id, H.A6, **given, decision_id=wrong)
        assert told.value.field == "decision_id"
    right = arrival.decision(outcome="share_part", decided_on="2026-11-20")
    assert do(arrival, item_id, H.A6, **given, decision_id=right) is S.PASSED_ON


def test_a_decision_to_share_needs_both_protections(arrival: Desk) -> None:
    for question in ("necessary_and_proportionate", "third_parties_protected"):
        with pytest.raises(Exception, match="necessary and proportionate"):
            arrival.decision(**{question: "no"})
    assert arrival.decision(outcome="do_not_share", necessary_and_proportionate="no")


def test_passing_on_asks_for_the_agency_and_the_way(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    decision = arrival.decision(decided_on="2026-11-19")
    for given, field in (
        ({"method": "in_person", "decision_id": decision}, "service"),
        ({"service": arrival.school, "decision_id": decision}, "method"),
        ({"service": arrival.school, "decision_id": decision, "method": "phone"}, "method"),
        ({"service": arrival.school, "decision_id": decision, "method": "owl"}, "method"),
    ):
        with pytest.raises(BadAnswer) as told:
            do(arrival, item_id, H.A6, **given)
        assert told.value.field == field


@pytest.mark.req("R-003-28", "R-003-64")
def test_a_place_in_the_title_stops_passing_on_until_it_is_edited(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    item = ITEMS.get(arrival.vault, item_id)
    done = edit_item(
        arrival.vault, item_id=item_id, answers={"title": "Record from Leeds City Council"}, version=item.version
    )
    assert done.leaks
    assert item_leaks(arrival.vault, item_id)[0].blocks
    given = {"service": arrival.school, "method": "in_person", "decision_id": arrival.decision()}
    with pytest.raises(LeakFound, match="Title"):
        do(arrival, item_id, H.A6, **given)
    offered = {one.hand: one for one in offers(arrival.vault, item_id)}
    assert not offered[H.A6].allowed
    version = ITEMS.get(arrival.vault, item_id).version
    edit_item(arrival.vault, item_id=item_id, answers={"title": "School record"}, version=version)
    assert do(arrival, item_id, H.A6, **given) is S.PASSED_ON


@pytest.mark.req("R-003-64")
def test_a_leak_quarantines_the_copy_raises_a_concern_and_puts_the_case_on_hold(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, H.A2)
    do(arrival, item_id, H.A4, method="paper")
    assert do(arrival, item_id, H.A5, check_result="leak") is S.QUARANTINED
    concern = CONCERNS.find(arrival.vault, "case_id = ?", (arrival.case_id,))[0]
    assert (concern.kind, concern.pauses_exchange) == (ConcernKind.DOCUMENT_LEAK, True)
    assert (arrival.case().state, arrival.case().state_before) == (CaseState.ON_HOLD, CaseState.EXCHANGE_ACTIVE)
    assert CLOCKS.count(arrival.vault, "rule = 'D-09' AND subject_id = ?", (concern.id,)) == 1
    with pytest.raises(NotYet, match="on hold"):
        do(arrival, arrival.item("health"), H.A2)
    assert do(arrival, item_id, H.A_RETURNED, method="in_person") is S.REQUESTED


def test_a_sealed_copy_is_recorded_and_stays_received(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, H.A2)
    do(arrival, item_id, H.A4, method="paper")
    assert do(arrival, item_id, H.A5, check="sealed") is S.RECEIVED


def test_not_available_needs_its_reason_and_destroyed_is_not_one_of_them(arrival: Desk) -> None:
    item_id = arrival.item("marac")
    do(arrival, item_id, H.A2)
    for wrong in ("", "destroyed"):
        with pytest.raises(BadAnswer):
            do(arrival, item_id, H.A_REFUSED, not_available_reason=wrong)
    assert do(arrival, item_id, H.A_REFUSED, not_available_reason="cannot_sanitise") is S.NOT_AVAILABLE


# departure -----------------------------------------------------------------------------------------------------------


@pytest.mark.req("R-003-49", "R-003-50", "R-003-51", "R-003-53", "R-003-58")
def test_a_departing_record_is_gathered_checked_and_passed_to_the_ukpps_spoc(departure: Desk) -> None:
    item_id = departure.item("school")
    to_ready(departure, item_id)
    decision = departure.decision(decided_on="2026-11-12")
    assert (
        do(departure, item_id, H.D4, happened_on="2026-11-13", method="in_person", decision_id=decision) is S.WITH_UKPPS
    )
    assert do(departure, item_id, H.D5, happened_on="2026-11-16") is S.COMPLETE
    assert do(departure, item_id, H.D6, happened_on="2026-11-20") is S.COMPLETE
    _, hands = item_with_hands(departure.vault, item_id)
    assert [(hand.hand.value, hand.from_party.value, hand.to_party.value) for hand in hands] == [
        ("D1a", "ukpps_spoc", "la_spoc"), ("D2", "la_spoc", "own_service"), ("D3", "own_service", "la_spoc"),
        ("DC", "la_spoc", "la_spoc"), ("D4", "la_spoc", "ukpps_spoc"), ("D5", "ukpps_spoc", "la_spoc"),
        ("D6", "ukpps_spoc", "la_spoc"),
    ]  # fmt: skip
    assert hands[2].service == departure.school


def test_a_departing_record_without_third_party_check_is_not_ready(departure: Desk) -> None:
    item_id = departure.item("school")
    do(departure, item_id, H.D1B)
    do(departure, item_id, H.D2, service=departure.school)
    do(departure, item_id, H.D3, method="paper")
    with pytest.raises(NotYet, match="checked for other people"):
        do(departure, item_id, H.D4, method="in_person")
    for answer in ("", "no"):
        with pytest.raises(Exception, match="other people's information"):
            do(departure, item_id, H.D_CHECKED, third_party_checked=answer)
    assert do(departure, item_id, H.D_CHECKED, third_party_checked="yes") is S.READY


@pytest.mark.req("R-003-54", "R-003-64")
def test_what_goes_to_ukpps_may_not_name_our_own_area_either(departure: Desk) -> None:
    item_id = departure.item("school")
    to_ready(departure, item_id)
    version = ITEMS.get(departure.vault, item_id).version
    edit_item(departure.vault, item_id=item_id, answers={"title": "School record, Luton"}, version=version)
    with pytest.raises(LeakFound, match="Title"):
        do(departure, item_id, H.D4, method="in_person", decision_id=departure.decision())


@pytest.mark.req("R-003-52")
def test_the_la_spoc_may_volunteer_a_record_and_says_so(departure: Desk) -> None:
    with pytest.raises(BadAnswer) as told:
        add_item(departure.vault, case_id=departure.case_id, answers={"record_type": "additional"})
    assert told.value.field == "origin"
    done = add_item(
        departure.vault, case_id=departure.case_id, answers={"record_type": "additional", "origin": "volunteered"}
    )
    _, hands = item_with_hands(departure.vault, done.change.ids[0])
    assert [hand.hand for hand in hands] == [H.D1B]


def test_cancelled_by_ukpps_ends_a_departing_record(departure: Desk) -> None:
    item_id = departure.item("school")
    to_ready(departure, item_id)
    assert do(departure, item_id, H.CANCELLED) is S.CANCELLED


# both ----------------------------------------------------------------------------------------------------------------


def test_a_new_record_of_an_arrival_may_name_who_needs_it(arrival: Desk) -> None:
    done = add_item(
        arrival.vault, case_id=arrival.case_id,
        answers={"record_type": "additional", "members": (arrival.mother,), "asked_for_by": arrival.health},
    )  # fmt: skip
    item, hands = item_with_hands(arrival.vault, done.change.ids[0])
    assert (item.item_no, item.title, item.applicable) == (12, RecordType.ADDITIONAL.label, Applicable.YES)
    assert [(hand.hand, hand.service) for hand in hands] == [(H.A1, arrival.health)]


def test_dates_run_forward_and_never_into_the_future(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, H.A2, happened_on="2026-11-10")
    for wrong in ("2026-11-09", "2026-11-24", "soon"):
        with pytest.raises(BadAnswer) as told:
            do(arrival, item_id, H.A4, happened_on=wrong, method="paper")
        assert told.value.field == "happened_on"
    assert do(arrival, item_id, H.A4, happened_on="2026-11-10", method="paper") is S.RECEIVED


def test_a_hand_is_taken_back_with_a_reason_and_stays_in_the_history(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    with pytest.raises(BadAnswer) as told:
        do(arrival, item_id, H.REOPENED)
    assert told.value.field == "note"
    assert do(arrival, item_id, H.REOPENED, note="Checked the wrong envelope") is S.RECEIVED
    item, hands = item_with_hands(arrival.vault, item_id)
    assert [hand.hand_no for hand in hands] == [1, 2, 3, 4]
    assert (item.check_result, item.last_hand) == (None, H.A4)


def test_a_hand_of_the_other_direction_is_refused(arrival: Desk) -> None:
    with pytest.raises(NotYet, match="does not belong"):
        do(arrival, arrival.item("school"), H.D2, service=arrival.school)


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.ON_HOLD, CaseState.SERVICES_INFORMED])
def test_a_case_that_is_closed_held_or_not_open_yet_takes_no_hand(arrival: Desk, state: CaseState) -> None:
    arrival.set_state(state)
    with pytest.raises(NotYet):
        do(arrival, arrival.item("school"), H.A2)
    assert HANDS.count(arrival.vault) == 0


def test_the_same_operation_is_recorded_once(arrival: Desk) -> None:
    item_id = arrival.item("school")
    for _ in range(2):
        record_hand(arrival.vault, item_id=item_id, hand="A2", answers={}, operation_id="op-1")
    assert HANDS.count(arrival.vault, "item_id = ?", (item_id,)) == 1


def test_a_stale_form_does_not_overwrite(arrival: Desk) -> None:
    item_id = arrival.item("school")
    do(arrival, item_id, H.A2)
    with pytest.raises(StaleRecord):
        edit_item(arrival.vault, item_id=item_id, answers={"title": "School record"}, version=1)


def test_a_refused_hand_leaves_nothing_behind(arrival: Desk) -> None:
    before = arrival.vault.one("SELECT count(*) FROM audit")[0]  # type: ignore[index]
    with pytest.raises(NotYet):
        do(arrival, arrival.item("school"), H.A6, service=arrival.school, method="paper", decision_id="x")
    assert arrival.vault.one("SELECT count(*) FROM audit")[0] == before  # type: ignore[index]


def test_clocks_follow_the_hands(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    clocks = {
        (clock.rule, clock.started_on): (clock.due_on, clock.met_on, clock.running)
        for clock in CLOCKS.find(arrival.vault, "subject_id = ?", (item_id,))
    }
    assert clocks == {
        ("D-06", date(2026, 11, 2)): (date(2026, 11, 16), date(2026, 11, 18), False),
        ("D-06", date(2026, 11, 18)): (date(2026, 12, 2), date(2026, 11, 19), False),
        ("D-07", date(2026, 11, 19)): (date(2026, 11, 23), None, True),
    }


def test_a_finished_record_has_no_running_clock(arrival: Desk) -> None:
    item_id = arrival.item("marac")
    do(arrival, item_id, H.A2)
    do(arrival, item_id, H.A_REFUSED, not_available_reason="none_held")
    assert CLOCKS.count(arrival.vault, "subject_id = ? AND running = 1", (item_id,)) == 0


def test_what_the_item_says_is_what_its_hands_add_up_to(arrival: Desk) -> None:
    item_id = arrival.item("school")
    to_checked(arrival, item_id)
    item, hands = item_with_hands(arrival.vault, item_id)
    told = replay(arrival.case().direction, hands)
    assert (item.state, item.check_result, item.last_hand, item.last_hand_on, item.is_open) == (
        told.state, told.check_result, told.last_hand, told.last_hand_on, told.is_open,
    )  # fmt: skip
