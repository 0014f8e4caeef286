"""The list of relocations and the identity bar of one: by reference and alias, never by name."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.council import calendar
from spoc_desk.casework.handover.standing import custody
from spoc_desk.casework.household import member_words, members
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.names import search_key
from spoc_desk.casework.next_due import BIRTHDAYS_AHEAD, due_of, next_due
from spoc_desk.casework.paging import Page
from spoc_desk.casework.reaching import reachable
from spoc_desk.casework.standards import standards
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.wording import State
from spoc_desk.domain.case_events import state_words
from spoc_desk.domain.cases import Case, CaseState, Direction, Route, SubjectKind
from spoc_desk.domain.meetings import Met, StandardNo
from spoc_desk.domain.route import needs_recheck
from spoc_desk.vault.records.case_counts import case_counts
from spoc_desk.vault.records.case_list import CaseQuery, case_page
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Row, Vault


@dataclass(frozen=True)
class CaseFilter:
    """What the list shows. `text` is the start of a reference, of one of its parts, or of a name; or a whole alias.

    `sort`: reference, direction, route, state, due, notified, closed.
    """

    text: str = ""
    direction: Direction | None = None
    route: Route | None = None
    state: CaseState | None = None
    open_only: bool = True
    sort: str = "notified"
    descending: bool = True


@dataclass(frozen=True)
class CaseRow:
    """One line of the list."""

    case_id: str
    case_ref: str
    direction: Direction
    subject_kind: SubjectKind
    people: int
    route: Route
    route_stale: bool
    state: CaseState
    state_words: str
    notified_on: date
    closed_on: date | None
    due_on: date | None
    due_rule: str
    due_what: str
    due_words: str
    due_state: State | None
    items_open: int
    sample: bool


@dataclass(frozen=True)
class CaseCounts:
    """How many of everything, for the lines that open the parts of a case."""

    members: int
    meetings: int
    standards_met: int
    standards: int
    needs: int
    needs_not_in_place: int
    items: int
    items_open: int
    items_unanswered: int
    flags_placed: int
    flags_needed: int
    routes_confirmed: int
    routes_applying: int
    routes_started: int
    open_queries: int
    open_concerns: int


@dataclass(frozen=True)
class CaseHeader:
    """The identity bar of a case: what it is, how it stands, what is due next. No name in it."""

    case_id: str
    case_ref: str
    direction: Direction
    subject_kind: SubjectKind
    route: Route
    route_words: str
    route_stale: bool
    state: CaseState
    state_before: CaseState | None
    state_words: str
    hold_reason: str
    closed_on: date | None
    due_on: date | None
    due_what: str
    due_words: str
    due_state: State | None
    flags_words: str
    household_words: str
    spoc_reachable: bool
    spoc_words: str
    counts: CaseCounts
    custody_words: str
    """Whose hands it is in, where it went through a hand-over; "" where it was always here."""
    handover_id: str
    """The hand-over by which it went or came; "" where it was always here."""
    read_only: bool
    """It is with another desk."""
    version: int
    sample: bool

    @property
    def kind_words(self) -> str:
        """Return "Arrival · Joint: … · Exchange active"."""
        return " · ".join((self.direction.label, self.route_words, self.state_words))


_ALL = CaseFilter()
_SHORT_ROUTES = {
    Route.UNKNOWN: "route not set yet",
    Route.CHILD: "children",
    Route.ADULT: "adult with care and support needs",
    Route.JOINT: "joint (children and adult)",
    Route.NEITHER: "neither: UKPPS only",
}


def list_cases(vault: Vault, *, filter: CaseFilter = _ALL, offset: int = 0, limit: int = 50) -> Page[CaseRow]:
    """Return one page of cases. Names are searched, never returned."""
    if not sees(vault, Sight.RELOCATIONS):
        return Page((), 0, offset)
    today, days = vault.clock.today(), calendar(vault)
    text = " ".join(filter.text.split())
    query = CaseQuery(
        text=text,
        name_key=search_key(text),
        direction=filter.direction or "",
        state=filter.state or "",
        route=filter.route or "",
        open_only=filter.open_only,
        sort=filter.sort,
        descending=filter.descending,
        soon=(today + BIRTHDAYS_AHEAD).isoformat(),
    )
    rows, total = case_page(vault, query, offset=offset, limit=limit)
    return Page(tuple(_row(row, today, days) for row in rows), total, offset)


def case_header(vault: Vault, case_id: str) -> CaseHeader:
    """Return the identity bar of a case. Raises UnknownRecord."""
    today = vault.clock.today()
    case = CASES.get(vault, case_id)
    due = next_due(vault, case_id, today, calendar(vault))
    there = reachable(vault, case_id, today)
    counts = _counts(vault, case_id)
    hands = custody(vault, case_id)
    return CaseHeader(
        case_id=case.id,
        case_ref=case.case_ref,
        direction=case.direction,
        subject_kind=case.subject_kind,
        route=case.route,
        route_words=_SHORT_ROUTES[case.route],
        route_stale=needs_recheck(case),
        state=case.state,
        state_before=_state_before(case),
        state_words=state_words(case.state, case.direction),
        hold_reason=case.hold_reason,
        closed_on=case.closed_on,
        due_on=due.on,
        due_what=due.what,
        due_words=due.words,
        due_state=due.state,
        flags_words=f"{counts.flags_placed} of {counts.flags_needed} flags placed",
        household_words="; ".join(member_words(one, today) for one in members(vault, case_id) if one.left_on is None),
        spoc_reachable=there.ok,
        spoc_words=there.words,
        counts=counts,
        custody_words=hands.words if hands else "",
        handover_id=hands.handover_id if hands else "",
        read_only=hands is not None and hands.frozen,
        version=case.version,
        sample=case.sample,
    )


def _row(row: Row, today: date, days: Calendar) -> CaseRow:
    direction, state = Direction(row["direction"]), CaseState(row["state"])
    route, computed = Route(row["route"]), Route(row["route_computed"])
    due = due_of(row, today, days)
    return CaseRow(
        case_id=row["id"],
        case_ref=row["case_ref"],
        direction=direction,
        subject_kind=SubjectKind(row["subject_kind"]),
        people=row["people"],
        route=route,
        route_stale=Route.UNKNOWN not in (route, computed) and route is not computed,
        state=state,
        state_words=state_words(state, direction),
        notified_on=date.fromisoformat(row["ukpps_notified_on"]),
        closed_on=date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
        due_on=due.on,
        due_rule=due.rule,
        due_what=due.what,
        due_words=due.words,
        due_state=due.state,
        items_open=row["items_open"],
        sample=bool(row["sample"]),
    )


def _counts(reader: Reader, case_id: str) -> CaseCounts:
    row = case_counts(reader, case_id)
    met = sum(view.met is Met.MET for view in standards(reader, case_id))
    return CaseCounts(
        standards_met=met,
        standards=len(StandardNo),
        **{name: row[name] for name in CaseCounts.__dataclass_fields__ if not name.startswith("standards")},
    )


def _state_before(case: Case) -> CaseState | None:
    return case.state_before if case.state in (CaseState.ON_HOLD, CaseState.CLOSED) else None
