"""Information-sharing decisions (domain 1.11; S001 golden rules): asked for before each outward hand."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, DecisionId, Record
from spoc_desk.domain.terms import Term


class ConsentSought(Term):
    GIVEN = "given", "Yes: given"
    REFUSED = "refused", "Yes: refused"
    UNSAFE = "unsafe", "No: asking would be unsafe"
    NOT_BASIS = "not_basis", "No: consent is not the right basis here"
    NOT_PRACTICABLE = "not_practicable", "No: not practicable"


class LawfulBasis(Term):
    PUBLIC_TASK = "public_task", "Public task"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation"
    VITAL_INTERESTS = "vital_interests", "Vital interests"
    CONSENT = "consent", "Consent"
    LEGITIMATE = "legitimate", "Legitimate interests"


class Outcome(Term):
    SHARE = "share", "Share"
    SHARE_PART = "share_part", "Share part"
    DO_NOT_SHARE = "do_not_share", "Do not share"
    DEFER = "defer", "Defer"


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """Why something was shared or not."""

    id: DecisionId
    case_id: CaseId
    decided_on: date
    decided_by: str
    what_information: str
    purpose: str
    consent_sought: ConsentSought
    lawful_basis: LawfulBasis
    necessary_and_proportionate: bool = False
    third_parties_protected: bool = False
    outcome: Outcome
    rationale: str

    @property
    def allows(self) -> bool:
        """Say whether something may be handed over on this decision."""
        return self.outcome in (Outcome.SHARE, Outcome.SHARE_PART)
