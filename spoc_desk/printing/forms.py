"""A form on paper, from its one definition: filled in, or blank to be written on by hand.

A section that repeats another form (people present, things agreed) becomes a table, one line for each.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from spoc_desk.forms.answers import NOT_PROVIDED, in_words, is_empty, visible
from spoc_desk.forms.definition import Answers, Choice, Condition, FormDef, Kind, Question, Section
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import (
    Block,
    Box,
    Document,
    Fields,
    Heading,
    Keep,
    Notice,
    Para,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Tick,
    Ticks,
    Voice,
)  # fmt: skip
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

BLANK = "Blank form"
_NO_LABELS: Mapping[str, str] = {}
_NO_ROWS: Mapping[str, Sequence[Answers]] = {}
_TO_TICK = {Kind.CHOICE, Kind.TICKS, Kind.YES_NO, Kind.TRI}
_HINTS = {Kind.DATE: "Day, month, year", Kind.DATE_TIME: "Day, month, year, time"}
_FIXED = {
    Kind.YES_NO: (Choice("yes", "Yes"), Choice("no", "No")),
    Kind.TRI: (Choice("yes", "Yes"), Choice("no", "No"), Choice("not_known", "Not known")),
}
_NARROW, _MIDDLE = 16, 34  # characters of the longest choice that still fit in three or two columns


def filled_form(
    form: FormDef,
    answers: Answers,
    *,
    paper: Paper,
    direction: str = "",
    labels: Mapping[str, str] = _NO_LABELS,
    rows: Mapping[str, Sequence[Answers]] = _NO_ROWS,
    title: str = "",
) -> Document:
    """Return the form with its answers; *labels* names records by id, *rows* holds the lines of repeated sections.

    A *title* of its own keeps telling words out of what the file says about itself.
    """
    shown = set(visible(form, answers, direction))
    blocks: list[Block] = [Para(text) for text in form.fixed_text]
    for section in form.sections:
        questions = [question for question in section.questions if question in shown]
        if section.rows_of:
            blocks += [*opening(section), filled_rows(section, rows.get(section.id, ()), direction, labels)]
        elif questions:
            blocks += [*opening(section), *answered(questions, answers, direction, labels)]
    return paper.document(title or form.title, *blocks, *_signatures(form))


def blank_form(form: FormDef, *, paper: Paper, direction: str = "", title: str = "") -> Document:
    """Return the form to be written on: boxes as high as the answers need, tick boxes, lines to sign."""
    blocks: list[Block] = [] if paper.reference else [Fields((("Case reference", ""),), WRITING_MM, boxed=True)]
    blocks += [Para(text) for text in form.fixed_text]
    for section in form.sections:
        questions = [question for question in section.questions if question.is_for(direction)]
        if section.rows_of:
            blocks += [*opening(section), *_blank_rows(section, direction)]
        elif questions:
            blocks += [*opening(section), *unanswered(form, questions, direction)]
    return paper.document(title or form.title, *blocks, *_signatures(form), copy_label=BLANK)


def filled_rows(
    section: Section, rows: Sequence[Answers], direction: str = "", labels: Mapping[str, str] = _NO_LABELS
) -> Block:
    """Return the records of a section as a table, one line for each."""
    if not rows:
        return Para(f"{NOT_PROVIDED}.")
    asked = _asked_in_rows(section, direction)
    cells = tuple(tuple(_in_cell(one, answers, labels) for one in asked) for answers in rows)
    return Table(tuple(one.label for one in asked), cells, _widths(asked))


def _in_cell(question: Question, answers: Answers, labels: Mapping[str, str]) -> str:
    """Return the answer; an empty cell stays empty, so that it can be completed by hand."""
    answer = answers.get(question.id, "")
    return "" if is_empty(answer) else in_words(question, answer, labels)


def _blank_rows(section: Section, direction: str) -> Iterable[Block]:
    asked = _asked_in_rows(section, direction)
    for one in asked:
        if one.choices:
            words = ", ".join(choice.label for choice in one.choices_for(direction))
            yield Para(f"{one.label}: {words}.")
    empty = tuple(tuple("" for _ in asked) for _ in range(section.blank_rows))
    yield Table(tuple(one.label for one in asked), empty, _widths(asked), min_height_mm=WRITING_MM, boxed=True)


def _asked_in_rows(section: Section, direction: str) -> tuple[Question, ...]:
    form = load_form(section.rows_of)
    return tuple(one for one in form.questions if one.is_for(direction) and one.kind is not Kind.HEADING)


def _widths(asked: Sequence[Question]) -> tuple[float, ...]:
    return tuple(3.0 if one.kind is Kind.NOTE else 2.0 for one in asked)


def opening(section: Section, number: int = 0) -> list[Block]:
    """Return the heading of a section, with its *number* if it has one, its introduction and its banner."""
    blocks: list[Block] = [Heading(1, f"{number} {section.title}" if number else section.title)]
    blocks += [Para(section.intro)] if section.intro else []
    blocks += [Notice(section.banner)] if section.banner else []
    return blocks


def answered(
    questions: Iterable[Question], answers: Answers, direction: str, labels: Mapping[str, str]
) -> Iterable[Block]:
    """Yield questions with their answers; what can be ticked shows what was not ticked too."""
    for shape, group in groupby(questions, key=_answered_shape):
        if shape is Fields:
            yield Fields(tuple((q.label, in_words(q, answers.get(q.id, ""), labels)) for q in group))
        elif shape is Heading:
            yield from (Heading(2, question.label) for question in group)
        else:
            for question in group:
                answer = answers.get(question.id, ())
                ticks = tuple(Tick(one.label, one.id in answer) for one in question.choices_for(direction))
                yield Keep((Para(question.label, Voice.STRONG), Ticks(ticks, columns(ticks)), Spacer(2.5)))


def _answered_shape(question: Question) -> type[Block]:
    if question.kind is Kind.HEADING:
        return Heading
    return Ticks if question.kind is Kind.TICKS and question.choices else Fields


def unanswered(form: FormDef, questions: Iterable[Question], direction: str = "") -> Iterable[Block]:
    """Yield questions to be answered by hand; which of them only in some case is said."""
    for shape, group in groupby(questions, key=_blank_shape):
        if shape is Fields:
            rows = tuple((_with_hint(form, question), "") for question in group)
            yield Fields(rows, min_height_mm=WRITING_MM, boxed=True)
        elif shape is Heading:
            yield from (Heading(2, question.label) for question in group)
        elif shape is Box:
            yield from (_box(form, question) for question in group)
        else:
            yield from (_to_tick(form, question, direction) for question in group)


def _blank_shape(question: Question) -> type[Block]:
    if question.kind is Kind.HEADING:
        return Heading
    if question.kind in _TO_TICK and not question.choices_from:
        return Ticks
    return Box if question.kind is Kind.NOTE or question.lines > 1 else Fields


def _box(form: FormDef, question: Question) -> Block:
    hint = " ".join(part for part in (_only_if(form, question), question.hint) if part)
    return Box(question.label, max(question.lines, 2) * WRITING_MM, hint)


def _to_tick(form: FormDef, question: Question, direction: str) -> Block:
    ticks = tuple(Tick(one.label) for one in _FIXED.get(question.kind) or question.choices_for(direction))
    many = "Tick all that apply." if question.kind is Kind.TICKS else ""
    hint = " ".join(part for part in (_only_if(form, question), question.hint, many) if part)
    said = (Para(question.label, Voice.STRONG), *((Para(hint),) if hint else ()))
    return Keep((*said, Ticks(ticks, columns(ticks), question.label), Spacer(2.5)))


def _with_hint(form: FormDef, question: Question) -> str:
    # On paper a date is written, not typed: the screen's examples of what may be typed would mislead.
    hints = (_only_if(form, question), _HINTS.get(question.kind, question.hint))
    return "\n".join(part for part in (question.label, *hints) if part)


def _only_if(form: FormDef, question: Question) -> str:
    """Return when the question is to be answered, in words: paper cannot hide it."""
    if not question.shown_when:
        return ""
    return f"Only if: {'; '.join(_in_words(form, condition) for condition in question.shown_when)}."


def _in_words(form: FormDef, condition: Condition) -> str:
    asked = form.question(condition.question)
    words = {one.id: one.label for one in (*_FIXED.get(asked.kind, ()), *asked.choices)}
    return f"{asked.label.rstrip('?')}: {' or '.join(words.get(one, one) for one in condition.any_of)}"


def columns(ticks: Sequence[Tick]) -> int:
    """Return in how many columns these choices fit."""
    longest = max((len(tick.label) for tick in ticks), default=0)
    return 3 if longest <= _NARROW else 2 if longest <= _MIDDLE else 1


def _signatures(form: FormDef) -> tuple[Block, ...]:
    if not form.signatures:
        return ()
    rows = tuple(SignatureLine(one.role, one.statement) for one in form.signatures)
    return (Keep((Heading(1, "Signatures"), Signatures(rows))),)
