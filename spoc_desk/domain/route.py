"""Rule RT-1: which process a household needs (S003:32,59,81,102,104; R-003-32 to R-003-34).

A changed household changes only the *computed* route. The route of the case changes when an officer confirms it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.ages import is_child
from spoc_desk.domain.cases import Case, Route
from spoc_desk.domain.household import Member
from spoc_desk.domain.terms import Side, Tri

SOURCE = "RT-1 (S003:32,59,81,102,104)"


@dataclass(frozen=True)
class RouteReading:
    """What the rule reads from a household: the route, who makes it so (by alias), and who is not known yet."""

    route: Route
    children: tuple[str, ...]
    adults: tuple[str, ...]
    not_known: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the reason in one or two sentences."""
        return f"{_REASONS[self.route].format(children=_list(self.children), adults=_list(self.adults))}{self._doubt()}"

    def _doubt(self) -> str:
        if not self.not_known:
            return ""
        verb = "is" if len(self.not_known) == 1 else "are"
        return f" Whether {_list(self.not_known)} {verb} in need of care and support is not known yet."


_REASONS = {
    Route.UNKNOWN: "Nobody of the household is recorded yet.",
    Route.CHILD: "{children} under 18 or unborn.",
    Route.ADULT: "{adults} 18 or older with care and support needs.",
    Route.JOINT: "{children} under 18 or unborn, and {adults} 18 or older with care and support needs.",
    Route.NEITHER: "Nobody is under 18 or unborn, and no adult has care and support needs: UKPPS co-ordinates alone.",
}


def read_route(members: Iterable[Member], day: date) -> RouteReading:
    """Return what RT-1 says about the people who are in the household on *day*."""
    here = [member for member in members if member.left_on is None or member.left_on > day]
    children = tuple(member.alias for member in here if is_child(member, day))
    grown = [member for member in here if not is_child(member, day)]
    adults = tuple(member.alias for member in grown if member.care_and_support_needs is Tri.YES)
    doubt = tuple(member.alias for member in grown if member.care_and_support_needs in (None, Tri.NOT_KNOWN))
    return RouteReading(_route(bool(here), bool(children), bool(adults)), children, adults, doubt)


def computed_route(members: Iterable[Member], day: date) -> Route:
    """Return the route RT-1 gives on *day*; UNKNOWN while nobody is recorded."""
    return read_route(members, day).route


def needs_recheck(case: Case) -> bool:
    """Say whether the confirmed route no longer fits the household: a task for the officer, never a silent switch."""
    return needs_recheck_of(case.route, case.route_computed)


def needs_recheck_of(confirmed: Route, computed: Route) -> bool:
    """Say the same of two routes; nothing to compare while either is not set."""
    return Route.UNKNOWN not in (confirmed, computed) and confirmed is not computed


def sides(route: Route) -> frozenset[Side]:
    """Return the sides of the council that a route needs."""
    return _SIDES[route]


_SIDES = {
    Route.UNKNOWN: frozenset[Side](),
    Route.CHILD: frozenset({Side.CHILDREN}),
    Route.ADULT: frozenset({Side.ADULTS}),
    Route.JOINT: frozenset({Side.CHILDREN, Side.ADULTS}),
    Route.NEITHER: frozenset[Side](),
}


def covered(side: Side) -> frozenset[Side]:
    """Return the sides one LA SPOC covers: a single one for both covers both (R-003-30)."""
    return frozenset({Side.CHILDREN, Side.ADULTS}) if side is Side.BOTH else frozenset({side})


def _route(anybody: bool, children: bool, adults: bool) -> Route:
    if children and adults:
        return Route.JOINT
    if children:
        return Route.CHILD
    if adults:
        return Route.ADULT
    return Route.NEITHER if anybody else Route.UNKNOWN


def _list(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
