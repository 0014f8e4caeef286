"""What happened to a referral in words: short for the time line, whole for paper; its form, and when it was."""

from collections.abc import Mapping
from datetime import date

from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.casework.referrals.answer_store import day
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_states import MOVES
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.forms.definition import FormDef
from spoc_desk.forms.loader import load_form

_FORMS = {move.event: move.form for move in MOVES if move.form}
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
_ON_PAPER: Mapping[Event, str] = {
    Event.DANGER: "999 was called",
    Event.READY_FOR_CONSENT: "Made ready for consent",
    Event.BACK_TO_DRAFT: "Taken back to the draft",
    Event.READY_TO_SEND: "Made ready to send",
    Event.PRINTED: "Printed",
    Event.TOLD_MASH: "The MASH was told of the withdrawal",
}
"""Where paper says it otherwise, and the event has no form whose title says it."""


def title(event: Event) -> str:
    """Return what happened in few words, as the time line says it."""
    return _TITLES[event]


def on_paper(event: Event) -> str:
    """Return what happened as a record says it: the title of its form where it has one."""
    form = form_of(event)
    return form.title if form is not None and event not in _ON_PAPER else _ON_PAPER.get(event, _TITLES[event])


def form_of(event: Event) -> FormDef | None:
    """Return the little form of an event."""
    return load_form(_FORMS[event]) if event in _FORMS else None


def when(happened_at: str) -> str:
    """Return "Mon 23 Nov 2026, 09:30", or the day alone where no time is known."""
    if "T" in happened_at:
        return in_words(happened_at)
    known = day(happened_at)
    return short_date(known) if known else happened_at


def day_of(happened_at: str) -> date:
    """Return the day in London."""
    return london_day(happened_at) if "T" in happened_at else date.fromisoformat(happened_at)
