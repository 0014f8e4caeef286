"""Requests to see or to disclose records: a person's own, freedom of information, a court, the police (domain 6).

Nothing is disclosed by the program: it keeps what was asked, by when it is answered, and what somebody decided.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.domain.decisions import AdviceOf
from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.terms import Method, Term


class RequestKind(Term):
    SUBJECT_ACCESS = "subject_access", "Somebody asks for information about themselves"
    FOI = "foi", "Freedom of information"
    COURT = "court", "Court order"
    POLICE = "police", "Request of a police force"


class Exemption(Term):
    """Why information may be held back (P35): the adviser decides whether it applies."""

    OTHERS = "others", "It would tell about other people"
    SERIOUS_HARM = "serious_harm", "It would be likely to cause serious harm to somebody"
    SOCIAL_WORK = "social_work", "Social work data: it would prejudice the work"
    CHILD_ABUSE = "child_abuse", "Child abuse data: not in the best interests of the child"
    CRIME = "crime", "It would prejudice the prevention or detection of crime"
    PERSONAL = "personal", "Freedom of information: personal data of others"
    HEALTH_SAFETY = "health_safety", "Freedom of information: it would endanger somebody"
    LAW_ENFORCEMENT = "law_enforcement", "Freedom of information: it would prejudice law enforcement"
    CONFIDENCE = "confidence", "It was given in confidence"


class AnswerGiven(Term):
    NEITHER = "neither", "Neither confirmed nor denied"
    ALL = "all", "Everything asked for"
    PART = "part", "A part, the rest held back"
    REFUSED = "refused", "Refused"
    NOTHING = "nothing", "Nothing is held"


DISCLOSES: Final = frozenset({AnswerGiven.ALL, AnswerGiven.PART})
"""What goes out is looked through with the leak scan first."""
NOT_LOOKED: Final = -1


@dataclass(frozen=True, kw_only=True)
class AccessRequest(Record):
    """One request. `preview_at` is UTC text; `preview_findings` counts places, -1 before it was looked through."""

    request_ref: str
    kind: RequestKind
    case_id: CaseId | None = None
    received_on: date
    asked_by: str
    wanted: str
    ordered_by: date | None = None
    """The day an order of a court names."""
    identity_checked_on: date | None = None
    identity_how: str = ""
    extended_on: date | None = None
    extended_reason: str = ""
    advice_of: AdviceOf | None = None
    advice_on: date | None = None
    advice_summary: str = ""
    exemptions: tuple[Exemption, ...] = ()
    exemption_note: str = ""
    preview_at: str = ""
    preview_findings: int = NOT_LOOKED
    answer: AnswerGiven | None = None
    answered_on: date | None = None
    method: Method | None = None
    rationale: str = ""
    sample: bool = False
