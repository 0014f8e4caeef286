"""RELAY on paper without a screen: a notification to be written down, and the voluntary answer of a school."""

from spoc_desk.forms.definition import Section
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Block, Document, Fields, Para, SignatureLine, Signatures, Spacer, Table
from spoc_desk.printing.forms import BLANK, opening, unanswered
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM
from spoc_desk.profile.profile import Profile

NOTIFICATION, FEEDBACK = "Notification of the police", "RELAY: the school’s answer"
_WHOSE = (("School", ""), ("Date of the notification\nDay, month, year", ""), ("Copy number", ""))
_NO_NAME = "Write down no name of a child and no address: the day, and a number on paper, say which one it is."


def blank_notification(council: Profile, *, paper: Paper) -> Document:
    """Return a sheet to write a notification down by hand, with what the MASH decides."""
    incident, decision = load_form("relay_incident"), load_form("relay_triage")
    blocks: list[Block] = []
    for section in incident.sections:
        blocks += opening(section)
        blocks += [_children(section)] if section.rows_of else unanswered(incident, section.questions)
    for section in decision.sections:
        blocks += [*opening(section), *unanswered(decision, section.questions)]
    blocks += [Spacer(3), Signatures((SignatureLine(f"Decided for the {council.referring.mash.name}"),))]
    return paper.document(NOTIFICATION, *blocks, copy_label=BLANK)


def blank_feedback(council: Profile, *, paper: Paper) -> Document:
    """Return the sheet on which a school answers, if it does (S000, steps 3 to 6)."""
    form, mash = load_form("relay_feedback"), council.referring.mash
    back = f"Send it to the {mash.name} by secure mail{f', {mash.email},' if mash.email else ''} or hand it over."
    blocks: list[Block] = [Fields(_WHOSE, WRITING_MM, boxed=True), Para(f"{_NO_NAME} {back}")]
    for section in form.sections:
        blocks += [*opening(section), *unanswered(form, section.questions)]
    blocks.append(Signatures((SignatureLine("For the school"),)))
    return paper.document(FEEDBACK, *blocks, copy_label=BLANK)


def _children(section: Section) -> Block:
    asked = load_form(section.rows_of).questions
    empty = tuple(("",) * len(asked) for _ in range(section.blank_rows))
    heads = tuple(question.label for question in asked)
    return Table(heads, empty, (1.0,) * len(asked), min_height_mm=WRITING_MM, boxed=True)
