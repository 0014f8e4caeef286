"""Which house widget answers which kind of question."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.forms.definition import Answer, Choice, DateRule, Kind, Question

from ..widgets.answering import Answering, as_ids
from ..widgets.choice_box import ChoiceBox
from ..widgets.date_field import DateField
from ..widgets.note_field import NoteField
from ..widgets.options import Options, YesNo
from ..widgets.text_field import NumberField, TextField
from ..widgets.tick_list import TickList
from .moment_field import MomentField

MOST_OPTIONS = 5
"""Longer fixed lists become a box: a page of round choices is slower to read than one line."""

GONE = "An entry that is no longer in use"


def make_input(
    question: Question,
    choices: Sequence[Choice],
    clock: Clock,
    calendar: Calendar,
    *,
    small: bool = False,
    in_row: bool = False,
    parent: QWidget | None = None,
) -> Answering:
    """Return the input of one question; *small* and *in_row* are for narrow places: a list is a box."""
    pairs = [(choice.id, choice.label) for choice in choices]
    past = question.dates is DateRule.PAST  # without the rule a day may lie ahead: due dates, absences
    match question.kind:
        case Kind.NOTE:
            return NoteField(parent, lines=question.lines)
        case Kind.DATE:
            return DateField(clock, calendar, parent, past=past, approximate=question.partial, examples=not in_row)
        case Kind.DATE_TIME:
            return MomentField(clock, calendar, parent, past=past)
        case Kind.CHOICE:
            boxed = question.choices_from or len(pairs) > (2 if small or in_row else MOST_OPTIONS)
            return ChoiceBox(pairs, parent) if boxed else Options(pairs, parent)
        case Kind.TICKS:
            return TickList(pairs, parent)
        case Kind.YES_NO | Kind.TRI:
            return YesNo(parent, not_known=question.kind is Kind.TRI)
        case Kind.NUMBER:
            return NumberField(parent)
        case _:
            return TextField(parent)


def width_of(question: Question) -> str:
    """Return how wide the input is: about as wide as its usual answer."""
    if question.kind in (Kind.PHONE, Kind.NUMBER) or question.check:
        return "short"
    if question.kind is Kind.CHOICE and not question.choices_from and len(question.choices) <= MOST_OPTIONS:
        return ""  # round choices: a width of their own would hide the second line of a long one
    if question.kind in (Kind.TEXT, Kind.CHOICE, Kind.EMAIL):
        return "medium"
    return "long" if question.kind is Kind.NOTE else ""


def offered(question: Question, dynamic: Sequence[Choice], answer: Answer, direction: str) -> tuple[Choice, ...]:
    """Return the choices to offer. What is answered already stays offered, even where its entry is out of use."""
    known = tuple(dynamic) if question.choices_from else question.choices_for(direction)
    ids = {choice.id for choice in known}
    if question.kind not in (Kind.CHOICE, Kind.TICKS):
        return known
    kept = {choice.id: choice.label for choice in question.choices}
    return known + tuple(Choice(one, kept.get(one, GONE)) for one in as_ids(answer) if one not in ids)


def hint_of(question: Question) -> str:
    """Return the hint. A date line gives its own examples, so those of the form are left to paper."""
    dated = question.kind in (Kind.DATE, Kind.DATE_TIME)
    return "" if dated and question.hint.startswith(("For example", "today,")) else question.hint
