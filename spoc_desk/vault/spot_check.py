"""A share of the rows at each unlock: those that were changed last, and as many others by chance.

An old page put back reads without any error (check.py). To see it wholly costs the full check; to see it likely costs
some milliseconds: what somebody puts back is mostly what was written last.
"""

import hmac
import secrets
from collections.abc import Iterator
from typing import Final

from spoc_desk.vault import audit
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.connection import Database
from spoc_desk.vault.rows import Row
from spoc_desk.vault.tables import Tables

ENTRIES: Final = 200
_BETWEEN: Final = audit.SELECT_ENTRIES.replace("ORDER BY", "WHERE seq BETWEEN ? AND ? ORDER BY")
_LATEST: Final = (
    "SELECT act, version, row_hash FROM audit WHERE row_id = ? AND table_name = ? AND version <> 0"
    " ORDER BY seq DESC LIMIT 1"
)


def holds(db: Database, keys: ChainKeys) -> bool:
    """Say whether the end of the trail, a stretch of it by chance, and every row these name, fit together."""
    last = audit.read_tail(db).seq
    stretches = [max(1, last - ENTRIES + 1)]
    if last > ENTRIES:
        stretches.append(1 + secrets.randbelow(last - ENTRIES))
    tables = Tables(db)
    return all(
        _chained(keys, entries) and all(_is_as_said(db, keys, tables, *place) for place in _places(entries))
        for entries in (db.rows(_BETWEEN, (first, first + ENTRIES - 1)) for first in stretches)
    )


def _chained(keys: ChainKeys, entries: list[Row]) -> bool:
    head: bytes | None = None
    for row in entries:
        *entry, prev_hash, stored = row
        if head not in (None, prev_hash) or not hmac.compare_digest(keys.entry_hash(prev_hash, tuple(entry)), stored):
            return False
        head = stored
    return True


def _places(entries: list[Row]) -> Iterator[tuple[str, str]]:
    yield from {(str(row["table_name"]), str(row["row_id"])) for row in entries if row["version"] != 0}


def _is_as_said(db: Database, keys: ChainKeys, tables: Tables, name: str, row_id: str) -> bool:
    latest = db.one(_LATEST, (row_id, name))
    if latest is None:
        return False
    if latest["act"] in audit.SALVAGE_ACTS:  # what these entries say of a row is for the full check
        return True
    table = tables.get(name)
    stored = db.one(table.select_one, (row_id,))
    if latest["version"] < 0 or stored is None:
        return latest["version"] < 0 and stored is None
    right = hmac.compare_digest(keys.row_hash(name, table.content(stored)), latest["row_hash"])
    return right and bool(stored["version"] == latest["version"])
