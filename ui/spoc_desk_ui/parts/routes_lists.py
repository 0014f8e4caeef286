"""The everyday routes as the worker reads them and the checklist shows them (domain 2.4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import day_and_month
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.routes_to_stop import RouteLine
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("route", "Everyday route", 330, False, False, grows=True),
    Column("applies", "Applies?", 96, False, False),
    Column("owner", "Who can stop it", 150, False, False),
    Column("told", "Told", 104, False, False),
    Column("confirmed", "Stopped", 116, False, False),
)


@dataclass(frozen=True)
class RouteRow:
    """One route with its answers as the form has them; the version is None while nobody touched it."""

    line: "RouteLine"
    answers: Answers
    version: int | None


@dataclass(frozen=True)
class Counter:
    """How far the checklist is."""

    confirmed: int
    to_stop: int
    unanswered: int

    @property
    def words(self) -> str:
        """Return "12 of 14 confirmed"."""
        if not self.confirmed + self.to_stop:
            return "No route to stop so far"
        return f"{self.confirmed} of {self.confirmed + self.to_stop} confirmed"


def read_routes(vault: "Vault", case_id: str, _wanted: Wanted) -> "Rows[RouteRow]":
    """Return the whole checklist of a case (worker thread)."""
    if not case_id:
        return Rows((), 0)
    lines = load("spoc_desk.casework.routes_to_stop").routes(vault, case_id)
    answers_of, form = load("spoc_desk.casework.answers").answers_of, load_form("route")
    rows = [
        RouteRow(
            line,
            answers_of(line.record, form) if line.record is not None else {"applies": "not_known"},
            line.record.version if line.record is not None else None,
        )
        for line in lines
    ]
    return Rows(rows, len(rows))


def read_counter(vault: "Vault", case_id: str) -> Counter:
    """Return the counts above the list (worker thread)."""
    found = load("spoc_desk.casework.routes_to_stop").summary(vault, case_id)
    return Counter(found.confirmed, found.to_stop, found.unanswered)


def row_id(row: RouteRow) -> str:
    """Return the id of the route: rows nobody touched have no record yet."""
    return row.line.route.id


def cell(row: RouteRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    route, record, state = row.line.route, row.line.record, row.line.state
    quiet = "muted" if state == "not needed" else ""
    if column_id == "route":
        words = f"{route.label}. {route.everyday}. {route.danger}"
        return Cell(words, State(f"{route.label}\n{route.everyday}. {route.danger}"), quiet or "head")
    if column_id == "applies":
        return _applies(state)
    if column_id == "owner":
        words = record.owner if record is not None else ""
        return Cell(words or "nobody yet", State(words or "–"), "" if words else "muted")
    if column_id == "told":
        day = record.told_on if record is not None else None
        if day is not None:
            return Cell(day_and_month(day), State(f"{day_and_month(day)}\ntold", Tone.DONE), "day")
        return Cell("to tell", State("to tell", Tone.UNDER_WAY)) if state == "to tell" else _nothing()
    day = record.confirmed_on if record is not None else None
    if day is not None:
        return Cell(day_and_month(day), State(f"{day_and_month(day)}\nconfirmed", Tone.DONE), "day")
    return Cell("to confirm", State("to confirm", Tone.UNDER_WAY)) if state == "told" else _nothing()


def _applies(state: str) -> Cell:
    if state == "open":
        return Cell("not answered yet", State("answer it", Tone.NOT_YET))
    return Cell("no", State("no"), "muted") if state == "not needed" else Cell("yes", State("yes"))


def _nothing() -> Cell:
    return Cell("nothing", State("–"), "muted")
