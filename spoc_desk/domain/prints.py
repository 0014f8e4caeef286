"""The print register: every copy has a number and an end (who, when, copy number, destroyed on)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.domain.relay import MessageId
from spoc_desk.domain.terms import Term


class PrintKind(Term):
    MEETING_RECORD = "meeting-record", "Meeting record"
    EXCHANGE_REGISTER = "exchange-register", "Exchange register"
    REQUEST_SCHEDULE = "request-schedule", "Request schedule"
    PASS_ON_SLIP = "pass-on-slip", "Pass-on slip"
    FLAG_REQUEST = "flag-request", "Flag request"
    SERVICE_NOTICE = "service-notice", "Notice to a service lead"
    PRACTITIONER_CARD = "practitioner-card", "Practitioner card"
    CHRONOLOGY = "chronology", "Case chronology"
    CHECK_CERTIFICATE = "check-certificate", "Check of a document"
    DISPOSAL_CERTIFICATE = "disposal-certificate", "Certificate of a disposal"
    HANDOVER_SHEET = "handover-sheet", "Hand-over sheet"
    DESK_CARD = "desk-card", "Card of a desk"
    REFERRAL = "referral", "Referral form"
    REFERRAL_CONSENT = "referral-consent", "Consent to a referral"
    REFERRAL_CONFIDENTIAL = "referral-confidential", "Confidential sheet of a referral"
    REFERRAL_YOUNG_PERSON = "referral-young-person", "Sheet for a young person"
    REFERRAL_TRACKING = "referral-tracking", "Tracking sheet of a referral"
    RELAY_MESSAGE = "relay-message", "RELAY notification to a school"
    WHO_LOOKED = "who-looked", "Who looked"
    INCIDENT_SHEET = "incident-sheet", "Preparation sheet of a serious incident"
    REVIEW_REFERRAL = "review-referral", "Referral to the Case Review Group"
    REVIEW_REQUEST = "review-request", "Information request for a rapid review"
    REVIEW_PLAN = "review-plan", "Decision, actions and learning of a review"
    DECISION = "decision", "Information-sharing decision"
    CONCERN = "concern", "Security concern"
    BREACH_SHEET = "breach-sheet", "Breach of personal data"
    ACCESS_REQUEST = "access-request", "Request for records"
    ACCESS_REPLY = "access-reply", "Reply to a request for records"
    ESCALATION = "escalation", "Escalation record"
    COMPLAINT = "complaint", "Complaint record"
    CONSULTATION_LOG = "consultation-log", "Consultation log"
    ROLLOUT = "rollout-statement", "Statement of the roll-out"
    FIGURES = "figures", "Figures"
    FIGURES_SAMPLE = "figures-sample", "Sample for an audit"

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
    pages: int = 1
    digest: str = ""
    destroyed_on: date | None = None
    destroyed_by: str = ""
