"""What happened in a case, in order, by alias only."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.house_dates import long_date, short_date
from spoc_desk.printing.blocks import Cell, Document, Para, Table
from spoc_desk.printing.paper import Paper

TITLE = "Case chronology"


@dataclass(frozen=True)
class ChronologyEntry:
    """One event. `at` is a time only where one is known ("14:30"); `who` is a role or an alias."""

    on: date
    what: str
    kind: str = ""
    who: str = ""
    detail: str = ""
    at: str = ""


def case_chronology(entries: tuple[ChronologyEntry, ...], *, paper: Paper, only: str = "") -> Document:
    """Return the events from the first to the last; *only* says in words what was left out by a filter."""
    ordered = sorted(entries, key=lambda one: (one.on, one.at))
    span = f"{long_date(ordered[0].on)} to {long_date(ordered[-1].on)}" if ordered else "No event"
    said = (Para(f"Events: {len(ordered)}. {span}."), *((Para(f"Shown here: {only}."),) if only else ()))
    return paper.document(TITLE, *said, Table(("When", "What", "Who"), tuple(map(_row, ordered)), (39.0, 96, 35)))


def _row(entry: ChronologyEntry) -> tuple[Cell, ...]:
    when = short_date(entry.on) + (f"\n{entry.at}" if entry.at else "")
    what = f"{entry.kind}: {entry.what}" if entry.kind else entry.what
    return (when, f"{what}\n{entry.detail}" if entry.detail else what, entry.who)
