"""Flags on individual records: one per person and record system (domain 1.10; R-003-03, R-003-79)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, MemberId, Record
from spoc_desk.domain.terms import Term, Tri


class RemovalReason(Term):
    CASE_CLOSED = "case_closed", "Case closed and UKPPS agrees"
    MEMBER_LEFT = "member_left", "Member left the household"
    ERROR = "error", "Placed in error"


@dataclass(frozen=True, kw_only=True)
class Flag(Record):
    """The flag of one person in one system; `holds_record` says whether the system has a record at all."""

    case_id: CaseId
    member_id: MemberId
    system: str
    holds_record: Tri = Tri.NOT_KNOWN
    requested_on: date | None = None
    to_contact: ContactId | None = None
    flag_text: str = ""
    placed_on: date | None = None
    confirmed_by: str = ""
    next_review_on: date | None = None
    removed_on: date | None = None
    removed_reason: RemovalReason | None = None
