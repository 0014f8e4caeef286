"""What happened to a referral in words, newest first, with the clocks that each event started beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_desk.casework.referrals.answer_store import from_json
from spoc_desk.casework.referrals.event_words import day_of, form_of, title, when
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import count_days, in_words
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.forms.answers import in_words as answer_words
from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer, Kind, Question

from ...widgets.tones import Tone
from .clock_lines import tone_of

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.clocks import ClockRow
    from spoc_desk.domain.referrals import ReferralHappening

_TONES: Mapping[Event, Tone] = {
    Event.DANGER: Tone.LATE,
    Event.EDITED: Tone.WARN,
    Event.WITHDRAWN: Tone.STOPPED,
    Event.NO_FEEDBACK: Tone.WARN,
    Event.ESCALATED: Tone.WARN,
    Event.CHASED: Tone.UNDER_WAY,
}
_STARTED_BY: Mapping[str, frozenset[Event]] = {
    "D-10": frozenset({Event.SENT}),
    "D-10b": frozenset({Event.TRIAGE, Event.DECISION}),
    "D-10c": frozenset({Event.WITHDRAWN}),
    "D-11": frozenset({Event.PHONED, Event.DANGER}),
    "D-12": frozenset({Event.DECISION}),
    "D-13": frozenset({Event.STRATEGY}),
    "D-14": frozenset({Event.CONFERENCE}),
    "D-14b": frozenset({Event.CONFERENCE}),
    "D-14c": frozenset({Event.REVIEW}),
    "D-21": frozenset({Event.SENT, Event.VISIT}),
    "D-23": frozenset({Event.REVIEW}),
}
"""Which events start which clock: the clock stands below its event."""

_OWN_WORDS = {"note": "Note", "version": "Version", "danger_called_at": "999 called at"}


@dataclass(frozen=True)
class ClockWords:
    """One clock below its event."""

    words: str
    tone: Tone


@dataclass(frozen=True)
class EventLine:
    """One event: its title, when and by whom, its answers as label and words, its clocks, and what passed before it."""

    title: str
    when: str
    who: str
    tone: Tone
    facts: tuple[tuple[str, str], ...] = ()
    clocks: tuple[ClockWords, ...] = ()
    waited: str = ""

    @property
    def spoken(self) -> str:
        """The event as sentences."""
        facts = [f"{label}: {words}" for label, words in self.facts]
        parts = [f"{self.when}: {self.title}, {self.who}", *facts, *(clock.words for clock in self.clocks)]
        return ". ".join(parts)


def event_lines(view: "ReferralView", labels: Mapping[str, str], today: date, calendar: Calendar) -> list[EventLine]:
    """Return what happened, newest first."""
    events = sorted(view.events, key=lambda event: day_of(event.happened_at))  # within a day as they were recorded
    taken: set[str] = set()
    found: list[EventLine] = []
    for place, event in enumerate(events):
        begun = [clock for clock in view.clocks if clock.id not in taken and _starts(event, clock)]
        taken |= {clock.id for clock in begun}
        found.append(
            EventLine(
                title=title(event.event),
                when=when(event.happened_at),
                who=event.done_by,
                tone=_TONES.get(event.event, Tone.DONE),
                facts=tuple(_facts(event, labels)),
                clocks=tuple(_clock(clock, today, calendar) for clock in begun),
                waited=_waited(events[place - 1], event, calendar) if place else "",
            )
        )
    return found[::-1]


def _starts(event: "ReferralHappening", clock: "ClockRow") -> bool:
    return event.event in _STARTED_BY.get(clock.rule, ()) and day_of(event.happened_at) == clock.started_on


def _clock(clock: "ClockRow", today: date, calendar: Calendar) -> ClockWords:
    rule = load_rules()[clock.rule]
    if clock.cancelled_on is not None:
        return ClockWords(f"{rule.short}: no longer needed", Tone.PLAIN)
    said = in_words(clock.due_on, today, calendar, clock.met_on, started_on=clock.started_on, since=rule.trigger)
    return ClockWords(f"{rule.short}: {said.words}", tone_of(said.state))


def _facts(event: "ReferralHappening", labels: Mapping[str, str]) -> list[tuple[str, str]]:
    answers = from_json(event.answers)
    form = form_of(event.event)
    if form is None:
        return [(_OWN_WORDS[name], str(value)) for name, value in answers.items() if name in _OWN_WORDS and value]
    questions = [each for each in form.questions if not is_empty(answers.get(each.id, ""))]
    return [
        (question.label.rstrip("?"), answer_words(question, answers[question.id], labels))
        for question in questions
        if not _is_when(question, answers[question.id], event)
    ]


def _is_when(question: Question, answer: Answer, event: "ReferralHappening") -> bool:
    """Say whether an answer only says again when the event was."""
    dated = question.kind in (Kind.DATE, Kind.DATE_TIME) and isinstance(answer, str)
    return dated and str(answer)[:10] == day_of(event.happened_at).isoformat()


def _waited(before: "ReferralHappening", event: "ReferralHappening", calendar: Calendar) -> str:
    """Return how long nothing happened, in working days; nothing for the same day."""
    days = calendar.working_days_between(day_of(before.happened_at), day_of(event.happened_at))
    return f"{count_days(days, 'working day')} after what stands below" if days > 0 else ""
