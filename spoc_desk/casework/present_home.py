"""Where the household of an arrival lives now: marked so that a RELAY notification about it stops, never kept (1.1).

Optional, of an arrival alone, and typed once: what stays are salted marks in a table of their own. A new mark takes the
place of the former one for good; with the case closed there is none (docs/decisions/0015).
"""

from dataclasses import dataclass
from typing import Final

from spoc_desk.casework.accepting import accept
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.restricted.own_home import marks_of_own_home
from spoc_desk.domain.cases import Case, CaseState, Direction, Route
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.household import HomeMark
from spoc_desk.domain.record import new_id
from spoc_desk.errors import NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.handover_errors import CaseAway
from spoc_desk.vault.records.handover_rows import cases_away
from spoc_desk.vault.records.stores import CASES, PRESENT_HOMES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "present_home"
MARKED, UNMARKED = "marked the present address", "took the mark off the present address"
_ARRIVAL_ALONE: Final = "Only the present address of a family that arrived is marked."
_SOURCE: Final = "domain 1.1"


@dataclass(frozen=True)
class PresentHome:
    """What the household says of its address. `possible`: this case may have a mark."""

    possible: bool
    words: str
    marked: bool


def mark_home(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Mark the present address (form "present_home") in the place of the one that was marked before.

    Raises BadAnswer for what is no house of our own area; NotYet for a departure and a closed case.
    """
    case = CASES.get(vault, case_id)
    refuse_closed(case)
    refuse_without_role(case)
    if case.direction is not Direction.ARRIVAL:
        raise NotYet(_ARRIVAL_ALONE, _SOURCE)
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    marks = marks_of_own_home(vault, accepted, "marks")
    with vault.transaction(MARKED) as tx:
        forget_home(tx, case.id)
        stored = PRESENT_HOMES.insert(
            tx,
            HomeMark(
                id=new_id(), case_id=case.id, marks=marks, marked_on=vault.clock.today(), marked_by=vault.actor.name
            ),
        )
    return Done(Change(What.HOUSEHOLD, case.id), record=stored)


def unmark_home(vault: Vault, *, case_id: str) -> Done:
    """Take the mark off, for good. Raises NotYet where there is none."""
    case = CASES.get(vault, case_id)
    if not PRESENT_HOMES.count(vault, "case_id = ?", (case_id,)):
        raise NotYet("No present address is marked.", _SOURCE)
    with vault.transaction(UNMARKED) as tx:
        if case_id in cases_away(tx):
            raise CaseAway()
        forget_home(tx, case.id)
    return Done(Change(What.HOUSEHOLD, case.id))


def forget_home(tx: Transaction, case_id: str) -> None:
    """Erase the mark of a case, earlier states too, inside a running change."""
    for home in PRESENT_HOMES.find(tx, "case_id = ?", (case_id,)):
        tx.erase(PRESENT_HOMES.name, home.id, version=home.version)


def present_home(reader: Reader, case: Case) -> PresentHome:
    """Return whether an address is marked and since when; never which."""
    possible = (
        case.direction is Direction.ARRIVAL and case.state is not CaseState.CLOSED and case.route is not Route.NEITHER
    )
    found = PRESENT_HOMES.find(reader, "case_id = ?", (case.id,))
    words = f"Present address: (marked) {short_date(found[0].marked_on)}" if found else "Present address: not marked"
    return PresentHome(possible, words, bool(found))
