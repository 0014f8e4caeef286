"""What a change was, so that each screen can decide whether to draw itself again."""

from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.casework.leaks import FieldLeak
from spoc_desk.domain.record import Record


class What(StrEnum):
    """The kind of thing that changed."""

    CASE = "case"
    HOUSEHOLD = "household"
    MEETING = "meeting"
    SPOC = "spoc"
    NEED = "need"
    EXCHANGE = "exchange"
    FLAG = "flag"
    QUERY = "query"
    ROUTE = "route"
    CONCERN = "concern"
    DECISION = "decision"
    ACCESS = "access"
    PRINT = "print"
    CHECK = "check"
    CONTACT = "contact"
    PROFILE = "profile"
    REFERRAL = "referral"
    SCHOOL = "school"
    RELAY = "relay"
    DISPUTE = "dispute"
    INCIDENT = "incident"
    REVIEW = "review"
    RESTRICTED = "restricted"
    PEOPLE = "people"
    RETENTION = "retention"
    VIEW = "view"
    HANDOVER = "handover"
    FIGURES = "figures"


@dataclass(frozen=True)
class Change:
    """What changed, on which case, which records."""

    what: What
    case_id: str | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """The result of a change: what it was, what the leak scan saw in it, and the record as stored."""

    change: Change
    leaks: tuple[FieldLeak, ...] = ()
    record: Record | None = None
