"""The schools of our own area, page by page."""

from collections.abc import Sequence

from spoc_desk.domain.schools import School
from spoc_desk.vault.records.contact_list import escaped
from spoc_desk.vault.records.stores import SCHOOLS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import SqlValue

_ORDER = "ORDER BY name COLLATE NOCASE, id LIMIT ? OFFSET ?"
_SEARCHED = ("name", "trust", "head", "safeguarding_lead", "laestab")


def school_page(
    reader: Reader, *, text: str, partnership: str, phase: str, active_only: bool, offset: int, limit: int
) -> tuple[list[School], int]:
    """Return one page of the schools by name, and how many match. An empty filter matches everything.

    Typed words may stand in any order: "hill junior" finds Warden Hill Junior.
    """
    where, params = _where(text, partnership, phase, active_only)
    rows = SCHOOLS.find(reader, where, (*params, limit, offset), tail=_ORDER)
    return rows, SCHOOLS.count(reader, where, params)


def school_names(reader: Reader) -> tuple[str, ...]:
    """Return the names of the schools in use."""
    return tuple(row[0] for row in reader.rows("SELECT name FROM schools WHERE active = 1 AND deleted_at IS NULL"))


def _where(text: str, partnership: str, phase: str, active_only: bool) -> tuple[str, Sequence[SqlValue]]:
    parts: list[str] = ["1"]
    params: list[SqlValue] = []
    for word in text.split():
        parts.append(f"({' OR '.join(f'{column} LIKE ? ESCAPE ?' for column in _SEARCHED)})")
        params += [value for _ in _SEARCHED for value in (f"%{escaped(word)}%", "\\")]
    for column, wanted in (("partnership", partnership), ("phase", phase)):
        if wanted:
            parts.append(f"{column} = ?")
            params.append(wanted)
    if active_only:
        parts.append("active = 1")
    return " AND ".join(parts), params
