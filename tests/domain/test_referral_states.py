"""The machine of 3.4 as data: every state can be reached, nothing leads nowhere, every refusal names its rule."""

import pytest

from spoc_desk.domain import referral_guards
from spoc_desk.domain.guards import Guard
from spoc_desk.domain.referral_guards import SENDING, ReferralFacts, ReferralGuard
from spoc_desk.domain.referral_states import AFTER_SENDING, BEFORE_SENDING, ENDED_EARLY, MOVES, allowed, goal, offers
from spoc_desk.domain.referrals import LevelSought, ReferralEvent, ReferralState
from spoc_desk.errors import NotYet

GUARDS = [value for value in vars(referral_guards).values() if isinstance(value, Guard)]
COMPLETE = {"must": 0, "a_given": True, "b_given": True}


def facts(state: ReferralState, **changes: object) -> ReferralFacts:
    return ReferralFacts(state=state, **{**COMPLETE, **changes})  # type: ignore[arg-type]


def test_every_state_is_before_or_after_sending_or_an_early_end() -> None:
    assert set(ReferralState) == BEFORE_SENDING | AFTER_SENDING | ENDED_EARLY


def test_every_state_can_be_reached_from_a_draft() -> None:
    seen, waiting = set(ENDED_EARLY), [ReferralState.DRAFT]
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        for move in MOVES:
            if state in move.sources:
                waiting += [goal(move, state, answer) for answer in move.leads] or [goal(move, state)]
    assert seen == set(ReferralState)


def test_every_state_but_a_put_away_one_has_a_way_on() -> None:
    for state in ReferralState:
        assert [move for move in MOVES if state in move.sources], state


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_every_refusal_is_a_sentence(guard: ReferralGuard) -> None:
    words = guard.sentence(facts(ReferralState.DRAFT, must=3))
    assert (words[0].isupper() or words[0].isdigit()) and words.endswith(".")


@pytest.mark.req("R-002-04")
def test_the_family_partnership_service_comes_by_a_decision_of_the_mash_alone() -> None:
    to_it = [move for move in MOVES if ReferralState.FPS in (move.to, *move.leads.values())]
    assert {move.event for move in to_it} == {ReferralEvent.DECISION}
    assert all(move.sources.isdisjoint(BEFORE_SENDING) for move in to_it)


def test_all_that_is_needed_to_send_is_asked_again_at_each_step() -> None:
    for event in (ReferralEvent.READY_TO_SEND, ReferralEvent.PRINTED, ReferralEvent.SENT):
        assert next(move.guards for move in MOVES if move.event is event) == SENDING


@pytest.mark.parametrize("level", list(LevelSought))
def test_with_both_consents_every_level_is_ready(level: LevelSought) -> None:
    assert allowed(ReferralEvent.READY_TO_SEND, facts(ReferralState.READY_FOR_CONSENT, level_sought=level))


@pytest.mark.parametrize(
    ("level", "given", "ready"),
    [
        (LevelSought.FPS, {"reason": True, "basis": True}, False),
        (LevelSought.CIN, {}, False),
        (LevelSought.CIN, {"reason": True}, True),
        (LevelSought.SEND, {"reason": True}, True),
        (LevelSought.CP, {"reason": True}, False),
        (LevelSought.CP, {"basis": True}, False),
        (LevelSought.CP, {"reason": True, "basis": True}, True),
    ],
)
@pytest.mark.req("R-004-15", "R-004-21", "R-002-03")
def test_what_each_level_needs_without_consent(level: LevelSought, given: dict[str, bool], ready: bool) -> None:
    asked = facts(ReferralState.READY_FOR_CONSENT, level_sought=level, a_given=False, b_given=False, **given)
    if ready:
        allowed(ReferralEvent.READY_TO_SEND, asked)
        return
    with pytest.raises(NotYet) as refused:
        allowed(ReferralEvent.READY_TO_SEND, asked)
    assert refused.value.source


def test_a_restricted_record_stops_at_each_step_until_the_office_has_spoken() -> None:
    stopped = facts(ReferralState.PRINTED, stopped=True)
    with pytest.raises(NotYet, match="Restricted record"):
        allowed(ReferralEvent.SENT, stopped)
    allowed(ReferralEvent.SENT, facts(ReferralState.PRINTED, stopped=True, released=True))


def test_a_move_without_an_occasion_is_not_offered() -> None:
    known = {offer.event for offer in offers(facts(ReferralState.SENT, sent=True))}
    assert not known & {ReferralEvent.TOLD_MASH, ReferralEvent.VISIT, ReferralEvent.RESOLVED, ReferralEvent.WITHDRAWN}
    more = facts(ReferralState.SENT, sent=True, untold=True, fostering=True, escalated=True, consented=True)
    assert known ^ {offer.event for offer in offers(more)} == {
        ReferralEvent.TOLD_MASH, ReferralEvent.VISIT, ReferralEvent.RESOLVED, ReferralEvent.ESCALATED,
        ReferralEvent.WITHDRAWN,
    }  # fmt: skip


@pytest.mark.parametrize("event", [event for event in ReferralEvent if event is not ReferralEvent.REOPENED])
def test_nothing_happens_to_what_was_put_away(event: ReferralEvent) -> None:
    with pytest.raises(NotYet):
        allowed(event, facts(ReferralState.CLOSED, sent=True, feedback=True, archived=True, escalated=True))
