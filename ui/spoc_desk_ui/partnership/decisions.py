"""The register of information-sharing decisions: why something was shared, and why not."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.decisions import LawfulBasis, Outcome

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.decisions import DecisionLine

_ROOM = "spoc_desk.casework.partnership.decisions"
_TONES = {
    Outcome.SHARE: Tone.DONE,
    Outcome.SHARE_PART: Tone.DONE,
    Outcome.DO_NOT_SHARE: Tone.STOPPED,
    Outcome.DEFER: Tone.UNDER_WAY,
}
_CHANGED_BY = frozenset({What.DECISION, What.EXCHANGE, What.REFERRAL})


def cell(line: "DecisionLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "outcome":
        return Cell(state=State(line.outcome.label, _TONES[line.outcome]))
    if column_id == "about":
        return Cell(line.about, look="strong")
    shown = {"decided": line.decided_words, "what": line.what, "basis": line.basis.label}
    return shown.get(column_id, line.decided_by)


DECISIONS = Kind(
    key="decisions",
    label="Decisions",
    noun=("decision", "decisions"),
    seen_by=(Sight.RELOCATIONS,),
    room=_ROOM,
    columns=(
        Column("decided", "Decided", 140, filterable=False),
        Column("about", "About", 190, sortable=False),
        Column("what", "What", 260, sortable=False, filterable=False, grows=True),
        Column("outcome", "Decision", 150, sortable=False, choices=tuple((each.value, each.label) for each in Outcome)),
        Column("basis", "Lawful basis", 160, sortable=False, choices=tuple((b.value, b.label) for b in LawfulBasis)),
        Column("by", "By", 150, sortable=False, filterable=False),
    ),
    cell=cell,
    opens="decision",
    sort="decided",
    search="about",
    empty=(
        "No decision yet",
        "Before information is shared, say why. A decision not to share is recorded too.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("New decision", "new_decision", "recorded an information-sharing decision"),),
    blanks=(Offer("Blank paper", "print-blank/decision"),),
)
DECISION = RecordKind("decision", _ROOM, _CHANGED_BY)
NEW_DECISION = NewKind(
    place="new_decision",
    title="Decide whether to share information",
    form="decision",
    submit_words="Record this decision",
    save="spoc_desk.casework.sharing:decide_whole",
    first="spoc_desk.casework.sharing:first_answers",
    opens="decision",
    blank="print-blank/decision",
    above="Seven golden rules in two minutes: what and why, on what grounds, whom you told, what you decide.",
)
