"""The clocks of a referral: what starts each, and what meets it (domain 2.2, D-10 to D-14, D-20 to D-23)."""

from dataclasses import replace
from datetime import date, datetime

from spoc_desk.casework.clocks import cancel_clock, cancel_clocks_of, clock_of, day_of, meet_clock, start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.moments import london_day, to_stored
from spoc_desk.clock import LONDON
from spoc_desk.deadlines.rules import due_at, load_rules
from spoc_desk.domain.referrals import Referral
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction

SUBJECT = "referral"
ACKNOWLEDGE, FEEDBACK, TELL, WRITE = "D-10", "D-10b", "D-10c", "D-11"
ASSESSMENT, CONFERENCE, CORE_GROUP, FIRST_REVIEW, NEXT_REVIEW = "D-12", "D-13", "D-14", "D-14b", "D-14c"
FGM, VISIT, NOTICE, REVIEW = "D-20", "D-21", "D-22", "D-23"
BIRTHDAY = "D-32"


def start(tx: Transaction, referral: Referral, rule: str, on: date, *, due_on: date | None = None) -> None:
    """Start a clock of a referral; one that runs already stays."""
    start_clock(tx, rule, None, SUBJECT, referral.id, on, calendar(tx), profile(tx), due_on=due_on)


def again(tx: Transaction, referral: Referral, rule: str, on: date, *, due_on: date | None = None) -> None:
    """Meet what runs of a rule on a day, and start the next from there."""
    meet(tx, referral, rule, on)
    start(tx, referral, rule, on, due_on=due_on)


def move(tx: Transaction, referral: Referral, rule: str, on: date, due_on: date) -> None:
    """Start a clock, or set the one that runs to another day: what it is counted from was corrected."""
    running = clock_of(tx, rule, referral.id)
    if running is None or not running.running:
        start(tx, referral, rule, on, due_on=due_on)
    elif (running.started_on, running.due_on) != (on, due_on):
        CLOCKS.update(tx, running, replace(running, started_on=on, due_on=due_on))


def meet(tx: Transaction, referral: Referral, rule: str, on: date) -> bool:
    """Stop the running clocks of a rule as met."""
    return meet_clock(tx, rule, referral.id, on) > 0


def cancel(tx: Transaction, referral: Referral, rule: str) -> None:
    """Stop the running clocks of a rule because they no longer apply."""
    cancel_clock(tx, rule, referral.id, day_of(tx))


def cancel_all(tx: Transaction, referral: Referral) -> None:
    """Stop every clock: the referral is put away."""
    cancel_clocks_of(tx, referral.id, day_of(tx))


def start_hours(tx: Transaction, referral: Referral, rule: str, wall_time: str, field: str) -> None:
    """Start a clock of hours from a London wall time; its day is the day on which the hours end (D-11)."""
    moment = to_stored(wall_time, field)
    if not moment:
        return
    move(tx, referral, rule, london_day(moment), hours_end(tx, rule, moment).date())


def hours_end(tx: Reader, rule_id: str, moment: str) -> datetime:
    """Return when the hours of a rule are over, in London."""
    rule = load_rules()[rule_id]
    local = int(getattr(profile(tx).clocks, rule.setting)) if rule.setting else None
    return due_at(rule, datetime.fromisoformat(moment), local).astimezone(LONDON)
