"""Opening a backup with a password or a recovery code, and trying it out without touching any vault."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from spoc_desk.clock import Clock
from spoc_desk.errors import (
    BackupDamaged,
    BackupForged,
    DatabaseDamaged,
    EmptyFile,
    Forged,
    Rollback,
    WrongPassword,
    WrongRecoveryCode,
)
from spoc_desk.machine import medium
from spoc_desk.machine.files import machine_trouble
from spoc_desk.vault import backup_copy, backup_file, migrate, opening, preauth, selftest
from spoc_desk.vault.backup_file import Head, Heard, Manifest
from spoc_desk.vault.check import VerifyReport
from spoc_desk.vault.keyslots import SlotKeys, SlotKind
from spoc_desk.vault.second_key import Secret

__all__ = ["Secret", "Tried", "Unsealed", "patiently", "reading", "take_out_proven", "try_backup", "unseal"]

_WRONG_CODE = "This code does not open this backup. It needs the sheet that was in force on the day of the backup."


@dataclass(frozen=True)
class Unsealed:
    """A backup that a secret opened."""

    head: Head
    slot_id: str
    slot_keys: SlotKeys = field(repr=False)
    master: bytes = field(repr=False)
    manifest: Manifest


@dataclass(frozen=True)
class Tried:
    """What came of opening and checking a backup."""

    manifest: Manifest
    size: int
    report: VerifyReport


@contextmanager
def reading(path: Path) -> Iterator[tuple[BinaryIO, Head]]:
    """Yield an open backup behind its head; what the medium refuses is told as a trouble of the medium."""
    try:
        descriptor, size = medium.old_file(path)
        with open(descriptor, "rb") as stream:
            medium.forget_cached(descriptor)
            yield stream, backup_file.read_head(stream, size)
    except OSError as err:
        raise medium.place_trouble(err) from None


def patiently(head: Head, secret: Secret, clock: Clock, memory: Path | None) -> AbstractContextManager[None]:
    """Count a wrong password of what is done inside, and refuse it while the wait lasts; a code need not wait.

    *memory* is where this computer remembers its vaults. Raises TooSoon.
    """
    return preauth.counted_for_backups(memory, head.header.vault, clock, by_code=secret.kind is SlotKind.RECOVERY)


def unseal(head: Head, secret: Secret) -> Unsealed:
    """Return the opened backup. Raises WrongPassword, WrongRecoveryCode, BackupForged, OutOfMemory."""
    try:
        found = opening.unseal_raw(head.header_raw, secret.secret, secret.kind, None)
    except Forged as err:
        raise BackupForged() from err
    if found is None:
        raise WrongRecoveryCode(sentence=_WRONG_CODE) if secret.kind is SlotKind.RECOVERY else WrongPassword()
    slot_id, slot_keys, master = found
    return Unsealed(head, slot_id, slot_keys, master, backup_file.open_manifest(head, master))


def take_out_proven(
    stream: BinaryIO, opened: Unsealed, folder: Path, heard: Heard, schema: Path, *, durable: bool = False
) -> VerifyReport:
    """Put the proven database of a backup into *folder* and return what a full check of it finds.

    Raises BackupStopped, BackupDamaged, BackupForged, TooNew, and what our own disk refuses.
    """
    digest, tail = backup_copy.take_out(stream, opened.head, folder, heard, durable=durable)
    backup_file.prove(digest, tail, opened.master)
    try:
        return backup_copy.check_copy(folder, opened.head, opened.master, opened.manifest, heard, schema=schema)
    except (DatabaseDamaged, EmptyFile, Rollback) as err:
        raise BackupDamaged() from err


def try_backup(
    path: Path,
    secret: Secret,
    heard: Heard,
    *,
    clock: Clock,
    memory: Path | None = None,
    room: Path | None = None,
    schema: Path = migrate.SCHEMA,
) -> Tried:
    """Return what opening and checking a backup finds, in a private folder that is removed afterwards.

    *room* is where that folder is made: the vault's own, or the system's place for passing things. *memory*: where
    wrong passwords are counted; without it nobody waits. Raises TooSoon, and what opening and reading one raises.
    """
    selftest.check_libraries()
    with reading(path) as (stream, head), _room(room) as work:
        with patiently(head, secret, clock, memory):
            opened = unseal(head, secret)
        report = take_out_proven(stream, opened, work, heard, schema)
    return Tried(opened.manifest, head.size, report)


@contextmanager
def _room(inside: Path | None) -> Iterator[Path]:
    if inside is not None:
        with backup_copy.private_room(inside) as room:
            yield room
        return
    try:
        # Holds the encrypted copy only, readable by nobody else.
        with tempfile.TemporaryDirectory(prefix="backup-") as name:
            yield Path(name)
    except OSError as err:
        raise machine_trouble(err) from None
