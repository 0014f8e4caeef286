"""The questions of a case as the worker reads them and the list shows them, and the words to answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.queries import QueryRoute
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.queries import QueryLine
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("state", "", 166, sortable=False, filterable=False),
    Column("question", "Question", 240, sortable=False, filterable=False, grows=True),
    Column("asked_by", "Asked by", 150, sortable=False, filterable=False),
    Column("clock", "Received, and the clock", 210, sortable=False, filterable=False),
)
_CLOCK_TONES = {"overdue": Tone.LATE, "due today": Tone.WARN, "due soon": Tone.WARN}


@dataclass(frozen=True)
class QueryRow:
    """One question with its answers as its form has them."""

    line: "QueryLine"
    answers: Answers
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """Words to answer with, and how the question then ends."""

    words: str
    route: QueryRoute


REPLIES = (
    Reply("I can neither confirm nor deny that there is anything to say about this record.", QueryRoute.REFUSED),
    Reply("Please bring this to me only. Do not contact anybody outside our council about it.", QueryRoute.ANSWERED),
    Reply("Please follow our safeguarding procedure now and tell your designated lead.", QueryRoute.SAFEGUARDING),
)


def read_queries(vault: "Vault", case_id: str, wanted: Wanted) -> "Rows[QueryRow]":
    """Return a page of the questions of a case, open ones first (worker thread)."""
    if not case_id:
        return Rows((), 0)
    queries = load("spoc_desk.casework.queries").queries(vault, case_id=case_id)
    answers_of, form = load("spoc_desk.casework.answers").answers_of, load_form("query")
    page = queries[wanted.offset : wanted.offset + wanted.limit]
    rows = [QueryRow(line, answers_of(line.query, form), {line.query.asked_by: line.asked_by_words}) for line in page]
    return Rows(rows, len(queries))


def row_id(row: QueryRow) -> str:
    """Return the id of the question."""
    return row.line.query.id


def cell(row: QueryRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    line = row.line
    look = "" if line.is_open else "muted"
    if column_id == "state":
        return Cell(state=state_of(row))
    if column_id == "question":
        return Cell(" ".join(line.query.question.split()), look="strong" if line.is_open else "muted")
    if column_id == "asked_by":
        return Cell(line.asked_by_words, look=look)
    if not line.is_open or not line.clock_words:
        return Cell(line.received_words, look=look)
    return Cell(f"{line.received_words}, {line.clock_words}", look="error" if line.clock_state == "overdue" else look)


def state_of(row: QueryRow) -> State:
    """Return who has to act, as a word and a shape."""
    line = row.line
    if not line.is_open:
        return State("Answered" if line.query.route is QueryRoute.ANSWERED else "Closed", Tone.DONE)
    if line.query.route is QueryRoute.TO_UKPPS and line.query.reply_on is None:
        return State("With UKPPS SPOC", Tone.UNDER_WAY)
    return State("Answer it", _CLOCK_TONES.get(line.clock_state, Tone.NOT_YET))
