"""Who looked at what, newest first, as the list on the screen shows it."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import Document, Para, Table
from spoc_desk.printing.paper import Paper

TITLE = "Who looked"
_HEADS = ("When", "Who", "What", "Which", "Why")
_WIDTHS = (33.0, 33, 36, 32, 36)


@dataclass(frozen=True)
class LookedRow:
    """One look, in words."""

    when: str
    who: str
    what: str
    record: str = ""
    reason: str = ""


def looks_list(rows: tuple[LookedRow, ...], *, total: int, only: str = "", paper: Paper) -> Document:
    """Return the list; *total* looks there are, *only* says in words which were asked for."""
    told = f"Looks: {total:,}." if total else "Nobody has looked yet."
    if total > len(rows):
        told = f"Looks: {total:,}. These are the newest {len(rows):,}: filter the list to print the others."
    said = (Para(told), *((Para(f"Shown here: {only}."),) if only else ()))
    cells = tuple((row.when, row.who, row.what, row.record, row.reason) for row in rows)
    return paper.document(TITLE, *said, *((Table(_HEADS, cells, _WIDTHS),) if rows else ()))
