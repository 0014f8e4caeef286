"""Consent to a referral: A to the referral, B to sharing, and the young person's own (S004:536-540, 668-678)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import Record
from spoc_desk.domain.referrals import ReferralId, ReferralRowId
from spoc_desk.domain.terms import Term, Tri


class ConsentKind(Term):
    """The three are asked for apart: one never stands for another."""

    REFERRAL = "a", "Consent A – to the referral"
    SHARING = "b", "Consent B – to information sharing"
    YOUNG_PERSON = "young_person", "The young person's own consent"


class Decided(Term):
    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    NOT_SOUGHT = "not_sought", "Not sought"


class ConsentMethod(Term):
    WET_SIGNATURE = "wet_signature", "Signed on paper"
    VERBAL_READ_BACK = "verbal_read_back", "Said aloud, and read back"


class Basis(Term):
    """Why a young person may decide: never mixed (X-18)."""

    PRESUMED = "presumed", "16 or 17: presumed able to decide"
    GILLICK = "gillick", "Under 16: Gillick"
    FRASER = "fraser", "Fraser: advice on contraception or sexual health only"


class Competence(Term):
    COMPETENT = "competent", "Able to decide"
    NOT_COMPETENT = "not_competent", "Not able to decide"
    NOT_ASSESSED = "not_assessed", "Not assessed"


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """What one person said to one kind of consent."""

    referral_id: ReferralId
    row_id: ReferralRowId
    """The parent, carer or child of the form."""
    kind: ConsentKind
    decision: Decided
    given_on: date | None = None
    method: ConsentMethod | None = None
    witnessed_by: str = ""
    language: str = ""
    interpreter: str = ""
    agencies: tuple[str, ...] = ()
    excluded: str = ""
    limits: str = ""
    withdrawal_explained: Tri | None = None
    own_words: str = ""
    """What a young person said."""
    reason: str = ""
    """Why it was refused or not sought."""
    signed_copy_seen_on: date | None = None
    signed_copy_seen_by: str = ""
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def stands(self) -> bool:
        """Say whether this consent holds today."""
        return self.decision is Decided.GIVEN and self.withdrawn_on is None


@dataclass(frozen=True, kw_only=True)
class CompetenceRecord(Record):
    """Whether one young person is able to decide, and how that was found out."""

    referral_id: ReferralId
    row_id: ReferralRowId
    basis: Basis
    understands: Tri | None = None
    purpose: Tri | None = None
    consequences: Tri | None = None
    alternatives: Tri | None = None
    free_of_pressure: Tri | None = None
    can_weigh: Tri | None = None
    outcome: Competence
    assessor: str = ""
    assessed_on: date | None = None
    fraser_note: str = ""
