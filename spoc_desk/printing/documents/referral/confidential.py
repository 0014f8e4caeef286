"""What the family must not read, on a sheet of its own that never travels inside the form."""

from spoc_desk.forms.answers import in_words, is_empty
from spoc_desk.forms.definition import Section
from spoc_desk.printing.blocks import Block, Box, Document, Fields, Heading, Notice, Para, SignatureLine, Signatures
from spoc_desk.printing.documents.referral.content import ReferralContent
from spoc_desk.printing.documents.referral.filled import where_to
from spoc_desk.printing.forms import BLANK
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

TITLE = "Confidential from the family"
_APART = (
    "This sheet is not part of the form. Send and keep it apart from the form, and take it out before the family is "
    "shown the record."
)


def confidential_sheet(content: ReferralContent, *, paper: Paper) -> Document:
    """Return the sheet with its text; without one, boxes to write in."""
    form = content.form
    blocks: list[Block] = [Notice(_APART), *where_to(content.council.mash, "this sheet")]
    if all(is_empty(content.answers.get(one.id, "")) for one in _section(content).questions):
        return paper.document(TITLE, *blocks, *_empty(paper), copy_label=BLANK)
    for name in ("confidential_from", "confidential_why", "confidential_text"):
        question = form.question(name)
        blocks += [Heading(1, question.label), Para(in_words(question, content.answers.get(name, "")))]
    blocks.append(
        Signatures((SignatureLine("Referrer", "I ask that this is kept apart.", content.text("referrer_name")),))
    )
    return paper.document(TITLE, *blocks)


def _section(content: ReferralContent) -> Section:
    return next(one for one in content.form.sections if one.own_sheet)


def _empty(paper: Paper) -> tuple[Block, ...]:
    known = () if paper.reference else (Fields((("Reference of the referral", ""),), WRITING_MM, boxed=True),)
    return (
        *known,
        Fields((("From whom is it to be kept?", ""),), WRITING_MM, boxed=True),
        Box("Why?", WRITING_MM * 3),
        Box("What the family must not read", WRITING_MM * 6),
        Signatures((SignatureLine("Referrer", "I ask that this is kept apart."),)),
    )
