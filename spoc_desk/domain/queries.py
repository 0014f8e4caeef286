"""Questions of practitioners that reach the LA SPOC (domain 1.8; R-003-63)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, Record
from spoc_desk.domain.terms import Method, Term


class QueryRoute(Term):
    OPEN = "open", "Not decided yet"
    ANSWERED = "answered", "Answered by the LA SPOC"
    TO_UKPPS = "to_ukpps", "Taken to the UKPPS SPOC"
    REFUSED = "refused", "Not entitled: refused"
    SAFEGUARDING = "safeguarding", "Redirected to safeguarding"


@dataclass(frozen=True, kw_only=True)
class Query(Record):
    """One question and what became of it."""

    case_id: CaseId | None = None
    received_on: date
    method: Method
    asked_by: ContactId
    via_flag: bool = False
    question: str
    route: QueryRoute = QueryRoute.OPEN
    to_ukpps_on: date | None = None
    reply_on: date | None = None
    answer_given: str = ""
    direct_contact_attempted: bool = False
    closed_on: date | None = None
