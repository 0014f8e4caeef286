"""Schools as rows and as a record to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.schools import Phase, School, SchoolPartnership
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone
from .school_relay import SchoolRelay, read_school_relay

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("name", "School", 250, sortable=False, grows=True),
    Column("phase", "Phase", 130, sortable=False, choices=tuple((each.value, each.label) for each in Phase)),
    Column("partnership", "Partnership", 140, sortable=False, filterable=False),
    Column("lead", "Safeguarding lead", 190, sortable=False, filterable=False),
    Column("phone", "Phone", 130, sortable=False, filterable=False),
)


@dataclass(frozen=True)
class SchoolRow:
    """One line of the list."""

    school: School
    partnership: str


@dataclass(frozen=True)
class SchoolRecord:
    """One school to read."""

    school: School
    answers: Answers
    partnerships: Mapping[str, str]
    partnership: SchoolPartnership | None
    relay: SchoolRelay | None = None


@dataclass(frozen=True)
class PartnershipRecord:
    """One partnership, its answers, and how many schools in use belong to it."""

    partnership: SchoolPartnership
    answers: Answers
    schools: int


def read_schools(vault: "Vault", wanted: Wanted, *, active_only: bool) -> Rows[SchoolRow]:
    """Return one page of the schools (worker thread)."""
    directory = load("spoc_desk.casework.schools.directory")
    filters = wanted.filters
    wish = directory.SchoolFilter(
        text=filters.get("name", ""),
        phase=Phase(filters["phase"]) if "phase" in filters else None,
        active_only=active_only,
    )
    found = directory.list_schools(vault, filter=wish, offset=wanted.offset, limit=wanted.limit)
    names = directory.partnership_names(vault)
    return Rows([SchoolRow(each, names.get(each.partnership, "")) for each in found.rows], found.total)


def read_school(vault: "Vault", school_id: str) -> SchoolRecord:
    """Return one school (worker thread)."""
    directory = load("spoc_desk.casework.schools.directory")
    view = directory.school(vault, school_id)
    answers = load("spoc_desk.casework.answers").answers_of(view.school, load_form("school"))
    names, relay = directory.partnership_names(vault), read_school_relay(vault, view.school)
    return SchoolRecord(view.school, answers, names, view.partnership, relay)


def read_partnerships(vault: "Vault") -> tuple[PartnershipRecord, ...]:
    """Return the partnerships by name (worker thread)."""
    directory = load("spoc_desk.casework.schools.directory")
    answers_of, form = load("spoc_desk.casework.answers").answers_of, load_form("school_partnership")
    return tuple(
        PartnershipRecord(each, answers_of(each, form), _schools_of(vault, each.id))
        for each in directory.partnerships(vault)
    )


def row_id(row: SchoolRow) -> str:
    """Return the id of the school."""
    return row.school.id


def cell(row: SchoolRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    school, look = row.school, "" if row.school.active else "muted"
    if column_id == "name" and not school.active:
        return Cell(school.name, state=State("Not in use", Tone.PLAIN), look=look)
    words = {
        "name": school.name,
        "phase": "" if school.phase is Phase.NOT_KNOWN else school.phase.label,
        "partnership": f"{row.partnership}, associate" if school.associate and row.partnership else row.partnership,
        "lead": school.safeguarding_lead or school.head,
        "phone": school.phone or school.email,
    }
    return Cell(words[column_id], look=look)


def _schools_of(vault: "Vault", partnership_id: str) -> int:
    directory = load("spoc_desk.casework.schools.directory")
    wish = directory.SchoolFilter(partnership=partnership_id)
    total: int = directory.list_schools(vault, filter=wish, limit=1).total
    return total
