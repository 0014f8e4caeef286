"""With the MASH: acknowledgement, triage, decision, assessment, enquiry, feedback, and the clocks of each."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.referrals import moves
from spoc_desk.casework.referrals.prompts import RECORD_IS_YOURS, prompts
from spoc_desk.domain.referrals import ReferralEvent, ReferralState
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from tests.casework.referrals.desk import ReferralDesk

DECIDED = {"mash_decision": "nfa", "decided_at": "2026-11-23T09:20", "decided_by": "Duty manager"}
ACK = {"acknowledged_at": "2026-11-23T09:20", "acknowledged_by": "Duty worker"}


def running(desk: ReferralDesk) -> dict[str, date | None]:
    return {clock.rule: clock.due_on for clock in desk.view().clocks if clock.running}


def met(desk: ReferralDesk) -> dict[str, date | None]:
    return {clock.rule: clock.met_on for clock in desk.view().clocks if clock.met_on}


def decide(desk: ReferralDesk, decision: str, **changes: str) -> None:
    desk.event("decision", {**DECIDED, "mash_decision": decision, **changes})


# with the MASH --------------------------------------------------------------------------------------------------------


def test_sending_starts_the_working_day_in_which_the_mash_acknowledges(sent: ReferralDesk) -> None:
    assert running(sent)["D-10"] == date(2026, 11, 24)
    sent.event("acknowledged", ACK)
    assert (sent.state, met(sent)["D-10"]) == (ReferralState.ACKNOWLEDGED, date(2026, 11, 23))


def test_the_mash_cannot_answer_before_it_was_asked(sent: ReferralDesk) -> None:
    with pytest.raises(BadAnswer, match="was sent on Mon 23 Nov 2026"):
        sent.event("acknowledged", {**ACK, "acknowledged_at": "2026-11-20T10:00"})


def test_a_chase_is_on_record_and_changes_nothing_else(sent: ReferralDesk) -> None:
    sent.clock.advance(days=2)
    sent.event(
        "chased",
        {"chased_on": "2026-11-25", "method": "phone", "chased_whom": "Duty worker", "chase_answer": "Will ring back."},
    )
    assert sent.state is ReferralState.SENT
    assert sent.view().events[-1].event is ReferralEvent.CHASED


@pytest.mark.req("R-004-24")
@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("triage", ReferralState.TRIAGE), ("contact", ReferralState.CONTACT), ("referral", ReferralState.CONTACT),
        ("not_retained", ReferralState.NOT_RETAINED),
    ],
)  # fmt: skip
def test_triage_is_for_a_time_and_a_contact_is_kept(sent: ReferralDesk, step: str, state: ReferralState) -> None:
    sent.event("triage", {"triaged_at": "2026-11-23T09:25", "triage_step": step, "parent_consent_seen": "yes"})
    assert sent.state is state


@pytest.mark.req("R-004-26")
def test_where_the_mash_keeps_nothing_the_referrer_is_told_that_hers_is_the_only_record(sent: ReferralDesk) -> None:
    sent.event("triage", {"triaged_at": "2026-11-23T09:25", "triage_step": "not_retained", "parent_consent_seen": "no"})
    assert RECORD_IS_YOURS in [each.sentence for each in prompts(sent.view(), sent.clock.today())]
    assert "yours is the only record" in RECORD_IS_YOURS


@pytest.mark.req("R-004-24")
@pytest.mark.parametrize("decision", ["nfa", "advice", "fps", "signposted", "accepted", "immediate"])
def test_the_decisions_of_the_mash_each_have_their_state(sent: ReferralDesk, decision: str) -> None:
    decide(sent, decision)
    assert sent.state.value == {"immediate": "accepted"}.get(decision, decision)
    assert "D-10b" in running(sent)
    assert ("D-12" in running(sent)) == (decision in ("accepted", "immediate"))


@pytest.mark.req("R-004-25")
@pytest.mark.parametrize("decision", ["nfa", "advice", "fps", "signposted"])
def test_nothing_closes_without_the_feedback_or_the_mark_that_there_was_none(sent: ReferralDesk, decision: str) -> None:
    decide(sent, decision)
    with pytest.raises(NotYet, match="no feedback was received"):
        sent.event("closed")
    sent.event("feedback", {"feedback_given": "yes", "feedback_on": "2026-11-23", "feedback_from": "MASH"})
    assert met(sent)["D-10b"] == date(2026, 11, 23)
    sent.event("closed")
    assert (sent.state, sent.referral.closed_on) == (ReferralState.CLOSED, date(2026, 11, 23))


@pytest.mark.req("R-004-25")
def test_that_there_was_no_feedback_is_put_on_record_with_how_it_was_tried(sent: ReferralDesk) -> None:
    decide(sent, "nfa")
    with pytest.raises(Incomplete):
        sent.event("no_feedback")
    sent.event("no_feedback", {"note": "Rang on three days."})
    assert sent.referral.no_feedback
    sent.event("closed")
    sent.event("archived")
    assert sent.referral.archived_on == date(2026, 11, 23)


@pytest.mark.req("R-004-27")
@pytest.mark.parametrize("outcome", ["advice", "targeted", "cin", "step_down", "nfa"])
def test_the_outcomes_of_an_assessment_close_and_the_feedback_is_still_asked_for(
    sent: ReferralDesk, outcome: str
) -> None:
    decide(sent, "accepted")
    sent.event("assessment", {"started_on": "2026-11-23", "child_seen_alone": "yes", "finished": "no"})
    assert sent.state is ReferralState.ASSESSMENT
    sent.event(
        "assessment",
        {
            "started_on": "2026-11-23", "child_seen_alone": "yes", "finished": "yes", "done_on": "2026-11-23",
            "assessment_outcome": outcome,
        },
    )  # fmt: skip
    assert sent.state is ReferralState.CLOSED
    assert "D-12" in met(sent)
    assert sent.referral.closed_on is None
    with pytest.raises(NotYet, match="no feedback"):
        sent.event("archived")
    sent.event("feedback", {"feedback_given": "yes", "feedback_on": "2026-11-23"})
    assert sent.referral.closed_on == date(2026, 11, 23)


@pytest.mark.req("R-004-28")
def test_the_assessment_ends_45_working_days_after_acceptance(sent: ReferralDesk) -> None:
    decide(sent, "accepted")
    assert running(sent)["D-12"] == date(2027, 1, 28)


@pytest.mark.req("R-004-29", "R-004-30")
@pytest.mark.parametrize(("outcome", "state"), [("no_concerns", "closed"), ("cin", "closed"), ("icpc", "conference")])
def test_an_enquiry_has_three_outcomes(sent: ReferralDesk, outcome: str, state: str) -> None:
    decide(sent, "immediate")
    sent.event("strategy", {"strategy_on": "2026-11-23", "concluded": "no"})
    assert running(sent)["D-13"] == date(2026, 12, 14)
    sent.event(
        "strategy",
        {"strategy_on": "2026-11-23", "concluded": "yes", "s47_outcome": outcome, "concluded_on": "2026-11-23"},
    )
    assert sent.state.value == state
    assert ("D-13" in running(sent)) == (outcome == "icpc")


def conference(sent: ReferralDesk, outcome: str = "cp_plan") -> None:
    decide(sent, "immediate")
    given = {"strategy_on": "2026-11-23", "concluded": "yes", "s47_outcome": "icpc", "concluded_on": "2026-11-23"}
    sent.event("strategy", given)
    sent.clock.advance(days=14)
    sent.event("conference", {"conference_on": "2026-12-07", "conference_outcome": outcome})


@pytest.mark.parametrize("outcome", ["cp_plan", "cin", "none"])
def test_a_conference_ends_with_one_of_three(sent: ReferralDesk, outcome: str) -> None:
    conference(sent, outcome)
    assert sent.state is ReferralState.CLOSED
    assert met(sent)["D-13"] == date(2026, 12, 7)
    assert not {"D-14", "D-14b"} & set(running(sent))


def test_the_clocks_after_a_conference_run_only_where_the_council_wants_them(sent: ReferralDesk) -> None:
    council = profile(sent.vault)
    save_profile(sent.vault, replace(council, referring=replace(council.referring, conference_clocks=True)))
    conference(sent)
    assert (running(sent)["D-14"], running(sent)["D-14b"]) == (date(2026, 12, 21), date(2027, 3, 7))
    reviewed = {"plan_kind": "cp", "plan_given": "yes", "plan_given_on": "2026-12-07"}
    sent.event("review", {**reviewed, "review_on": "2027-03-01"})  # the core group has met and set the date
    assert set(running(sent)) >= {"D-14b"} and "D-14" not in running(sent)
    sent.clock.advance(days=84)
    sent.event("review", {**reviewed, "review_on": "2027-08-30"})
    assert (running(sent)["D-14c"], "D-14b" in running(sent)) == (date(2027, 9, 1), False)


@pytest.mark.req("R-004-31")
def test_the_transfer_panel_is_recorded_with_its_direction(sent: ReferralDesk) -> None:
    decide(sent, "fps")
    sent.event("transfer", {"panel_on": "2026-11-23", "panel_direction": "step_up", "panel_note": "More is needed."})
    assert sent.view().events[-1].event is ReferralEvent.TRANSFER
    assert sent.state is ReferralState.FPS


@pytest.mark.req("R-004-16")
def test_a_plan_has_its_review_date_and_who_got_a_copy(sent: ReferralDesk) -> None:
    decide(sent, "fps")
    sent.event(
        "review",
        {
            "review_on": "2027-01-18", "plan_kind": "fpa", "plan_given": "yes", "plan_given_on": "2026-11-23",
            "review_note": "Breakfast every day by Christmas.",
        },
    )  # fmt: skip
    assert running(sent)["D-23"] == date(2027, 1, 18)
    sent.clock.advance(days=56)
    sent.event("review", {"review_on": "2027-03-15", "plan_kind": "fpa", "plan_given": "not_known"})
    assert (running(sent)["D-23"], met(sent)["D-23"]) == (date(2027, 3, 15), date(2027, 1, 18))


def test_an_escalation_is_a_mark_that_is_ended_with_a_word(sent: ReferralDesk) -> None:
    with pytest.raises(Incomplete):
        sent.event("escalated")
    sent.event("escalated", {"note": "We disagree with the threshold; taken up with the duty manager."})
    assert sent.referral.escalated_on == date(2026, 11, 23)
    assert sent.offer("escalated") is None
    sent.event("resolved", {"note": "Accepted after a second look."})
    assert sent.referral.escalated_on is None


# phone first ----------------------------------------------------------------------------------------------------------


@pytest.mark.req("R-004-17")
def test_a_phone_call_first_is_confirmed_in_writing_within_the_local_hours(ready: ReferralDesk) -> None:
    ready.save("type", {"referral_kind": "confirms_phone_call", "phoned_at": "2026-11-23T08:30"})
    assert running(ready)["D-11"] == date(2026, 11, 24)
    ready.to_print()
    ready.send()
    assert met(ready)["D-11"] == date(2026, 11, 23)


def test_the_local_hours_are_the_councils(ready: ReferralDesk) -> None:
    council = profile(ready.vault)
    save_profile(ready.vault, replace(council, clocks=replace(council.clocks, written_confirmation_hours=48)))
    ready.event("phoned", {"phoned_at": "2026-11-23T08:30", "phoned_to": "Duty social worker"})
    assert running(ready)["D-11"] == date(2026, 11, 25)
    assert ready.referral.phoned_at == "2026-11-23T08:30"


def test_the_hours_are_counted_to_the_minute_across_the_clock_change(ready: ReferralDesk) -> None:
    ready.event("phoned", {"phoned_at": "2026-10-24T08:30", "phoned_to": "Duty social worker"})
    told = [each.sentence for each in prompts(ready.view(), ready.clock.today()) if each.key == "confirm_call"]
    assert told == ["Send this form by Sun 25 Oct 2026, 07:30: a referral by phone is confirmed in writing."]
    ready.to_print()
    ready.send()
    assert ready.view().confirm_by is None


def test_a_changed_decision_is_recorded_after_the_first_and_told_anew(sent: ReferralDesk) -> None:
    decide(sent, "nfa")
    sent.event("feedback", {"feedback_given": "yes", "feedback_on": "2026-11-23"})
    sent.event("closed")
    sent.event("escalated", {"note": "Taken up with the duty manager."})
    decide(sent, "accepted")
    assert (sent.state, sent.referral.closed_on, sent.referral.feedback_on) == (ReferralState.ACCEPTED, None, None)
    assert {"D-10b", "D-12"} <= set(running(sent))
    assert [event.to_state.value for event in sent.view().events if event.event is ReferralEvent.DECISION] == [
        "nfa", "accepted",
    ]  # fmt: skip
    decide(sent, "advice")
    assert "D-12" not in running(sent)


def test_a_correction_of_the_phone_call_moves_the_clock_and_its_end_stops_it(ready: ReferralDesk) -> None:
    ready.save("type", {"referral_kind": "confirms_phone_call", "phoned_at": "2026-11-23T08:30"})
    ready.save("type", {"phoned_at": "2026-11-22T08:30"})
    assert running(ready)["D-11"] == date(2026, 11, 23)


def test_what_is_put_away_stops_its_clocks_and_can_be_taken_up_again(draft: ReferralDesk) -> None:
    draft.event("phoned", {"phoned_at": "2026-11-23T08:30", "phoned_to": "Duty social worker"})
    draft.event("archived")
    assert running(draft) == {}
    with pytest.raises(NotYet, match=r"put away|no longer edited"):
        draft.save("reason", {"impact": "x"})
    draft.event("reopened")
    draft.save("reason", {"impact": "x"})


def test_every_event_that_is_offered_says_why_when_it_is_refused(written: ReferralDesk) -> None:
    for offer in moves.offered(written.view()):
        assert offer.allowed != bool(offer.why_not)
