"""Contacts of our own, page by page."""

from collections.abc import Sequence

from spoc_desk.domain.contacts import Contact
from spoc_desk.vault.records.stores import CONTACTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import SqlValue

_ORDER = "ORDER BY name COLLATE NOCASE, id LIMIT ? OFFSET ?"


def contact_page(
    reader: Reader, *, text: str, kind: str, role: str, active_only: bool, offset: int, limit: int
) -> tuple[list[Contact], int]:
    """Return one page of the directory by name, and how many match. An empty filter matches everything."""
    where, params = _where(text, kind, role, active_only)
    rows = CONTACTS.find(reader, where, (*params, limit, offset), tail=_ORDER)
    return rows, CONTACTS.count(reader, where, params)


def _where(text: str, kind: str, role: str, active_only: bool) -> tuple[str, Sequence[SqlValue]]:
    parts: list[str] = ["1"]
    params: list[SqlValue] = []
    if text:
        parts.append("(name LIKE ? ESCAPE '\\' OR team LIKE ? ESCAPE '\\' OR job_title LIKE ? ESCAPE '\\')")
        params += [f"%{escaped(text)}%"] * 3
    if kind:
        parts.append("kind = ?")
        params.append(kind)
    if role:
        parts.append("EXISTS (SELECT 1 FROM json_each(roles) WHERE value = ?)")
        params.append(role)
    if active_only:
        parts.append("active = 1")
    return " AND ".join(parts), params


def escaped(text: str) -> str:
    """Return *text* so that LIKE takes every mark as it is."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
