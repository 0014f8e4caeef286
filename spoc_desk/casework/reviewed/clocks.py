"""The clocks of serious incidents and of the Case Review Group: what starts each, and what meets it (D-15 to D-18).

An incident has five working days from the day the council became aware, decided or not: an undecided one must not slip
through. Where a child who died was looked after, a third clock runs.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from spoc_desk.casework.clocks import (
    cancel_clock,
    cancel_clocks_of,
    clock_of,
    day_of,
    meet_clock,
    restart_clock,
    start_clock,
)
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.casework.referrals.clocks import hours_end
from spoc_desk.domain.case_reviews import CaseReview
from spoc_desk.domain.serious_incidents import OF_A_LOOKED_AFTER_DEATH, PARTNERS, SeriousIncident, Telling, Whom
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction

SERIOUS, REVIEW = "serious", "review"
"""The subjects of these clocks."""
PANEL, TO_PARTNERS, IN_CARE = "D-15", "D-16", "D-16b"
IN_WRITING, RAPID_REVIEW, ANSWERS, ACTIONS = "D-17", "D-18", "D-18a", "D-18b"


def keep_incident_clocks(tx: Transaction, incident: SeriousIncident, owed: Collection[Whom], *, runs: bool) -> None:
    """Let the clocks of an incident be those it should have: started, moved, or stopped because they do not apply."""
    aware = london_day(incident.aware_at)
    for rule in (PANEL, TO_PARTNERS):
        _keep(tx, rule, SERIOUS, incident.id, aware if runs else None)
    in_care = runs and any(whom in owed for whom in OF_A_LOOKED_AFTER_DEATH)
    _keep(tx, IN_CARE, SERIOUS, incident.id, aware if in_care else None)


def meet_incident_clocks(tx: Transaction, incident: SeriousIncident, tellings: Iterable[Telling]) -> None:
    """Stop as met what has been met by who was told, on the day the last of them was."""
    told = {each.whom: london_day(each.told_at) for each in tellings}
    for rule, whom in ((PANEL, (Whom.PANEL,)), (TO_PARTNERS, PARTNERS), (IN_CARE, OF_A_LOOKED_AFTER_DEATH)):
        if all(each in told for each in whom):
            last = max(told[each] for each in whom)
            if not meet_clock(tx, rule, incident.id, last):
                _correct_met(tx, rule, incident.id, last)


def start_in_writing(tx: Transaction, review: CaseReview) -> None:
    """Start the 48 hours from the first word to the business unit, or from the decision where the council says so."""
    moment = written_from(tx, review)
    _keep(tx, IN_WRITING, REVIEW, review.id, london_day(moment), hours_end(tx, IN_WRITING, moment).date())


def written_from(reader: Reader, review: CaseReview) -> str:
    """Return the moment the 48 hours are counted from (X-13)."""
    from_decision = profile(reader).reviewing.written_from_decision
    return review.decided_to_refer_at if from_decision and review.decided_to_refer_at else review.told_at


def in_writing_words(reader: Reader, review: CaseReview) -> str:
    """Return until when the referral is to be confirmed in writing, or whether it was in time, to the hour."""
    if not review.told_at:
        return ""
    end = hours_end(reader, IN_WRITING, written_from(reader, review))
    until = f"48 hours, until {in_words(end.isoformat())}"
    if not review.confirmed_at:
        return until
    done = datetime.fromisoformat(review.confirmed_at)
    return f"{in_words(review.confirmed_at)}: {'in time' if done <= end else 'late'} ({until})"


def meet(tx: Transaction, rule: str, review: CaseReview, on: date) -> None:
    """Stop the running clock of a rule as met."""
    meet_clock(tx, rule, review.id, on)


def start_rapid_review(tx: Transaction, review: CaseReview, panel_told: date | None) -> None:
    """Start the 15 working days from the earlier of two days: the Panel told, or the referral confirmed in writing."""
    confirmed = london_day(review.confirmed_at) if review.confirmed_at else None
    first = min((day for day in (panel_told, confirmed) if day is not None), default=None)
    if first is not None and review.rapid_review_on is None:
        _keep(tx, RAPID_REVIEW, REVIEW, review.id, first)


def next_due(tx: Transaction, rule: str, review: CaseReview, days: Iterable[date | None]) -> None:
    """Keep one clock for the earliest of several days that a plan or a request sets (D-18a, D-18b)."""
    due = min((day for day in days if day is not None), default=None)
    running = clock_of(tx, rule, review.id)
    if due is None:
        meet_clock(tx, rule, review.id, day_of(tx))
    elif running is None or not running.running:
        start_clock(tx, rule, None, REVIEW, review.id, day_of(tx), calendar(tx), profile(tx), due_on=due)
    elif running.due_on != due:
        CLOCKS.update(tx, running, replace(running, due_on=due))


def cancel(tx: Transaction, rule: str, record_id: str) -> None:
    """Stop the running clock of a rule because it no longer applies."""
    cancel_clock(tx, rule, record_id, day_of(tx))


def cancel_all(tx: Transaction, record_id: str) -> None:
    """Stop every clock of a record: it is closed."""
    cancel_clocks_of(tx, record_id, day_of(tx))


def _keep(
    tx: Transaction, rule: str, subject: str, record_id: str, from_day: date | None, due_on: date | None = None
) -> None:
    """Start a clock, count the one there is from the right day, or stop it because it does not apply."""
    if from_day is None:
        cancel_clock(tx, rule, record_id, day_of(tx))
    elif clock_of(tx, rule, record_id) is None:
        start_clock(tx, rule, None, subject, record_id, from_day, calendar(tx), profile(tx), due_on=due_on)
    else:
        restart_clock(tx, rule, record_id, from_day, calendar(tx), profile(tx), due_on=due_on)


def _correct_met(tx: Transaction, rule: str, record_id: str, last: date) -> None:
    """The day somebody was told was put right: a clock that was met is met on the right day."""
    known = clock_of(tx, rule, record_id)
    if known is not None and known.met_on is not None and known.met_on != max(last, known.started_on):
        CLOCKS.update(tx, known, replace(known, met_on=max(last, known.started_on)))
