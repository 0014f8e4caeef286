"""The clock of a school's agreement: started with the third signature, met by the next review, cancelled with its end.

One clock runs for each school in use (D-27; docs/decisions/0006). It is set in the change that causes it, also by
somebody who keeps schools and does not see RELAY: what is asked here is asked by the program itself.
"""

from datetime import date, timedelta
from typing import Final

from spoc_desk.casework import clocks
from spoc_desk.casework.council import calendar, profile
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.relay import Agreement
from spoc_desk.vault.records.stores import CLOCKS, RELAY_AGREEMENTS, SCHOOLS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

RULE: Final = "D-27"
SUBJECT: Final = "agreement"
AHEAD: Final = timedelta(days=30)
"""A review is told this long before (D-27)."""


def follow_agreement(tx: Transaction, school_id: str) -> None:
    """Let the clock of a school run to the review of its newest agreement, or not at all."""
    agreement, today = _newest(tx, school_id), clocks.day_of(tx)
    due = _review_on(agreement, today) if SCHOOLS.get(tx, school_id).active else None
    running = running_review(tx, school_id)
    if running is not None and running.due_on == due:
        return
    if running is not None and _was_held(running, due, today):
        clocks.meet_clock(tx, RULE, school_id, today, SUBJECT)
    else:
        clocks.cancel_clock(tx, RULE, school_id, today, SUBJECT)
    if due is not None and agreement is not None:
        started = today if running is not None else min(_signed_on(agreement), today)
        clocks.start_clock(tx, RULE, None, SUBJECT, school_id, started, calendar(tx), profile(tx), due_on=due)


def running_review(reader: Reader, school_id: str) -> ClockRow | None:
    """Return the clock that runs for a school's agreement, or None."""
    found = CLOCKS.find(reader, "subject_id = ? AND rule = ? AND running = 1", (school_id, RULE))
    return found[0] if found else None


def review_words(vault: Vault, school_id: str) -> str:
    """Return "Review of the agreement: 12 days left, Fri 4 Dec 2026" from 30 days before, and nothing earlier."""
    clock = running_review(vault, school_id)
    today = vault.clock.today()
    if clock is None or clock.due_on is None or clock.due_on > today + AHEAD:
        return ""
    stands = clocks.clock_words(clock, today, calendar(vault))
    return f"Review of the agreement: {stands.words}"


def review_what(reader: Reader, school_id: str) -> str:
    """Return the words of Today for the review of a school's agreement."""
    return f"Look at the agreement with {SCHOOLS.get(reader, school_id).name} again"


def _newest(tx: Transaction, school_id: str) -> Agreement | None:
    columns = ", ".join(RELAY_AGREEMENTS.columns)
    rows = tx.own_rows(
        f"SELECT {columns} FROM relay_agreements WHERE school_id = ? AND deleted_at IS NULL"  # noqa: S608
        " ORDER BY created_at DESC, rowid DESC LIMIT 1",
        (school_id,),
    )
    return RELAY_AGREEMENTS.record(rows[0]) if rows else None


def _review_on(agreement: Agreement | None, today: date) -> date | None:
    if agreement is None or agreement.review_on is None or agreement.unsigned(today):
        return None
    ends_first = agreement.ended_on is not None and agreement.ended_on <= agreement.review_on
    return None if ends_first else agreement.review_on


def _was_held(running: ClockRow, due: date | None, today: date) -> bool:
    """A later day, given when the review was near or over: it was held. Any other change puts a slip right."""
    return due is not None and running.due_on is not None and due > running.due_on and today >= running.due_on - AHEAD


def _signed_on(agreement: Agreement) -> date:
    signed = (agreement.school_signed_on, agreement.council_signed_on, agreement.police_signed_on)
    return max(day for day in signed if day is not None)
