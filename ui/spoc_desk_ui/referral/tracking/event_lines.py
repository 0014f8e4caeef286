"""What happened to a referral in words, newest first, with the clocks that each event started beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from spoc_desk.clock import LONDON
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import count_days, in_words
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_states import MOVES
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.forms.answers import in_words as answer_words
from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer, Kind, Question
from spoc_desk.forms.loader import load_form

from ...widgets.tones import Tone
from .clock_lines import tone_of

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.clocks import ClockRow
    from spoc_desk.domain.referrals import ReferralHappening

_TITLES: Mapping[Event, str] = {
    Event.STARTED: "Referral begun",
    Event.DANGER: "999 called",
    Event.CONSULTATION: "Consultation",
    Event.PHONED: "MASH phoned",
    Event.READY_FOR_CONSENT: "Ready for consent",
    Event.BACK_TO_DRAFT: "Back to the draft",
    Event.READY_TO_SEND: "Ready to send",
    Event.OFFICE: "Office of the DCS or DASS asked",
    Event.PRINTED: "Form printed",
    Event.EDITED: "Edited after printing: the paper is void",
    Event.SENT: "Sent to the MASH",
    Event.ACKNOWLEDGED: "Acknowledged by the MASH",
    Event.CHASED: "MASH chased",
    Event.TRIAGE: "Triage",
    Event.DECISION: "Decision of the MASH",
    Event.ASSESSMENT: "Assessment",
    Event.STRATEGY: "Strategy discussion",
    Event.CONFERENCE: "Child protection conference",
    Event.TRANSFER: "Case transfer panel",
    Event.VISIT: "Private fostering visit",
    Event.REVIEW: "Review date of the plan set",
    Event.FEEDBACK: "Feedback to you",
    Event.NO_FEEDBACK: "No feedback was received",
    Event.WITHDRAWN: "Consent withdrawn",
    Event.TOLD_MASH: "MASH told of the withdrawal",
    Event.ESCALATED: "Escalated",
    Event.RESOLVED: "Escalation ended",
    Event.CLOSED: "Closed",
    Event.ARCHIVED: "Put away",
    Event.REOPENED: "Taken up again",
}
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

_FORMS = {move.event: move.form for move in MOVES if move.form}
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
                title=_TITLES[event.event],
                when=when_words(event.happened_at),
                who=event.done_by,
                tone=_TONES.get(event.event, Tone.DONE),
                facts=tuple(_facts(event, labels)),
                clocks=tuple(_clock(clock, today, calendar) for clock in begun),
                waited=_waited(events[place - 1], event, calendar) if place else "",
            )
        )
    return found[::-1]


def when_words(happened_at: str) -> str:
    """Return "Mon 23 Nov 2026, 09:30", or the day alone where no time is known."""
    if "T" not in happened_at:
        return short_date(date.fromisoformat(happened_at))
    moment = datetime.fromisoformat(happened_at).astimezone(LONDON)
    return f"{short_date(moment.date())}, {moment:%H:%M}"


def day_of(happened_at: str) -> date:
    """Return the day in London."""
    if "T" not in happened_at:
        return date.fromisoformat(happened_at)
    return datetime.fromisoformat(happened_at).astimezone(LONDON).date()


def answers_of(event: "ReferralHappening") -> dict[str, str | tuple[str, ...]]:
    """Return the answers of the little form of an event."""
    found = json.loads(event.answers)
    return {name: tuple(value) if isinstance(value, list) else str(value) for name, value in found.items()}


def _starts(event: "ReferralHappening", clock: "ClockRow") -> bool:
    return event.event in _STARTED_BY.get(clock.rule, ()) and day_of(event.happened_at) == clock.started_on


def _clock(clock: "ClockRow", today: date, calendar: Calendar) -> ClockWords:
    rule = load_rules()[clock.rule]
    if clock.cancelled_on is not None:
        return ClockWords(f"{rule.short}: no longer needed", Tone.PLAIN)
    said = in_words(clock.due_on, today, calendar, clock.met_on, started_on=clock.started_on, since=rule.trigger)
    return ClockWords(f"{rule.short}: {said.words}", tone_of(said.state))


def _facts(event: "ReferralHappening", labels: Mapping[str, str]) -> list[tuple[str, str]]:
    answers = answers_of(event)
    form_id = _FORMS.get(event.event, "")
    if not form_id:
        return [(_OWN_WORDS[name], str(value)) for name, value in answers.items() if name in _OWN_WORDS and value]
    questions = [each for each in load_form(form_id).questions if not is_empty(answers.get(each.id, ""))]
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
