"""The clocks of a referral in words: what is due, by when, who says so."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State as ClockState
from spoc_desk.deadlines.wording import count_days, in_words
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.sources import source_words

from ...widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

WRITE_RULE = "D-11"
_CHIPS = {
    ClockState.OVERDUE: State("Late", Tone.LATE),
    ClockState.DUE_TODAY: State("Due today", Tone.WARN),
    ClockState.DUE_SOON: State("Due soon", Tone.WARN),
    ClockState.ON_TIME: State("On time", Tone.UNDER_WAY),
    ClockState.MET: State("Met", Tone.DONE),
    ClockState.MET_LATE: State("Met late", Tone.WARN),
    ClockState.NO_LIMIT: State("No limit set", Tone.NOT_YET),
}


@dataclass(frozen=True)
class ClockLine:
    """One clock that runs: what it is for, by when in words, who acts, and its source."""

    rule: str
    what: str
    words: str
    acts: str
    source: str
    state: State


def tone_of(state: ClockState) -> Tone:
    """Return the shape of a clock's state."""
    return _CHIPS[state].tone


def clock_lines(
    view: "ReferralView", today: date, calendar: Calendar, *, write_by: datetime | None, now: datetime
) -> tuple[ClockLine, ...]:
    """Return the clocks that run, the most pressing first; those without a limit come last.

    The hours after a phone call are told as hours: they end at *write_by*.
    """
    rules = load_rules()
    running = sorted(
        (clock for clock in view.clocks if clock.running),
        key=lambda clock: (clock.due_on is None, clock.due_on or today),
    )
    found = []
    for clock in running:
        rule = rules[clock.rule]
        said = in_words(clock.due_on, today, calendar, started_on=clock.started_on, since=rule.trigger)
        words, state = said.words, _CHIPS[said.state]
        if clock.rule == WRITE_RULE and write_by is not None:
            words, state = hours_words(write_by, now)
        source = source_words(rule.source) if rule.source else ""
        found.append(ClockLine(clock.rule, rule.what, words, rule.acts, source, state))
    return tuple(found)


def hours_words(end: datetime, now: datetime) -> tuple[str, State]:
    """Return "23 hours left, by Tue 24 Nov 2026, 09:00", or how late it is."""
    by = f"{short_date(end.date())}, {end:%H:%M}"
    minutes = int((end - now).total_seconds() // 60)
    if minutes < 0:
        return f"{_span(-minutes)} late, was due {by}", _CHIPS[ClockState.OVERDUE]
    return f"{_span(minutes)} left, by {by}", _CHIPS[ClockState.DUE_SOON]


def _span(minutes: int) -> str:
    hours = minutes // 60
    return count_days(hours, "hour") if hours else count_days(minutes, "minute")
