"""Requests to see or to disclose records: a person's own, freedom of information, a court, the police."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.access_requests import RequestKind

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.access import AccessLine

_ROOM = "spoc_desk.casework.partnership.access"
_CHANGED_BY = frozenset({What.ACCESS, What.DECISION})
_SHORT = {
    RequestKind.SUBJECT_ACCESS: "About themselves",
    RequestKind.FOI: "Freedom of information",
    RequestKind.COURT: "Court order",
    RequestKind.POLICE: "Police",
}


def cell(line: "AccessLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "reference":
        return Cell(line.reference, look="strong")
    if column_id == "due":
        if line.answer is not None:
            return Cell(state=State(line.answer.label, Tone.DONE))
        return Cell(f"\u25c6 {line.due_words}" if line.late else line.due_words, look="error" if line.late else "")
    shown = {"received": line.received_words, "kind": _SHORT[line.kind]}
    return shown.get(column_id, line.asked_by)


ACCESS = Kind(
    key="access",
    label="Requests for records",
    noun=("request", "requests"),
    seen_by=(Sight.RELOCATIONS,),
    room=_ROOM,
    columns=(
        Column("received", "Received", 140, filterable=False),
        Column("reference", "Reference", 250, sortable=False),
        Column("kind", "Kind", 190, sortable=False, choices=tuple((each.value, _SHORT[each]) for each in RequestKind)),
        Column("asked_by", "Who asks", 220, sortable=False, filterable=False, grows=True),
        Column("due", "Answer", 260, sortable=False, filterable=False),
    ),
    cell=cell,
    opens="access_request",
    sort="received",
    search="reference",
    empty=(
        "No open request",
        "Write down who asks for records, a court or somebody about themselves. Nobody is told anything meanwhile.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("New request", "new_access_request", "recorded a request for records"),),
    blanks=(Offer("Blank paper", "print-blank/access_request"),),
    closed_words="Answered ones too",
    tone=Tone.WARN,
)
ACCESS_REQUEST = RecordKind("access_request", _ROOM, _CHANGED_BY)
NEW_ACCESS_REQUEST = NewKind(
    place="new_access_request",
    title="New request for records",
    form="access_request",
    submit_words="Record this request",
    save="spoc_desk.casework.access_requests:record_request",
    first="spoc_desk.casework.access_requests:first_answers",
    opens="access_request",
    blank="print-blank/access_request",
    later=frozenset({
        "answer", "answered_on", "method", "rationale", "extended_on", "extended_reason", "advice_of", "advice_on",
        "advice_summary", "exemptions", "exemption_note",
    }),
)  # fmt: skip
