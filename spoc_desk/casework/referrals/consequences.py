"""What an event changes on the referral, and which clocks it starts and meets (domain 1.13, 2.2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.disputes.by_move import end_by_move, open_by_move
from spoc_desk.casework.moments import london_day, to_stored
from spoc_desk.casework.referrals import clocks
from spoc_desk.casework.referrals.answer_store import day
from spoc_desk.casework.referrals.follow_up import first_visit_due, next_visit_due
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.deadlines.calendar import add_month
from spoc_desk.domain.private_fostering import is_private_fostering
from spoc_desk.domain.referral_states import WITH_MASH
from spoc_desk.domain.referrals import Referral, ReferralState
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.vault import Transaction

_WHEN: Mapping[Event, str] = {
    Event.DANGER: "danger_called_at",
    Event.PHONED: "phoned_at",
    Event.OFFICE: "asked_at",
    Event.SENT: "sent_at",
    Event.ACKNOWLEDGED: "acknowledged_at",
    Event.CHASED: "chased_on",
    Event.TOLD_MASH: "chased_on",
    Event.TRIAGE: "triaged_at",
    Event.DECISION: "decided_at",
    Event.ASSESSMENT: "done_on",
    Event.STRATEGY: "strategy_on",
    Event.CONFERENCE: "conference_on",
    Event.TRANSFER: "panel_on",
    Event.VISIT: "visited_on",
    Event.FEEDBACK: "feedback_on",
    Event.CONSULTATION: "consulted_on",
}
"""The answer that says when it happened; without one it is now."""


@dataclass(frozen=True)
class _Step:
    """One event on its way into the vault."""

    tx: Transaction
    view: ReferralView
    referral: Referral
    answers: Mapping[str, Answer]
    today: date

    def text(self, name: str) -> str:
        value = self.answers.get(name, "")
        return value if isinstance(value, str) else ""

    def on(self, name: str) -> date:
        """Return the day an answer names; today without it."""
        text = self.text(name)
        return day(text) or (london_day(to_stored(text, name)) if "T" in text else self.today)


def when_of(event: Event, answers: Mapping[str, Answer]) -> tuple[str, str]:
    """Return the question that says when, and the answer as it is stored: a day, or a moment in UTC."""
    field = _WHEN.get(event, "")
    text = str(answers.get(field, "")) if field else ""
    return field, to_stored(text, field) if "T" in text else text


def after_event(
    tx: Transaction, view: ReferralView, after: Referral, event: Event, answers: Mapping[str, Answer], today: date
) -> Referral:
    """Return the referral as the event leaves it, its clocks started and met."""
    effect = _EFFECTS.get(event)
    return effect(_Step(tx, view, after, answers, today)) if effect else after


def _phoned(step: _Step) -> Referral:
    clocks.start_hours(step.tx, step.referral, clocks.WRITE, step.text("phoned_at"), "phoned_at")
    return replace(step.referral, phoned_at=step.text("phoned_at"))


def _danger(step: _Step) -> Referral:
    if not step.referral.sent_at:
        clocks.start_hours(step.tx, step.referral, clocks.WRITE, step.text("danger_called_at"), "danger_called_at")
    return step.referral


def _sent(step: _Step) -> Referral:
    """D-10 starts; the written word after a phone call is given; the council knows of private fostering."""
    version, on = step.text("version_sent"), step.on("sent_at")
    if version and version != str(step.referral.form_version):
        raise BadAnswer(
            f"The version printed last is {step.referral.form_version}. Older paper is void: send the newest.",
            "version_sent",
            "domain 3.4",
        )
    clocks.start(step.tx, step.referral, clocks.ACKNOWLEDGE, on)
    clocks.meet(step.tx, step.referral, clocks.WRITE, on)
    if is_private_fostering(step.view.answers):
        clocks.meet(step.tx, step.referral, clocks.NOTICE, on)
        told = day(step.view.text("private_fostering_told_on")) or on
        clocks.start(step.tx, step.referral, clocks.VISIT, told, due_on=first_visit_due(step.tx, told))
    return replace(step.referral, sent_at=to_stored(step.text("sent_at"), "sent_at"))


def _acknowledged(step: _Step) -> Referral:
    clocks.meet(step.tx, step.referral, clocks.ACKNOWLEDGE, step.on("acknowledged_at"))
    return step.referral


def _triage(step: _Step) -> Referral:
    on = step.on("triaged_at")
    clocks.meet(step.tx, step.referral, clocks.ACKNOWLEDGE, on)
    if step.referral.state is not ReferralState.NOT_RETAINED:
        return step.referral
    return _answered(step, on)


def _decision(step: _Step) -> Referral:
    on = step.on("decided_at")
    clocks.meet(step.tx, step.referral, clocks.ACKNOWLEDGE, on)
    if step.referral.state is ReferralState.ACCEPTED:
        clocks.start(step.tx, step.referral, clocks.ASSESSMENT, on)
    else:
        clocks.cancel(step.tx, step.referral, clocks.ASSESSMENT)
    if step.view.referral.state in WITH_MASH or step.view.referral.state is ReferralState.NOT_RETAINED:
        return _answered(step, on)
    # A decision that was changed is told to the referrer anew.
    anew = replace(step.referral, feedback_on=None, no_feedback=False, closed_on=None)
    return _answered(replace(step, referral=anew), on)


def _answered(step: _Step, on: date) -> Referral:
    """From here on the referrer waits for feedback, without a number in the source (S004:1036)."""
    if step.referral.feedback_on is None and not step.referral.no_feedback:
        clocks.start(step.tx, step.referral, clocks.FEEDBACK, on)
    return replace(step.referral, decided_on=on)


def _assessment(step: _Step) -> Referral:
    if step.text("finished") == "yes":
        clocks.meet(step.tx, step.referral, clocks.ASSESSMENT, step.on("done_on"))
    return step.referral


def _strategy(step: _Step) -> Referral:
    """D-13 counts working days from the discussion; the assessment goes on inside the enquiry."""
    on = step.on("strategy_on")
    if step.text("s47_outcome") in ("no_concerns", "cin"):
        clocks.cancel(step.tx, step.referral, clocks.CONFERENCE)
        clocks.meet(step.tx, step.referral, clocks.ASSESSMENT, step.on("concluded_on"))
    else:
        due = calendar(step.tx).add_working_days(on, 15)
        clocks.move(step.tx, step.referral, clocks.CONFERENCE, on, due)
    return step.referral


def _conference(step: _Step) -> Referral:
    on = step.on("conference_on")
    if not step.text("conference_outcome"):
        return step.referral
    clocks.meet(step.tx, step.referral, clocks.CONFERENCE, on)
    clocks.meet(step.tx, step.referral, clocks.ASSESSMENT, on)
    if profile(step.tx).referring.conference_clocks and step.text("conference_outcome") == "cp_plan":
        clocks.start(step.tx, step.referral, clocks.CORE_GROUP, on)
        clocks.start(step.tx, step.referral, clocks.FIRST_REVIEW, on, due_on=add_month(on, 3))
    return step.referral


def _review(step: _Step) -> Referral:
    """A new review date means that the last one was kept. For a protection plan the optional clocks move on (D-14)."""
    due = day(step.text("review_on"))
    clocks.again(step.tx, step.referral, clocks.REVIEW, step.today, due_on=due)
    if step.text("plan_kind") == "cp":
        _next_conference_clock(step)
    return step.referral


def _next_conference_clock(step: _Step) -> None:
    if clocks.meet(step.tx, step.referral, clocks.CORE_GROUP, step.today):
        return
    reviewed = clocks.meet(step.tx, step.referral, clocks.FIRST_REVIEW, step.today)
    if reviewed or clocks.meet(step.tx, step.referral, clocks.NEXT_REVIEW, step.today):
        clocks.start(step.tx, step.referral, clocks.NEXT_REVIEW, step.today, due_on=add_month(step.today, 6))


def _visit(step: _Step) -> Referral:
    """Every six weeks in the first year of the arrangement, every twelve after it, from the last visit (D-21)."""
    visited = step.on("visited_on")
    last = clock_of(step.tx, clocks.VISIT, step.referral.id)
    begins = day(step.view.text("private_fostering_from")) or (last.started_on if last else visited)
    clocks.again(step.tx, step.referral, clocks.VISIT, visited, due_on=next_visit_due(begins, visited))
    return step.referral


def _feedback(step: _Step) -> Referral:
    if step.text("feedback_given") == "no":
        return _no_feedback(step)
    on = step.on("feedback_on")
    clocks.meet(step.tx, step.referral, clocks.FEEDBACK, on)
    return replace(step.referral, feedback_on=on, no_feedback=False)


def _no_feedback(step: _Step) -> Referral:
    clocks.cancel(step.tx, step.referral, clocks.FEEDBACK)
    return replace(step.referral, no_feedback=True)


def _told_mash(step: _Step) -> Referral:
    clocks.meet(step.tx, step.referral, clocks.TELL, step.on("chased_on"))
    return step.referral


def _escalated(step: _Step) -> Referral:
    open_by_move(step.tx, step.referral, step.text("note"))
    return replace(step.referral, escalated_on=step.today)


def _resolved(step: _Step) -> Referral:
    end_by_move(step.tx, step.referral, step.text("note"))
    return replace(step.referral, escalated_on=None)


def _closed(step: _Step) -> Referral:
    clocks.cancel(step.tx, step.referral, clocks.ACKNOWLEDGE)
    return step.referral


def _archived(step: _Step) -> Referral:
    clocks.cancel_all(step.tx, step.referral)
    return replace(step.referral, archived_on=step.today)


def _reopened(step: _Step) -> Referral:
    return replace(step.referral, archived_on=None)


_EFFECTS: Mapping[Event, Callable[[_Step], Referral]] = {
    Event.PHONED: _phoned,
    Event.DANGER: _danger,
    Event.SENT: _sent,
    Event.ACKNOWLEDGED: _acknowledged,
    Event.TRIAGE: _triage,
    Event.DECISION: _decision,
    Event.ASSESSMENT: _assessment,
    Event.STRATEGY: _strategy,
    Event.CONFERENCE: _conference,
    Event.REVIEW: _review,
    Event.VISIT: _visit,
    Event.FEEDBACK: _feedback,
    Event.NO_FEEDBACK: _no_feedback,
    Event.TOLD_MASH: _told_mash,
    Event.ESCALATED: _escalated,
    Event.RESOLVED: _resolved,
    Event.CLOSED: _closed,
    Event.ARCHIVED: _archived,
    Event.REOPENED: _reopened,
}
