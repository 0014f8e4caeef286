"""The four stages: in their order, and left out only while a child is at risk (domain 3.7)."""

import pytest

from spoc_desk.domain.escalation_stages import reachable, refuse_end, refuse_outcome, refuse_stage, stage_of, state_of
from spoc_desk.domain.escalations import EscalationStage, EscalationState, StageOutcome
from spoc_desk.errors import NotYet

S = EscalationState


def stage(number: int, outcome: StageOutcome | None = StageOutcome.NOT_AGREED) -> EscalationStage:
    return EscalationStage(
        id="s", escalation_id="e", stage=number, opened_at="2026-11-23T09:30:00Z", with_whom="X", outcome=outcome
    )


@pytest.mark.req("R-001-10")
@pytest.mark.parametrize(
    ("state", "at_risk", "stages"),
    [
        (S.STAGE_1, False, (2,)), (S.STAGE_1, True, (2, 3, 4)), (S.STAGE_3, False, (4,)), (S.STAGE_3, True, (4,)),
        (S.STAGE_4, True, ()), (S.RESOLVED, True, ()), (S.UNRESOLVED, False, ()),
    ],
)  # fmt: skip
def test_the_next_stage_follows_and_risk_opens_every_later_one(
    state: S, at_risk: bool, stages: tuple[int, ...]
) -> None:
    assert reachable(state, child_at_risk=at_risk) == stages


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_states_and_stages_are_the_same_said_twice(number: int) -> None:
    assert stage_of(state_of(number)) == number


@pytest.mark.parametrize(
    ("state", "wanted", "at_risk", "last", "why", "words"),
    [
        (S.STAGE_1, 2, False, stage(1, None), "", "how stage 1 ended"),
        (S.STAGE_1, 3, False, stage(1), "because", "only when a child is at risk"),
        (S.STAGE_1, 3, True, stage(1), " ", "Say why"),
        (S.STAGE_2, 2, True, stage(2), "", "Only a later stage"),
        (S.STAGE_4, 4, True, stage(4), "", "Only a later stage"),
        (S.RESOLVED, 2, False, stage(1), "", "has ended"),
    ],
)
def test_a_stage_out_of_order_is_refused(
    state: S, wanted: int, at_risk: bool, last: EscalationStage, why: str, words: str
) -> None:
    with pytest.raises(NotYet, match=words):
        refuse_stage(state, wanted, child_at_risk=at_risk, last=last, why=why)


def test_what_the_rule_allows_passes() -> None:
    refuse_stage(S.STAGE_1, 2, child_at_risk=False, last=stage(1), why="")
    refuse_stage(S.STAGE_1, 4, child_at_risk=True, last=stage(1), why="He may come back tonight.")
    assert refuse_outcome(stage(1, None)).stage == 1
    with pytest.raises(NotYet):
        refuse_outcome(stage(1))


@pytest.mark.parametrize(
    ("last", "resolved", "words"),
    [
        (stage(2, None), True, "how the last stage ended"), (stage(2), True, "next stage"),
        (stage(2), False, "Only after stage 4"), (stage(4, StageOutcome.AGREED), False, "it is resolved"),
    ],
)  # fmt: skip
def test_it_does_not_end_otherwise(last: EscalationStage, resolved: bool, words: str) -> None:
    with pytest.raises(NotYet, match=words):
        refuse_end(state_of(last.stage), [last], resolved=resolved)


def test_it_ends_agreed_at_any_stage_and_unresolved_after_the_last() -> None:
    refuse_end(S.STAGE_1, [stage(1, StageOutcome.AGREED)], resolved=True)
    refuse_end(S.STAGE_4, [stage(4)], resolved=False)
    with pytest.raises(NotYet, match="already"):
        refuse_end(S.RESOLVED, [stage(1, StageOutcome.AGREED)], resolved=True)
