"""The UKPPS meeting with the Director and its three standards (S003:66-69, 188-190; domain 1.5)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, MeetingId, Record
from spoc_desk.domain.terms import Term


class MeetingKind(Term):
    DCS = "dcs", "With the DCS"
    DASS = "dass", "With the DASS"
    JOINT = "joint", "Joint: DCS and DASS"
    FOLLOW_UP = "follow_up", "Follow-up"


class Venue(Term):
    DCS_OFFICE = "dcs_office", "Office of the DCS"
    DASS_OFFICE = "dass_office", "Office of the DASS"
    OWN_BUILDING = "own_building", "Other building of our council"
    OTHER = "other", "Somewhere else"


class Organisation(Term):
    """A closed list, so that no other authority can be typed."""

    UKPPS = "ukpps", "UKPPS"
    CHILDREN = "children", "Children's services"
    ADULTS = "adults", "Adult social services"
    OTHER_OWN = "other_own", "Other part of our council"


class Capacity(Term):
    DCS = "dcs", "DCS"
    DASS = "dass", "DASS"
    DESIGNATED = "designated", "Designated person"
    SPOC = "spoc", "SPOC"
    OTHER = "other", "Other"


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """One meeting between UKPPS and our Director."""

    id: MeetingId
    case_id: CaseId
    meeting_no: int
    kind: MeetingKind
    requested_on: date | None = None
    held_on: date
    held_time: str = ""
    face_to_face: bool = True
    not_f2f_reason: str = ""
    venue: Venue | None = None
    informed_of_move: bool = False
    provision_identified: bool = False
    ukpps_spoc_identified: bool = False
    la_spoc_identified: bool = False
    flag_instruction_given: bool = False
    minutes: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendee(Record):
    """Somebody who was at the meeting."""

    meeting_id: MeetingId
    case_id: CaseId
    name: str
    organisation: Organisation
    capacity: Capacity = Capacity.OTHER


@dataclass(frozen=True, kw_only=True)
class MeetingAction(Record):
    """Something agreed at the meeting."""

    meeting_id: MeetingId
    case_id: CaseId
    text: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None


class StandardNo(Term):
    ST_1 = "st_1", "The meeting was held as soon as possible after relocation was agreed"
    ST_2 = "st_2", "The UKPPS SPOC and the LA SPOC are identified"
    ST_3 = "st_3", "Flags are on all individual records: more information is available, and who to contact"


class Met(Term):
    PENDING = "pending", "Pending"
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"


@dataclass(frozen=True, kw_only=True)
class Standard(Record):
    """One of the three standards of a case, with its evidence."""

    case_id: CaseId
    standard: StandardNo
    met: Met = Met.PENDING
    met_on: date | None = None
    evidence: str = ""
    note: str = ""
