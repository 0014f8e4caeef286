"""The visits of private fostering: those made, the one that is due, and those after it (D-21; S004:1616)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_desk.casework.referrals.answer_store import from_json
from spoc_desk.casework.referrals.event_words import day_of
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.wording import in_words
from spoc_desk.domain.house_dates import long_date, short_date
from spoc_desk.domain.private_fostering import is_private_fostering
from spoc_desk.domain.referrals import ReferralEvent

from ...widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.referrals import ReferralHappening

VISIT_RULE = "D-21"
AHEAD = 3
"""How many visits are planned beyond the one that is due."""

NextVisit = Callable[[date, date], date]
"""(start of the arrangement, day of a visit) to the last day of the next one."""


@dataclass(frozen=True)
class VisitLine:
    """One row of the planner: the day, what is known or planned, and how it stands."""

    day: str
    words: str
    state: State


def applies(view: "ReferralView") -> bool:
    """Say whether this referral has visits to plan."""
    return is_private_fostering(view.answers) or any(event.event is ReferralEvent.VISIT for event in view.events)


def visit_lines(view: "ReferralView", today: date, calendar: Calendar, next_visit: NextVisit) -> tuple[VisitLine, ...]:
    """Return the visits made, oldest first, then the one that is due, then those that follow from it."""
    found = [_made(event) for event in view.events if event.event is ReferralEvent.VISIT]
    clock = next((each for each in view.clocks if each.rule == VISIT_RULE and each.running), None)
    if clock is None or clock.due_on is None:
        return tuple(found)
    said = in_words(clock.due_on, today, calendar, started_on=clock.started_on)
    late = clock.due_on < today
    found.append(
        VisitLine(
            f"By {short_date(clock.due_on)}",
            f"Next visit: {said.words}",
            State("Late", Tone.LATE) if late else State("Due", Tone.UNDER_WAY),
        )
    )
    begins = _begins(view) or clock.started_on
    day = clock.due_on
    for _ in range(AHEAD):
        day = next_visit(begins, day)
        found.append(VisitLine(f"By {short_date(day)}", f"{long_date(day)}, if the one before is made on its last day",
                               State("Planned", Tone.NOT_YET)))  # fmt: skip
    return tuple(found)


def _made(event: "ReferralHappening") -> VisitLine:
    answers = from_json(event.answers)
    parts = [
        f"by {answers['visited_by']}" if answers.get("visited_by") else "",
        _said(answers, "seen_alone", "child seen alone", "child not seen alone"),
        _said(answers, "parent_contacted", "parent contacted", "parent not contacted"),
        _said(answers, "worker_details_given", "child has the worker's number", "child has no number of the worker"),
        _said(answers, "arrangement_suitable", "arrangement suitable", "arrangement not suitable"),
    ]
    words = ", ".join(part for part in parts if part)
    return VisitLine(short_date(day_of(event.happened_at)), words[:1].upper() + words[1:], State("Made", Tone.DONE))


def _said(answers: Mapping[str, object], name: str, yes: str, no: str) -> str:
    return {"yes": yes, "no": no}.get(str(answers.get(name, "")), "")


def _begins(view: "ReferralView") -> date | None:
    try:
        return date.fromisoformat(view.text("private_fostering_from"))
    except ValueError:
        return None
