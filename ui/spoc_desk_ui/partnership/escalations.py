"""Escalations of professional disagreements, with the stage each stands at and until when."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.escalations import EscalationState, Matter

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.escalations import EscalationLine

_ROOM = "spoc_desk.casework.partnership.escalations"
_TONES = {EscalationState.RESOLVED: Tone.DONE, EscalationState.UNRESOLVED: Tone.STOPPED}
_CHANGED_BY = frozenset({What.DISPUTE, What.REFERRAL})
OPENS = "opened an escalation"


def cell(line: "EscalationLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "state":
        return Cell(state=State(line.state.label, _TONES.get(line.state, Tone.UNDER_WAY)))
    if column_id == "about":
        return Cell(f"{line.about} (sample)" if line.sample else line.about, look="strong")
    if column_id == "due":
        return Cell(line.due_words, look="error" if line.late else "")
    if column_id == "risk":
        return Cell("◆ At risk", look="error") if line.at_risk else ""
    shown = {"reference": line.reference, "matter": line.matter.label}
    return shown.get(column_id, line.raised_words)


ESCALATIONS = Kind(
    key="escalations",
    label="Escalations",
    noun=("escalation", "escalations"),
    seen_by=(Sight.DISPUTES,),
    room=_ROOM,
    columns=(
        Column("raised", "Raised", 130, filterable=False),
        Column("about", "About", 220, sortable=False, filterable=False, grows=True),
        Column("matter", "Matter", 205, sortable=False, choices=tuple((each.value, each.label) for each in Matter)),
        Column("risk", "Child", 90, sortable=False, choices=(("yes", "At risk"), ("no", "Not at risk"))),
        Column("state", "Stage", 130, sortable=False, choices=tuple((s.value, s.label) for s in EscalationState)),
        Column("due", "To be settled by", 165, sortable=False, filterable=False),
        Column("reference", "Reference", 160),
    ),
    cell=cell,
    opens="escalation",
    sort="raised",
    search="reference",
    empty=(
        "No open escalation",
        "When two professionals disagree and a talk does not settle it, take it to the next stage from here.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Open an escalation", "new_escalation", OPENS),),
    blanks=(Offer("Blank paper", "print-blank/escalation"),),
    closed_words="Ended ones too",
    tone=Tone.WARN,
)
ESCALATION = RecordKind("escalation", _ROOM, _CHANGED_BY)
NEW_ESCALATION = NewKind(
    place="new_escalation",
    title="Open an escalation",
    form="escalation",
    submit_words="Open this escalation",
    save="spoc_desk.casework.disputes.escalations:open_escalation",
    first=f"{_ROOM}:answers_at_first",
    opens="escalation",
    blank="print-blank/escalation",
)
