"""A relocation case (S003): one family or individual arriving or leaving. The other area has no field here."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, Record
from spoc_desk.domain.terms import Term, Tri

RISK_STATEMENT = "Relocated to remove or minimise a significant risk."
"""The only reason that may be held (S003, R-003-17, R-003-46)."""


class Direction(Term):
    ARRIVAL = "arrival", "Arrival"
    DEPARTURE = "departure", "Departure"


class SubjectKind(Term):
    FAMILY = "family", "Family"
    INDIVIDUAL = "individual", "Individual"


class Route(Term):
    """Which process applies (RT-1)."""

    UNKNOWN = "unknown", "Not set yet"
    CHILD = "child", "Children (DCS)"
    ADULT = "adult", "Adult with care and support needs (DASS)"
    JOINT = "joint", "Joint: children and an adult with care and support needs"
    NEITHER = "neither", "Neither: UKPPS only"


class NotifiedTo(Term):
    DCS = "dcs", "DCS"
    DASS = "dass", "DASS"
    DESIGNATED_CHILDREN = "designated_children", "Designated person (children)"
    DESIGNATED_ADULTS = "designated_adults", "Designated person (adults)"
    BOTH = "both", "DCS and DASS"


class JointMeeting(Term):
    JOINT = "joint", "Joint meeting"
    SEPARATE = "separate", "Separate meetings"


class SpocCount(Term):
    SINGLE = "single", "One LA SPOC for both sides"
    TWO = "two", "Two LA SPOCs"


class CaseState(Term):
    """Domain 3.1 and 3.2. A departure reads `EXCHANGE_ACTIVE` as "Gathering"."""

    NOTIFIED = "notified", "Notified"
    MEETING_ARRANGED = "meeting_arranged", "Meeting arranged"
    MEETING_HELD = "meeting_held", "Meeting held"
    SPOC_ALLOCATED = "spoc_allocated", "SPOC allocated"
    SERVICES_INFORMED = "services_informed", "Services informed"
    EXCHANGE_ACTIVE = "exchange_active", "Exchange active"
    WITH_UKPPS = "with_ukpps", "With UKPPS"
    EXCHANGE_COMPLETE = "exchange_complete", "Exchange complete"
    MONITORING = "monitoring", "Monitoring"
    ON_HOLD = "on_hold", "On hold"
    MOVED_ON = "moved_on", "Moved on"
    CLOSED = "closed", "Closed"


class ClosureReason(Term):
    COMPLETE = "complete", "Exchange complete"
    UKPPS_WITHDREW = "ukpps_withdrew", "UKPPS withdrew"
    LEFT_PROGRAMME = "left_programme", "Family left the programme (told by UKPPS)"
    OPENED_IN_ERROR = "opened_in_error", "Opened in error"
    NO_LA_ROLE = "no_la_role", "No LA role (neither route)"
    FURTHER_RELOCATION = "further_relocation", "Further relocation"


class FlagDecision(Term):
    KEEP = "keep", "Flags stay"
    REMOVE = "remove", "Flags come off, agreed with the UKPPS SPOC"


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """A relocation case."""

    id: CaseId
    case_ref: str
    direction: Direction
    subject_kind: SubjectKind = SubjectKind.FAMILY
    ukpps_notified_on: date
    notified_to: NotifiedTo
    notified_person: ContactId | None = None
    relocation_agreed_on: date | None = None
    ukpps_reference: str = ""
    chief_constable_informed: Tri = Tri.NOT_KNOWN
    move_date: date | None = None
    language_interpreter: str = ""
    social_care_record_ids: tuple[str, ...] = ()
    route: Route = Route.UNKNOWN
    route_computed: Route = Route.UNKNOWN
    route_confirmed_by: str = ""
    route_confirmed_on: date | None = None
    think_family: bool = False
    joint_meeting_considered: bool = False
    joint_meeting_decision: JointMeeting | None = None
    joint_meeting_reason: str = ""
    single_la_spoc_considered: bool = False
    single_la_spoc_decision: SpocCount | None = None
    single_la_spoc_reason: str = ""
    state: CaseState = CaseState.NOTIFIED
    state_before: CaseState | None = None
    meeting_arranged_for: date | None = None
    hold_reason: str = ""
    closed_on: date | None = None
    closure_reason: ClosureReason | None = None
    ukpps_spoc_told: bool = False
    flag_decision: FlagDecision | None = None
    services_told_not_to_trace: bool = False
    own_involvement_ended: Tri | None = None
    follows_case: CaseId | None = None
    sample: bool = False
