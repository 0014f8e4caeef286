"""Clocks of people: the birthdays that change something (D-32) and the expected birth (D-33)."""

from datetime import date

from spoc_desk.casework.clocks import cancel_clock, meet_clock, restart_clock, start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.domain.ages import MILESTONES, birthday
from spoc_desk.domain.household import Member, MemberKind
from spoc_desk.vault.vault import Transaction

BIRTHDAY, BIRTH = "D-32", "D-33"


def watch_births(tx: Transaction, member: Member, today: date, *, born_on: date | None = None) -> None:
    """Bring the clocks of one person in line with the record; *born_on* is the day an unborn child was born."""
    if born_on is not None:
        meet_clock(tx, BIRTH, member.id, born_on)
    if member.left_on is not None:
        stop_birth_clocks(tx, member, today)
        return
    if member.kind is MemberKind.UNBORN:
        _watch_delivery(tx, member, today)
    else:
        _watch_birthdays(tx, member, today)


def stop_birth_clocks(tx: Transaction, member: Member, today: date) -> None:
    """Stop the clocks of somebody who left."""
    for rule in (BIRTHDAY, BIRTH):
        cancel_clock(tx, rule, member.id, today)


def _watch_delivery(tx: Transaction, member: Member, today: date) -> None:
    expected = member.expected_delivery_date
    if expected is None:
        cancel_clock(tx, BIRTH, member.id, today)
        return
    days, council = calendar(tx), profile(tx)
    clock = start_clock(tx, BIRTH, member.case_id, "member", member.id, expected, days, council, due_on=expected)
    if clock.due_on != expected:
        restart_clock(tx, BIRTH, member.id, expected, days, council, due_on=expected)


def _watch_birthdays(tx: Transaction, member: Member, today: date) -> None:
    """Only the birthdays still to come have a clock; a corrected date of birth moves them."""
    days, council = calendar(tx), profile(tx)
    for years in MILESTONES:
        on = None if member.date_of_birth is None else birthday(member.date_of_birth, years)
        if on is None or on < today:
            cancel_clock(tx, BIRTHDAY, member.id, today, str(years))
            continue
        clock = start_clock(tx, BIRTHDAY, member.case_id, str(years), member.id, today, days, council, due_on=on)
        if clock.due_on != on:
            restart_clock(tx, BIRTHDAY, member.id, today, days, council, str(years), due_on=on)
