"""A word planted in every text of a record, twice, so that it lies in the earlier states too."""

from collections.abc import Sequence

from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.vault.vault import Draft, Vault

NEEDLE = "zebrafinch"
_KEPT = frozenset({
    "id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted_at", "case_id", "record_id",
    "referral_id", "record_type", "subject_id", "kind", "series", "output",
})  # fmt: skip
Place = tuple[str, str]


def plant(vault: Vault, places: Sequence[Place]) -> int:
    """Write the word into every column that takes a text; return how many did."""
    planted = 0
    for table, row_id in places:
        for column in _texts(vault, table):
            planted += any(_write(vault, table, row_id, column, text) for text in (f"{NEEDLE} {row_id}", _json()))
    for table, row_id in places[:40]:
        with vault.transaction("disclosed", reason=f"{NEEDLE} was asked for") as tx:
            tx.note("disclosed", table, row_id)
    return planted


def draft(vault: Vault, place: str) -> None:
    """Leave half-typed text with the word."""
    vault.save_draft(Draft(place, {"note": f"{NEEDLE} half typed"}, "note", 1, "2026-11-23T09:30:00Z"))


def _json() -> str:
    return f'["{NEEDLE}"]'


def _texts(vault: Vault, table: str) -> list[str]:
    rows = vault.database.rows("SELECT name, type FROM pragma_table_info(?)", (table,))
    return [row[0] for row in rows if row[1] == "TEXT" and row[0] not in _KEPT]


def _write(vault: Vault, table: str, row_id: str, column: str, text: str) -> bool:
    """Write, and write again, so that an earlier state has the word; say whether the column takes such a text."""
    try:
        for again in ("", " again"):
            version = vault.database.number(f"SELECT version FROM {table} WHERE id = ?", (row_id,))
            value = text if text.startswith("[") else f"{text}{again}"
            with vault.transaction("corrected", reason=f"{NEEDLE} told us") as tx:
                tx.update(table, row_id, {column: value}, version=version)
    except sqlcipher.IntegrityError:
        return False
    return True
