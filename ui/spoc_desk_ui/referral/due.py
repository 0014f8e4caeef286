"""What is due next on a referral, in words."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State as ClockState
from spoc_desk.deadlines.wording import in_words

from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

_CHIPS = {
    ClockState.OVERDUE: State("Late", Tone.LATE),
    ClockState.DUE_TODAY: State("Today", Tone.WARN),
    ClockState.DUE_SOON: State("Due soon", Tone.WARN),
}


@dataclass(frozen=True)
class DueLine:
    """One running clock: what is to be done, by when, and how pressing it is."""

    what: str
    words: str
    state: State | None = None

    @property
    def sentence(self) -> str:
        """Return both in one line."""
        return f"{self.what}: {self.words}"


def due_lines(view: "ReferralView", today: date, calendar: Calendar) -> tuple[DueLine, ...]:
    """Return the running clocks, the most pressing one first."""
    rules = load_rules()
    running = sorted(
        (each for each in view.clocks if each.running), key=lambda each: (each.due_on is None, each.due_on or today)
    )
    found = []
    for clock in running:
        rule = rules[clock.rule]
        said = in_words(clock.due_on, today, calendar, started_on=clock.started_on, since=rule.trigger)
        found.append(DueLine(rule.short, said.words, _CHIPS.get(said.state)))
    return tuple(found)
