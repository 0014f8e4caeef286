"""What a kind of partnership record is in the window: its list, what can be begun, the page of one record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spoc_desk.casework.change import What
from spoc_desk.casework.may_see import Sight

from ..widgets.paged_model import Cell, Column
from ..widgets.tones import Tone


@dataclass(frozen=True)
class Offer:
    """A button of the list's head: what it opens, and the act it needs ("" for everybody who sees the list)."""

    words: str
    place: str
    """A place string: "new_decision", "print-blank/decision"."""
    act: str = ""


@dataclass(frozen=True)
class Kind:
    """One tab of the Partnership place.

    *room* is a module of casework with `page_of(vault, asked)`, `count_of(vault)`; its rows have an `id`.
    """

    key: str
    label: str
    noun: tuple[str, str]
    seen_by: tuple[Sight, ...]
    room: str
    columns: tuple[Column, ...]
    cell: Callable[[Any, str], Cell | str]  # Any: the row of this kind, which only its own module knows
    opens: str
    """The name of the place that shows one record; it takes "record_id"."""
    sort: str
    empty: tuple[str, str]
    """The heading and the sentence of the empty list."""
    changed_by: frozenset[What]
    search: str = ""
    """The column with the reference: its filter says that it searches references."""
    new: tuple[Offer, ...] = ()
    blanks: tuple[Offer, ...] = ()
    closed_words: str = ""
    """The words of the tick that shows what is closed too; "" where nothing closes."""
    tone: Tone = Tone.PLAIN
    """How the count of the tab feels while something is there."""


@dataclass(frozen=True)
class RecordKind:
    """The page of one record. *room* has `sheet_of(vault, record_id)` and `first_answers(vault, turn, record_id)`."""

    place: str
    room: str
    changed_by: frozenset[What]


@dataclass(frozen=True)
class NewKind:
    """The page on which one is written down: its form, and the function of casework that saves it.

    *save* is "module:function", called with (vault, answers=…); *first* is "module:function" for the first answers.
    """

    place: str
    title: str
    form: str
    submit_words: str
    save: str
    opens: str
    blank: str = ""
    """The place of its blank paper."""
    first: str = ""
    above: str = ""
    """A sentence above the questions."""
    later: frozenset[str] = frozenset()
    """Questions that are asked only once it is stored."""
    danger: str = ""
    """The question whose yes shows the red band."""
