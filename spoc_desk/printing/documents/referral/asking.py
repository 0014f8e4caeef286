"""Questions of the referral on blank paper, close together: short answers side by side, choices in one line."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from spoc_desk.forms.definition import Choice, Condition, FormDef, Kind, Question
from spoc_desk.printing.blocks import Block, Box, Fields, Para, Tick, Ticks, Value, Voice
from spoc_desk.printing.style import WRITING_MM

_FEW = 3
_LONG_CHOICES = 440  # characters of all choices of a question
_FIXED = {
    Kind.YES_NO: (Choice("yes", "Yes"), Choice("no", "No")),
    Kind.TRI: (Choice("yes", "Yes"), Choice("no", "No"), Choice("not_known", "Not known")),
}


def asked(form: FormDef, questions: Sequence[Question]) -> Iterable[Block]:
    """Yield *questions* to be answered by hand, each saying when it is to be answered at all."""
    for shape, group in groupby(questions, key=_shape):
        if shape is Box:
            yield from (_box(form, one) for one in group)
        elif shape is Ticks:
            yield from (block for one in group for block in _list(form, one))
        else:
            yield Fields(tuple((_label(form, one), _room(one)) for one in group), WRITING_MM, boxed=True, columns=2)


def _shape(question: Question) -> type[Block]:
    """Return a box for notes, a list of their own for many long choices, and a line of the table for the rest."""
    if question.kind is Kind.NOTE or question.lines > 1:
        return Box
    return Ticks if sum(len(choice.label) for choice in question.choices) > _LONG_CHOICES else Fields


def _list(form: FormDef, question: Question) -> Iterable[Block]:
    yield Para(f"{_when(form, question)}{question.label}", Voice.STRONG)
    yield Ticks(tuple(Tick(choice.label) for choice in question.choices), 1, question.label)


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
    left = [label for name, label in named.items() if name not in condition.any_of]
    if len(left) == 1 and len(named) > _FEW:
        return f"not “{left[0]}”"
    words = [named[one] for one in condition.any_of]
    if opener.kind in _FIXED:
        return " or ".join(word.lower() for word in words)
    return " or ".join(f"“{word}”" for word in words)
