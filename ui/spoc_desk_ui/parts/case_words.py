"""Short words for a case that lists and bars use."""

from spoc_desk.domain.cases import Route

from ..widgets.tones import State, Tone

ROUTE_WORDS = {
    Route.UNKNOWN: "Not set yet",
    Route.CHILD: "Children",
    Route.ADULT: "Adult",
    Route.JOINT: "Joint",
    Route.NEITHER: "Neither",
}


def route_state(route: Route, *, stale: bool) -> State:
    """Return a route as a state; one that no longer fits the household warns."""
    words = ROUTE_WORDS[route]
    return State(f"{words}: check", Tone.WARN) if stale else State(words)
