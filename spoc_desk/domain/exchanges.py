"""Records asked for, received and passed on: the register S003 demands (domain 1.7)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, DecisionId, ItemId, Record
from spoc_desk.domain.terms import Method, Term


class RecordType(Term):
    """The seven baseline rows (R-003-70 to R-003-76)."""

    HEALTH = "health", "Health records"
    NURSERY = "nursery", "Nursery record, including the safeguarding file"
    SCHOOL = "school", "School record, including the safeguarding file"
    CHILDRENS_SOCIAL_WORK = "childrens_social_work", "Children's social work records, including CIN and CP plans"
    ADULT_SOCIAL_CARE = "adult_social_care", "Adult social care records, including needs assessments and care plans"
    MARAC = "marac", "MARAC records and plans"
    ADDITIONAL = "additional", "Additional records as appropriate"


class Applicable(Term):
    YES = "yes", "Yes"
    NO = "no", "No, not relevant"
    NOT_KNOWN = "not_known", "Not known yet"


class Origin(Term):
    REQUESTED = "requested", "Requested through the UKPPS SPOC"
    VOLUNTEERED = "volunteered", "Volunteered by the LA SPOC as useful"


class Urgency(Term):
    ROUTINE = "routine", "Routine"
    URGENT = "urgent", "Urgent (safeguarding)"
    SCHOOL_START = "school_start", "Before school start"


class Check(Term):
    """What the LA SPOC's check of a received copy found (A5)."""

    CLEAN = "clean", "Clean"
    LEAK = "leak", "Leak found: quarantined"
    SEALED = "sealed", "Not opened by the SPOC (sealed)"


class ItemState(Term):
    """Domain 3.3, arrival and departure."""

    IDENTIFIED = "identified", "Identified"
    REQUESTED = "requested", "Requested"
    RECEIVED = "received", "Received"
    CHECKED = "checked", "Checked"
    QUARANTINED = "quarantined", "Quarantined"
    PASSED_ON = "passed_on", "Passed on"
    ASKED = "asked", "Asked"
    GATHERED = "gathered", "Gathered"
    READY = "ready", "Ready"
    WITH_UKPPS = "with_ukpps", "With UKPPS"
    COMPLETE = "complete", "Complete"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NOT_AVAILABLE = "not_available", "Not available"
    NOTHING_HELD = "nothing_held", "Nothing held"
    CANCELLED = "cancelled", "Cancelled by UKPPS"


TERMINAL = frozenset(
    {
        ItemState.COMPLETE,
        ItemState.NOT_APPLICABLE,
        ItemState.NOT_AVAILABLE,
        ItemState.NOTHING_HELD,
        ItemState.CANCELLED,
    }
)


class NotAvailable(Term):
    NONE_HELD = "none_held", "None held"
    CANNOT_SANITISE = "cannot_sanitise", "Cannot be sanitised"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DESTROYED = "destroyed", "Destroyed on UKPPS advice"


class Party(Term):
    """Hands run only between these three, so a direct line to the other area cannot be entered (2.3 rule 2)."""

    OWN_SERVICE = "own_service", "Own service"
    LA_SPOC = "la_spoc", "LA SPOC"
    UKPPS_SPOC = "ukpps_spoc", "UKPPS SPOC"


class HandKind(Term):
    """The dated hands of the register, in the words of the screen."""

    A1 = "A1", "Need raised"
    A2 = "A2", "Requested from the UKPPS SPOC"
    A3 = "A3", "Chased or acknowledged"
    A4 = "A4", "Sanitised copy received"
    A5 = "A5", "Checked by the LA SPOC"
    A6 = "A6", "Passed on"
    A7 = "A7", "Receipt confirmed by the service"
    A_RETURNED = "AR", "Returned to the UKPPS SPOC for a new copy"
    A_DESTROYED = "AX", "Destroyed on UKPPS advice"
    A_REFUSED = "AN", "UKPPS SPOC says not available"
    D1A = "D1a", "Request received through the UKPPS SPOC"
    D1B = "D1b", "Volunteered by the LA SPOC"
    D2 = "D2", "Asked of our service"
    D_REMINDED = "DR", "Our service reminded"
    D3 = "D3", "Gathered from our service"
    D_CHECKED = "DC", "Checked: third parties and completeness"
    D4 = "D4", "Passed to the UKPPS SPOC"
    D5 = "D5", "UKPPS SPOC confirms receipt"
    D6 = "D6", "UKPPS SPOC confirms sanitised and passed on"
    D7 = "D7", "Further question through the UKPPS SPOC"
    D_NOTHING = "DN", "Our service holds nothing"
    NOT_RELEVANT = "NR", "Not relevant for this family"
    CANCELLED = "CX", "Cancelled by UKPPS"
    REOPENED = "RO", "Opened again, with a reason"


@dataclass(frozen=True, kw_only=True)
class ExchangeItem(Record):
    """One kind of record for one member group; never one per source organisation."""

    id: ItemId
    case_id: CaseId
    item_no: int
    members: tuple[str, ...] = ()
    record_type: RecordType
    title: str
    applicable: Applicable = Applicable.NOT_KNOWN
    origin: Origin | None = None
    asked_for_by: ContactId | None = None
    urgency: Urgency = Urgency.ROUTINE
    needed_by: date | None = None
    pages: int | None = None
    sha256: str = ""
    check_result: Check | None = None
    third_party_checked: bool = False
    state: ItemState = ItemState.IDENTIFIED
    not_available_reason: NotAvailable | None = None
    outcome_note: str = ""
    last_hand: HandKind | None = None
    last_hand_on: date | None = None
    chases: int = 0
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class Hand(Record):
    """One dated hand of the register."""

    item_id: ItemId
    case_id: CaseId
    hand_no: int = 1
    hand: HandKind
    happened_on: date
    from_party: Party
    to_party: Party
    method: Method | None = None
    service: ContactId | None = None
    done_by: str = ""
    check_result: Check | None = None
    not_available_reason: NotAvailable | None = None
    decision_id: DecisionId | None = None
    note: str = ""
