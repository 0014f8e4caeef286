"""What is due next in a case, for its identity line and for its line in the list of relocations."""

from dataclasses import dataclass
from datetime import date, timedelta

from spoc_desk.casework.concern_opening import RULE as CONCERN
from spoc_desk.casework.concerns import next_step
from spoc_desk.casework.moments import in_words as moment_words
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State, in_words
from spoc_desk.vault.records.case_list import PENDING
from spoc_desk.vault.records.stores import CLOCKS, CONCERNS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

BIRTHDAYS_AHEAD = timedelta(days=60)
"""A birthday becomes something to do 60 days before (D-32)."""


@dataclass(frozen=True)
class NextDue:
    """One thing: the rule, what it asks for, and how it stands in words. Nothing of it where nothing is due."""

    on: date | None = None
    rule: str = ""
    what: str = ""
    words: str = ""
    state: State | None = None


def next_due(reader: Reader, case_id: str, today: date, days: Calendar) -> NextDue:
    """Return the concern on which UKPPS has not advised yet, else the earliest of the clocks that are listed."""
    concerns = CONCERNS.find(reader, f"case_id = ? AND {PENDING}", (case_id,), tail="ORDER BY raised_at, id LIMIT 1")
    if concerns:
        return _concern(next_step(concerns[0])[0], told=bool(concerns[0].ukpps_contacted_at))
    where = "case_id = ? AND running = 1 AND listed = 1 AND due_on IS NOT NULL AND (rule <> 'D-32' OR due_on <= ?)"
    soon = (today + BIRTHDAYS_AHEAD).isoformat()
    found = CLOCKS.find(reader, where, (case_id, soon), tail="ORDER BY due_on, rule LIMIT 1")
    return _clock(found[0].rule, found[0].due_on, found[0].started_on, today, days) if found else NextDue()


def due_of(row: Row, today: date, days: Calendar) -> NextDue:
    """Return the same for a row of the list."""
    if row["concern_raised"]:
        return _concern(f"raised {moment_words(row['concern_raised'])}", told=bool(row["concern_told"]))
    if row["next_due"] is None:
        return NextDue()
    due, started = date.fromisoformat(row["next_due"]), date.fromisoformat(row["next_started"])
    return _clock(row["next_rule"], due, started, today, days)


def _concern(words: str, *, told: bool) -> NextDue:
    """A concern has no day; it is pressing until UKPPS has been told (D-09)."""
    return NextDue(None, CONCERN, "Security concern", words, State.NO_LIMIT if told else State.OVERDUE)


def _clock(rule_id: str, due: date | None, started: date, today: date, days: Calendar) -> NextDue:
    rule = load_rules()[rule_id]
    stands = in_words(due, today, days, started_on=started, since=rule.trigger)
    return NextDue(due, rule_id, rule.short, stands.words, stands.state)
