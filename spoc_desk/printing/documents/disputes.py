"""An escalation, a complaint and consultations on paper: filled in, or blank to be written on by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spoc_desk.forms.answers import in_words
from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import (
    Block,
    Box,
    Document,
    Fields,
    Heading,
    Keep,
    Para,
    SignatureLine,
    Signatures,
    Table,
)
from spoc_desk.printing.forms import BLANK, answered, blank_form, filled_form, unanswered
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

ESCALATION, COMPLAINT, CONSULTATION = "Escalation record", "Complaint record", "Consultation log"
_STAGE_COLUMNS = ("Stage", "With", "Taken up", "To be settled by", "How it ended")
_STAGE_WIDTHS = (5.0, 5.0, 4.0, 4.0, 7.0)
_ASKED_COLUMNS = ("Asked on", "Asked", "Answer")
_ASKED_WIDTHS = (3.0, 4.0, 7.0)
_BLANK_LINES = 4


@dataclass(frozen=True)
class StageLine:
    """One stage in words."""

    stage: str
    with_whom: str
    opened: str
    due: str
    outcome: tuple[str, ...]
    """How it ended, and what was said; one below the other."""


def stage_titles() -> tuple[str, ...]:
    """Return the names of the four stages, as the form has them."""
    return tuple(choice.label for choice in load_form("escalation_stage").question("stage").choices)


def escalation_record(
    answers: Answers, stages: Sequence[StageLine], end: Answers, *, labels: Mapping[str, str], paper: Paper
) -> Document:
    """Return one escalation: what it is about, its stages, and how it ended where it has."""
    form = load_form("escalation")
    rows = tuple((one.stage, one.with_whom, one.opened, one.due, one.outcome) for one in stages)
    blocks: list[Block] = [*filled_form(form, answers, paper=paper, labels=labels).blocks]
    blocks += [Heading(1, "The stages"), Table(_STAGE_COLUMNS, rows, _STAGE_WIDTHS)]
    if end:
        blocks += [Heading(1, "How it ended"), *_answers_of("escalation_end", end, labels)]
    blocks.append(_signatures("Raised by", "For the other agency"))
    return paper.document(ESCALATION, *blocks)


def blank_escalation(*, paper: Paper) -> Document:
    """Return an escalation to be written by hand, with room for all four stages."""
    blocks: list[Block] = [*_questions("escalation", paper, but=("with_whom",))]
    rows = tuple((title, "", "", "", "") for title in stage_titles())
    blocks += [
        Heading(1, "The stages"),
        Para("A stage is left out only when a child is at risk of harm; write down why."),
        Table(_STAGE_COLUMNS, rows, _STAGE_WIDTHS, min_height_mm=2 * WRITING_MM, boxed=True),
        Box("If a stage was left out: why?", 2 * WRITING_MM),
        Box("What did the independent scrutineer advise, and when?", 2 * WRITING_MM),
        *_questions("escalation_end", paper),
        _signatures("Raised by", "For the other agency"),
    ]
    return paper.document(ESCALATION, *blocks, copy_label=BLANK)


def complaint_record(
    answers: Answers,
    forwarded: Answers,
    asked: Sequence[tuple[str, str, str]],
    end: Answers,
    *,
    labels: Mapping[str, str],
    paper: Paper,
) -> Document:
    """Return one complaint: what it says, where it went, how often the agency was asked, how it ended."""
    blocks: list[Block] = [*filled_form(load_form("complaint"), answers, paper=paper, labels=labels).blocks]
    if forwarded:
        blocks += [Heading(1, "Forwarded"), *_answers_of("complaint_forward", forwarded, labels)]
    if asked:
        blocks += [Heading(1, "Asked how it stands"), Table(_ASKED_COLUMNS, tuple(asked), _ASKED_WIDTHS)]
    if end:
        blocks += [Heading(1, "How it ended"), *_answers_of("complaint_end", end, labels)]
    return paper.document(COMPLAINT, *blocks)


def blank_complaint(*, paper: Paper) -> Document:
    """Return a complaint to be written by hand, with room for what follows."""
    empty = tuple(("", "", "") for _ in range(_BLANK_LINES))
    blocks: list[Block] = [
        *_questions("complaint", paper),
        *_questions("complaint_forward", paper),
        Heading(1, "Asked how it stands"),
        Table(_ASKED_COLUMNS, empty, _ASKED_WIDTHS, min_height_mm=WRITING_MM, boxed=True),
        *_questions("complaint_end", paper),
    ]
    return paper.document(COMPLAINT, *blocks, copy_label=BLANK)


def consultation_log(
    entries: Sequence[tuple[str, FormDef, Answers]], *, labels: Mapping[str, str], paper: Paper
) -> Document:
    """Return consultations one below the other: each with its heading, its form and its answers."""
    blocks: list[Block] = []
    for heading, form, answers in entries:
        fields = tuple(
            (question.label, in_words(question, answers[question.id], labels))
            for question in form.questions
            if answers.get(question.id)
        )
        blocks.append(Keep((Heading(1, heading), Fields(fields))))
    return paper.document(CONSULTATION, *(blocks or [Para("No consultation is on record.")]))


def blank_consultation(*, paper: Paper) -> Document:
    """Return a consultation to be written down by hand."""
    made = blank_form(load_form("consultation"), paper=paper)
    return paper.document(CONSULTATION, *made.blocks, copy_label=BLANK)


def _answers_of(form_id: str, answers: Answers, labels: Mapping[str, str]) -> Iterable[Block]:
    form = load_form(form_id)
    asked = [question for question in form.questions if answers.get(question.id)]
    return answered(asked, answers, "", labels)


def _questions(form_id: str, paper: Paper, *, but: tuple[str, ...] = ()) -> Iterable[Block]:
    form = load_form(form_id)
    yield from (Para(text) for text in form.fixed_text)
    for section in form.sections:
        yield Heading(1, section.title)
        yield from unanswered(form, [one for one in section.questions if one.id not in but])


def _signatures(*roles: str) -> Block:
    return Keep((Heading(1, "Signatures"), Signatures(tuple(SignatureLine(role) for role in roles))))
