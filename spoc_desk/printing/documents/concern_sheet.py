"""A security concern on paper: what to do, what to say, what is recorded; and its sheet about personal data (D-29)."""

from collections.abc import Mapping, Sequence

from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.printing.blocks import Document, Fields, Heading, Keep, Notice, Para, Points, SignatureLine, Signatures
from spoc_desk.printing.forms import answered, filled_form
from spoc_desk.printing.paper import Paper

TITLE, BREACH_TITLE = "Security concern", "Breach of personal data"
_DANGER = "Somebody is in immediate danger? Call 999 now, then the UKPPS SPOC."
_BREACH = ("data_breach", "breach_what", "breach_people", "breach_risk", "breach_reason", "containment")
_WHO = (
    "The data protection officer decides whether it is reported and reports it. No name of anybody of a case, no place "
    "and no reason belongs into the report; the LA SPOC answers questions."
)


def concern_sheet(
    form: FormDef,
    answers: Answers,
    *,
    steps: Sequence[str],
    say: str,
    labels: Mapping[str, str],
    paper: Paper,
) -> Document:
    """Return one concern with the way of its kind above what is recorded."""
    recorded = filled_form(form, answers, paper=paper, labels=labels)
    return paper.document(
        TITLE,
        Notice(_DANGER),
        Heading(1, "What to do"),
        Points(tuple(steps), numbered=True),
        Heading(1, "What to say"),
        Para(f"“{say}”"),
        *recorded.blocks,
    )


def breach_sheet(
    form: FormDef, answers: Answers, *, times: Sequence[tuple[str, str]], reference: str, paper: Paper
) -> Document:
    """Return the sheet for the data protection officer: times, kinds and numbers, nothing of any case."""
    asked = [question for question in form.questions if question.id in _BREACH]
    return paper.document(
        BREACH_TITLE,
        Para(_WHO),
        Heading(1, "Times"),
        Fields((("Reference of the concern", reference), *times)),
        Heading(1, "What happened to the data"),
        *answered(asked, answers, "", {}),
        Keep(
            (Heading(1, "Decided"), Signatures((SignatureLine("Data protection officer", "Reported, or not and why"),)))
        ),
    )
