"""What became of a referral, in the stages of its tracking sheet and as a log of all that happened (domain 1.13)."""

from collections.abc import Sequence

from spoc_desk.casework.moments import in_words as moment_in_words
from spoc_desk.casework.referrals.answer_store import from_json
from spoc_desk.casework.referrals.clocks import ACKNOWLEDGE, ASSESSMENT, CONFERENCE, FEEDBACK, WRITE
from spoc_desk.casework.referrals.event_words import form_of, on_paper, when
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.domain.referrals import ReferralHappening
from spoc_desk.forms.answers import in_words, is_empty
from spoc_desk.forms.definition import FormDef, Question
from spoc_desk.printing.documents.referral.tracking import STAGES, Stage

_OF_STAGE = (
    (Event.SENT, ""),
    (Event.PHONED, WRITE),
    (Event.ACKNOWLEDGED, ACKNOWLEDGE),
    (Event.TRIAGE, ""),
    (Event.DECISION, ""),
    (Event.ASSESSMENT, ASSESSMENT),
    (Event.STRATEGY, ""),
    (Event.CONFERENCE, CONFERENCE),
    (Event.FEEDBACK, FEEDBACK),
)
"""The event and the clock of each stage of the paper, in the order of `STAGES`."""
_WHO = ("acknowledged_by", "triaged_by", "decided_by", "feedback_from", "sent_to", "phoned_to", "chased_whom",
        "visited_by", "consulted_with", "spoken_to")  # fmt: skip
_SILENT = frozenset({Event.STARTED, Event.EDITED, Event.OFFICE, Event.ARCHIVED, Event.REOPENED})
_TIMES = ("date", "date_time")


def stages(view: ReferralView) -> tuple[Stage, ...]:
    """Return each stage with its due day, and what happened last."""
    return tuple(
        Stage(plain.what, _due(view, rule) or plain.due, *_last(view, event))
        for plain, (event, rule) in zip(STAGES, _OF_STAGE, strict=True)
    )


def log(view: ReferralView) -> tuple[Stage, ...]:
    """Return everything that happened, the oldest first."""
    return tuple(
        Stage(on_paper(one.event), "", when(one.happened_at), _who(one) or one.done_by, _said(one))
        for one in view.events
        if one.event not in _SILENT
    )


def facts(view: ReferralView) -> tuple[tuple[str, str], ...]:
    """Return what stands at the top: asked for, level judged, version, where it stands."""
    referral = view.referral
    judged = next((level.label for level in view.threshold.levels if level.id == referral.judged_level), "")
    rows = (
        ("Asked for", referral.level_sought.label if referral.level_sought else ""),
        ("Level judged", judged),
        ("Stands at", referral.state.label),
        ("Sent", moment_in_words(referral.sent_at)),
    )
    return tuple(row for row in rows if row[1])


def _due(view: ReferralView, rule: str) -> str:
    known = [clock for clock in view.clocks if rule and clock.rule == rule and clock.cancelled_on is None]
    return short_date(known[-1].due_on) if known and known[-1].due_on else ""


def _last(view: ReferralView, event: Event) -> tuple[str, str, str]:
    """Return when it happened, who said so and what; nothing where it has not happened."""
    found = [one for one in view.events if one.event is event]
    if not found:
        return "", "", ""
    return when(found[-1].happened_at), _who(found[-1]), _said(found[-1])


def _who(event: ReferralHappening) -> str:
    answers = from_json(event.answers)
    return next((str(answers[name]) for name in _WHO if answers.get(name)), "")


def _said(event: ReferralHappening) -> str:
    """Return what was answered, a line each, without days, names and ids."""
    answers = from_json(event.answers)
    said = [
        f"{question.brief}: {in_words(question, answers[question.id])}"
        for question in _told(form_of(event.event))
        if not is_empty(answers.get(question.id, ""))
    ]
    return "\n".join([*said, *([event.note] if event.note else [])])


def _told(form: FormDef | None) -> Sequence[Question]:
    if form is None:
        return ()
    return [one for one in form.questions if one.kind not in _TIMES and one.id not in _WHO and not one.choices_from]
