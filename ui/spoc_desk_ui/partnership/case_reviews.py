"""Cases before the Case Review Group: referral, rapid review, decision, actions, learning."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.case_reviews import ReviewState, Source

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import State, Tone
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.reviewed.lists import ReviewLine

_LIST = "spoc_desk.casework.partnership.case_reviews"
_CHANGED_BY = frozenset({What.REVIEW, What.INCIDENT, What.RESTRICTED})
_TONES = {
    ReviewState.CONSIDERING: Tone.NOT_YET,
    ReviewState.TOLD: Tone.WARN,
    ReviewState.NOT_REFERRED: Tone.DONE,
    ReviewState.CLOSED: Tone.DONE,
}
_BROUGHT = {
    Source.INCIDENT: "Serious incident",
    Source.AGENCY: "Criteria may be met",
    Source.LESSONS: "Important lessons",
    Source.CHILD_DEATH: "Child death panel",
}
"""Why a case is brought, where there is little room."""
BEGINS_ONE = "began a case review"


def cell(row: "ReviewLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "reference":
        return Cell(f"{row.reference} (sample)" if row.sample else row.reference, look="strong")
    if column_id == "state":
        return Cell(state=State(row.state.label, _TONES.get(row.state, Tone.UNDER_WAY)))
    if column_id == "due":
        return Cell(row.due_words, look="error" if row.due_state == "overdue" else "")
    if column_id == "decision":
        return row.decision.label if row.decision else ""
    if column_id == "children":
        return ", ".join(row.children) or "not written down"
    return {"source": _BROUGHT[row.source], "agency": row.agency}.get(column_id, row.begun_words)


REVIEWS = Kind(
    key="reviews",
    label="Reviews",
    noun=("case", "cases"),
    seen_by=(Sight.INCIDENTS,),
    room=_LIST,
    columns=(
        Column("reference", "Reference", 170),
        Column("source", "Brought as", 180, sortable=False, choices=tuple((s.value, s.label) for s in Source)),
        Column("agency", "Agency", 140, filterable=False),
        Column("children", "Children", 140, sortable=False, grows=True),
        Column("state", "Where it stands", 180, choices=tuple((s.value, s.label) for s in ReviewState)),
        Column("decision", "Decision", 160, sortable=False, filterable=False),
        Column("due", "Due", 140, sortable=False, filterable=False),
    ),
    cell=cell,
    opens="case_review",
    sort="begun",
    search="reference",
    empty=(
        "No case is open",
        "Begin one when somebody has talked a case over with their agency's representative in the Case Review Group.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Begin a case", "new_review", BEGINS_ONE),),
    blanks=(Offer("Blank referral to the group", "print-blank/review-referral"),),
    closed_words="Ended ones too",
)
REVIEW = RecordKind("case_review", "spoc_desk.casework.reviewed.review_view", _CHANGED_BY)
NEW_REVIEW = NewKind(
    place="new_review",
    title="Begin a case for the Case Review Group",
    form="review",
    submit_words="Begin this case",
    save="spoc_desk.casework.reviewed.reviews:begin_review",
    first=f"{_LIST}:answers_at_first",
    opens="case_review",
    blank="print-blank/review-referral",
    above="A case that follows a serious incident is begun on the page of the incident: its children come with it.",
)
