"""A case on its way: each move, what it asks, what it brings about, and what stops it."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework import cases, household
from spoc_desk.casework.case_moves import who_signs
from spoc_desk.casework.cases import case_moves, case_offers
from spoc_desk.casework.clocks import clock_of, clocks
from spoc_desk.casework.holds import hold_case
from spoc_desk.casework.second_person import SecondPerson, confirm
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.cases import CaseState, ClosureReason, Direction, FlagDecision
from spoc_desk.domain.concerns import Concern, ConcernKind, ConcernState
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.queries import Query
from spoc_desk.domain.record import ContactId, new_id
from spoc_desk.domain.roles import Role
from spoc_desk.domain.terms import Method, Tri
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.vault import users
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import CASES, CONCERNS, FLAGS, ITEMS, QUERIES
from tests.casework.story import CHILD, Story

CLOSING = {"closure_reason": "complete", "ukpps_spoc_told": "yes", "flag_decision": "keep"}
DEPARTURE_CLOSING = {**CLOSING, "services_told_not_to_trace": "yes", "own_involvement_ended": "no"}
ADVICE = {"note": "Go on as before.", "second_person": "D. Hill", "second_role": "dcs_office"}


def add_concern(story: Story, state: ConcernState = ConcernState.WITH_UKPPS) -> Concern:
    concern = Concern(
        id=new_id(), case_id=story.case.id, kind=ConcernKind.SELF, raised_at="2026-11-23T09:00:00Z",
        what_happened="A photograph was shown.", state=state,
    )  # fmt: skip
    with story.vault.transaction("raised") as tx:
        return CONCERNS.insert(tx, concern)


def add_query(story: Story) -> None:
    query = Query(
        id=new_id(), case_id=story.case.id, received_on=story.clock.today(), method=Method.PHONE,
        asked_by=ContactId(story.contact("Robin Ash")), question="Whom do I ask?",
    )  # fmt: skip
    with story.vault.transaction("asked") as tx:
        QUERIES.insert(tx, query)


def test_the_meeting_can_be_arranged_first(story: Story) -> None:
    story.notify()
    case = story.move("arrange_meeting", meeting_arranged_for="2026-11-26")
    assert case.state is CaseState.MEETING_ARRANGED
    assert case.meeting_arranged_for == date(2026, 11, 26)


def test_a_move_that_lacks_its_answer_is_refused(story: Story) -> None:
    story.notify()
    with pytest.raises(Incomplete, match="date of the meeting"):
        story.move("arrange_meeting")


def test_naming_the_la_spoc_moves_the_case_on_and_starts_d04(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    assert story.case.state is CaseState.SPOC_ALLOCATED
    clock = clock_of(story.vault, "D-04", story.case_id)
    assert clock is not None
    assert clock.running
    assert clock.due_on is None


@pytest.mark.req("R-003-42", "R-003-58")
@pytest.mark.parametrize("direction", ["arrival", "departure"])
def test_services_are_informed_tier_by_tier(story: Story, direction: str) -> None:
    story.up_to_meeting(direction=direction)
    story.name_spoc()
    story.start_routes()
    story.need("school", "universal")
    story.need("adult_social_care", "specialist")
    story.need("therapy", "ukpps")
    story.inform("school")
    with pytest.raises(NotYet, match="specialist services"):
        story.move("services_informed")
    story.inform("adult_social_care")
    assert story.move("services_informed").state is CaseState.SERVICES_INFORMED
    clock = clock_of(story.vault, "D-04", story.case_id)
    assert clock is not None
    assert clock.met_on == story.clock.today()


def test_no_needs_must_be_said(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    with pytest.raises(Incomplete, match="needs none"):
        story.move("services_informed", no_needs="no")
    assert story.move("services_informed", no_needs="yes").state is CaseState.SERVICES_INFORMED
    assert case_moves(story.vault, story.case_id)[0].no_needs


@pytest.mark.req("R-003-70", "R-003-71", "R-003-72", "R-003-73", "R-003-74", "R-003-75", "R-003-76")
def test_informed_services_bring_the_seven_rows_of_the_baseline(story: Story) -> None:
    story.up_to_services()
    kinds = {item.record_type.value for item in ITEMS.find(story.vault, "case_id = ?", (story.case_id,))}
    assert kinds == {
        "health", "nursery", "school", "childrens_social_work", "adult_social_care", "marac", "additional",
    }  # fmt: skip


@pytest.mark.req("R-003-58")
def test_a_departure_waits_for_the_routes_to_stop(story: Story) -> None:
    story.up_to_meeting(direction="departure")
    story.name_spoc()
    with pytest.raises(NotYet, match="routes to stop"):
        story.move("services_informed", no_needs="yes")
    story.start_routes()
    assert story.move("services_informed", no_needs="yes").state is CaseState.SERVICES_INFORMED


@pytest.mark.req("R-003-36")
def test_the_exchange_waits_for_a_verified_ukpps_spoc(story: Story) -> None:
    story.up_to_services()
    with pytest.raises(NotYet, match="Verify who"):
        story.move("open_exchange")
    contact = story.ukpps_spoc()
    with pytest.raises(NotYet, match="Verify who"):
        story.move("open_exchange")
    story.verify(contact)
    assert story.move("open_exchange").state is CaseState.EXCHANGE_ACTIVE
    assert clock_of(story.vault, "D-05", story.case_id) is not None


def test_the_exchange_is_complete_when_every_row_is_answered_and_closed(story: Story) -> None:
    story.up_to_exchange()
    with pytest.raises(NotYet, match="every row of the checklist"):
        story.move("complete_exchange")
    story.settle_items()
    assert story.move("complete_exchange").state is CaseState.EXCHANGE_COMPLETE
    assert story.move("new_need").state is CaseState.EXCHANGE_ACTIVE
    assert story.move("complete_exchange").state is CaseState.EXCHANGE_COMPLETE
    assert story.move("monitor").state is CaseState.MONITORING


def test_a_departure_is_with_ukpps_before_it_is_complete(story: Story) -> None:
    story.up_to_exchange(direction="departure")
    story.settle_items()
    assert story.move("pass_all").state is CaseState.WITH_UKPPS
    assert story.move("complete_exchange").state is CaseState.EXCHANGE_COMPLETE


def close_to_the_end(story: Story, direction: str = "arrival") -> None:
    story.up_to_exchange(direction=direction)
    story.settle_items()
    if direction == "departure":
        story.move("pass_all")
    story.move("complete_exchange")
    story.move("monitor")


def test_closing_waits_for_open_questions_and_concerns(story: Story) -> None:
    close_to_the_end(story)
    add_query(story)
    with pytest.raises(NotYet, match="question"):
        story.move("close", **CLOSING)
    with story.vault.transaction("answered") as tx:
        for query in QUERIES.find(tx):
            QUERIES.update(tx, query, replace(query, closed_on=story.clock.today()))
    add_concern(story)
    with pytest.raises(NotYet, match="security concern"):
        story.move("close", **CLOSING)


@pytest.mark.parametrize(
    ("left_out", "sentence"), [("ukpps_spoc_told", "Tell the UKPPS SPOC"), ("flag_decision", "whether the flags stay")]
)
def test_closing_asks_what_must_be_said(story: Story, left_out: str, sentence: str) -> None:
    close_to_the_end(story)
    with pytest.raises(Incomplete, match=sentence):
        story.move("close", **{**CLOSING, left_out: ""})


def test_a_no_is_not_enough_to_close(story: Story) -> None:
    close_to_the_end(story)
    with pytest.raises(Incomplete, match="Tell the UKPPS SPOC"):
        story.move("close", **{**CLOSING, "ukpps_spoc_told": "no"})


@pytest.mark.req("R-003-58")
@pytest.mark.parametrize("left_out", ["services_told_not_to_trace", "own_involvement_ended"])
def test_closing_a_departure_asks_about_our_own_services(story: Story, left_out: str) -> None:
    close_to_the_end(story, "departure")
    with pytest.raises(Incomplete, match="our own services"):
        story.move("close", **{**DEPARTURE_CLOSING, left_out: ""})
    case = story.move("close", **DEPARTURE_CLOSING)
    assert case.services_told_not_to_trace
    assert case.own_involvement_ended is Tri.NO


def test_a_closed_case_has_no_running_clock_and_stays_under_legal_hold(story: Story) -> None:
    close_to_the_end(story)
    case = story.move("close", **CLOSING)
    assert case.state is CaseState.CLOSED
    assert case.closure_reason is ClosureReason.COMPLETE
    assert case.flag_decision is FlagDecision.KEEP
    assert case.closed_on == story.clock.today()
    kept = retention_of(story.vault, "relocation", case.id)
    assert kept is not None and kept.is_held
    assert kept.closed_on == case.closed_on
    assert not [clock for clock in clocks(story.vault, case.id) if clock.running]


def test_each_reason_to_close_has_its_own_move(story: Story) -> None:
    close_to_the_end(story)
    with pytest.raises(BadAnswer, match="own rule"):
        story.move("close", **{**CLOSING, "closure_reason": "ukpps_withdrew"})


def test_reopening_goes_back_to_where_the_case_was_and_its_clocks_run_again(story: Story) -> None:
    close_to_the_end(story)
    before = [clock.rule for clock in clocks(story.vault, story.case_id) if clock.running]
    assert before
    story.move("close", **CLOSING)
    with pytest.raises(Incomplete, match="reason"):
        story.move("reopen")
    case = story.move("reopen", note="A service asks again.")
    assert case.state is CaseState.MONITORING
    assert case.closed_on is None
    assert case.closure_reason is None
    assert not case.ukpps_spoc_told
    assert [clock.rule for clock in clocks(story.vault, story.case_id) if clock.running] == before


def test_a_hold_keeps_where_the_case_was_and_needs_advice_and_a_second_person(story: Story) -> None:
    story.up_to_services()
    held = story.move("hold", note="Waiting for UKPPS.")
    assert held.state is CaseState.ON_HOLD
    assert held.hold_reason == "Waiting for UKPPS."
    for left_out in ADVICE:
        with pytest.raises(Incomplete):
            story.move("resume", **{**ADVICE, left_out: ""})
    resumed = story.move("resume", **ADVICE)
    assert resumed.state is CaseState.SERVICES_INFORMED
    assert resumed.hold_reason == ""
    move = case_moves(story.vault, story.case_id)[0]
    assert (move.second_person, move.second_role) == ("D. Hill", "dcs_office")


def test_the_second_person_has_another_role(story: Story) -> None:
    story.up_to_services()
    story.move("hold", note="Waiting for UKPPS.")
    story.act_as("la_spoc")
    with pytest.raises(BadAnswer, match="another role"):
        story.move("resume", **{**ADVICE, "second_role": "la_spoc"})


def test_where_somebody_else_has_a_key_the_advice_is_signed_with_the_own_password(story: Story) -> None:
    story.up_to_services()
    story.move("hold", note="Waiting for UKPPS.")
    robin = users.add_user(story.vault, "Robin Tallis", frozenset({"dcs_office"}), b"copper window field song")
    with pytest.raises(Incomplete, match="own password"):
        story.move("resume", **ADVICE)
    unproved = SecondPerson("Robin Tallis", Role.DCS_OFFICE, robin.user_id)
    with pytest.raises(Incomplete, match="own password"):
        cases.move(story.vault, case_id=story.case_id, event="resume", answers={"note": "Go on."}, second=unproved)
    wanted = who_signs(cases.case_facts(story.vault, story.case_id))
    signed = confirm(story.vault, robin.user_id, "copper window field song", wanted)
    cases.move(story.vault, case_id=story.case_id, event="resume", answers={"note": "Go on."}, second=signed)
    move = case_moves(story.vault, story.case_id)[0]
    assert (move.second_person, move.second_role, move.second_user) == ("Robin Tallis", "dcs_office", robin.user_id)


def test_only_the_la_spoc_records_the_advice(story: Story) -> None:
    story.up_to_services()
    story.move("hold", note="Waiting for UKPPS.")
    story.act_as("dcs_office")
    with pytest.raises(NotYet, match="LA SPOC or the deputy"):
        story.move("resume", **ADVICE)


def test_a_held_case_waits_until_the_concern_has_its_advice(story: Story) -> None:
    story.up_to_services()
    add_concern(story)
    with story.vault.transaction("held") as tx:
        hold_case(tx, CASES.get(tx, story.case_id), "Security concern.")
    assert story.case.state is CaseState.ON_HOLD
    with pytest.raises(NotYet, match="security concern"):
        story.move("resume", **ADVICE)
    with pytest.raises(NotYet, match="on hold"):
        story.move("open_exchange")


def test_holding_twice_keeps_the_first_way_back(story: Story) -> None:
    story.up_to_services()
    story.move("hold", note="Waiting for UKPPS.")
    with story.vault.transaction("held") as tx:
        held = hold_case(tx, CASES.get(tx, story.case_id), "Another concern.")
    assert held.state_before is CaseState.SERVICES_INFORMED
    assert len([move for move in case_moves(story.vault, story.case_id) if move.event is CaseEvent.HOLD]) == 1


def test_a_family_that_moves_again_gets_a_departure_case_with_the_same_people(story: Story) -> None:
    story.up_to_exchange()
    person = household.members(story.vault, story.case_id)[0]
    household.set_name(story.vault, member_id=person.id, answers={"given_name": "Ada", "family_name": "Reed"})
    story.move("hold", note="Waiting for UKPPS.")
    assert story.move("moved_on", **ADVICE).state is CaseState.MOVED_ON
    followed = CASES.find(story.vault, "follows_case = ?", (story.case_id,))[0]
    assert followed.direction is Direction.DEPARTURE
    assert followed.state is CaseState.NOTIFIED
    assert followed.case_ref != story.case.case_ref
    aliases = [member.alias for member in household.members(story.vault, followed.id)]
    assert aliases == [member.alias for member in household.members(story.vault, story.case_id)]
    copied = household.members(story.vault, followed.id)[0]
    assert household.reveal_name(story.vault, copied.id, "A correction").family_name == "Reed"
    assert clock_of(story.vault, "D-01", followed.id) is not None
    story.settle_items()
    closed = story.move("close", **{**CLOSING, "closure_reason": "further_relocation"})
    assert closed.closure_reason is ClosureReason.FURTHER_RELOCATION


def test_ukpps_withdraws_only_by_the_word_of_its_spoc(story: Story) -> None:
    story.up_to_exchange()
    member = household.members(story.vault, story.case_id)[0]
    flag = Flag(
        id=new_id(), case_id=story.case.id, member_id=member.id, system="gp", holds_record=Tri.YES,
        requested_on=story.clock.today(), placed_on=story.clock.today(), confirmed_by="GP",
    )  # fmt: skip
    with story.vault.transaction("placed") as tx:
        FLAGS.insert(tx, flag)
    with pytest.raises(Incomplete, match="Only the UKPPS SPOC"):
        story.move("withdraw", told_by_ukpps_spoc="no", closure_reason="left_programme")
    with pytest.raises(Incomplete, match="withdrew or"):
        story.move("withdraw", told_by_ukpps_spoc="yes")
    case = story.move("withdraw", told_by_ukpps_spoc="yes", closure_reason="left_programme")
    assert case.closure_reason is ClosureReason.LEFT_PROGRAMME
    assert FLAGS.get(story.vault, flag.id).next_review_on == story.clock.today()
    assert case_moves(story.vault, case.id)[0].told_by_ukpps_spoc


def test_a_held_case_that_was_withdrawn_and_reopened_is_on_hold_again(story: Story) -> None:
    story.up_to_services()
    story.move("hold", note="Waiting for UKPPS.")
    story.move("withdraw", told_by_ukpps_spoc="yes", closure_reason="ukpps_withdrew")
    assert story.move("reopen", note="UKPPS came back.").state is CaseState.ON_HOLD
    assert story.move("resume", **ADVICE).state is CaseState.SERVICES_INFORMED


def test_a_case_cannot_be_closed_before_it_began(story: Story) -> None:
    story.notify()
    with pytest.raises(BadAnswer, match="before UKPPS told us"):
        story.move("withdraw", told_by_ukpps_spoc="yes", closure_reason="ukpps_withdrew", closed_on="2026-11-01")


def test_every_move_leaves_a_record_and_an_audit_entry(story: Story) -> None:
    story.up_to_services()
    moves = [move.event for move in reversed(case_moves(story.vault, story.case_id))]
    assert moves == [
        CaseEvent.NOTIFIED,
        CaseEvent.CONFIRM_ROUTE,
        CaseEvent.MEETING_HELD,
        CaseEvent.ALLOCATE,
        CaseEvent.SERVICES_INFORMED,
    ]
    audited = story.vault.rows("SELECT act FROM audit WHERE row_id = ? ORDER BY seq", (story.case_id,))
    assert "moved a case: services are informed" in {row[0] for row in audited}


def test_a_refused_move_changes_nothing(story: Story) -> None:
    story.up_to_services()
    before = story.case
    with pytest.raises(NotYet):
        story.move("open_exchange")
    with pytest.raises(NotYet):
        story.move("confirm_route")
    assert story.case == before


def test_offers_say_which_answers_a_move_needs(story: Story) -> None:
    story.notify()
    story.add(CHILD)
    offered = {offer.event: offer for offer in case_offers(story.vault, story.case_id)}
    assert offered[CaseEvent.ARRANGE_MEETING].asks == ("meeting_arranged_for",)
    assert cases.case_facts(story.vault, story.case_id).members == 1


def test_the_vault_proves_itself_whole_after_people_were_taken_out(story: Story) -> None:
    story.notify()
    story.add({**CHILD, "kind": "adult", "date_of_birth": "1990-01-01", "care_and_support_needs": "no"})
    story.confirm("neither")
    story.move("close_no_role")
    assert story.vault.check().ok
