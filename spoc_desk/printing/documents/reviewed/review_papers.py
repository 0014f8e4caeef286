"""The papers of the Case Review Group: the referral, the request to an agency, the plan with what was learned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spoc_desk.forms.answers import is_empty, visible
from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import (
    Block,
    Box,
    Document,
    Fields,
    Heading,
    Notice,
    Para,
    Points,
    SignatureLine,
    Signatures,
    Table,
)
from spoc_desk.printing.documents.reviewed.children import blank_children, child_blocks, short_children
from spoc_desk.printing.forms import BLANK, answered, opening, unanswered
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

REFERRAL, REQUEST, PLAN = (
    "Referral to the Case Review Group", "Information request for a rapid review",
    "Decision, actions and learning of a review",
)  # fmt: skip
IN_TIME = "The form must be there within 48 hours after the business unit was told. Clock hours, weekends included."
NOT_A_REVIEW = "Meeting the criteria does not mean that there must be a review."
PURPOSE = "A review looks for improvements to practice. It does not hold people or agencies to account."
WHAT_IS_ASKED = (
    "What did your agency know of the child and the family?",
    "What did it do, when, and with whom?",
    "What went well, and what would you now do differently?",
    "What has been changed at once?",
)
_ACTIONS = ("What", "Who", "By", "Done on", "What shows it")
_LEARNING = ("What was learned", "Shared by", "When and with whom")
_NO_NAMES = "This sheet names no child. A report that is published names nobody either."


@dataclass(frozen=True, kw_only=True)
class Unit:
    """The business unit of the partnership, as it stands on paper."""

    partnership: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReviewContent:
    """One case as it stands on its papers."""

    unit: Unit
    answers: Answers = field(default_factory=dict)
    children: Sequence[Answers] = ()
    told: str = ""
    """When the business unit was told, and until when it is confirmed in writing."""
    rapid: Answers = field(default_factory=dict)
    decision: Answers = field(default_factory=dict)
    publication: Answers = field(default_factory=dict)
    actions: Sequence[tuple[str, str, str, str, str]] = ()
    """What, who, by when, done on, what shows it."""
    learning: Sequence[tuple[str, str, str]] = ()
    """What was learned, how it was shared, when and with whom."""


@dataclass(frozen=True, kw_only=True)
class RequestContent:
    """One request to one agency."""

    unit: Unit
    agency: str
    asked_on: str
    due_on: str
    asked_for: str
    children: Sequence[Answers] = ()


def review_referral(content: ReviewContent, *, paper: Paper) -> Document:
    """Return the filled referral with its cover (T10)."""
    form = load_form("review")
    blocks: list[Block] = [*_cover(content.unit), Notice(content.told or IN_TIME, "In writing within 48 hours")]
    blocks += _form(form, content.answers)
    blocks += [Heading(1, "The children"), *child_blocks(content.children), Para(NOT_A_REVIEW)]
    return paper.document(REFERRAL, *blocks, _signed(form))


def blank_review_referral(unit: Unit, *, paper: Paper) -> Document:
    """Return the referral to be filled in by hand, for one child; more on a second sheet."""
    form = load_form("review")
    blocks: list[Block] = [*_cover(unit), Notice(IN_TIME, "In writing within 48 hours")]
    blocks += [Para(text) for text in form.fixed_text]
    blocks += [Fields((("Business unit told on, at", ""), ("Your own reference", "")), WRITING_MM, boxed=True)]
    for section in form.sections:
        blocks += [*opening(section), *unanswered(form, section.questions)]
    blocks += [*blank_children(1), Para(NOT_A_REVIEW)]
    return paper.document(REFERRAL, *blocks, _signed(form), copy_label=BLANK)


def review_request(content: RequestContent, *, paper: Paper) -> Document:
    """Return the request to one agency, with room to answer."""
    until = f"Please answer by {content.due_on}." if content.due_on else "Please answer as soon as you can."
    blocks: list[Block] = [Fields((("To", content.agency), ("Asked on", content.asked_on)))]
    blocks += [Notice(until), Para(PURPOSE), Heading(1, "Who it is about"), short_children(content.children)]
    blocks += [Heading(1, "What is asked")]
    blocks += [Para(content.asked_for)] if content.asked_for else [Points(WHAT_IS_ASKED, numbered=True)]
    blocks += [Heading(1, "Your answer"), Box("Answer of the agency", 60, "Add sheets where there is not enough room")]
    blocks += [Heading(1, "Where it goes"), *(Para(line) for line in content.unit.lines if line)]
    return paper.document(REQUEST, *blocks, Signatures((SignatureLine("For the agency"),)))


def review_plan(content: ReviewContent, *, paper: Paper) -> Document:
    """Return what was decided, what is done about it and what was learned; without any name of a child."""
    blocks: list[Block] = [Para(_NO_NAMES), Para(PURPOSE)]
    blocks += [Heading(1, "Rapid review"), *_given("review_rapid", content.rapid), Para(NOT_A_REVIEW)]
    blocks += [Heading(1, "Decision of the safeguarding partners"), *_given("review_decision", content.decision)]
    blocks += [*_given("review_publication", content.publication)]
    none = "No action is written down."
    blocks += [Heading(1, "Actions"), *_table(_ACTIONS, content.actions, (4, 3, 2, 2, 4), none)]
    none = "No learning is written down."
    blocks += [Heading(1, "Learning"), *_table(_LEARNING, content.learning, (5, 4, 4), none)]
    return paper.document(PLAN, *blocks, landscape=True)


def _cover(unit: Unit) -> Iterable[Block]:
    lines = [line for line in unit.lines if line]
    if lines:
        yield Notice("\n".join(lines), "Send this form to")


def _form(form: FormDef, answers: Answers) -> Iterable[Block]:
    yield from (Para(text) for text in form.fixed_text)
    shown = set(visible(form, answers))
    for section in form.sections:
        yield Heading(1, section.title)
        yield from answered([one for one in section.questions if one in shown], answers, "", {})


def _given(form_id: str, answers: Answers) -> Iterable[Block]:
    """Yield what was answered; a question nobody answered is left out."""
    form = load_form(form_id)
    shown = [one for one in visible(form, answers) if not is_empty(answers.get(one.id, ""))]
    yield from answered(shown, answers, "", {})


def _table(
    heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[float, ...], none: str
) -> Iterable[Block]:
    yield Table(heads, tuple(rows), widths) if rows else Para(none)


def _signed(form: FormDef) -> Block:
    return Signatures(tuple(SignatureLine(one.role, one.statement) for one in form.signatures))
