"""What can happen to a case, and the record of each move (domain 3.1, 3.1a, 3.2)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.roles import Role
from spoc_desk.domain.terms import Term


class CaseEvent(Term):
    """The label is the button."""

    NOTIFIED = "notified", "Record the notification"
    CONFIRM_ROUTE = "confirm_route", "Confirm the route"
    REROUTE = "reroute", "Set the route again"
    ARRANGE_MEETING = "arrange_meeting", "Arrange the meeting"
    MEETING_HELD = "meeting_held", "Record the meeting"
    ALLOCATE = "allocate", "Name the LA SPOC"
    SERVICES_INFORMED = "services_informed", "Services are informed"
    OPEN_EXCHANGE = "open_exchange", "Open the exchange"
    PASS_ALL = "pass_all", "Everything is with UKPPS"
    COMPLETE_EXCHANGE = "complete_exchange", "Complete the exchange"
    NEW_NEED = "new_need", "Open the exchange again"
    MONITOR = "monitor", "Go on to monitoring"
    HOLD = "hold", "Put on hold"
    RESUME = "resume", "Record UKPPS advice and resume"
    MOVED_ON = "moved_on", "The family is moving again"
    CLOSE = "close", "Close the case"
    CLOSE_NO_ROLE = "close_no_role", "Close: no LA role"
    WITHDRAW = "withdraw", "UKPPS withdraws"
    CLOSE_ERROR = "close_error", "Close: opened in error"
    REOPEN = "reopen", "Reopen the case"


@dataclass(frozen=True, kw_only=True)
class CaseMove(Record):
    """One move of a case from state to state. Never edited: going back is a new move with its reason."""

    case_id: CaseId
    event: CaseEvent
    from_state: CaseState | None = None
    to_state: CaseState
    happened_on: date
    note: str = ""
    second_person: str = ""
    second_role: Role | None = None
    second_user: str | None = None  # whose own password signed; None where the name was typed and not confirmed
    told_by_ukpps_spoc: bool = False
    no_needs: bool = False


PAST_WORDS = {
    CaseEvent.NOTIFIED: "Notification recorded",
    CaseEvent.CONFIRM_ROUTE: "Route confirmed",
    CaseEvent.REROUTE: "Route taken back, to be set again",
    CaseEvent.ARRANGE_MEETING: "Meeting arranged",
    CaseEvent.MEETING_HELD: "Meeting recorded",
    CaseEvent.ALLOCATE: "LA SPOC named on every side",
    CaseEvent.SERVICES_INFORMED: "Services informed",
    CaseEvent.OPEN_EXCHANGE: "Exchange opened",
    CaseEvent.PASS_ALL: "Everything passed to UKPPS",
    CaseEvent.COMPLETE_EXCHANGE: "Exchange completed",
    CaseEvent.NEW_NEED: "Exchange opened again",
    CaseEvent.MONITOR: "Gone on to monitoring",
    CaseEvent.HOLD: "Put on hold",
    CaseEvent.RESUME: "Resumed on UKPPS advice",
    CaseEvent.MOVED_ON: "The family is moving again",
    CaseEvent.CLOSE: "Case closed",
    CaseEvent.CLOSE_NO_ROLE: "Case closed: no LA role",
    CaseEvent.WITHDRAW: "UKPPS withdrew",
    CaseEvent.CLOSE_ERROR: "Case closed: opened in error",
    CaseEvent.REOPEN: "Case reopened",
}
"""How an event reads once it has happened."""

_DEPARTURE_WORDS = {
    CaseState.NOTIFIED: "Notified (leaving)",
    CaseState.EXCHANGE_ACTIVE: "Gathering",
    CaseState.EXCHANGE_COMPLETE: "Complete",
}


def state_words(state: CaseState, direction: Direction) -> str:
    """Return how a state reads; a departure gathers where an arrival exchanges."""
    if direction is Direction.DEPARTURE:
        return _DEPARTURE_WORDS.get(state, state.label)
    return state.label
