"""What a case knows about itself when somebody asks "may this happen now?". Gathered by casework, judged here."""

from dataclasses import dataclass

from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk.domain.needs import Tier
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role, holds_any
from spoc_desk.domain.route import covered, needs_recheck_of, sides
from spoc_desk.domain.terms import Side


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """The facts the guards of 3.1 and 3.2 look at. Counts and words only, nothing of anybody's life."""

    direction: Direction
    state: CaseState = CaseState.NOTIFIED
    state_before: CaseState | None = None
    route: Route = Route.UNKNOWN
    route_computed: Route = Route.UNKNOWN
    actor_roles: frozenset[str] = frozenset()
    desk_roles: frozenset[str] = frozenset()
    """The roles of everybody who can open this vault."""
    members: int = 0
    meeting_sides: frozenset[Side] = frozenset()
    joint_meeting_considered: bool = False
    single_la_spoc_considered: bool = False
    spoc_sides: frozenset[Side] = frozenset()
    """The sides of the appointments that run now; BOTH stands for a single LA SPOC."""
    ukpps_spoc_verified: bool = False
    needs: int = 0
    needs_not_in_place: int = 0
    tiers_in_use: frozenset[Tier] = frozenset()
    tiers_informed: frozenset[Tier] = frozenset()
    routes_to_stop_started: bool = False
    items: int = 0
    items_unanswered: int = 0
    items_open: int = 0
    items_not_passed: int = 0
    open_queries: int = 0
    open_concerns: int = 0
    pausing_concerns: int = 0

    @property
    def sides_needed(self) -> frozenset[Side]:
        """The sides of the council this route needs."""
        return sides(self.route)

    @property
    def sides_with_spoc(self) -> frozenset[Side]:
        """The sides that have an LA SPOC; a single one for both counts for both (R-003-30)."""
        return frozenset(side for appointed in self.spoc_sides for side in covered(appointed))

    @property
    def sides_without_meeting(self) -> frozenset[Side]:
        """The needed sides whose Director has not met UKPPS."""
        return self.sides_needed - self.meeting_sides

    @property
    def route_is_stale(self) -> bool:
        """Whether the confirmed route no longer fits the household."""
        return needs_recheck_of(self.route, self.route_computed)

    @property
    def by_director(self) -> bool:
        """Whether the office of the DCS or the DASS is acting."""
        return self._acts(DIRECTORS_OFFICES)

    @property
    def by_spoc(self) -> bool:
        """Whether the LA SPOC or the deputy is acting."""
        return self._acts(SPOCS)

    def _acts(self, roles: frozenset[Role]) -> bool:
        """Where nobody of that office works at this desk, whoever does records what the office decided."""
        return holds_any(self.actor_roles, roles) or not holds_any(self.desk_roles, roles)
