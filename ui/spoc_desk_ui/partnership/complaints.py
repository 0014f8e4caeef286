"""Complaints that reach the partnership: where each went, and when the agency is asked again."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.complaints import ComplaintState

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.complaints import ComplaintLine

_ROOM = "spoc_desk.casework.partnership.complaints"
_TONES = {
    ComplaintState.FORWARDED: Tone.WARN,
    ComplaintState.CONFERENCE: Tone.STOPPED,
    ComplaintState.ENDED: Tone.DONE,
}
_CHANGED_BY = frozenset({What.DISPUTE})
RECORDS = "recorded a complaint"


def cell(line: "ComplaintLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "state":
        return Cell(state=State(line.state.label, _TONES.get(line.state, Tone.UNDER_WAY)))
    if column_id == "who":
        return Cell(f"{line.who} (sample)" if line.sample else line.who, look="strong")
    if column_id == "next":
        return Cell(line.next_words, look="error" if line.late else "")
    return {"reference": line.reference, "agency": line.agency}.get(column_id, line.received_words)


COMPLAINTS = Kind(
    key="complaints",
    label="Complaints",
    noun=("complaint", "complaints"),
    seen_by=(Sight.COMPLAINTS,),
    room=_ROOM,
    columns=(
        Column("received", "Received", 140, filterable=False),
        Column("who", "From", 190, sortable=False, grows=True),
        Column("agency", "About", 180, sortable=False, filterable=False),
        Column(
            "state",
            "Where it is",
            170,
            sortable=False,
            choices=tuple((s.value, s.label) for s in ComplaintState),
        ),
        Column("next", "Next", 190, sortable=False, filterable=False),
        Column("reference", "Reference", 160),
    ),
    cell=cell,
    opens="complaint",
    sort="received",
    search="reference",
    empty=(
        "No open complaint",
        "A complaint goes to the agency it is about, with a copy to its complaints team. Write it down here first.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Write down a complaint", "new_complaint", RECORDS),),
    blanks=(Offer("Blank paper", "print-blank/complaint"),),
    closed_words="Ended ones too",
)
COMPLAINT = RecordKind("complaint", _ROOM, _CHANGED_BY)
NEW_COMPLAINT = NewKind(
    place="new_complaint",
    title="Write down a complaint",
    form="complaint",
    submit_words="Record this complaint",
    save="spoc_desk.casework.disputes.complaints:record_complaint",
    first=f"{_ROOM}:answers_at_first",
    opens="complaint",
    blank="print-blank/complaint",
)
