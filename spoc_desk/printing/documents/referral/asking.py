"""Questions of the referral on blank paper, close together: short answers side by side, choices in one line."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from spoc_desk.forms.definition import Choice, Condition, FormDef, Kind, Question
from spoc_desk.printing.blocks import Block, Box, Fields, Tick, Value
from spoc_desk.printing.style import WRITING_MM

_FIXED = {
    Kind.YES_NO: (Choice("yes", "Yes"), Choice("no", "No")),
    Kind.TRI: (Choice("yes", "Yes"), Choice("no", "No"), Choice("not_known", "Not known")),
}


def asked(form: FormDef, questions: Sequence[Question]) -> Iterable[Block]:
    """Yield *questions* to be answered by hand, each saying when it is to be answered at all."""
    for is_box, group in groupby(questions, key=_needs_box):
        if is_box:
            yield from (_box(form, one) for one in group)
        else:
            yield Fields(tuple((_label(form, one), _room(one)) for one in group), WRITING_MM, boxed=True, columns=2)


def _needs_box(question: Question) -> bool:
    return question.kind is Kind.NOTE or question.lines > 1


def _box(form: FormDef, question: Question) -> Block:
    return Box(_when(form, question) + question.label, max(question.lines, 2) * WRITING_MM, question.hint)


def _label(form: FormDef, question: Question) -> str:
    """Return the question: in full above squares, in few words beside room to write."""
    when = _when(form, question)
    if not _choices(question):
        return f"{when}{question.brief}" + (", day and time" if question.kind is Kind.DATE_TIME else "")
    return f"{when}{question.label}" + ("\nTick all that apply." if question.kind is Kind.TICKS else "")


def _room(question: Question) -> Value:
    choices = _choices(question)
    return tuple(Tick(choice.label) for choice in choices) if choices else ""


def _choices(question: Question) -> Sequence[Choice]:
    return _FIXED.get(question.kind, question.choices)


def _when(form: FormDef, question: Question) -> str:
    """Return "If yes: " or the like: what opens a question stands right above it."""
    return "".join(f"If {_words(form, one)}: " for one in question.shown_when)


def _words(form: FormDef, condition: Condition) -> str:
    opener = form.question(condition.question)
    named = {choice.id: choice.label for choice in _choices(opener)}
    words = [named[one] for one in condition.any_of]
    if opener.kind in _FIXED:
        return " or ".join(word.lower() for word in words)
    return " or ".join(f"“{word}”" for word in words)
