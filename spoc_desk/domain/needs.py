"""What services a family needs here, and telling their leads (domain 1.6; R-003-12, R-003-18, R-003-47)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, MeetingId, Record
from spoc_desk.domain.terms import Method, Term


class Tier(Term):
    UNIVERSAL = "universal", "Universal"
    SPECIALIST = "specialist", "Specialist"
    UKPPS = "ukpps", "Provided by UKPPS"


class PriorOrCurrent(Term):
    BEFORE = "before", "In place before, should continue"
    NEW = "new", "New need"
    NOW = "now", "In place now, should continue"
    ENDING = "ending", "Ending"


class Continuity(Term):
    TO_ARRANGE = "to_arrange", "To arrange"
    REFERRED = "referred", "Referred"
    IN_PLACE = "in_place", "In place"
    NOT_NEEDED = "not_needed", "Not needed"
    UKPPS_ASKED = "ukpps_asked", "Not available here, UKPPS asked"


@dataclass(frozen=True, kw_only=True)
class Need(Record):
    """One service for the household (no members named) or for some of it."""

    case_id: CaseId
    members: tuple[str, ...] = ()
    tier: Tier
    service: str
    service_other: str = ""
    prior_or_current: PriorOrCurrent
    meeting_id: MeetingId | None = None
    local_provider: ContactId | None = None
    continuity: Continuity = Continuity.TO_ARRANGE
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceNotice(Record):
    """A service lead was told (T2), without what or why (R-003-42, R-003-58)."""

    case_id: CaseId
    service: ContactId
    lead_name: str = ""
    informed_on: date
    method: Method
