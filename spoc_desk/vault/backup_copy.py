"""A copy of a database in a private folder, checked from end to end against what a backup says it holds."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from spoc_desk.errors import BackupForged, BackupStopped, Cancelled
from spoc_desk.machine.files import machine_trouble, make_private_folder
from spoc_desk.vault import audit, backup_file, check, migrate, opening
from spoc_desk.vault.backup_file import Head, Heard, Manifest
from spoc_desk.vault.check import VerifyReport
from spoc_desk.vault.connection import Database
from spoc_desk.vault.tables import Tables

ROOM: Final = "backup.work"
"""A folder inside the vault: what lies in it is encrypted as the vault is, and is gone when the work is done."""


@contextmanager
def private_room(inside: Path) -> Iterator[Path]:
    """Yield an empty private folder in *inside*; it is removed at the end, and one that a crash left before."""
    room = inside / ROOM
    clear_room(inside)
    make_private_folder(room)
    try:
        yield room
    finally:
        clear_room(inside)


def clear_room(inside: Path) -> None:
    """Remove what a crash may have left of a copy."""
    with suppress(OSError):
        shutil.rmtree(inside / ROOM)


def take_out(stream: BinaryIO, head: Head, folder: Path, heard: Heard, *, durable: bool = False) -> tuple[bytes, bytes]:
    """Write the database of a backup into *folder*; return the file's SHA-256 and its last part.

    *durable*: it is to stay. What is only looked at need never reach the disk.

    Raises BackupStopped, BackupDamaged, DiskFull and the like.
    """
    path = opening.database_path(folder, head.header.generation)
    with _private_file(path) as out:
        found = backup_file.through(stream, head, out.write, heard)
        if found is None:
            raise BackupStopped()
        out.finish(durable=durable)
    return found


@contextmanager
def _private_file(path: Path) -> Iterator["_Guarded"]:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as err:
        raise machine_trouble(err) from None
    with open(descriptor, "wb") as stream:
        yield _Guarded(stream)


class _Guarded:
    """A file of our own disk: what it refuses is told as a trouble of our own disk, not of the stick."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def finish(self, *, durable: bool) -> None:
        try:
            self._stream.flush()
            if durable:
                os.fsync(self._stream.fileno())
        except OSError as err:
            raise machine_trouble(err) from None

    def write(self, piece: bytes) -> None:
        try:
            self._stream.write(piece)
        except OSError as err:
            raise machine_trouble(err) from None


def check_copy(
    folder: Path, head: Head, master: bytes, manifest: Manifest, heard: Heard, *, schema: Path = migrate.SCHEMA
) -> VerifyReport:
    """Return what a full check finds of the copy in *folder*. Raises BackupForged where it is another one than said,
    and BackupStopped.
    """
    whole = head.database_bytes
    db, chain = opening.connect(folder, head.header, master, schema)
    try:
        db.heed(lambda: heard(whole, whole))
        report = check.full(db, chain, head.header.vault)
        if report.ok and count_up(db, manifest.made_at, manifest.app) != manifest:
            raise BackupForged()
    except Cancelled:
        raise BackupStopped() from None
    finally:
        db.close()
    return report


def count_up(db: Database, made_at: str, app: str) -> Manifest:
    """Return the manifest of an open database."""
    row = db.rows("SELECT vault_id, generation FROM meta")[0]
    tail = audit.read_tail(db)
    counts = {
        table.name: db.number(f"SELECT count(*) FROM {table.name}")  # noqa: S608
        for table in Tables(db).audited()
    }
    return Manifest(
        vault=str(row["vault_id"]),
        made_at=made_at,
        app=app,
        generation=int(row["generation"]),
        schema=db.number("PRAGMA user_version"),
        commit_no=tail.commit_no,
        entries=tail.seq,
        audit_head=tail.head.hex(),
        counts=counts,
    )
