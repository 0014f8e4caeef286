"""The review list as the worker reads it and the table shows it."""

from typing import TYPE_CHECKING

from spoc_desk.domain.retention import RecordKind
from spoc_desk.profile.documents import default_retention

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.keeping.review import RetentionLine, RetentionView
    from spoc_desk.vault.vault import Vault

ROOM = "spoc_desk.casework.keeping.review"
_PROPOSED = "proposed"
_HOLDS = (("on", "Legal hold"), ("off", "No legal hold"), (_PROPOSED, "Disposal proposed"))
_DUE = (("now", "Due"), ("soon", "Due in 90 days"))
TOLD_BESIDE = frozenset({"class", "standing"})
_TONES = {"overdue": Tone.LATE, "due today": Tone.WARN, "due soon": Tone.UNDER_WAY}


def columns() -> tuple[Column, ...]:
    """Return the columns; the classes are those of the schedule that comes with the program, whatever their years."""
    kinds = tuple((each.value, each.label) for each in RecordKind)
    classes = tuple((each.id, each.label) for each in default_retention())
    return (
        Column("reference", "Record", 200, sortable=False, grows=True),
        Column("kind", "Kind", 150, sortable=False, choices=kinds),
        Column("class", "Class", 210, sortable=False, choices=classes),
        Column("due", "Look at it again", 220, sortable=False, choices=_DUE),
        Column("standing", "Now", 170, sortable=False, choices=_HOLDS),
    )


def read_list(vault: "Vault", wanted: Wanted) -> "Rows[RetentionLine]":
    """Return one page of the list (worker thread)."""
    review, filters = load(ROOM), wanted.filters
    standing = filters.get("standing", "")
    asked = review.RetentionFilter(
        text=filters.get("reference", ""),
        kind=filters.get("kind", ""),
        class_id=filters.get("class", ""),
        due=review.Due(filters.get("due", "all")),
        hold="" if standing == _PROPOSED else standing,
        proposed=standing == _PROPOSED,
    )
    found = review.list_retention(vault, wanted=asked, offset=wanted.offset, limit=wanted.limit)
    return Rows(found.rows, found.total)


def add_missing(vault: "Vault") -> int:
    """Add what closed while nobody was here who sees it (worker thread)."""
    return int(load(ROOM).open_list(vault))


def read_one(vault: "Vault", record_id: str) -> "RetentionView":
    """Return one record (worker thread)."""
    found: RetentionView = load(ROOM).view(vault, record_id)
    return found


def row_id(line: "RetentionLine") -> str:
    """Return the id of a line."""
    return line.id


def cell(line: "RetentionLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "due":
        return Cell(state=State(line.due_words, _TONES[line.state])) if line.state in _TONES else line.due_words
    if column_id == "standing":
        return Cell(state=State(line.standing, standing_tone(line.standing))) if line.standing else ""
    sample = " · sample" if line.record.sample else ""
    words = {"reference": f"{line.reference}{sample}", "kind": line.kind.label, "class": line.class_words}
    return words[column_id]


def standing_tone(words: str) -> Tone:
    """Return the shape of a hold, a proposal, an answer of UKPPS."""
    return {"Legal hold": Tone.STOPPED, "Disposal proposed": Tone.WARN}.get(words, Tone.DONE)
