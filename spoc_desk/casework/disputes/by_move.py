"""An escalation begun and ended on the page of its referral: the same record as everywhere (domain 3.4, 3.7)."""

from dataclasses import replace

from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.disputes.escalations import begin, escalations_of, stages, store_end
from spoc_desk.casework.moments import london_day
from spoc_desk.domain.escalations import Escalation, EscalationId, EscalationState, Matter, StageOutcome
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import Referral
from spoc_desk.vault.records.stores import ESCALATION_STAGES
from spoc_desk.vault.vault import Transaction

ABOUT = "A disagreement about a referral"


def open_by_move(tx: Transaction, referral: Referral, note: str) -> None:
    """Begin the escalation of a referral from the words of its move, unless one is open."""
    if escalations_of(tx, referral_id=referral.id, open_only=True):
        return
    new = Escalation(
        id=EscalationId(new_id()),
        escalation_ref=new_case_ref(tx),
        matter=Matter.THRESHOLD,
        case_id=referral.case_id,
        referral_id=referral.id,
        about=ABOUT,
        raised_by=referral.referrer,
        raised_at=tx.now,
        what=note,
        sample=referral.sample,
    )
    begin(tx, new, "The MASH")


def end_by_move(tx: Transaction, referral: Referral, note: str) -> None:
    """End what is open about a referral as resolved: the stage was agreed."""
    for one in escalations_of(tx, referral_id=referral.id, open_only=True):
        for stage in stages(tx, one.id):
            if stage.outcome is None:
                agreed = replace(stage, outcome=StageOutcome.AGREED, outcome_at=tx.now, outcome_words=note)
                ESCALATION_STAGES.update(tx, stage, agreed)
        ended = replace(one, state=EscalationState.RESOLVED, ended_on=london_day(tx.now), ended_how=note)
        store_end(tx, one, ended)
