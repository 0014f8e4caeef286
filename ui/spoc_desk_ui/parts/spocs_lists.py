"""The two SPOCs of a case as the worker reads them and the lists show them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.contacts import IdentityCheck, UkppsContact
from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.reaching import Reachable
    from spoc_desk.casework.spocs import AppointmentView
    from spoc_desk.vault.vault import Vault

UKPPS_COLUMNS = (
    Column("name", "Name or role", 160, sortable=False, filterable=False, grows=True),
    Column("role", "Role", 130, sortable=False, filterable=False),
    Column("identity", "Identity", 130, sortable=False, filterable=False),
    Column("since", "Since", 138, sortable=False, filterable=False),
)
OWN_COLUMNS = (
    Column("name", "Name", 160, sortable=False, filterable=False, grows=True),
    Column("duty", "Duty", 110, sortable=False, filterable=False),
    Column("side", "For", 150, sortable=False, filterable=False),
    Column("since", "Since", 138, sortable=False, filterable=False),
)


@dataclass(frozen=True)
class UkppsRow:
    """A UKPPS contact and its answers."""

    contact: UkppsContact
    answers: Answers
    labels: dict[str, str]

    @property
    def is_current(self) -> bool:
        """True while this is the contact."""
        return self.contact.active_to is None

    @property
    def is_verified(self) -> bool:
        """True where the identity was verified."""
        return self.contact.identity_verified is not IdentityCheck.NOT_YET


@dataclass(frozen=True)
class OwnRow:
    """An LA SPOC, deputy or cover, and who can be reached today."""

    view: "AppointmentView"
    answers: Answers
    away_words: tuple[str, ...]


def read_ukpps(vault: "Vault", case_id: str, _wanted: Wanted) -> Rows[UkppsRow]:
    """Return the UKPPS contacts of a case, the current ones first (worker thread)."""
    spocs, answers_of = load("spoc_desk.casework.spocs"), load("spoc_desk.casework.answers").answers_of
    held = load("spoc_desk.casework.meetings").meetings(vault, case_id)
    labels = {each.meeting.id: f"Meeting {each.meeting.meeting_no}" for each in held}
    form = load_form("ukpps_spoc")
    rows = [UkppsRow(each, answers_of(each, form), labels) for each in spocs.ukpps_spocs(vault, case_id)]
    return Rows(rows, len(rows))


def read_own(vault: "Vault", case_id: str, _wanted: Wanted) -> "Rows[OwnRow]":
    """Return who is and was LA SPOC, deputy and cover, running appointments first (worker thread)."""
    spocs, answers_of = load("spoc_desk.casework.spocs"), load("spoc_desk.casework.answers").answers_of
    form, today = load_form("appointment"), vault.clock.today()
    rows = []
    for view in spocs.appointments(vault, case_id):
        away = [each for each in spocs.absences(vault, view.contact.id) if each.ends_on >= today]
        words = tuple(f"Away {short_date(each.starts_on)} to {short_date(each.ends_on)}" for each in away)
        rows.append(OwnRow(view, answers_of(view.appointment, form), words))
    return Rows(rows, len(rows))


def read_reachable(vault: "Vault", case_id: str) -> "Reachable":
    """Return who can be reached today (worker thread)."""
    found: Reachable = load("spoc_desk.casework.spocs").reachable(vault, case_id, vault.clock.today())
    return found


def ukpps_id(row: UkppsRow) -> str:
    """Return the id of the contact."""
    return row.contact.id


def own_id(row: OwnRow) -> str:
    """Return the id of the appointment."""
    return row.view.appointment.id


def ukpps_cell(row: UkppsRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    contact, look = row.contact, "" if row.is_current else "muted"
    if column_id == "identity":
        return Cell(state=identity_state(row)) if row.is_current else Cell("Former", look="muted")
    words = {
        "name": contact.display_name,
        "role": contact.role.label,
        "since": short_date(contact.active_from),
    }
    return Cell(words[column_id], look=look)


def own_cell(row: OwnRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    appointment = row.view.appointment
    words = {
        "name": row.view.contact.name,
        "duty": appointment.duty.label,
        "side": appointment.side.label,
        "since": short_date(appointment.allocated_on),
    }
    return Cell(words[column_id], look="muted" if appointment.ended_on else "")


def identity_state(row: UkppsRow) -> State:
    """Return whether the identity was verified."""
    return State("Verified", Tone.DONE) if row.is_verified else State("Not verified", Tone.WARN)
