"""What a form is: sections and questions as data, read from `resources/forms/*.toml` by `loader`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Answer = str | tuple[str, ...]
"""Dates ISO ("2026-05" when only the month is known), date-times London wall time "2026-11-23T09:30",
yes / no / not_known, ticks as a tuple of choice ids, "" when not provided."""

Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    NOTE = "note"
    DATE = "date"
    DATE_TIME = "date_time"
    CHOICE = "choice"
    TICKS = "ticks"
    YES_NO = "yes_no"
    TRI = "tri"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    HEADING = "heading"


class LeakClass(StrEnum):
    """Whether an answer could tell a reader where a family is or was. What would tell it by its nature is not asked."""

    NONE = "-"
    OWN = "own"
    SCAN = "scan"


class DateRule(StrEnum):
    """Which days an answer may name."""

    ANY = "any"
    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True)
class Choice:
    """One answer that may be picked. Without `directions` it is offered for arrivals and departures."""

    id: str
    label: str
    directions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """Holds when `question` is answered with one of `any_of` (for ticks: when one of them is ticked)."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question. Its id is the name of the dataclass field that the answer fills."""

    id: str
    label: str
    kind: Kind
    leak: LeakClass
    hint: str = ""
    why: str = ""
    choices: tuple[Choice, ...] = ()
    choices_from: str = ""
    shown_when: tuple[Condition, ...] = ()
    """All of them must hold. Empty: always shown."""
    required: bool = False
    lines: int = 1
    directions: tuple[str, ...] = ()
    dates: DateRule = DateRule.ANY
    partial: bool = False
    """Only a month need be known ("May 2026")."""
    check: str = ""
    """The name of a further check in `checks`: nhs_number, upn, upn_any, postcode, time."""
    short: str = ""
    """A few words for paper and lists, where the question itself would be too long."""
    withheld: bool = False
    """Neither shown nor printed for a restricted record: it would tell of earlier places (domain 1.12)."""

    @property
    def brief(self) -> str:
        """The question in a few words."""
        return self.short or self.label.rstrip("?")

    def choices_for(self, direction: str) -> tuple[Choice, ...]:
        """Return the choices that are offered; an empty *direction* offers all, as blank paper does."""
        return tuple(choice for choice in self.choices if _applies(choice.directions, direction))

    def is_for(self, direction: str) -> bool:
        """Say whether the question is asked for this direction; an empty *direction* asks all."""
        return _applies(self.directions, direction)


@dataclass(frozen=True)
class Section:
    """Questions that belong together. The banner is a fixed sentence that stays above them.

    A section with `rows_of` has no questions of its own: it is a table whose rows are records of that form
    (who was there, what was agreed), with `blank_rows` empty rows on blank paper.
    """

    id: str
    title: str
    intro: str
    banner: str
    questions: tuple[Question, ...]
    rows_of: str = ""
    blank_rows: int = 0
    paper_only: bool = False
    """Filled in by hand by those who get the form; never asked on the screen."""
    own_sheet: bool = False
    """Printed on a sheet of its own, never as part of the form."""


@dataclass(frozen=True)
class Signature:
    """One row to sign on paper: who signs, and what the signature says."""

    role: str
    statement: str


@dataclass(frozen=True)
class FormDef:
    """A whole form, the same for the screen, the filled print and the blank print."""

    id: str
    title: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...] = ()
    fixed_text: tuple[str, ...] = ()
    """Paragraphs printed and shown as they stand, before the first section."""
    one_of: tuple[tuple[str, ...], ...] = ()
    """Groups of questions of which at least one must be answered (a phone number or an e-mail address)."""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in reading order."""
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, question_id: str) -> Question:
        """Return one question; KeyError for an id the form does not have."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


def _applies(directions: tuple[str, ...], direction: str) -> bool:
    return not directions or not direction or direction in directions
