"""The gates of one message on a day: what the vault knows of them (2.3 rule 7, R-000-03, -04, -15, -16)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.relay.stops import keys_of, messages_of, must_stop
from spoc_desk.deadlines.school_days import ClosedRun, SchoolDays
from spoc_desk.domain.closures import Closure
from spoc_desk.domain.relay import Agreement, IncidentState, Message, RelayContact
from spoc_desk.domain.relay_gates import MessageFacts, Shut, shut
from spoc_desk.domain.schools import School
from spoc_desk.vault.records.stores import (
    CLOSURES,
    RELAY_AGREEMENTS,
    RELAY_CONTACTS,
    RELAY_INCIDENTS,
    RELAY_MESSAGES,
    SCHOOLS,
)
from spoc_desk.vault.records.table import Reader

_SEPTEMBER: Final = 9
_AROUND: Final = 60
"""Days on each side of a day in which its closure begins and ends; a summer has 45."""


def gates_of(reader: Reader, message_id: str, day: date) -> tuple[Shut, ...]:
    """Return the gates that are shut for a message on *day*. Raises UnknownRecord."""
    return shut(facts_of(reader, RELAY_MESSAGES.get(reader, message_id), day))


def facts_of(reader: Reader, message: Message, day: date) -> MessageFacts:
    """Return what the gates look at. The match is asked anew each time: a family may be protected since."""
    incident = RELAY_INCIDENTS.get(reader, message.incident_id)
    children = [keys_of(each) for each in messages_of(reader, message.incident_id)]
    stopped = must_stop(reader, incident, children) or incident.state in (IncidentState.STOPPED, IncidentState.HANDLED)
    school = SCHOOLS.get(reader, message.school_id) if message.school_id else None
    closed = long_closure(reader, school, day) if school else None
    contact = current_contact(reader, school.id, day) if school else None
    return MessageFacts(
        day=day,
        school=school.name if school else "",
        stopped=stopped,
        confirmed_on=message.confirmed_on,
        confirm_again_since=confirm_again_since(reader, school, day) if school else None,
        agreement=newest_agreement(reader, school.id) if school else None,
        contact=contact is not None,
        contact_email=contact is not None and bool(contact.email),
        closed_until=closed.last if closed else None,
        every_day=profile(reader).relay.every_day,
        overridden=bool(message.override_reason),
        named=bool(message.given_names and message.family_name),
        born=message.date_of_birth is not None,
    )


def newest_agreement(reader: Reader, school_id: str) -> Agreement | None:
    """Return the version of the agreement with a school that was written last."""
    tail = "ORDER BY created_at DESC, rowid DESC LIMIT 1"
    return next(iter(RELAY_AGREEMENTS.find(reader, "school_id = ?", (school_id,), tail=tail)), None)


def current_contact(reader: Reader, school_id: str, day: date) -> RelayContact | None:
    """Return who is told at a school on *day*, or None."""
    return told_first(RELAY_CONTACTS.find(reader, "school_id = ?", (school_id,)), day)


def told_first(contacts: Iterable[RelayContact], day: date) -> RelayContact | None:
    """Return who of a school's people is told: the contact before a deputy, with an address before without."""
    current = sorted(
        (contact for contact in contacts if contact.is_current(day)),
        key=lambda contact: (contact.deputy, not contact.email, -contact.from_date.toordinal()),
    )
    return current[0] if current else None


def closures_near(reader: Reader, day: date) -> list[Closure]:
    """Return the closures that may be part of one around *day*."""
    near = "last >= date(?, ?) AND first <= date(?, ?)"
    return CLOSURES.find(reader, near, (day.isoformat(), f"-{_AROUND} days", day.isoformat(), f"+{_AROUND} days"))


def school_days(reader: Reader, school: School, day: date) -> SchoolDays:
    """Return the open days of a school around *day*."""
    mine = [(each.first, each.last) for each in closures_near(reader, day) if each.is_for(school)]
    return SchoolDays(mine, calendar(reader))


def long_closure(reader: Reader, school: School, day: date) -> ClosedRun | None:
    """Return the closure longer than one week in which *day* lies at this school, or None (D-25)."""
    return school_days(reader, school, day).long_closure(day)


def confirm_again_since(reader: Reader, school: School, day: date) -> date:
    """Return the day since which somebody must have made sure of the school (S000:43).

    It is the first of September, or the end of the last long closure of the school before *day*, whichever is later.
    """
    year = day.year if day.month >= _SEPTEMBER else day.year - 1
    days = SchoolDays(
        [(each.first, each.last) for each in CLOSURES.find(reader, "first <= ?", (day.isoformat(),))
         if each.is_for(school)],
        calendar(reader),
    )  # fmt: skip
    ends = {
        run.last
        for each in CLOSURES.find(reader, "last < ? AND last >= ?", (day.isoformat(), f"{year}-09-01"))
        if each.is_for(school) and (run := days.long_closure(each.last)) is not None and run.last < day
    }
    return max({date(year, _SEPTEMBER, 1), *ends})
