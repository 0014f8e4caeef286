"""How the guidance is made known: the steps for our services and for each partner, and the statement of them."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.assurance import AssuranceStep

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.rollout import StepLine

_ROOM = "spoc_desk.casework.partnership.rollout"
_CHANGED_BY = frozenset({What.CONTACT})
RECORDS = "recorded a step of the roll-out"


def cell(line: "StepLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "done":
        return Cell(state=State(line.done_words, Tone.NOT_YET if line.done_words == "Not yet" else Tone.DONE))
    if column_id == "reach":
        return Cell(line.reach, look="muted")
    return {"step": line.step.label, "owner": line.owner}.get(column_id, line.audience)


ROLLOUT = Kind(
    key="rollout",
    label="Roll-out",
    noun=("step", "steps"),
    seen_by=(Sight.DIRECTORY,),
    room=_ROOM,
    columns=(
        Column("audience", "For whom", 170),
        Column(
            "step",
            "Step",
            260,
            sortable=False,
            grows=True,
            choices=tuple((s.value, s.label) for s in AssuranceStep),
        ),
        Column("done", "Done", 166, choices=(("yes", "Done"), ("no", "Not yet"))),
        Column("owner", "Who does it", 150),
        Column("reach", "All steps", 150, sortable=False, filterable=False),
    ),
    cell=cell,
    opens="rollout_step",
    sort="",
    empty=(
        "No step is recorded yet",
        "Record how the guidance reaches heads of service, safeguarding leads and partner agencies.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Record a step", "new_rollout_step", RECORDS),),
    blanks=(
        Offer("Statement", "print/rollout-statement", "printed a copy"),
        Offer("Blank statement", "print-blank/rollout-statement"),
    ),
)
ROLLOUT_STEP = RecordKind("rollout_step", _ROOM, _CHANGED_BY)
NEW_ROLLOUT_STEP = NewKind(
    place="new_rollout_step",
    title="Record a step of the roll-out",
    form="assurance",
    submit_words="Record this step",
    save="spoc_desk.casework.assurance:add_step",
    opens="rollout_step",
    blank="print-blank/rollout-statement",
)
