"""The four stages of an escalation: which comes next, when one may be left out, when it can end (domain 3.7)."""

from collections.abc import Sequence
from typing import Final

from spoc_desk.domain.escalations import LAST_STAGE, EscalationStage, EscalationState, StageOutcome
from spoc_desk.errors import NotYet

SOURCE: Final = "domain 3.7"
_STATES: Final = (
    EscalationState.STAGE_1,
    EscalationState.STAGE_2,
    EscalationState.STAGE_3,
    EscalationState.STAGE_4,
)


def stage_of(state: EscalationState) -> int:
    """Return the number of the stage, or 0 when it is over."""
    return _STATES.index(state) + 1 if state in _STATES else 0


def state_of(stage: int) -> EscalationState:
    """Return the state in which a stage is open."""
    return _STATES[stage - 1]


def reachable(state: EscalationState, *, child_at_risk: bool) -> tuple[int, ...]:
    """Return the stages it can be taken to: the next one; with a child at risk any later one."""
    now = stage_of(state)
    if not now or now == LAST_STAGE:
        return ()
    return tuple(range(now + 1, LAST_STAGE + 1)) if child_at_risk else (now + 1,)


def refuse_stage(
    state: EscalationState, wanted: int, *, child_at_risk: bool, last: EscalationStage | None, why: str
) -> None:
    """Raise NotYet where a stage may not be opened now.

    A stage is left out only while a child is at risk, and then it is said why. The stage before ends first.
    """
    if state.is_over:
        raise NotYet("This escalation has ended. Start another one if the disagreement is back.", SOURCE)
    if wanted not in reachable(state, child_at_risk=True):
        raise NotYet(f"It is at stage {stage_of(state)} now. Only a later stage can follow.", SOURCE)
    if last is not None and last.outcome is None:
        raise NotYet(f"Record first how stage {last.stage} ended.", SOURCE)
    if wanted not in reachable(state, child_at_risk=child_at_risk):
        raise NotYet("A stage is left out only when a child is at risk of harm.", SOURCE)
    if wanted > stage_of(state) + 1 and not why.strip():
        raise NotYet("Say why a stage is left out.", SOURCE)


def refuse_outcome(stage: EscalationStage | None) -> EscalationStage:
    """Return the open stage whose outcome can be recorded. Raises NotYet without one."""
    if stage is None or stage.outcome is not None:
        raise NotYet("How this stage ended is recorded already.", SOURCE)
    return stage


def refuse_end(state: EscalationState, stages: Sequence[EscalationStage], *, resolved: bool) -> None:
    """Raise NotYet where it cannot end like this now: resolved when the last stage was agreed; unresolved after all."""
    if state.is_over:
        raise NotYet("This escalation has ended already.", SOURCE)
    last = stages[-1] if stages else None
    if last is None or last.outcome is None:
        raise NotYet("Record first how the last stage ended.", SOURCE)
    if resolved and last.outcome is not StageOutcome.AGREED:
        raise NotYet("The last stage ended without agreement. Take it to the next stage.", SOURCE)
    if not resolved and last.outcome is StageOutcome.AGREED:
        raise NotYet("The last stage ended with agreement: it is resolved.", SOURCE)
    if not resolved and last.stage < LAST_STAGE:
        raise NotYet(f"Only after stage {LAST_STAGE} is it recorded as unresolved.", SOURCE)
