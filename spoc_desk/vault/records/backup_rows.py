"""Backups as the vault remembers them: the last one, those of one place, and when the vault was made."""

from spoc_desk.domain.backups import Backup
from spoc_desk.vault.records.stores import BACKUPS
from spoc_desk.vault.records.table import Reader

_LAST = "ORDER BY verified_at DESC, rowid DESC LIMIT ?"


def last_backups(reader: Reader, most: int) -> list[Backup]:
    """Return the latest backups that were verified and not removed since, the newest first."""
    return BACKUPS.find(reader, "thinned_at IS NULL", (most,), tail=_LAST)


def backups_in(reader: Reader, folder: str) -> list[Backup]:
    """Return the verified backups of one folder that were not removed, the oldest first."""
    return BACKUPS.find(reader, "thinned_at IS NULL AND folder = ?", (folder,), tail="ORDER BY verified_at, rowid")


def backups_named(reader: Reader, file_name: str) -> list[Backup]:
    """Return what is remembered of a file of this name; two sticks may hold one each."""
    return BACKUPS.find(reader, "file_name = ?", (file_name,))


def made_at(reader: Reader) -> str:
    """Return when the vault was made (UTC text)."""
    row = reader.one("SELECT created_at FROM meta")
    return str(row[0]) if row is not None else ""
