"""Who can be reached as LA SPOC on a day: the SPOC, the cover of an absence, the deputy (R-003-02, D-31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.clocks import CASE, cancel_clock, clock_of, meet_clock, restart_clock, start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.domain.cases import Case, CaseState
from spoc_desk.domain.contacts import Absence, Appointment, Contact, Duty
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.route import covered, sides
from spoc_desk.domain.terms import Side
from spoc_desk.vault.records.stores import ABSENCES, APPOINTMENTS, CASES, CONTACTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction

REACHABLE = "D-31"
_ORDER = {Duty.LA_SPOC: 0, Duty.COVER: 1, Duty.DEPUTY: 2}
_BEFORE_NAMING = frozenset({CaseState.NOTIFIED, CaseState.MEETING_ARRANGED, CaseState.MEETING_HELD})


@dataclass(frozen=True)
class Reachable:
    """Whom to call on a day. `ok` is False when somebody should be there and nobody is."""

    ok: bool
    contact: Contact | None
    duty: Duty | None
    words: str
    sides_without: tuple[Side, ...] = ()


def reachable(vault: Reader, case_id: str, day: date) -> Reachable:
    """Return who can be reached for a case on *day*."""
    case = CASES.get(vault, case_id)
    running = _running(vault, case_id, day)
    if not running and (case.state in _BEFORE_NAMING or case.state is CaseState.CLOSED):
        return Reachable(True, None, None, "No LA SPOC is named yet.")
    present = _present(vault, running, day)
    without = _sides_without(case, present)
    if without or not present:
        words = " and ".join(side.label.lower() for side in without) or "this case"
        return Reachable(False, None, None, f"Nobody can be reached on {short_date(day)} for {words}.", without)
    contact, appointment, stands_in = present[0]
    return Reachable(True, contact, appointment.duty, _words(contact, appointment, stands_in))


def recheck_cover(tx: Transaction, case: Case, today: date) -> None:
    """Start D-31 on the first day without anybody, or stop it when the gap is filled."""
    gap = _first_gap(tx, case, today)
    clock = clock_of(tx, REACHABLE, case.id)
    running = clock is not None and clock.running
    if gap is None or case.state is CaseState.CLOSED:
        if running and clock is not None and clock.started_on <= today:
            meet_clock(tx, REACHABLE, case.id, today)
        else:
            cancel_clock(tx, REACHABLE, case.id, today)
        return
    days, council = calendar(tx), profile(tx)
    if not running:
        start_clock(tx, REACHABLE, case.id, CASE, case.id, gap, days, council)
    elif clock is not None and clock.started_on != gap:
        restart_clock(tx, REACHABLE, case.id, gap, days, council)


def _first_gap(reader: Reader, case: Case, today: date) -> date | None:
    """Return the first day from today on without anybody: today, or the first day of a coming absence."""
    if case.state is CaseState.CLOSED:
        return None
    coming = [absence.starts_on for absence in _absences(reader, case.id) if absence.starts_on > today]
    for day in (today, *sorted(set(coming))):
        if not reachable(reader, case.id, day).ok:
            return day
    return None


def _running(reader: Reader, case_id: str, day: date) -> list[Appointment]:
    found = APPOINTMENTS.find(
        reader,
        "case_id = ? AND (ended_on IS NULL OR ended_on > ?)",
        (case_id, day.isoformat()),
        tail="ORDER BY allocated_on, created_at",
    )
    return sorted(found, key=lambda one: _ORDER[one.duty])


def _present(
    reader: Reader, running: Iterable[Appointment], day: date
) -> list[tuple[Contact, Appointment, Contact | None]]:
    """Return who is there for each appointment: themselves, or the cover named for their absence."""
    there: list[tuple[Contact, Appointment, Contact | None]] = []
    for appointment in running:
        contact = CONTACTS.get(reader, appointment.contact_id)
        away = _absence(reader, contact.id, day)
        if away is None:
            there.append((contact, appointment, None))
        elif away.cover_contact_id is not None and _absence(reader, away.cover_contact_id, day) is None:
            there.append((CONTACTS.get(reader, away.cover_contact_id), appointment, contact))
    return there


def _sides_without(case: Case, present: Iterable[tuple[Contact, Appointment, Contact | None]]) -> tuple[Side, ...]:
    have = frozenset(side for _, appointment, _ in present for side in covered(appointment.side))
    return tuple(sorted(sides(case.route) - have)) if case.state not in _BEFORE_NAMING else ()


def _absence(reader: Reader, contact_id: str, day: date) -> Absence | None:
    where = "contact_id = ? AND starts_on <= ? AND ends_on >= ?"
    found = ABSENCES.find(reader, where, (contact_id, day.isoformat(), day.isoformat()), tail="LIMIT 1")
    return found[0] if found else None


def _absences(reader: Reader, case_id: str) -> list[Absence]:
    where = "contact_id IN (SELECT contact_id FROM appointments WHERE case_id = ? AND ended_on IS NULL)"
    return ABSENCES.find(reader, where, (case_id,))


def _words(contact: Contact, appointment: Appointment, stands_in: Contact | None) -> str:
    duty = appointment.duty.label
    return f"{contact.name}, {duty}" if stands_in is None else f"{contact.name}, cover for {stands_in.name} ({duty})"
