"""Security concerns (domain 1.9, 3.8): an exposure, who is at risk, and what UKPPS advised."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, Record
from spoc_desk.domain.terms import Term


class ConcernKind(Term):
    SELF = "self", "The family may be compromising its own security"
    PRACTITIONER = "practitioner", "A practitioner's action may have compromised security"
    DISCLOSURE = "disclosure", "Somebody says they were relocated"
    DOCUMENT_LEAK = "document_leak", "Document leak or unsanitised copy"
    DIRECT_CONTACT = "direct_contact", "Somebody tried to contact another area directly"
    SUSPICIOUS = "suspicious", "Suspicious enquiry or impersonation"
    DEVICE = "device", "Incident with this program or a device"


class AtRisk(Term):
    INDIVIDUAL = "individual", "Individual"
    FAMILY = "family", "Family"
    PRACTITIONER = "practitioner", "Practitioner"
    OTHERS = "others", "Others"


class ConcernState(Term):
    RAISED = "raised", "Raised"
    WITH_LA_SPOC = "with_la_spoc", "With the LA SPOC"
    WITH_UKPPS = "with_ukpps", "With the UKPPS SPOC"
    WITH_BUREAU = "with_bureau", "With the UKPPS Central Bureau"
    ADVISED = "advised", "Advice recorded"
    CLOSED = "closed", "Closed"


@dataclass(frozen=True, kw_only=True)
class Concern(Record):
    """One concern. `raised_at` and the other moments are UTC text."""

    case_id: CaseId | None = None
    kind: ConcernKind
    raised_at: str
    occurred_on: date | None = None
    raised_by: ContactId | None = None
    what_happened: str
    who_is_at_risk: tuple[AtRisk, ...] = ()
    immediate_danger: bool = False
    la_spoc_informed_at: str = ""
    ukpps_contacted_at: str = ""
    reply_at: str = ""
    advice: str = ""
    pauses_exchange: bool = True
    state: ConcernState = ConcernState.RAISED
    outcome: str = ""
    closed_on: date | None = None
