"""A professional disagreement taken up stage by stage until it is settled (domain 1.18, 3.7; S001:360-362)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.domain.terms import Term

EscalationId = NewType("EscalationId", str)
LAST_STAGE = 4


class Matter(Term):
    """What a disagreement is about."""

    THRESHOLD = "threshold", "The level of need, or the threshold"
    ROLES = "roles", "Who does what"
    ACTION = "action", "An action, a plan or a decision"
    COMMUNICATION = "communication", "Communication, or no answer"
    EXCHANGE = "exchange", "The exchange of records"


class EscalationState(Term):
    """Where an escalation stands (domain 3.7)."""

    STAGE_1 = "stage_1", "Stage 1"
    STAGE_2 = "stage_2", "Stage 2"
    STAGE_3 = "stage_3", "Stage 3"
    STAGE_4 = "stage_4", "Stage 4"
    RESOLVED = "resolved", "Resolved"
    UNRESOLVED = "unresolved", "Unresolved, recorded"

    @property
    def is_over(self) -> bool:
        """Say whether nobody has to do anything more."""
        return self in (EscalationState.RESOLVED, EscalationState.UNRESOLVED)


class StageOutcome(Term):
    """How a stage ended."""

    AGREED = "agreed", "Agreed"
    NOT_AGREED = "not_agreed", "Not agreed"


@dataclass(frozen=True, kw_only=True)
class Escalation(Record):
    """One disagreement. Moments are UTC text."""

    id: EscalationId
    escalation_ref: str
    matter: Matter
    case_id: CaseId | None = None
    """The relocation it belongs to; also that of a referral begun from one."""
    referral_id: ReferralId | None = None
    about_given_names: str = ""
    about_family_name: str = ""
    given_key: str = ""
    family_key: str = ""
    about_born: date | None = None
    about: str = ""
    """In a few words, without a name where that can be done."""
    agency: str = ""
    raised_by: str = ""
    raised_at: str = ""
    what: str = ""
    desired_outcome: str = ""
    evidence: str = ""
    child_at_risk: bool = False
    """A child is at risk of harm now: 24 hours, and stages may be left out (domain 2.2, D-24)."""
    state: EscalationState = EscalationState.STAGE_1
    ended_on: date | None = None
    ended_how: str = ""
    child_record_on: date | None = None
    """It stands in the child's own record since this day."""
    partnership_told_on: date | None = None
    released_by: str = ""
    released_at: str = ""
    stopped: bool = False
    """It waited for the office when it was last written: Today counts it. Whether it does now is asked each time."""
    released_for: str = ""
    """Marks the very people the office let go on."""
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class EscalationStage(Record):
    """One stage: with whom it was taken up, by when it is to be settled, and how it ended."""

    escalation_id: EscalationId
    stage: int
    opened_at: str
    with_whom: str
    due_at: str = ""
    """The moment the hours end (UTC), where hours are counted."""
    due_on: date | None = None
    """The last day; None where the council has set no number."""
    left_out_why: str = ""
    """Why the stages before it were left out."""
    outcome: StageOutcome | None = None
    outcome_at: str = ""
    outcome_words: str = ""
    scrutineer_on: date | None = None
    scrutineer_advice: str = ""
    """What the independent scrutineer advised (S001:248)."""
