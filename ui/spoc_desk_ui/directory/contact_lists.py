"""Our own people and services as the worker reads them and the list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_desk.domain.contacts import Absence, Contact, ContactKind, ContactRole
from spoc_desk.domain.house_dates import day_and_month, short_date
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("name", "Name", 230, sortable=False, grows=True),
    Column("roles", "Roles", 172, sortable=False, choices=tuple((each.value, each.label) for each in ContactRole)),
    Column("kind", "What", 120, sortable=False, choices=tuple((each.value, each.label) for each in ContactKind)),
    Column("phone", "Phone", 130, sortable=False, filterable=False),
    Column("now", "Now", 180, sortable=False, filterable=False),
)


@dataclass(frozen=True)
class ContactRow:
    """One line of the directory, and the absence that matters today."""

    contact: Contact
    away: Absence | None


@dataclass(frozen=True)
class ContactRecord:
    """One entry to read: its answers, its absences in words, who is away now."""

    contact: Contact
    answers: Answers
    labels: Mapping[str, str]
    absences: tuple[tuple[str, bool], ...]
    """In words, and whether the absence has cover or is over."""


def read_contacts(vault: "Vault", wanted: Wanted, *, active_only: bool) -> Rows[ContactRow]:
    """Return one page of the directory (worker thread)."""
    directory = load("spoc_desk.casework.directory")
    filters, today = wanted.filters, vault.clock.today()
    wish = directory.ContactFilter(
        text=filters.get("name", ""),
        kind=ContactKind(filters["kind"]) if "kind" in filters else None,
        role=ContactRole(filters["roles"]) if "roles" in filters else None,
        active_only=active_only,
    )
    found = directory.list_contacts(vault, filter=wish, offset=wanted.offset, limit=wanted.limit)
    return Rows([ContactRow(each, _away(vault, each, today)) for each in found.rows], found.total)


def read_contact(vault: "Vault", contact_id: str) -> ContactRecord:
    """Return one entry (worker thread)."""
    directory, spocs = load("spoc_desk.casework.directory"), load("spoc_desk.casework.spocs")
    contact: Contact = directory.contact(vault, contact_id)
    profile = load("spoc_desk.casework.council").profile(vault)
    today = vault.clock.today()
    absences = tuple(
        (_absence_words(vault, each), each.cover_contact_id is not None or each.ends_on < today)
        for each in spocs.absences(vault, contact_id)
    )
    answers = load("spoc_desk.casework.answers").answers_of(contact, load_form("contact"))
    return ContactRecord(contact, answers, {each.id: each.label for each in profile.services}, absences)


def row_id(row: ContactRow) -> str:
    """Return the id of the entry."""
    return row.contact.id


def cell(row: ContactRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    contact, look = row.contact, "" if row.contact.active else "muted"
    if column_id == "now":
        state = state_of(row)
        return Cell(state=state) if state.word else ""
    words = {
        "name": ", ".join(part for part in (contact.name, contact.job_title or contact.team) if part),
        "roles": ", ".join(role.label for role in contact.roles),
        "kind": contact.kind.label,
        "phone": contact.phone or contact.email,
    }
    return Cell(words[column_id], look=look)


def state_of(row: ContactRow) -> State:
    """Return what stands out about an entry; nothing for most."""
    if not row.contact.active:
        return State("Not in use", Tone.PLAIN)
    if row.away is not None:
        return State(f"Away to {day_and_month(row.away.ends_on)}", Tone.UNDER_WAY)
    return State("")


def _away(vault: "Vault", contact: Contact, today: date) -> Absence | None:
    if contact.kind is not ContactKind.PERSON:
        return None
    found: tuple[Absence, ...] = load("spoc_desk.casework.spocs").absences(vault, contact.id)
    return next((each for each in found if each.starts_on <= today <= each.ends_on), None)


def _absence_words(vault: "Vault", absence: Absence) -> str:
    days = f"{short_date(absence.starts_on)} to {short_date(absence.ends_on)}"
    if absence.cover_contact_id is None:
        return days
    return f"{days}, covered by {load('spoc_desk.casework.directory').contact(vault, absence.cover_contact_id).name}"
