"""Security concerns of all cases, and those of no case yet."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.concerns import ConcernKind, ConcernState

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.concerns import ConcernRow

_ROOM = "spoc_desk.casework.partnership.concerns"
_TONES = {
    ConcernState.RAISED: Tone.LATE,
    ConcernState.WITH_LA_SPOC: Tone.WARN,
    ConcernState.CLOSED: Tone.DONE,
}
_CHANGED_BY = frozenset({What.CONCERN, What.CASE})
RAISES = "raised a security concern"
LATER = frozenset({
    "la_spoc_informed_at", "ukpps_contacted_at", "reply_at", "advice", "outcome", "closed_on", "check_result",
    "practitioner_safety", "containment", "data_breach", "breach_known_at", "breach_what", "breach_people",
    "breach_risk", "breach_reason", "dpo_informed_at", "ico_reported_at", "ico_ref",
})  # fmt: skip


def cell(row: "ConcernRow", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "state":
        return Cell(state=State(row.state.label, _TONES.get(row.state, Tone.UNDER_WAY)))
    if column_id == "kind":
        return Cell(row.kind.label, look="muted" if row.state is ConcernState.CLOSED else "strong")
    if column_id == "since":
        return Cell("\u25c6 Danger" if row.danger else row.since_words, look="error" if row.danger else "")
    return row.about if column_id == "about" else row.raised_words


CONCERNS = Kind(
    key="concerns",
    label="Concerns",
    noun=("concern", "concerns"),
    seen_by=(Sight.RELOCATIONS,),
    room=_ROOM,
    columns=(
        Column("raised", "Raised", 180, filterable=False),
        Column(
            "kind", "Concern", 330, sortable=False, grows=True, choices=tuple((k.value, k.label) for k in ConcernKind)
        ),
        Column("about", "About", 190, sortable=False),
        Column(
            "state", "Where it stands", 230, sortable=False, choices=tuple((s.value, s.label) for s in ConcernState)
        ),
        Column("since", "Since then", 120, sortable=False, filterable=False),
    ),
    cell=cell,
    opens="concern",
    sort="raised",
    search="about",
    empty=(
        "No open security concern",
        "Raise one at once when somebody may have shown where a family is, or asks who should not.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Raise a concern", "new_concern", RAISES),),
    blanks=(Offer("Caller script", "print-blank/caller_script"), Offer("Blank paper", "print-blank/concern")),
    closed_words="Closed ones too",
    tone=Tone.WARN,
)
CONCERN = RecordKind("concern", _ROOM, _CHANGED_BY)
NEW_CONCERN = NewKind(
    place="new_concern",
    title="Raise a security concern",
    form="concern",
    submit_words="Raise this concern",
    save="spoc_desk.casework.concerns:raise_concern",
    first=f"{_ROOM}:answers_at_first",
    opens="concern",
    blank="print-blank/concern",
    later=LATER,
    danger="immediate_danger",
)
