"""Security concerns (domain 1.9, 3.8): an exposure, who is at risk, and what UKPPS advised."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, Record
from spoc_desk.domain.terms import Term, YesNo


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


class CheckResult(Term):
    """What the LA SPOC found after somebody said they were relocated (S003:173). Nobody else is told."""

    KNOWN = "known", "Known to us: the UKPPS SPOC is told"
    BUREAU = "bureau", "Not known to us: the UKPPS Central Bureau is asked"
    NOBODY = "nobody", "Not known to us: no further contact is needed"


class Containment(Term):
    ITEM_RECALLED = "item_recalled", "Record called back"
    EMAIL_RECALLED = "email_recalled", "E-mail called back"
    RECORD_LOCKED = "record_locked", "Record locked in its system"
    FLAG_ADDED = "flag_added", "Flag added"
    STAFF_BRIEFED = "staff_briefed", "Staff told what to do"
    DEVICE_WIPED = "device_wiped", "Device wiped"


class CallerCheck(Term):
    """The steps with a caller whom one does not know (domain 6 no. 4)."""

    NOTHING_SAID = "nothing_said", "Nothing was confirmed, denied or hinted at"
    NAME_TAKEN = "name_taken", "Name, organisation and a switchboard were asked for"
    NUMBER_FOUND = "number_found", "The number was looked up by us, not taken from the caller"
    CALLED_BACK = "called_back", "We called back through the switchboard"
    MANAGER_ASKED = "manager_asked", "Their manager confirmed who they are and why they ask"
    NOT_CONFIRMED = "not_confirmed", "Who they are could not be confirmed"


class BreachRisk(Term):
    NONE = "none", "Unlikely: nobody is at risk through it"
    RISK = "risk", "Likely: people may be at risk"
    HIGH = "high", "High: people may come to serious harm"


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
    concern_ref: str = ""
    """Two words and four digits; nothing for one from before concerns had references."""
    danger_called_at: str = ""
    check_result: CheckResult | None = None
    practitioner_safety: str = ""
    """What was done for the safety of the practitioner (S003:172)."""
    caller_claims: str = ""
    caller_checks: tuple[CallerCheck, ...] = ()
    containment: tuple[Containment, ...] = ()
    data_breach: YesNo | None = None
    breach_known_at: str = ""
    """From here the 72 hours are counted (D-29)."""
    breach_what: str = ""
    breach_people: str = ""
    breach_risk: BreachRisk | None = None
    breach_reason: str = ""
    dpo_informed_at: str = ""
    ico_reported_at: str = ""
    ico_ref: str = ""


ADVICE_FIRST = frozenset(
    {ConcernKind.SELF, ConcernKind.PRACTITIONER, ConcernKind.DOCUMENT_LEAK, ConcernKind.DIRECT_CONTACT}
)
"""UKPPS advises before such a concern is closed (S003:167, 172)."""
MAY_BE_BREACH = frozenset({ConcernKind.PRACTITIONER, ConcernKind.DOCUMENT_LEAK, ConcernKind.DEVICE})
"""Before such a concern is closed somebody says whether personal data got where it should not (domain 1.9, D-29)."""
BREACH_HOURS = 72


def goes_to_bureau(concern: Concern) -> bool:
    """Say whether UKPPS means the Central Bureau: a disclosure by somebody who is not known to be ours (S003:173)."""
    return concern.kind is ConcernKind.DISCLOSURE and concern.check_result is not CheckResult.KNOWN
