"""A threshold referral: the form that goes to the MASH, its parts, and what happened to it (domain 1.12, 1.13)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.terms import Term

ReferralId = NewType("ReferralId", str)
ReferralRowId = NewType("ReferralRowId", str)

CHILD, PARENT, HOUSEHOLD = "referral_child", "referral_parent", "referral_household"
AGENCY, ATTACHMENT = "referral_agency", "referral_attachment"
PEOPLE = (CHILD, PARENT, HOUSEHOLD)
"""The forms whose rows are people: they are looked for by name and matched with restricted records."""
ROW_FORMS = (*PEOPLE, AGENCY, ATTACHMENT)


class ReferralState(Term):
    """Where a referral stands (domain 3.4)."""

    DRAFT = "draft", "Draft"
    ADVICE_ONLY = "advice_only", "Advice only"
    PASSED_TO_WORKER = "passed_to_worker", "Passed to the allocated worker"
    READY_FOR_CONSENT = "ready_for_consent", "Ready for consent"
    READY_TO_SEND = "ready_to_send", "Ready to send"
    PRINTED = "printed", "Printed"
    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    TRIAGE = "triage", "Triage step"
    CONTACT = "contact", "Contact"
    NOT_RETAINED = "not_retained", "Not retained by the MASH"
    NFA = "nfa", "No further action"
    ADVICE = "advice", "Advice and information"
    FPS = "fps", "Family Partnership Service"
    SIGNPOSTED = "signposted", "Signposted"
    ACCEPTED = "accepted", "Accepted as a referral"
    ASSESSMENT = "assessment", "Assessment"
    STRATEGY = "strategy", "Section 47 enquiry"
    CONFERENCE = "conference", "Child protection conference"
    CLOSED = "closed", "Closed"


class LevelSought(Term):
    """What is asked for (domain 1.12 section 1)."""

    FPS = "fps", "Intensive – Family Partnership Service"
    CIN = "cin", "Specialist – child in need (section 17)"
    CP = "cp", "Specialist – child protection (section 47)"
    SEND = "send", "SEND and children with a disability"


class ReferralKind(Term):
    """Whether this is the first time."""

    NEW = "new", "New referral"
    RE_REFERRAL = "re_referral", "Re-referral"
    CONFIRMS_PHONE_CALL = "confirms_phone_call", "Confirms a phone call"


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """One referral. What the lists and clocks need stands here; the answers stand in its sections and rows."""

    id: ReferralId
    referral_ref: str
    state: ReferralState = ReferralState.DRAFT
    set_id: str
    case_id: CaseId | None = None
    level_sought: LevelSought | None = None
    judged_level: str = ""
    referral_kind: ReferralKind = ReferralKind.NEW
    urgency: str = ""
    phoned_at: str = ""
    """The phone call that came first, as London wall time "2026-11-23T09:30"."""
    form_version: int = 1
    """The version of the paper: an edit after printing makes a new one, and voids the old."""
    started_on: date
    referrer: str
    """Who makes it: the name of the person at the desk."""
    sent_at: str = ""
    decided_on: date | None = None
    feedback_on: date | None = None
    no_feedback: bool = False
    """Somebody has put on record that no feedback was received."""
    escalated_on: date | None = None
    released_on: date | None = None
    """The office of the DCS or DASS was asked about a restricted record, and said that it may be sent."""
    closed_on: date | None = None
    """Over, with the feedback on record; or ended before there was a form."""
    archived_on: date | None = None
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class ReferralSection(Record):
    """The answers of one section; `completed` is the referrer's own word."""

    referral_id: ReferralId
    section: str
    answers: str = "{}"
    """JSON: question id to a text or a list of texts."""
    completed: bool = False


@dataclass(frozen=True, kw_only=True)
class ReferralRow(Record):
    """One person or thing of a section with rows; the keys of a person are for search and matching."""

    id: ReferralRowId
    referral_id: ReferralId
    form: str
    row_no: int
    answers: str = "{}"
    given_key: str = ""
    family_key: str = ""
    known_key: str = ""
    date_of_birth: date | None = None


class ReferralEvent(Term):
    """What can happen to a referral (domain 3.4, 1.13)."""

    STARTED = "started", "Start the referral"
    DANGER = "danger", "Record the 999 call"
    CONSULTATION = "consultation", "Record a consultation"
    PHONED = "phoned", "Record the phone call to the MASH"
    READY_FOR_CONSENT = "ready_for_consent", "Ready for consent"
    BACK_TO_DRAFT = "back_to_draft", "Back to the draft"
    READY_TO_SEND = "ready_to_send", "Ready to send"
    OFFICE = "office", "Record what the office of the DCS or DASS said"
    PRINTED = "printed", "Print the form"
    EDITED = "edited", "Edited after printing"
    SENT = "sent", "Mark as sent"
    ACKNOWLEDGED = "acknowledged", "Record the acknowledgement"
    CHASED = "chased", "Record that the MASH was chased"
    TRIAGE = "triage", "Record the triage"
    DECISION = "decision", "Record the MASH decision"
    ASSESSMENT = "assessment", "Record the assessment"
    STRATEGY = "strategy", "Record the strategy discussion"
    CONFERENCE = "conference", "Record the conference"
    TRANSFER = "transfer", "Record the transfer panel"
    VISIT = "visit", "Record a private fostering visit"
    REVIEW = "review", "Set a plan review date"
    FEEDBACK = "feedback", "Record the feedback"
    NO_FEEDBACK = "no_feedback", "Mark that no feedback was received"
    WITHDRAWN = "withdrawn", "Record that consent was withdrawn"
    TOLD_MASH = "told_mash", "Record that the MASH was told"
    ESCALATED = "escalated", "Escalate"
    RESOLVED = "resolved", "End the escalation"
    CLOSED = "closed", "Close"
    ARCHIVED = "archived", "Put away"
    REOPENED = "reopened", "Take up again"


@dataclass(frozen=True, kw_only=True)
class ReferralHappening(Record):
    """One thing that happened: never edited, only followed by another."""

    referral_id: ReferralId
    event: ReferralEvent
    from_state: ReferralState | None = None
    to_state: ReferralState
    happened_at: str
    """UTC."""
    done_by: str
    answers: str = "{}"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ThresholdDocument(Record):
    """A newer edition of the threshold document that a council has imported; old referrals keep theirs."""

    set_id: str
    title: str
    edition: str
    document: str
    imported_on: date
