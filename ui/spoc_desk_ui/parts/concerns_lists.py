"""The security concerns of a case as the worker reads them and the list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.definition import Answers

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.concerns import ConcernLine
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("state", "", 170, sortable=False, filterable=False),
    Column("kind", "Concern", 260, sortable=False, filterable=False, grows=True),
    Column("raised", "Raised", 170, sortable=False, filterable=False),
    Column("since", "Since then", 110, sortable=False, filterable=False),
)


@dataclass(frozen=True)
class StepTime:
    """One step of a concern: its words, when it was done in words, and the act that records it."""

    words: str
    at: str
    act: str


@dataclass(frozen=True)
class ConcernRow:
    """One concern with its answers and its steps."""

    line: "ConcernLine"
    answers: Answers
    labels: Mapping[str, str]
    steps: tuple[StepTime, ...]


def read_concerns(vault: "Vault", case_id: str, wanted: Wanted) -> "Rows[ConcernRow]":
    """Return a page of the concerns of a case, the newest first (worker thread)."""
    if not case_id:
        return Rows((), 0)
    concerns = load("spoc_desk.casework.concerns")
    lines = concerns.concerns(vault, case_id=case_id)
    page = lines[wanted.offset : wanted.offset + wanted.limit]
    contacts = load("spoc_desk.vault.records.stores").CONTACTS.find(vault)
    labels = {contact.id: contact.name for contact in contacts}
    in_words = load("spoc_desk.casework.moments").in_words
    rows = []
    for line in page:
        each = line.concern
        theirs = concerns.theirs(each)
        steps = (
            StepTime("Raised", line.raised_words, ""),
            StepTime("LA SPOC told", in_words(each.la_spoc_informed_at), "inform_la_spoc"),
            StepTime(f"{theirs} told", in_words(each.ukpps_contacted_at), "contact_ukpps"),
            StepTime("UKPPS advised", in_words(each.reply_at), "record_advice"),
            StepTime("Closed", short_date(each.closed_on) if each.closed_on else "", "close_concern"),
        )
        rows.append(ConcernRow(line, concerns.concern_answers(each), labels, steps))
    return Rows(rows, len(lines))


def row_id(row: ConcernRow) -> str:
    """Return the id of the concern."""
    return row.line.concern.id


def cell(row: ConcernRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    line = row.line
    closed = line.concern.closed_on is not None
    if column_id == "state":
        return Cell(state=state_of(row))
    if column_id == "kind":
        return Cell(line.kind_words, look="muted" if closed else "strong")
    if column_id == "raised":
        return Cell(line.raised_words, look="muted" if closed else "")
    return Cell("" if closed else line.since_words)


def state_of(row: ConcernRow) -> State:
    """Return how a concern stands, as a word and a shape."""
    concern = row.line.concern
    if concern.closed_on is not None:
        return State("Closed", Tone.DONE)
    if not concern.la_spoc_informed_at:
        return State("Tell the LA SPOC", Tone.LATE)
    return State(row.line.state_words, Tone.WARN if not concern.ukpps_contacted_at else Tone.UNDER_WAY)
