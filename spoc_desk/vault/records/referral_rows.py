"""The rows of a referral in the bin, and the number the next one gets."""

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row


def next_row_no(reader: Reader, referral_id: str, form: str) -> int:
    """Return the number of the next row of a kind; those in the bin count, so that one comes back to its place."""
    row = reader.one("SELECT max(row_no) FROM referral_rows WHERE referral_id = ? AND form = ?", (referral_id, form))
    return int(row[0] or 0) + 1 if row is not None else 1


def row_in_bin(reader: Reader, row_id: str) -> Row | None:
    """Return referral and version of a row that was taken out, or None."""
    return reader.one(
        "SELECT referral_id, version FROM referral_rows WHERE id = ? AND deleted_at IS NOT NULL", (row_id,)
    )
