"""The record of the UKPPS meeting, filled in or blank for a meeting without a laptop (S003:66-69, 188-190)."""

from collections.abc import Mapping, Sequence

from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.forms import blank_form, filled_form
from spoc_desk.printing.paper import Paper

TITLE = "Meeting record"
_NO_LABELS: Mapping[str, str] = {}


def meeting_record(
    form: FormDef,
    answers: Answers,
    *,
    attendees: Sequence[Answers],
    agreed: Sequence[Answers],
    paper: Paper,
    direction: str,
    labels: Mapping[str, str] = _NO_LABELS,
) -> Document:
    """Return the record of one meeting, to be signed by those who were there."""
    rows = {"attendees": attendees, "agreed": agreed}
    return filled_form(form, answers, paper=paper, direction=direction, labels=labels, rows=rows, title=TITLE)


def blank_meeting_record(form: FormDef, *, paper: Paper, direction: str = "") -> Document:
    """Return the same form to be written on by hand."""
    return blank_form(form, paper=paper, direction=direction, title=TITLE)
