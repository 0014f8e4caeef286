"""Restricted records, page by page."""

from spoc_desk.domain.restricted import RestrictedRecord
from spoc_desk.vault.records.contact_list import escaped
from spoc_desk.vault.records.stores import RESTRICTED_RECORDS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import SqlValue

_ORDER = "ORDER BY family_key, given_key, id LIMIT ? OFFSET ?"


def restricted_page(
    reader: Reader, *, text: str, kind: str, removed: bool, offset: int, limit: int
) -> tuple[list[RestrictedRecord], int]:
    """Return one page by name and how many match. *text* begins a name, or is part of a further one."""
    parts: list[str] = ["removed_on IS NOT NULL" if removed else "removed_on IS NULL"]
    params: list[SqlValue] = []
    if text:
        parts.append("(given_key LIKE ? ESCAPE '\\' OR family_key LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\')")
        params += [f"{escaped(text)}%", f"{escaped(text)}%", f"%{escaped(text)}%"]
    if kind:
        parts.append("kind = ?")
        params.append(kind)
    where = " AND ".join(parts)
    rows = RESTRICTED_RECORDS.find(reader, where, (*params, limit, offset), tail=_ORDER)
    return rows, RESTRICTED_RECORDS.count(reader, where, params)
