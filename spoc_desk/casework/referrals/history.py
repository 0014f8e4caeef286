"""What happened to a referral, newest first, in words; the referrer's own record, since the MASH may keep none."""

from collections.abc import Mapping
from dataclasses import dataclass

from spoc_desk.casework.moments import in_words as moment_words
from spoc_desk.casework.moments import london_day
from spoc_desk.casework.referrals.answer_store import day, from_json
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.deadlines.wording import count_days
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_consents import Consent, ConsentKind
from spoc_desk.domain.referral_states import MOVES
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.domain.referrals import ReferralHappening, ReferralState
from spoc_desk.domain.terms import in_sentence
from spoc_desk.forms.answers import in_words, is_empty, visible
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form

_PAST: Mapping[Event, str] = {
    Event.STARTED: "Begun",
    Event.DANGER: "999 called",
    Event.CONSULTATION: "Consultation",
    Event.PHONED: "Phoned the MASH",
    Event.READY_FOR_CONSENT: "Ready for consent",
    Event.BACK_TO_DRAFT: "Back to the draft",
    Event.READY_TO_SEND: "Ready to send",
    Event.OFFICE: "Asked the office of the DCS or DASS",
    Event.PRINTED: "Printed",
    Event.EDITED: "Edited after printing: the printed version is void",
    Event.SENT: "Sent to the MASH",
    Event.ACKNOWLEDGED: "Acknowledged by the MASH",
    Event.CHASED: "Chased the MASH",
    Event.TRIAGE: "Triage by the MASH",
    Event.DECISION: "Decision of the MASH",
    Event.ASSESSMENT: "Assessment",
    Event.STRATEGY: "Strategy discussion",
    Event.CONFERENCE: "Child protection conference",
    Event.TRANSFER: "Transfer panel",
    Event.VISIT: "Private fostering visit",
    Event.REVIEW: "Plan review date set",
    Event.FEEDBACK: "Feedback to the referrer",
    Event.NO_FEEDBACK: "No feedback received",
    Event.WITHDRAWN: "Consent withdrawn",
    Event.TOLD_MASH: "Told the MASH that consent was withdrawn",
    Event.ESCALATED: "Escalated",
    Event.RESOLVED: "Escalation ended",
    Event.CLOSED: "Closed",
    Event.ARCHIVED: "Put away",
    Event.REOPENED: "Taken up again",
}
_FORMS = {move.event: move.form for move in MOVES if move.form}
_TIMES = frozenset(
    {
        "sent_at", "acknowledged_at", "triaged_at", "decided_at", "phoned_at", "asked_at", "feedback_on", "chased_on",
        "consulted_on", "visited_on", "panel_on", "conference_on", "withdrawn_on",
    }
)  # fmt: skip
"""The answers that say when: they stand at the head of the line already."""


@dataclass(frozen=True)
class ReferralEntry:
    """One thing that happened."""

    when: str
    """As stored, for sorting."""
    when_words: str
    what: str
    who: str
    detail: str
    now: str
    """Where the referral stood after it, where that changed."""


def happened(view: ReferralView) -> tuple[ReferralEntry, ...]:
    """Return everything that happened, the newest first: events, consents, decisions to share."""
    found = [_entry(view, event) for event in view.events]
    found += [_consent_entry(view, consent) for consent in view.consents]
    found += [
        ReferralEntry(
            when=each.decided_on.isoformat(),
            when_words=short_date(each.decided_on),
            what=f"Information-sharing decision: {in_sentence(each.outcome.label)}",
            who=each.decided_by,
            detail=f"{each.lawful_basis.label}. {each.rationale}",
            now="",
        )
        for each in view.decisions
    ]
    by_day = sorted(enumerate(found), key=_order, reverse=True)
    return tuple(entry for _, entry in by_day)


def _order(pair: tuple[int, ReferralEntry]) -> tuple[str, int]:
    """Within a day the order of writing: a day and a moment cannot be compared."""
    number, entry = pair
    return entry.when[:10], number


def consultations(view: ReferralView) -> tuple[ReferralEntry, ...]:
    """Return who was consulted before or during the referral, with what advice (S004:332-385, 872)."""
    found = [_entry(view, event) for event in view.events if event.event is Event.CONSULTATION]
    for who, when, advice, whom in (
        ("manager_name", "manager_on", "", "manager or designated lead"),
        ("mash_person", "mash_at", "mash_advice", "MASH"),
    ):
        if not is_empty(view.answers.get(who, "")) or not is_empty(view.answers.get(when, "")):
            day_words = in_words(view.form.question(when), view.answers.get(when, ""))
            what = f"Consultation: {view.text(who)} ({whom})"
            found.append(ReferralEntry(view.text(when), day_words, what, view.referral.referrer, view.text(advice), ""))
    return tuple(found)


def _entry(view: ReferralView, event: ReferralHappening) -> ReferralEntry:
    answers = from_json(event.answers)
    changed = event.to_state is not event.from_state and event.event is not Event.STARTED
    return ReferralEntry(
        when=event.happened_at,
        when_words=_when(event.happened_at),
        what=_what(view, event, answers),
        who=event.done_by,
        detail=" · ".join(part for part in (_detail(view, event.event, answers), event.note) if part),
        now=event.to_state.label if changed else "",
    )


def _what(view: ReferralView, event: ReferralHappening, answers: Mapping[str, Answer]) -> str:
    words = _PAST[event.event]
    if event.event is Event.EDITED:
        return f"{words}. Version {answers.get('version', '')} begins"
    if event.event is Event.STARTED and event.to_state is not ReferralState.DRAFT:
        return f"{words} and ended: {in_sentence(event.to_state.label)}"
    if event.event is Event.SENT and answers.get("version_sent"):
        return f"{words}, version {answers['version_sent']}"
    return words


def _detail(view: ReferralView, event: Event, answers: Mapping[str, Answer]) -> str:
    """Return the answers of the little form in words, the one that says when left out."""
    form_id = _FORMS.get(event)
    if not form_id:
        return ""
    form = load_form(form_id)
    names = {row_id: row.name for row_id, row in view.people.items()}
    return "; ".join(
        f"{question.label.rstrip('?:')}: {in_words(question, answers[question.id], names)}"
        for question in visible(form, answers)
        if question.id not in _TIMES and not is_empty(answers.get(question.id, ""))
    )


def _consent_entry(view: ReferralView, consent: Consent) -> ReferralEntry:
    row = view.people.get(consent.row_id)
    kind = consent.kind.label if consent.kind is not ConsentKind.YOUNG_PERSON else "Own consent"
    seen = consent.signed_copy_seen_on
    parts = (
        consent.method.label if consent.method else "",
        consent.reason,
        f"signed copy seen on {short_date(seen)} by {consent.signed_copy_seen_by}" if seen else "",
        f"withdrawn on {short_date(consent.withdrawn_on)}" if consent.withdrawn_on else "",
    )
    on = consent.given_on or london_day(consent.created_at)
    what = f"{kind}: {in_sentence(consent.decision.label)}"
    who = row.name if row else ""
    return ReferralEntry(on.isoformat(), short_date(on), what, who, " · ".join(part for part in parts if part), "")


def _when(stored: str) -> str:
    only_day = day(stored)
    return short_date(only_day) if only_day else moment_words(stored)


def waiting_words(view: ReferralView) -> str:
    """Return how long the MASH has had the referral, for the line above the tracking; nothing before sending."""
    if not view.referral.sent_at:
        return ""
    days = (view.today - london_day(view.referral.sent_at)).days
    return f"sent {count_days(days)} ago" if days else "sent today"
