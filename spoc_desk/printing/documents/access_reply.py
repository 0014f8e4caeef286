"""A request to see or to disclose records on paper: the record for the file, and the reply that tells nothing (T9)."""

from collections.abc import Mapping, Sequence

from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.printing.blocks import Document, Fields, Notice, Para, SignatureLine, Signatures, Spacer
from spoc_desk.printing.forms import filled_form
from spoc_desk.printing.paper import Paper

TITLE, REPLY_TITLE = "Request for records", "Reply to a request"
_QUIET = "Whoever asks is told nothing before it is decided what is answered."
_REVIEW = (
    "You can ask the council to look at this answer again, and after that the Information Commissioner. Please give "
    "the reference above."
)


def access_record(
    form: FormDef, answers: Answers, *, facts: Sequence[tuple[str, str]], labels: Mapping[str, str], paper: Paper
) -> Document:
    """Return one request with its times and everything recorded of it."""
    recorded = filled_form(form, answers, paper=paper, labels=labels)
    return paper.document(TITLE, Notice(_QUIET), Fields(tuple(facts)), *recorded.blocks)


def access_reply(wording: str, *, council: str, reference: str, received: str, paper: Paper) -> Document:
    """Return the reply in the council's fixed wording: the same whatever is held."""
    return paper.document(
        REPLY_TITLE,
        Fields((("From", council), ("Our reference", reference), ("Your request of", received))),
        Spacer(4),
        Para(wording),
        Para(_REVIEW),
        Spacer(6),
        Signatures((SignatureLine("For the council"),)),
    )
