"""What can be done with an escalation as it stands: its next step first (domain 3.7)."""

from typing import Final

from spoc_desk.casework.disputes import escalations
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.escalation_stages import reachable
from spoc_desk.domain.escalations import Escalation, EscalationStage, StageOutcome
from spoc_desk.vault.records.stores import ESCALATIONS
from spoc_desk.vault.vault import Vault

RELEASE_FORM: Final = "office_word"
TOLD_FORM: Final = "escalation_told"


_OUTCOME: Final = Turn(
    "outcome", "Record how the stage ended…", "ended a stage of an escalation",
    lambda vault, key, answers: escalations.end_stage(vault, escalation_id=key, answers=answers),
    escalations.OUTCOME_FORM, "Recorded.", main=True,
)  # fmt: skip
_NEXT: Final = Turn(
    "next", "Take it to the next stage…", "took an escalation to the next stage",
    lambda vault, key, answers: escalations.next_stage(vault, escalation_id=key, answers=answers),
    escalations.STAGE_FORM, "The next stage is open.", main=True,
)  # fmt: skip
_END: Final = Turn(
    "end", "Record the end…", "ended an escalation",
    lambda vault, key, answers: escalations.end_escalation(vault, escalation_id=key, answers=answers),
    escalations.END_FORM, "Ended.", main=True,
)  # fmt: skip
_RELEASE: Final = Turn(
    "release", "Let it go on…", "released an escalation",
    lambda vault, key, answers: escalations.release_escalation(
        vault, escalation_id=key, words=str(answers.get("words", ""))
    ),
    RELEASE_FORM, "It may go on.",
)  # fmt: skip
_TOLD: Final = Turn(
    "told", "Who was told…", "recorded who was told of an escalation",
    lambda vault, key, answers: escalations.record_told(
        vault, escalation_id=key, answers=answers, version=_version(vault, key)
    ),
    TOLD_FORM, "Recorded.",
)  # fmt: skip
_CHANGE: Final = Turn(
    "change", "Change…", "changed an escalation",
    lambda vault, key, answers: escalations.change_escalation(
        vault, escalation_id=key, answers=answers, version=_version(vault, key)
    ),
    escalations.FORM, "Changed.",
)  # fmt: skip


def turns_of(one: Escalation, last: EscalationStage | None, *, stopped: bool, may_release: bool) -> tuple[Turn, ...]:
    """Return the turns that are possible now; while it waits for the office it goes to no further stage."""
    if one.state.is_over:
        return (_TOLD,)
    release = (_RELEASE,) if may_release else ()
    if last is None or last.outcome is None:
        return (_OUTCOME, *release, _CHANGE)
    if last.outcome is StageOutcome.AGREED or not reachable(one.state, child_at_risk=False):
        return (_END, *release, _CHANGE)
    return (*(() if stopped else (_NEXT,)), *release, _CHANGE)


def _version(vault: Vault, key: str) -> int:
    return ESCALATIONS.get(vault, key).version
