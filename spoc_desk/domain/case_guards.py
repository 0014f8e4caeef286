"""The guards of a case, each a name, a question to the facts, a sentence and its source (domain 3.1, 3.1a, 3.2)."""

from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk.domain.guards import Guard
from spoc_desk.domain.terms import Side

CaseGuard = Guard[CaseFacts]
_guard = CaseGuard.plain

MEMBER_TYPED = _guard(
    "member typed",
    lambda facts: facts.members > 0,
    "Record at least one person of the household first: the route depends on who they are.",
    "RT-1, domain 3.1",
)
NOT_WITHOUT_ROLE = _guard(
    "not already neither",
    lambda facts: facts.route is not Route.NEITHER,
    "The route is “neither”. Use “Set the route again” if care and support needs have emerged.",
    "domain 1.1, 3.1a",
)
LA_HAS_ROLE = _guard(
    "the LA has a role",
    lambda facts: facts.route is not Route.NEITHER,
    "UKPPS undertakes and co-ordinates this relocation; there is no LA SPOC process. "
    "Set the route again if needs have emerged.",
    "S003:104; domain 3.1a",
)
ROUTE_IS_NEITHER = _guard(
    "route is neither",
    lambda facts: facts.route is Route.NEITHER,
    "This is only for a case whose route is “neither”.",
    "domain 3.1a",
)
NEITHER_BY_DIRECTOR = _guard(
    "neither is confirmed by the DCS or DASS",
    lambda facts: facts.by_director,
    "Only the office of the DCS or of the DASS confirms that the route is “neither”.",
    "S003:104; domain 3.1a",
)
ROUTE_CONFIRMED = _guard(
    "route confirmed",
    lambda facts: facts.route is not Route.UNKNOWN,
    "Confirm the route first: it says which Director names an LA SPOC.",
    "RT-1, domain 3.1",
)
ROUTE_FITS = _guard(
    "route fits the household",
    lambda facts: not facts.route_is_stale,
    "The household has changed and the route may no longer fit. Look at the route again.",
    "RT-1",
)
MEETING_RECORDED = _guard(
    "meeting recorded",
    lambda facts: bool(facts.meeting_sides),
    "Record the meeting of UKPPS with the DCS or the DASS first.",
    "S003:66,88,125,147; domain 3.1",
)
JOINT_MEETING_CONSIDERED = _guard(
    "joint meeting considered",
    lambda facts: facts.route is not Route.JOINT or facts.joint_meeting_considered,
    "Say whether a joint meeting of the DCS and the DASS was considered.",
    "S003:57; R-003-29",
)
SINGLE_SPOC_CONSIDERED = _guard(
    "single LA SPOC considered",
    lambda facts: facts.route is not Route.JOINT or facts.single_la_spoc_considered,
    "Say whether a single LA SPOC for both sides was considered.",
    "S003:57; R-003-30",
)
DIRECTOR_ACTS = _guard(
    "DCS or DASS role",
    lambda facts: facts.by_director,
    "The office of the DCS or of the DASS names the LA SPOC. Ask them to record it.",
    "S003:48,70; R-003-20",
)
SPOC_ACTS = _guard(
    "LA SPOC acts",
    lambda facts: facts.by_spoc,
    "The LA SPOC or the deputy records what the UKPPS SPOC advised, together with a second person.",
    "domain 3.1",
)
ON_HOLD = _guard(
    "case on hold",
    lambda facts: facts.state is CaseState.ON_HOLD,
    "Put the case on hold first, with the reason. From there you record that the family is moving again.",
    "domain 3.1",
)
NO_PAUSING_CONCERN = _guard(
    "no concern pauses the case",
    lambda facts: facts.pausing_concerns == 0,
    "A security concern still waits for the advice of the UKPPS SPOC. Record the advice there first.",
    "domain 3.1, 3.8",
)
UKPPS_SPOC_VERIFIED = _guard(
    "UKPPS SPOC verified",
    lambda facts: facts.ukpps_spoc_verified,
    "Verify who the UKPPS SPOC is before the first exchange: in person, by call-back, or with the NCA.",
    "domain 1.3, 2.3 rule 4",
)
BASELINE_ANSWERED = _guard(
    "baseline answered",
    lambda facts: facts.items > 0 and facts.items_unanswered == 0,
    "Answer every row of the checklist first: needed, or not relevant.",
    "S003:180-186; D-05",
)
ROUTES_TO_STOP_STARTED = _guard(
    "routes to stop started",
    lambda facts: facts.direction is Direction.ARRIVAL or facts.routes_to_stop_started,
    "Start the list of routes to stop first: services must not send records directly.",
    "domain 2.4, 3.2",
)


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


def _open_items(facts: CaseFacts) -> str:
    return f"{_count(facts.items_open, 'record is', 'records are')} still open in the exchange register."


ITEMS_CLOSED = CaseGuard("items closed", lambda facts: facts.items_open == 0, _open_items, "domain 3.1, 3.2")


def _not_passed(facts: CaseFacts) -> str:
    what = _count(facts.items_not_passed, "record is", "records are")
    return f"{what} neither passed to the UKPPS SPOC nor marked “nothing held”."


ALL_PASSED = CaseGuard("everything passed", lambda facts: facts.items_not_passed == 0, _not_passed, "domain 3.2")


def _queries(facts: CaseFacts) -> str:
    return f"{_count(facts.open_queries, 'question', 'questions')} of practitioners still to answer."


NO_OPEN_QUERY = CaseGuard("no open query", lambda facts: facts.open_queries == 0, _queries, "domain 3.1")


def _concerns(facts: CaseFacts) -> str:
    return f"{_count(facts.open_concerns, 'security concern is', 'security concerns are')} still open."


NO_OPEN_CONCERN = CaseGuard("no open concern", lambda facts: facts.open_concerns == 0, _concerns, "domain 3.1")


def _needs(facts: CaseFacts) -> str:
    return f"{_count(facts.needs_not_in_place, 'service is', 'services are')} not in place yet. Is that right?"


NEEDS_IN_PLACE = CaseGuard("needs in place", lambda facts: facts.needs_not_in_place == 0, _needs, "domain 3.1")


def _sides(sides: frozenset[Side]) -> str:
    return " and ".join(side.label.lower() for side in Side if side in sides)


def _sides_without_spoc(facts: CaseFacts) -> str:
    return f"An LA SPOC is still needed for {_sides(facts.sides_needed - facts.sides_with_spoc)}."


SPOC_ON_EVERY_SIDE = CaseGuard(
    "LA SPOC on every side",
    lambda facts: facts.sides_needed <= facts.sides_with_spoc,
    _sides_without_spoc,
    "S003:72,94; R-003-40, R-003-41",
)


def _sides_without_meeting(facts: CaseFacts) -> str:
    return f"UKPPS has not met the Director of {_sides(facts.sides_without_meeting)} yet."


EVERY_SIDE_MET = CaseGuard(
    "every side met",
    lambda facts: not facts.sides_without_meeting,
    _sides_without_meeting,
    "S003:66,88; R-003-37, R-003-38",
)


def _tiers(facts: CaseFacts) -> str:
    missing = facts.tiers_in_use - facts.tiers_informed
    words = " and ".join(sorted(f"{tier.label.lower()} services" for tier in missing))
    return f"Inform at least one service lead for the {words} this family needs."


SERVICES_TOLD = CaseGuard(
    "services told",
    lambda facts: facts.tiers_in_use <= facts.tiers_informed,
    _tiers,
    "S003:76,98,135,158; D-04",
)
