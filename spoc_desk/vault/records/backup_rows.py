"""Backups as the vault remembers them: the last one, those of one place, and when the vault was made."""

from spoc_desk.domain.backups import Backup
from spoc_desk.vault.records.stores import BACKUPS
from spoc_desk.vault.records.table import Reader

_THERE = "thinned_at IS NULL AND destroyed_on IS NULL"
_LAST = "ORDER BY verified_at DESC, rowid DESC LIMIT ?"


def last_backups(reader: Reader, most: int) -> list[Backup]:
    """Return the latest backups that were verified and not removed since, the newest first."""
    return BACKUPS.find(reader, _THERE, (most,), tail=_LAST)


def backups_in(reader: Reader, folder: str) -> list[Backup]:
    """Return the verified backups of one folder that were not removed, the oldest first."""
    return BACKUPS.find(reader, f"{_THERE} AND folder = ?", (folder,), tail="ORDER BY verified_at, rowid")


def backups_named(reader: Reader, file_name: str) -> list[Backup]:
    """Return what is remembered of a file of this name; two sticks may hold one each."""
    return BACKUPS.find(reader, "file_name = ?", (file_name,))


def latest_made(reader: Reader) -> str:
    """Return when the latest backup was made that the vault ever knew of (UTC text), or ""."""
    row = reader.one("SELECT ifnull(max(made_at), '') FROM backups")
    return str(row[0]) if row is not None else ""


def made_at(reader: Reader) -> str:
    """Return when the vault was made (UTC text)."""
    row = reader.one("SELECT created_at FROM meta")
    return str(row[0]) if row is not None else ""


def backups_before(reader: Reader, commit_no: int) -> list[Backup]:
    """Return the backups made before a change that are still somewhere, the oldest first.

    Of the program itself: which backups there are is told on a certificate too.
    """
    where = f"deleted_at IS NULL AND {_THERE} AND commit_no < ?"
    columns = ", ".join(BACKUPS.columns)
    rows = reader.own_rows(f"SELECT {columns} FROM backups WHERE {where} ORDER BY made_at, rowid", (commit_no,))  # noqa: S608
    return [BACKUPS.record(row) for row in rows]


def last_disposal_commit(reader: Reader) -> int:
    """Return the number of the change that disposed of a record last; 0 where none was."""
    return int(reader.own_rows("SELECT ifnull(max(commit_no), 0) FROM disposals")[0][0])
