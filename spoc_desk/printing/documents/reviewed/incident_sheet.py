"""The preparation sheet of a serious incident: what the national system asks, beside the screen (R-002-14).

The program submits nothing: the sheet is for the person who does, and for the reference that comes back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spoc_desk.forms.answers import visible
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Block, Document, Fields, Heading, Notice, Para, SignatureLine, Signatures, Table
from spoc_desk.printing.documents.reviewed.children import blank_children, child_blocks
from spoc_desk.printing.forms import BLANK, answered, opening, unanswered
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

TITLE = "Preparation sheet of a serious incident"
HOW = (
    "Notify on the national system (Child Incident Notification System, GOV.UK). SPOC Desk submits nothing. Write the "
    "reference that comes back on this sheet and into SPOC Desk."
)
MOST = (
    "One notification takes four children. The death of a looked-after child is notified whether or not abuse or "
    "neglect is known or suspected."
)
NO_PLACE = "Do not write which partners elsewhere were told: that they were told is enough."
_TOLD = ("Who", "Told on, at", "Their reference")
_EVERYBODY = (
    "Child Safeguarding Practice Review Panel", "The council, as safeguarding partner", "The integrated care board",
    "The police", "Secretary of State (looked-after child died)", "Ofsted (looked-after child died)",
    "Partners elsewhere (yes or not needed)",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SheetContent:
    """One incident as it stands on the sheet."""

    answers: Answers
    children: Sequence[Answers]
    test: Sequence[tuple[str, str]]
    """The questions of the test and their answers, and what comes of it."""
    told: Sequence[tuple[str, str, str]]
    """Who must be told, when they were, and their reference: empty cells are filled by hand."""
    due: str
    """Until when, in words."""


def incident_sheet(content: SheetContent, *, paper: Paper) -> Document:
    """Return the filled sheet."""
    form = load_form("incident")
    blocks: list[Block] = [Notice(HOW, content.due), Para(MOST)]
    shown = set(visible(form, content.answers))
    for section in form.sections:
        questions = [one for one in section.questions if one in shown]
        blocks += [Heading(1, section.title), *answered(questions, content.answers, "", {})]
    blocks += [Heading(1, "What the test says"), Fields(tuple(content.test))]
    blocks += [Heading(1, "The children"), *child_blocks(content.children)]
    blocks += [Heading(1, "Who is told"), Para(NO_PLACE), _told(content.told)]
    return paper.document(TITLE, *blocks, _signed())


def blank_incident_sheet(*, paper: Paper) -> Document:
    """Return the sheet to be filled in by hand, for two children; more on a second sheet."""
    form = load_form("incident")
    blocks: list[Block] = [Notice(HOW), Para(MOST)]
    blocks += [Fields((("Your own reference", ""),), WRITING_MM, boxed=True)]
    for section in form.sections:
        blocks += [*opening(section), *unanswered(form, section.questions)]
    blocks += list(blank_children(2))
    blocks += [Heading(1, "Who is told"), Para(NO_PLACE), _told([(who, "", "") for who in _EVERYBODY], boxed=True)]
    return paper.document(TITLE, *blocks, _signed(), copy_label=BLANK)


def _told(rows: Iterable[tuple[str, str, str]], *, boxed: bool = False) -> Block:
    return Table(_TOLD, tuple(rows), (4, 3, 3), min_height_mm=WRITING_MM, boxed=boxed)


def _signed() -> Block:
    return Signatures((SignatureLine("Decided for the council", "Whether it must be notified."),))
