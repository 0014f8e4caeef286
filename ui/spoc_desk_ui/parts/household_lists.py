"""The household as the worker reads it and the table shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.ages import is_overdue
from spoc_desk.domain.household import MemberKind
from spoc_desk.domain.terms import Tri
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.household import Person
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("who", "Who", 180, sortable=False, filterable=False, grows=True),
    Column("place", "In the household", 150, sortable=False, filterable=False),
    Column("support", "Care and support", 100, sortable=False, filterable=False),
    Column("now", "Now", 96, sortable=False, filterable=False),
)


@dataclass(frozen=True)
class HouseholdRow:
    """One person, and the names of our services the record refers to."""

    person: "Person"
    answers: Answers
    labels: Mapping[str, str]
    overdue: bool
    route_words: str


def read_household(vault: "Vault", case_id: str, _wanted: Wanted) -> "Rows[HouseholdRow]":
    """Return everybody who is or was in the household (worker thread)."""
    household = load("spoc_desk.casework.household")
    answers_of, form = load("spoc_desk.casework.answers").answers_of, load_form("member")
    contacts = load("spoc_desk.vault.records.stores").CONTACTS.find(vault)
    labels = {contact.id: contact.name for contact in contacts}
    today = vault.clock.today()
    words = household.route_reading(vault, case_id).words
    rows = [
        HouseholdRow(person, answers_of(person.member, form), labels, is_overdue(person.member, today), words)
        for person in household.people(vault, case_id)
    ]
    return Rows(rows, len(rows))


def row_id(row: HouseholdRow) -> str:
    """Return the id of the person."""
    return row.person.member.id


def cell(row: HouseholdRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    member = row.person.member
    if column_id == "who":
        return Cell(row.person.words, look="muted" if member.left_on else "")
    if column_id == "place":
        return "Unborn child" if member.kind is MemberKind.UNBORN else member.relationship.label
    if column_id == "support":
        return _support(row)
    return Cell(state=state_of(row)) if state_of(row).word else ""


def state_of(row: HouseholdRow) -> State:
    """Return how somebody stands in the household, in a word; none where there is nothing to say."""
    member = row.person.member
    if member.left_on is not None:
        return State("Has left", Tone.PLAIN)
    if row.overdue:
        return State("Overdue", Tone.WARN)
    if member.kind is MemberKind.ADULT and member.care_and_support_needs in (None, Tri.NOT_KNOWN):
        return State("To ask", Tone.WARN)
    return State("")


def _support(row: HouseholdRow) -> str:
    member = row.person.member
    if member.kind is not MemberKind.ADULT:
        return ""
    needs = member.care_and_support_needs
    return "Not known" if needs is None else {Tri.YES: "Yes", Tri.NO: "No"}.get(needs, "Not known")
