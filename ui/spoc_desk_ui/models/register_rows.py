"""The register as the worker reads it and the matrix shows it: words and a shape in every cell."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.deadlines.wording import State as ClockState
from spoc_desk.domain.exchanges import TERMINAL, Applicable, ExchangeItem, ItemState, Urgency
from spoc_desk.domain.house_dates import MONTHS, WEEKDAYS, day_and_month

from ..delegates.lines_cell import spoken
from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.register import RegisterRow
    from spoc_desk.casework.register_cells import Cell as RegisterCell
    from spoc_desk.vault.vault import Vault

OUTSTANDING, ALL = "outstanding", "all"

_WIDTHS = {
    "needed": 106, "began": 104, "asked": 100, "received": 99, "checked": 99, "passed": 99, "confirmed": 99,
}  # fmt: skip
_DONE_WORDS = {"asked": "asked", "received": "received", "passed": "passed on", "confirmed": "confirmed"}
_BEGAN = {"asked by UKPPS SPOC": "requested"}
_AGAIN = ("returned", "asked again")
_NEXT_WORDS = {
    "asked": "to ask", "received": "waiting", "checked": "to check", "passed": "pass on", "confirmed": "waiting",
}  # fmt: skip
_SHAPES = {"done": Tone.DONE, "waiting": Tone.UNDER_WAY, "stop": Tone.STOPPED}
_PLAIN = frozenset({"needed", "began"})
_CLOCKS = {
    ClockState.OVERDUE: Tone.LATE,
    ClockState.DUE_TODAY: Tone.WARN,
    ClockState.DUE_SOON: Tone.WARN,
}
_URGENT = {Urgency.URGENT: "Urgent", Urgency.SCHOOL_START: "Before school start"}
_YEAR = re.compile(r" [0-9]{4}\b")
_SHORTER = {word: word[:3] for word in (*WEEKDAYS, *MONTHS)}
NOT_ANSWERED = "Is it needed?"
ANSWER_KEYS = "Y yes, N no, K not known yet"


@dataclass(frozen=True)
class RegisterShape:
    """The columns of one direction and the counts above the matrix."""

    columns: tuple[Column, ...]
    outstanding: int
    total: int
    people: tuple[tuple[str, str], ...]


def read_shape(vault: "Vault", case_id: str) -> RegisterShape:
    """Return the columns, the counts and the people of a case (worker thread)."""
    register = load("spoc_desk.casework.register")
    page = register.register(vault, case_id=case_id, view=ALL, limit=1)
    people = load("spoc_desk.casework.people").present_members(vault, case_id)
    hands = tuple(Column(each.key, each.title, _WIDTHS[each.key], False, False) for each in page.columns)
    columns = (
        Column("record", "Record", 188, False, False, grows=True),
        Column("people", "For", 82, False, False),
        *hands,
        Column("now", "Now", 238, False, False),
    )
    return RegisterShape(columns, page.outstanding, page.total, tuple((each.id, each.alias) for each in people))


def read_rows(vault: "Vault", wanted: Wanted) -> "Rows[RegisterRow]":
    """Return one page of the view in the filters "case" and "view" (worker thread)."""
    case_id, view = wanted.filters.get("case", ""), wanted.filters.get("view", OUTSTANDING)
    if not case_id:
        return Rows((), 0)
    page = load("spoc_desk.casework.register").register(
        vault, case_id=case_id, view=view, offset=wanted.offset, limit=wanted.limit
    )
    return Rows(page.rows, page.total)


def row_id(row: "RegisterRow") -> str:
    """Return the id of the record."""
    return row.item.id


def waits_for_an_answer(item: ExchangeItem) -> bool:
    """Say whether the checklist still asks if this record is needed."""
    return item.state is ItemState.IDENTIFIED and item.applicable is Applicable.NOT_KNOWN


def cell(row: "RegisterRow", column_id: str) -> Cell:
    """Return what one cell shows: the lines to paint, and the same as one sentence."""
    if column_id == "record":
        return _record(row.item)
    if column_id == "people":
        shown = row.members_words if row.item.members else "Whole family"
        return Cell(row.members_words, State(shown), "muted" if row.item.state in TERMINAL else "")
    if column_id == "now":
        return _now(row)
    found = next((each for each in row.cells if each.column == column_id), None)
    return _hand(row, found) if found is not None else Cell("")


def _record(item: ExchangeItem) -> Cell:
    if item.state in TERMINAL:
        return Cell(item.title, State(item.title), "muted")
    urgent = item.urgency is not Urgency.ROUTINE
    notes = [_URGENT[item.urgency]] if urgent else []
    if item.needed_by is not None:
        notes.append(f"by {day_and_month(item.needed_by)}" if notes else f"Needed by {day_and_month(item.needed_by)}")
    if not notes:
        return Cell(item.title, State(item.title), "head")
    lines = (item.title, spoken(notes))
    return Cell(spoken(lines), State("\n".join(lines), Tone.WARN if urgent else Tone.PLAIN), "head")


def _hand(row: "RegisterRow", found: "RegisterCell") -> Cell:
    if found.is_next and not found.words and not waits_for_an_answer(row.item):
        words = _NEXT_WORDS.get(found.column, "")
        return Cell(words, State(words, Tone.UNDER_WAY))
    if not found.words:
        return Cell("nothing", State("–"), "muted")
    if found.column in _PLAIN:
        # The name of a service may hold a comma itself: its day is what follows the last one.
        needed = found.column == "needed"
        first, comma, rest = found.words.rpartition(", ") if needed else found.words.partition(", ")
        return Cell(found.words, State(f"{first}\n{_BEGAN.get(rest, rest)}" if comma else found.words))
    day, _comma, rest = found.words.partition(", ")
    # The column is narrow: what became of a copy that was sent back is said in a word, the tool tip has the day.
    word = next((again for again in _AGAIN if again in rest), rest) or _DONE_WORDS.get(found.column, "done")
    return Cell(found.words, State(f"{day}\n{word}", _SHAPES.get(found.shape.value, Tone.PLAIN)), "day")


def _now(row: "RegisterRow") -> Cell:
    item = row.item
    if item.state in TERMINAL:
        tone = Tone.DONE if item.state is ItemState.COMPLETE else Tone.PLAIN
        return Cell(row.now_words, State(row.now_words, tone), "muted" if tone is Tone.PLAIN else "")
    if row.still:
        return Cell(row.now_words, State(row.now_words), "waits")
    if waits_for_an_answer(item):
        return Cell(f"{NOT_ANSWERED} {ANSWER_KEYS}", State(f"{NOT_ANSWERED}\n{ANSWER_KEYS}"), "now")
    if item.state is ItemState.QUARANTINED:
        lines = (row.now_words, "quarantined: not passed on")
        return Cell(spoken(lines), State("\n".join(lines), Tone.STOPPED), "now")
    shown = row.now_words.removesuffix(" to confirm").replace("Waiting for the UKPPS", "Waiting for UKPPS")
    look = "waits" if row.now_words.startswith("Waiting") else "now"
    if row.clock is None or row.clock.state is ClockState.NO_LIMIT:
        return Cell(row.now_words, State(shown), look)
    both = f"{shown}\n{in_short(row.clock.words)}"
    return Cell(f"{row.now_words}, {row.clock.words}", State(both, _CLOCKS.get(row.clock.state, Tone.PLAIN)), look)


def in_short(words: str) -> str:
    """Return the words of a clock for a narrow column: days and months in three letters, no year."""
    short = " ".join(_SHORTER.get(each, each) for each in words.replace(", was due ", ", ").split(" "))
    return _YEAR.sub("", short)
