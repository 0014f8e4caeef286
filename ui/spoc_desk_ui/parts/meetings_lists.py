"""The meetings of a case as the worker reads them and the list shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.meetings import Met
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.meetings import MeetingView
    from spoc_desk.casework.standards import StandardView
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("no", "Meeting", 88, sortable=False, filterable=False),
    Column("held", "Held on", 140, sortable=False, filterable=False),
    Column("kind", "With", 150, sortable=False, filterable=False, grows=True),
)
TONES = {Met.PENDING: Tone.NOT_YET, Met.MET: Tone.DONE, Met.NOT_MET: Tone.STOPPED}


@dataclass(frozen=True)
class MeetingRow:
    """One meeting with its answers, its rows, and the three standards of the case."""

    view: "MeetingView"
    answers: Answers
    attendees: tuple[Answers, ...]
    actions: tuple[Answers, ...]
    standards: "tuple[StandardView, ...]"


def read_meetings(vault: "Vault", case_id: str, _wanted: Wanted) -> "Rows[MeetingRow]":
    """Return the meetings of a case, the latest first (worker thread)."""
    work, answers_of = load("spoc_desk.casework.meetings"), load("spoc_desk.casework.answers").answers_of
    standards: tuple[StandardView, ...] = work.standards(vault, case_id)
    form, attendee, action = load_form("meeting"), load_form("attendee"), load_form("meeting_action")
    rows = [
        MeetingRow(
            view,
            {**answers_of(view.meeting, form), **_standard_answers(standards)},
            tuple(answers_of(each, attendee) for each in view.attendees),
            tuple(answers_of(each, action) for each in view.actions),
            standards,
        )
        for view in work.meetings(vault, case_id)
    ]
    return Rows(rows, len(rows))


def _standard_answers(standards: "tuple[StandardView, ...]") -> dict[str, Answer]:
    """Return the standards as the answers of the meeting form: st_1_met and so on."""
    answers: dict[str, Answer] = {}
    for each in standards:
        answers[f"{each.standard}_met"] = each.met.value
        answers[f"{each.standard}_met_on"] = each.met_on.isoformat() if each.met_on else ""
        answers[f"{each.standard}_evidence"] = each.evidence
    return answers


def row_id(row: MeetingRow) -> str:
    """Return the id of the meeting."""
    return row.view.meeting.id


def cell(row: MeetingRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    meeting = row.view.meeting
    return {
        "no": f"Meeting {meeting.meeting_no}",
        "held": short_date(meeting.held_on),
        "kind": meeting.kind.label,
    }[column_id]


def standard_state(standard: "StandardView") -> State:
    """Return how a standard stands."""
    return State(standard.met.label, TONES[standard.met])
