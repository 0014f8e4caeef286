"""Own-council people and services, the UKPPS SPOC, and who holds which duty (domain 1.3, 1.4)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, MeetingId, Record
from spoc_desk.domain.terms import Side, Term


class ContactKind(Term):
    PERSON = "person", "Person"
    SERVICE = "service", "Service or team"


class ContactRole(Term):
    LA_SPOC = "la_spoc", "LA SPOC"
    DEPUTY = "deputy", "Deputy SPOC"
    DCS = "dcs", "DCS"
    DASS = "dass", "DASS"
    DESIGNATED = "designated", "Designated person"
    SERVICE_LEAD = "service_lead", "Service lead"
    PRACTITIONER = "practitioner", "Practitioner"
    RECORD_OWNER = "record_owner", "Record-system owner"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    DPO = "dpo", "Data protection officer"


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """One of our own people or services."""

    id: ContactId
    kind: ContactKind
    name: str
    job_title: str = ""
    team: str = ""
    service_side: Side = Side.BOTH
    roles: tuple[ContactRole, ...] = ()
    service: str = ""
    phone: str = ""
    email: str = ""
    out_of_hours: str = ""
    active: bool = True
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class Absence(Record):
    """Days on which a contact cannot be reached, and who covers (D-31, R-003-02)."""

    contact_id: ContactId
    starts_on: date
    ends_on: date
    cover_contact_id: ContactId | None = None


class UkppsRole(Term):
    SPOC = "ukpps_spoc", "UKPPS SPOC"
    DEPUTY = "ukpps_deputy", "UKPPS deputy"
    CENTRAL_BUREAU = "central_bureau", "UKPPS Central Bureau"


class IdentityCheck(Term):
    NOT_YET = "not_yet", "Not yet"
    MET = "met", "Met in person"
    CALL_BACK = "call_back", "Called back on a number from the Central Bureau"
    NCA = "nca", "Verified with the NCA"


@dataclass(frozen=True, kw_only=True)
class UkppsContact(Record):
    """The UKPPS contact of a case; history kept, one current UKPPS SPOC per case (R-003-19, R-003-36)."""

    case_id: CaseId
    display_name: str
    role: UkppsRole = UkppsRole.SPOC
    phone: str = ""
    email: str = ""
    identity_verified: IdentityCheck = IdentityCheck.NOT_YET
    verified_by: str = ""
    verified_on: date | None = None
    active_from: date
    active_to: date | None = None
    told_at_meeting: MeetingId | None = None


class Duty(Term):
    LA_SPOC = "la_spoc", "LA SPOC"
    DEPUTY = "deputy", "Deputy SPOC"
    COVER = "cover", "Cover"


class AllocatedBy(Term):
    DCS = "dcs", "DCS"
    DASS = "dass", "DASS"
    BOTH = "both", "DCS and DASS"


@dataclass(frozen=True, kw_only=True)
class Appointment(Record):
    """Who is LA SPOC, deputy or cover of a case, and since when (R-003-20, R-003-40, R-003-41)."""

    case_id: CaseId
    contact_id: ContactId
    duty: Duty = Duty.LA_SPOC
    side: Side = Side.CHILDREN
    allocated_by: AllocatedBy
    allocated_on: date
    briefed_on: date | None = None
    ended_on: date | None = None
