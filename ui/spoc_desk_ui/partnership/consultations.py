"""The log of consultations: who was asked for advice, whether with a referral, a relocation, or without either."""

from typing import TYPE_CHECKING

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight

from ..widgets.paged_model import Cell, Column
from .kind import Kind, NewKind, Offer, RecordKind

if TYPE_CHECKING:
    from spoc_desk.casework.partnership.consultations import ConsultationLine

_ROOM = "spoc_desk.casework.partnership.consultations"
_CHANGED_BY = frozenset({What.DISPUTE, What.REFERRAL})
RECORDS = "recorded a consultation"


def cell(line: "ConsultationLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "with":
        return Cell(line.with_whom, look="strong")
    shown = {
        "reference": line.reference, "agency": line.agency, "about": line.about, "of": line.of,
        "family": "Took part" if line.family else "Did not",
    }  # fmt: skip
    return shown.get(column_id, line.day_words)


CONSULTATIONS = Kind(
    key="consultations",
    label="Consultations",
    noun=("consultation", "consultations"),
    seen_by=(Sight.DISPUTES,),
    room=_ROOM,
    columns=(
        Column("consulted", "On", 140, filterable=False),
        Column("with", "With", 180),
        Column("agency", "Agency", 150, filterable=False),
        Column("about", "About", 200, sortable=False, filterable=False, grows=True),
        Column("family", "Family", 110, sortable=False, choices=(("yes", "Took part"), ("no", "Did not"))),
        Column("of", "Belongs to", 170, sortable=False, filterable=False),
        Column("reference", "Reference", 160, sortable=False),
    ),
    cell=cell,
    opens="consultation",
    sort="consulted",
    search="reference",
    empty=(
        "No consultation on record",
        "Write down whom you asked and what they advised. One about a referral is recorded there and shows here too.",
    ),
    changed_by=_CHANGED_BY,
    new=(Offer("Record a consultation", "new_consultation", RECORDS),),
    blanks=(Offer("Blank paper", "print-blank/consultation"), Offer("Print the log", "print/consultation-log")),
)
CONSULTATION = RecordKind("consultation", _ROOM, _CHANGED_BY)
NEW_CONSULTATION = NewKind(
    place="new_consultation",
    title="Record a consultation",
    form="consultation",
    submit_words="Record this consultation",
    save="spoc_desk.casework.disputes.consultations:record_consultation",
    first=f"{_ROOM}:answers_at_first",
    opens="consultation",
    blank="print-blank/consultation",
    above="About a referral? Record it on the referral's own page, under What happened: it shows here too.",
)
