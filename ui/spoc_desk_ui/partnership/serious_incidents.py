"""Serious incidents: whether they must be notified, who was told, until when."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.serious_incidents import SeriousState

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.reviewed.lists import IncidentLine

_LIST = "spoc_desk.casework.partnership.serious_incidents"
_CHANGED_BY = frozenset({What.INCIDENT, What.REVIEW, What.RESTRICTED})
_TONES = {
    SeriousState.AWARE: Tone.WARN,
    SeriousState.NOTIFIABLE: Tone.WARN,
    SeriousState.NOTIFIED: Tone.UNDER_WAY,
}
RECORDS_ONE = "recorded a serious incident"


def cell(row: "IncidentLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "reference":
        return Cell(f"{row.reference} (sample)" if row.sample else row.reference, look="strong")
    if column_id == "state":
        return Cell(state=State(row.state.label, _TONES.get(row.state, Tone.DONE)))
    if column_id == "due":
        return Cell(row.due_words, look="error" if row.due_state == "overdue" else "")
    if column_id == "children":
        return ", ".join(row.children) or "not written down"
    return row.aware_words if column_id == "aware" else row.happened_words


INCIDENTS = Kind(
    key="incidents",
    label="Serious incidents",
    noun=("incident", "incidents"),
    seen_by=(Sight.INCIDENTS,),
    room=_LIST,
    columns=(
        Column("reference", "Reference", 180),
        Column("aware", "Aware since", 180, filterable=False),
        Column("happened", "Happened", 130, filterable=False),
        Column("children", "Children", 240, sortable=False, grows=True),
        Column("state", "Where it stands", 170, choices=tuple((s.value, s.label) for s in SeriousState)),
        Column("due", "Due", 170, sortable=False, filterable=False),
    ),
    cell=cell,
    opens="serious_incident",
    sort="aware",
    search="reference",
    empty=(
        "No serious incident is open",
        "Write one down as soon as the council becomes aware that a child died or was seriously harmed.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Write down an incident", "new_incident", RECORDS_ONE),),
    blanks=(Offer("Blank preparation sheet", "print-blank/incident-sheet"),),
    closed_words="Ended ones too",
    tone=Tone.WARN,
)
INCIDENT = RecordKind("serious_incident", "spoc_desk.casework.reviewed.incident_view", _CHANGED_BY)
NEW_INCIDENT = NewKind(
    place="new_incident",
    title="Write down a serious incident",
    form="incident",
    submit_words="Write it down",
    save="spoc_desk.casework.reviewed.incidents:record_incident",
    first=f"{_LIST}:answers_at_first",
    opens="serious_incident",
    blank="print-blank/incident-sheet",
    above="A child in danger now comes first: 999, then the MASH by phone. The children are added on the next page.",
)
