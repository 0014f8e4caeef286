"""A complaint that reaches the partnership: sent on to the agency it is about, and followed (domain 1.18; S001:364)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.terms import Term
from spoc_desk.errors import NotYet

ComplaintId = NewType("ComplaintId", str)
SOURCE = "S001:364"


class ComplaintState(Term):
    """Where a complaint stands."""

    RECEIVED = "received", "To forward"
    FORWARDED = "forwarded", "With the agency"
    CONFERENCE = "conference", "Conference procedure"
    ENDED = "ended", "Ended"


class CameBy(Term):
    """How a complaint came."""

    LETTER = "letter", "Letter"
    E_MAIL = "e_mail", "E-mail"
    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"
    FORM = "form", "Form"


@dataclass(frozen=True, kw_only=True)
class Complaint(Record):
    """One complaint."""

    id: ComplaintId
    complaint_ref: str
    case_id: CaseId | None = None
    received_on: date
    came_by: CameBy | None = None
    from_given_names: str = ""
    from_family_name: str = ""
    given_key: str = ""
    family_key: str = ""
    from_relation: str = ""
    about_given_names: str = ""
    about_family_name: str = ""
    about_born: date | None = None
    of_conference: bool = False
    """It arises from a child protection conference, which has a procedure of its own."""
    agency: str = ""
    what: str = ""
    wanted: str = ""
    state: ComplaintState = ComplaintState.RECEIVED
    forwarded_on: date | None = None
    forwarded_to: str = ""
    copied_on: date | None = None
    """The day on which the agency's complaints team got a copy."""
    asked_to_tell: bool = False
    """The agency was asked to keep the partnership informed."""
    told_on: date | None = None
    """The day on which whoever complained was told where it went."""
    ended_on: date | None = None
    outcome: str = ""
    released_by: str = ""
    released_at: str = ""
    stopped: bool = False
    """It waited for the office when it was last written: Today counts it. Whether it does now is asked each time."""
    released_for: str = ""
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class ComplaintStatus(Record):
    """The agency was asked how a complaint stands, or said so."""

    complaint_id: ComplaintId
    asked_on: date
    asked_whom: str
    answer: str = ""


def refuse_forward(state: ComplaintState) -> None:
    """Raise NotYet where there is nothing to forward."""
    if state is ComplaintState.CONFERENCE:
        raise NotYet("A complaint that arises from a conference follows the procedure for conferences.", SOURCE)
    if state is not ComplaintState.RECEIVED:
        raise NotYet("This complaint was forwarded already.", SOURCE)


def refuse_status(state: ComplaintState) -> None:
    """Raise NotYet where no agency has it."""
    if state is not ComplaintState.FORWARDED:
        raise NotYet("Only a complaint that is with an agency can be asked about.", SOURCE)


def refuse_end(state: ComplaintState) -> None:
    """Raise NotYet where it cannot end now."""
    if state is ComplaintState.ENDED:
        raise NotYet("This complaint has ended already.", SOURCE)
    if state is ComplaintState.RECEIVED:
        raise NotYet("Forward the complaint to the agency first.", SOURCE)
