"""How a stage of an escalation reads: until when, and how it ended, in time or late."""

from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.domain.escalations import EscalationStage
from spoc_desk.domain.house_dates import short_date

NO_LIMIT = "No number is set"


def due_words(stage: EscalationStage) -> str:
    """Return until when a stage is to be settled."""
    if stage.due_at:
        return in_words(stage.due_at)
    return short_date(stage.due_on) if stage.due_on else NO_LIMIT


def is_late(stage: EscalationStage, now: str) -> bool:
    """Say whether a stage ended after its time, or is open after it at the moment *now*."""
    moment = stage.outcome_at or now
    if stage.due_at:
        return moment > stage.due_at
    return stage.due_on is not None and london_day(moment) > stage.due_on


def outcome_lines(stage: EscalationStage) -> tuple[str, ...]:
    """Return how a stage ended, one line for each thing said."""
    if stage.outcome is None:
        left_out = (f"Stage left out because: {stage.left_out_why}",) if stage.left_out_why else ()
        return ("Open", *left_out)
    late = ", late" if is_late(stage, "") else ""
    lines = [f"{stage.outcome.label}, {in_words(stage.outcome_at)}{late}", stage.outcome_words]
    if stage.left_out_why:
        lines.append(f"Stage left out because: {stage.left_out_why}")
    if stage.scrutineer_advice:
        on = f" on {short_date(stage.scrutineer_on)}" if stage.scrutineer_on else ""
        lines.append(f"The independent scrutineer advised{on}: {stage.scrutineer_advice}")
    return tuple(lines)
