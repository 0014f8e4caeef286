"""The print register: every copy has a number and an end (who, when, copy number, destroyed on).

Beside each paper stands how it leaves the desk: what it discloses is decided on in the same act (docs/decisions/0026).
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.domain.relay import MessageId
from spoc_desk.domain.terms import Term


class Leaving(Term):
    """How a paper leaves the desk, by its nature."""

    OWN = "own", "It belongs into our own file; somebody else gets it only when that is said"
    ASKS = "asks", "Our own file or somebody else: asked each time"
    GOES = "goes", "It is made for somebody else"
    SETTLED = "settled", "The record it is of says why it goes, or it goes to those it is about"
    NOBODY = "nobody", "It discloses nothing of anybody"

    @property
    def is_asked(self) -> bool:
        """Say whether a copy may only be made when it is said where it goes."""
        return self in (Leaving.OWN, Leaving.ASKS, Leaving.GOES)


class PrintKind(Term):
    leaving: Leaving

    def __new__(cls, value: str, label: str = "", leaving: Leaving = Leaving.ASKS) -> Self:
        member = str.__new__(cls, value)
        member._value_, member.label, member.leaving = value, label, leaving
        return member

    MEETING_RECORD = "meeting-record", "Meeting record", Leaving.ASKS
    EXCHANGE_REGISTER = "exchange-register", "Exchange register", Leaving.OWN
    REQUEST_SCHEDULE = "request-schedule", "Request schedule", Leaving.GOES
    PASS_ON_SLIP = "pass-on-slip", "Pass-on slip", Leaving.GOES
    FLAG_REQUEST = "flag-request", "Flag request", Leaving.GOES
    SERVICE_NOTICE = "service-notice", "Notice to a service lead", Leaving.GOES
    PRACTITIONER_CARD = "practitioner-card", "Practitioner card", Leaving.NOBODY
    CHRONOLOGY = "chronology", "Case chronology", Leaving.ASKS
    CHECK_CERTIFICATE = "check-certificate", "Check of a document", Leaving.NOBODY
    DISPOSAL_CERTIFICATE = "disposal-certificate", "Certificate of a disposal", Leaving.NOBODY
    HANDOVER_SHEET = "handover-sheet", "Hand-over sheet", Leaving.OWN
    DESK_CARD = "desk-card", "Card of a desk", Leaving.NOBODY
    REFERRAL = "referral", "Referral form", Leaving.GOES
    REFERRAL_CONSENT = "referral-consent", "Consent to a referral", Leaving.SETTLED
    REFERRAL_CONFIDENTIAL = "referral-confidential", "Confidential sheet of a referral", Leaving.GOES
    REFERRAL_YOUNG_PERSON = "referral-young-person", "Sheet for a young person", Leaving.SETTLED
    REFERRAL_TRACKING = "referral-tracking", "Tracking sheet of a referral", Leaving.OWN
    RELAY_MESSAGE = "relay-message", "RELAY notification to a school", Leaving.SETTLED
    WHO_LOOKED = "who-looked", "Who looked", Leaving.OWN
    INCIDENT_SHEET = "incident-sheet", "Preparation sheet of a serious incident", Leaving.OWN
    REVIEW_REFERRAL = "review-referral", "Referral to the Case Review Group", Leaving.GOES
    REVIEW_REQUEST = "review-request", "Information request for a rapid review", Leaving.GOES
    REVIEW_PLAN = "review-plan", "Decision, actions and learning of a review", Leaving.ASKS
    DECISION = "decision", "Information-sharing decision", Leaving.OWN
    CONCERN = "concern", "Security concern", Leaving.OWN
    BREACH_SHEET = "breach-sheet", "Breach of personal data", Leaving.GOES
    ACCESS_REQUEST = "access-request", "Request for records", Leaving.OWN
    ACCESS_REPLY = "access-reply", "Reply to a request for records", Leaving.NOBODY
    ESCALATION = "escalation", "Escalation record", Leaving.ASKS
    COMPLAINT = "complaint", "Complaint record", Leaving.ASKS
    CONSULTATION_LOG = "consultation-log", "Consultation log", Leaving.ASKS
    ROLLOUT = "rollout-statement", "Statement of the roll-out", Leaving.NOBODY
    FIGURES = "figures", "Figures", Leaving.NOBODY
    FIGURES_SAMPLE = "figures-sample", "Sample for an audit", Leaving.NOBODY

    @property
    def is_of_referral(self) -> bool:
        """Say whether this is a paper of a referral, not of a relocation."""
        return self.value.startswith("referral")

    @property
    def is_of_relay(self) -> bool:
        """Say whether this is a paper of RELAY."""
        return self.value.startswith("relay")

    @property
    def is_of_incident(self) -> bool:
        """Say whether this is a paper of a serious incident."""
        return self.value.startswith("incident")

    @property
    def is_of_review(self) -> bool:
        """Say whether this is a paper of the Case Review Group."""
        return self.value.startswith("review")

    @property
    def is_of_figures(self) -> bool:
        """Say whether this is a paper of the partnership's figures: of nobody in particular."""
        return self.value.startswith("figures")


class Output(Term):
    PAPER = "paper", "Paper"
    FILE = "file", "PDF file"
    PROTECTED = "protected", "Protected PDF file"
    TABLE = "table", "CSV file"


class Goes(Term):
    """Where a numbered copy went; nothing for a paper that is not asked."""

    OWN_FILE = "own_file", "It stays in our own file"
    GOES_OUT = "goes_out", "It goes to somebody"


@dataclass(frozen=True, kw_only=True)
class PrintedCopy(Record):
    """One numbered copy."""

    copy_no: int
    kind: PrintKind
    case_id: CaseId | None = None
    case_ref: str = ""
    """The reference of the case, referral, incident or review; nothing for a RELAY message, whose paper holds four
    facts only."""
    referral_id: ReferralId | None = None
    relay_message_id: MessageId | None = None
    series: str | None = None
    """In which series it is numbered, where it is of no case, referral or RELAY message."""
    record_id: str | None = None
    """The record it is of, where that is no case, referral or RELAY message."""
    form_version: int = 1
    void_since: date | None = None
    """A newer version of the form exists since this day: this paper no longer counts."""
    made_at: str
    made_by: str
    output: Output = Output.FILE
    recipient: str = ""
    goes: Goes | None = None
    """One that goes to somebody has a decision with its number; one of the own file says so on every page."""
    pages: int = 1
    digest: str = ""
    destroyed_on: date | None = None
    destroyed_by: str = ""
