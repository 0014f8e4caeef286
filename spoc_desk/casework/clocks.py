"""Deadline clocks in the vault: started, met, cancelled, restarted, always inside the change that causes it.

A clock is found by its rule, the id of what it watches, and its subject. What is used:

| rule | subject | subject_id |
|---|---|---|
| D-01, D-03, D-04, D-05, D-31 | "case" | the case |
| D-02 | "children" or "adults" | the case |
| D-32 | "15", "16" or "18" | the member |
| D-32 | "referral" | the referral: the next such birthday of any of its children |
| D-33 | "member" | the member |
| D-06, D-07 | the state of the item, such as "requested" | the exchange item |
| D-08 | "query" | the query |
| D-09 | "concern" | the concern |
| D-27 | "agreement" | the school whose agreement is reviewed |
"""

from dataclasses import replace
from datetime import date, datetime

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.clock import LONDON
from spoc_desk.deadlines import rules, wording
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import Kind, load_rules
from spoc_desk.deadlines.wording import Wording
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction

CASE = "case"


def start_clock(
    tx: Transaction,
    rule: str,
    case_id: str | None,
    subject: str,
    subject_id: str,
    started_on: date,
    calendar: Calendar,
    profile: Profile,
    *,
    due_on: date | None = None,
) -> ClockRow:
    """Start a clock and return it. One that runs already for the same thing is returned as it is.

    *due_on* is for what is fixed from outside: a birthday, an expected date.
    """
    running = _running(tx, rule, subject_id, subject)
    if running:
        return running[0]
    due = due_on or _due(rule, started_on, calendar, profile)
    clock = ClockRow(
        id=new_id(),
        rule=rule,
        case_id=CaseId(case_id) if case_id else None,
        subject=subject,
        subject_id=subject_id,
        started_on=started_on,
        due_on=due,
    )
    return CLOCKS.insert(tx, clock)


def meet_clock(tx: Transaction, rule: str, subject_id: str, met_on: date, subject: str = "") -> int:
    """Stop the running clocks of this rule as met; return how many. Met late stays visible as late."""
    found = _running(tx, rule, subject_id, subject)
    for clock in found:
        CLOCKS.update(tx, clock, replace(clock, met_on=max(met_on, clock.started_on), running=False))
    return len(found)


def cancel_clock(tx: Transaction, rule: str, subject_id: str, cancelled_on: date, subject: str = "") -> int:
    """Stop the running clocks of this rule because they no longer apply; return how many."""
    return _cancel(tx, _running(tx, rule, subject_id, subject), cancelled_on)


def cancel_clocks_of(tx: Transaction, subject_id: str, cancelled_on: date) -> int:
    """Stop every running clock that watches this record."""
    return _cancel(tx, CLOCKS.find(tx, "subject_id = ? AND running = 1", (subject_id,)), cancelled_on)


def cancel_case_clocks(tx: Transaction, case_id: str, cancelled_on: date) -> int:
    """Stop every running clock of a case: it is closed."""
    return _cancel(tx, CLOCKS.find(tx, "case_id = ? AND running = 1", (case_id,)), cancelled_on)


def revive_case_clocks(tx: Transaction, case_id: str, cancelled_on: date) -> int:
    """Let the clocks that closing stopped on that day run again, from their first day on; return how many."""
    stopped = CLOCKS.find(
        tx, "case_id = ? AND cancelled_on = ? AND met_on IS NULL", (case_id, cancelled_on.isoformat())
    )
    for clock in stopped:
        CLOCKS.update(tx, clock, replace(clock, cancelled_on=None, running=True))
    return len(stopped)


def restart_clock(
    tx: Transaction,
    rule: str,
    subject_id: str,
    started_on: date,
    calendar: Calendar,
    profile: Profile,
    subject: str = "",
    *,
    due_on: date | None = None,
) -> None:
    """Count the clocks of this rule again from another day: the trigger was corrected.

    The old and the new day are both in the history of the row. A clock that was met stays met.
    """
    due = due_on or _due(rule, started_on, calendar, profile)
    for clock in _of(tx, rule, subject_id, subject):
        if clock.cancelled_on is None:
            CLOCKS.update(tx, clock, replace(clock, started_on=started_on, due_on=due))


def clock_of(reader: Reader, rule: str, subject_id: str, subject: str = "") -> ClockRow | None:
    """Return the clock of this rule that counts, running or met; None where there is none or it was cancelled."""
    valid = [clock for clock in _of(reader, rule, subject_id, subject) if clock.cancelled_on is None]
    return valid[-1] if valid else None


def clocks(reader: Reader, case_id: str) -> tuple[ClockRow, ...]:
    """Return all clocks of a case, running ones first, then by due date; none for who does not see relocations."""
    if not sees(reader, Sight.RELOCATIONS):
        return ()
    order = "ORDER BY running DESC, due_on IS NULL, due_on, rule, subject"
    return tuple(CLOCKS.find(reader, "case_id = ?", (case_id,), tail=order))


def clock_words(clock: ClockRow, today: date, calendar: Calendar) -> Wording:
    """Return how a clock stands, words first."""
    rule = load_rules()[clock.rule]
    return wording.in_words(
        clock.due_on, today, calendar, clock.met_on, started_on=clock.started_on, since=rule.trigger
    )


def day_of(tx: Transaction) -> date:
    """Return the day in London on which a change is made."""
    return london_day(tx.now)


def london_day(moment: str) -> date:
    """Return the day in London of a moment as the vault writes it."""
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(LONDON).date()


def _due(rule_id: str, started_on: date, calendar: Calendar, profile: Profile) -> date | None:
    rule = load_rules()[rule_id]
    if rule.kind is Kind.AGE:
        raise ValueError(f"{rule_id} is due on a birthday: give due_on")
    local = int(getattr(profile.clocks, rule.setting)) if rule.setting else None
    return rules.due_on(rule, started_on, calendar, local)


def _running(reader: Reader, rule: str, subject_id: str, subject: str) -> list[ClockRow]:
    return [clock for clock in _of(reader, rule, subject_id, subject) if clock.running]


def _of(reader: Reader, rule: str, subject_id: str, subject: str) -> list[ClockRow]:
    found = CLOCKS.find(reader, "subject_id = ? AND rule = ?", (subject_id, rule), tail="ORDER BY started_on")
    return [clock for clock in found if subject in ("", clock.subject)]


def _cancel(tx: Transaction, found: list[ClockRow], cancelled_on: date) -> int:
    for clock in found:
        CLOCKS.update(tx, clock, replace(clock, cancelled_on=cancelled_on, running=False))
    return len(found)
