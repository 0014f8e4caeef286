"""One next step, and what is known of the case when it is chosen."""

from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.clocks import clock_words
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.wording import State, Wording
from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.cases import Case, Direction
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, holds_any
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.vault import Vault

LA_SPOC, DIRECTORS = "LA SPOC", "DCS or DASS office"
NO_CLOCK = Wording(State.NO_LIMIT, "")


@dataclass(frozen=True)
class NextStep:
    """One thing to do. `say` are words to use, ready to copy; `action` is the button; `place` is where it leads."""

    what: str
    who: str
    action: str
    place: str
    say: str = ""
    clock: str = ""
    clock_state: str = ""
    number: int = 0

    def numbered(self, number: int) -> "NextStep":
        """Return the step with its place in the list."""
        return replace(self, number=number)


@dataclass(frozen=True)
class CaseView:
    """A case as the steps look at it."""

    vault: Vault
    case: Case
    facts: CaseFacts
    profile: Profile
    calendar: Calendar
    today: date
    running: tuple[ClockRow, ...]
    spoc: str

    @property
    def is_arrival(self) -> bool:
        """Say whether the family arrives."""
        return self.case.direction is Direction.ARRIVAL

    def clock(self, rule: str, subject_id: str = "") -> Wording:
        """Return how the running clock of a rule stands, the most pressing one; empty words where none runs."""
        found = [one for one in self.running if one.rule == rule and subject_id in ("", one.subject_id)]
        return clock_words(found[0], self.today, self.calendar) if found else NO_CLOCK

    def due(self, rule: str) -> date | None:
        """Return when the running clock of a rule ends."""
        return next((one.due_on for one in self.running if one.rule == rule), None)

    def who(self, acts: str) -> str:
        """Return "you" where the person at the desk holds the role that acts."""
        wanted = SPOCS if acts == LA_SPOC else DIRECTORS_OFFICES
        return "you" if holds_any(self.vault.actor.roles, wanted) else acts

    def step(
        self, what: str, *, acts: str, action: str, place: str, say: str = "", clock: Wording = NO_CLOCK
    ) -> NextStep:
        """Return a step in the words of this case."""
        return NextStep(what, self.who(acts), action, place, say, clock.words, clock.state.value if clock.words else "")
