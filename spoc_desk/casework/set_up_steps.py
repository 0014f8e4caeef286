"""Next steps with people: concerns, the route, the meeting, both SPOCs, services, flags, questions, moving on."""

from collections.abc import Iterable

from spoc_desk.casework.concerns import next_step
from spoc_desk.casework.flags import grid
from spoc_desk.casework.needs import services_to_inform
from spoc_desk.casework.next_step import DIRECTORS, LA_SPOC, CaseView, NextStep
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.routes_to_stop import summary
from spoc_desk.deadlines.wording import count_days
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import offers
from spoc_desk.domain.cases import CaseState, Route
from spoc_desk.domain.concerns import ConcernKind
from spoc_desk.domain.house_dates import day_and_month, long_date
from spoc_desk.domain.item_states import EXCHANGE_OPEN
from spoc_desk.domain.queries import Query, QueryRoute
from spoc_desk.printing.wording import fill
from spoc_desk.vault.records.stores import CONCERNS, CONTACTS, QUERIES

BEFORE_MEETING = frozenset({CaseState.NOTIFIED, CaseState.MEETING_ARRANGED})
AFTER_SPOC = frozenset({CaseState.SPOC_ALLOCATED, CaseState.SERVICES_INFORMED}) | EXCHANGE_OPEN
_FORWARD = (
    CaseEvent.SERVICES_INFORMED, CaseEvent.OPEN_EXCHANGE, CaseEvent.PASS_ALL, CaseEvent.COMPLETE_EXCHANGE,
    CaseEvent.MONITOR, CaseEvent.CLOSE, CaseEvent.CLOSE_NO_ROLE,
)  # fmt: skip
_DIRECTOR = {Route.CHILD: "DCS", Route.ADULT: "DASS", Route.JOINT: "DCS and DASS"}

ASK_MEETING = (
    "You told us of the case “{ref}”. Please offer us the earliest date for a meeting, face to face, with the "
    "{director}. Please bring the name of your SPOC. Please do not tell us where from, where to, or why."
)
ASK_SPOC = "Please name an LA SPOC for the case “{ref}”{by}. The LA SPOC needs a deputy for days of absence."
CALL_BACK = (
    "Before we exchange anything I must make sure who you are. I will call you back on a number that I get from the "
    "UKPPS Central Bureau."
)
TO_UKPPS_CONCERN = (
    "There is a security concern in the case “{ref}”. {what} The exchange of records is paused. Please advise us."
)
TO_SPOC_CONCERN = (
    "There is a security concern that you must know of now. Please call me back; I will not write it down."
)
QUERY_REPLY = (
    "Thank you for asking. I will find out and come back to you. Please do not contact any other authority or service "
    "about this."
)
FLAG_CHASE = "Please confirm that the flag I asked for is on the record, and since which day."
STOP_ROUTES = (
    "For this family please send nothing by the usual route, automatic or not. "
    "Every question and every record goes through the LA SPOC: {spoc}. Please confirm when it is stopped."
)
_EXPOSED = {
    ConcernKind.SELF: "The family may have shown something about itself.",
    ConcernKind.PRACTITIONER: "Something one of our staff did may have shown too much.",
    ConcernKind.DISCLOSURE: "Somebody says that they were relocated.",
    ConcernKind.DOCUMENT_LEAK: "A document shows something it should not.",
    ConcernKind.DIRECT_CONTACT: "Somebody here tried to contact people outside our council.",
    ConcernKind.SUSPICIOUS: "Somebody asked for information and we doubt who it was.",
    ConcernKind.DEVICE: "Something happened to a device or a program.",
}


def concern_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the next step of every open concern, the oldest first (S003:167)."""
    where = "case_id = ? AND closed_on IS NULL"
    for concern in CONCERNS.find(view.vault, where, (view.case.id,), tail="ORDER BY raised_at LIMIT 20"):
        words, act = next_step(concern)
        say = {"inform_la_spoc": TO_SPOC_CONCERN}.get(act, "")
        if act == "contact_ukpps":
            say = TO_UKPPS_CONCERN.format(ref=view.case.case_ref, what=_EXPOSED[concern.kind])
        yield view.step(
            f"Security concern: {words}",
            acts=LA_SPOC,
            action="Open the concern…",
            place=case_place(view.case.id, Part.CONCERNS, concern.id, act),
            say=say,
            clock=view.clock("D-09", concern.id),
        )


def hold_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step out of the hold, once UKPPS has advised."""
    if view.case.state is CaseState.ON_HOLD and view.facts.pausing_concerns == 0:
        yield _move(view, CaseEvent.RESUME, "The case is on hold. Record what UKPPS advised, with a second person")


def route_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the steps to the route: type the people, confirm, confirm again."""
    if view.facts.members == 0 and view.case.route is not Route.NEITHER:
        yield view.step(
            "Type in who belongs to the household, unborn children too",
            acts=LA_SPOC,
            action="Add a person…",
            place=case_place(view.case.id, Part.HOUSEHOLD, "", "kind"),
        )
    elif view.case.route is Route.UNKNOWN or view.facts.route_is_stale:
        again = view.case.route is not Route.UNKNOWN
        yield view.step(
            f"Confirm the route{' again' if again else ''}: now “{view.case.route_computed.label}”",
            acts=DIRECTORS,
            action="Confirm the route…",
            place=case_place(view.case.id, Part.HOUSEHOLD, "", "route"),
        )


def meeting_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step to the meeting with UKPPS (D-01)."""
    if view.case.state not in BEFORE_MEETING:
        return
    director = _DIRECTOR.get(view.case.route, "DCS or DASS")
    arranged = view.case.meeting_arranged_for
    what = f"Record the meeting of {long_date(arranged)}" if arranged else "Arrange the meeting with UKPPS"
    place = case_place(view.case.id, Part.MEETINGS, "", "held_on" if arranged else "meeting_arranged_for")
    yield view.step(
        what,
        acts=DIRECTORS,
        action="Record the meeting…" if arranged else "Arrange the meeting…",
        place=place,
        say="" if arranged else ASK_MEETING.format(ref=view.case.case_ref, director=director),
        clock=view.clock("D-01"),
    )


def spoc_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the steps to both SPOCs: ours named (D-02) and reachable (D-31), theirs named and verified."""
    place = case_place(view.case.id, Part.SPOCS)
    if view.case.state not in BEFORE_MEETING and view.facts.sides_needed - view.facts.sides_with_spoc:
        due = view.due("D-02")
        by = f", by {long_date(due)}" if due else ""
        say = ASK_SPOC.format(ref=view.case.case_ref, by=by)
        yield view.step(
            "Name the LA SPOC", acts=DIRECTORS, action="Name the LA SPOC…", place=f"{place}//contact_id", say=say,
            clock=view.clock("D-02"),
        )  # fmt: skip
    if view.clock("D-31").words:
        yield view.step(
            "Name cover: nobody can be reached as LA SPOC", acts=DIRECTORS, action="Name cover…",
            place=f"{place}//cover_contact_id", clock=view.clock("D-31"),
        )  # fmt: skip
    if view.case.state not in BEFORE_MEETING and not view.facts.ukpps_spoc_verified:
        yield view.step(
            "Make sure who the UKPPS SPOC is, before anything is exchanged", acts=LA_SPOC,
            action="Record the check…", place=f"{place}//identity_verified", say=CALL_BACK,
        )  # fmt: skip


def service_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step to inform the leads of the services concerned (D-04)."""
    if view.case.state not in AFTER_SPOC or not view.spoc:
        return
    missing = services_to_inform(view.vault, view.case.id)
    if missing:
        texts = view.profile.templates
        template = texts.t2_arrival if view.is_arrival else texts.t2_departure
        services = ", ".join(dict.fromkeys(view.profile.service_label(need.service) for need in missing[:4]))
        yield view.step(
            f"Inform the service leads: {services}",
            acts=LA_SPOC,
            action="Inform a service…",
            place=case_place(view.case.id, Part.NEEDS, "", "informed_on"),
            say=fill(template, la_spoc=view.spoc),
            clock=view.clock("D-04"),
        )


def stop_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step to stop the everyday routes (2.4)."""
    if view.case.state not in AFTER_SPOC:
        return
    stand = summary(view.vault, view.case.id)
    left = stand.to_stop + stand.unanswered
    if left:
        yield view.step(
            f"Stop {count_days(left, 'everyday route')} that would send records straight on",
            acts=LA_SPOC,
            action="Go through the routes…",
            place=case_place(view.case.id, Part.ROUTES),
            say=STOP_ROUTES.format(spoc=view.spoc or LA_SPOC),
        )


def flag_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step to the flags still missing (D-03)."""
    if view.case.state not in AFTER_SPOC:
        return
    cells = grid(view.vault, view.case.id)
    missing = cells.needed - cells.placed
    place = case_place(view.case.id, Part.FLAGS)
    if missing:
        what = f"Place {count_days(missing, 'flag')}: {cells.counter_words}"
        yield view.step(
            what, acts=LA_SPOC, action="Open the flags…", place=place, say=FLAG_CHASE, clock=view.clock("D-03")
        )
    elif cells.not_answered:
        what = f"Say which systems hold a record: {count_days(cells.not_answered, 'answer')} open"
        yield view.step(what, acts=LA_SPOC, action="Open the flags…", place=place, clock=view.clock("D-03"))


def query_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the open questions that wait for us, the oldest first (D-08)."""
    where = "case_id = ? AND closed_on IS NULL AND NOT (route = 'to_ukpps' AND reply_on IS NULL)"
    for query in QUERIES.find(view.vault, where, (view.case.id,), tail="ORDER BY received_on LIMIT 5"):
        yield _query(view, query)


def need_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step to support that is not in place yet."""
    left = view.facts.needs_not_in_place
    if left and view.case.state in AFTER_SPOC:
        yield view.step(
            f"See to {count_days(left, 'service')} not in place yet",
            acts=LA_SPOC,
            action="Open the services…",
            place=case_place(view.case.id, Part.NEEDS),
        )


def move_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the move of the case that is possible now: on to the next state."""
    possible = {offer.event: offer for offer in offers(view.facts) if offer.allowed}
    for event in _FORWARD:
        if event in possible:
            yield _move(view, event, event.label)
            return


def _move(view: CaseView, event: CaseEvent, what: str) -> NextStep:
    place = case_place(view.case.id, Part.WHAT_NOW, "", event.value)
    return view.step(what, acts=LA_SPOC, action=f"{event.label}…", place=place)


def _query(view: CaseView, query: Query) -> NextStep:
    name = CONTACTS.get(view.vault, query.asked_by).name
    replied = query.route is QueryRoute.TO_UKPPS
    what = f"Answer {name}: question of {day_and_month(query.received_on)}"
    return view.step(
        f"{what}, the UKPPS SPOC has replied" if replied else what,
        acts=LA_SPOC,
        action="Answer…",
        place=case_place(view.case.id, Part.QUERIES, query.id, "answer_given"),
        say="" if replied else QUERY_REPLY,
        clock=view.clock("D-08", query.id),
    )
