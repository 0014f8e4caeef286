"""A talk between professionals for advice: with whom, when, about what, what was advised (domain 1.19; S004:332-385).

One that belongs to a referral is an event of that referral and stands nowhere else; the log shows both.
"""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.terms import Term

ConsultationId = NewType("ConsultationId", str)


class RecordedBecause(Term):
    """Why a consultation is put on record (S004:383-385)."""

    CONCERNS = "concerns", "The worries raised are significant"
    CLARITY = "clarity", "So that it is clear what was said"
    DECISION = "decision", "A decision rests on it"


@dataclass(frozen=True, kw_only=True)
class Consultation(Record):
    """One consultation without a referral: about a relocation, or about nobody recorded here."""

    id: ConsultationId
    consultation_ref: str
    case_id: CaseId | None = None
    consulted_on: date
    consulted_with: str
    agency: str = ""
    consulted_about: str = ""
    consulted_advice: str = ""
    recorded_because: RecordedBecause | None = None
    family_involved: bool = False
    family_not_involved_why: str = ""
    asked_by: str = ""
    """Who asked: the name of the person at the desk."""
    sample: bool = False
