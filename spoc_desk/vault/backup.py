"""Making a backup: a copy by the database's own means, written to the stick, and read back from it before it counts.

The work comes in two halves. `take` needs the vault and its thread; `write` needs neither. Until everything that was
read back from the medium is proven, the file has a name that ends in `.partial`, and it never has another one.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from spoc_desk import VERSION
from spoc_desk.errors import (
    BackupDamaged,
    BackupForged,
    BackupPlaceFull,
    BackupPlaceGone,
    BackupStopped,
    BackupUnverified,
    BadAnswer,
    DatabaseDamaged,
    DiskFull,
    VaultTrouble,
)
from spoc_desk.machine import medium
from spoc_desk.machine.files import flush_folder
from spoc_desk.vault import backup_copy, backup_file, header, header_files, migrate
from spoc_desk.vault.backup_file import SUFFIX, Head, Heard, Manifest
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.vault import Vault, utc_words

PARTIAL: Final = ".partial"
_SPARE: Final = 2 * 1024 * 1024
_FLUSH_EVERY: Final = 8 * 1024 * 1024  # so that a stop, or a lock, never waits for a whole slow stick
_NAME: Final = re.compile(r"desk-([0-9a-f]{8})-(\d{8})-(\d{6})(?:-\d+)?" + re.escape(SUFFIX) + r"(\.partial)?")


@dataclass(frozen=True)
class Taken:
    """A copy of the vault on its own disk, ready to be written to a stick."""

    folder: Path
    name: str
    work: Path
    copy: Path
    head: Head
    manifest: Manifest
    schema: Path
    master: bytes = field(repr=False)


@dataclass(frozen=True)
class Written:
    """A backup that was read back from its medium and found whole."""

    folder: Path
    name: str
    size: int
    digest: str
    manifest: Manifest
    asked_medium: bool
    """Whether the system was told to forget the file before it was read back, so that the medium itself answered."""

    @property
    def path(self) -> Path:
        """Return where it lies."""
        return self.folder / self.name


def needed_bytes(vault: Vault) -> int:
    """Return how long the next backup will be, nearly."""
    return vault.database.number("PRAGMA page_count") * PAGE_BYTES + 2 * header.MOST_BYTES


def check_place(vault: Vault, folder: Path) -> None:
    """Raise the one sentence that says why no backup can go to *folder*; writes nothing."""
    try:
        there = folder.resolve(strict=True)
        is_folder = there.is_dir()
    except OSError:
        raise BackupPlaceGone() from None
    if not is_folder:
        raise BadAnswer("Choose a folder for the backup, not a file.", "folder")
    if there.is_relative_to(vault.folder.resolve()):
        raise BadAnswer("A backup inside the vault would be lost with it. Choose a stick or another disk.", "folder")
    if not os.access(there, os.W_OK):
        raise medium.place_trouble(PermissionError(13, ""))
    needed = needed_bytes(vault)
    if medium.free_and_total(there)[0] < needed + _SPARE:
        raise BackupPlaceFull()
    if medium.free_and_total(vault.folder)[0] < needed + _SPARE:
        raise DiskFull()


@contextmanager
def taken(vault: Vault, folder: Path, heard: Heard, *, schema: Path = migrate.SCHEMA) -> Iterator[Taken]:
    """Yield a copy of the vault for a backup in *folder*, made on the vault's thread; it is gone afterwards.

    Raises what check_place raises, and BackupStopped.
    """
    check_place(vault, folder)
    with backup_copy.private_room(vault.folder) as work:
        copy = work / "copy.db"
        master = vault.keys.master
        header_raw = header_files.load(vault.folder).raw
        header.prove(header_raw, master)
        with vault.database.unguarded():
            vault.database.copy_to(copy, lambda done, whole: heard(done * PAGE_BYTES, whole * PAGE_BYTES) or _stop())
            made_at = utc_words(vault.clock)
            manifest = backup_copy.count_up(vault.database, made_at, VERSION)
        head = backup_file.build_head(header_raw, manifest, master, copy.stat().st_size)
        name = _free_name(folder, vault.vault_id, made_at)
        yield Taken(folder, name, work, copy, head, manifest, schema, master)


def write(given: Taken, heard: Heard) -> Written:
    """Write the backup, read it back from the medium, check it from end to end, and only then give it its name.

    After any error nothing of it is left, where the medium still lets itself be written to. Raises BackupPlaceFull,
    BackupPlaceGone, BackupPlaceReadOnly, BackupTooLarge, BackupUnverified, BackupStopped; DatabaseDamaged where the
    vault itself has a fault.
    """
    partial = given.folder / (given.name + PARTIAL)
    with ExitStack() as undo:
        undo.callback(_take_away, partial)
        try:
            digest = _write(given, partial, heard)
            asked = _read_back(given, partial, digest, heard)
            final = given.folder / given.name
            partial.rename(final)
            undo.callback(_take_away, final)
            flush_folder(given.folder)
            if final.stat().st_size != given.head.size:
                raise BackupUnverified()
        except OSError as err:
            raise medium.place_trouble(err) from None
        undo.pop_all()
    return Written(given.folder, given.name, given.head.size, digest.hex(), given.manifest, asked)


def own_files(folder: Path, vault_id: str) -> list[Path]:
    """Return the backups of this vault in a folder, the oldest first, by their names. Raises BackupPlaceGone."""
    try:
        found = [path for path in folder.iterdir() if (match := _NAME.fullmatch(path.name)) and not match[4]]
    except OSError as err:
        raise medium.place_trouble(err) from None
    return sorted(path for path in found if path.name.startswith(f"desk-{vault_id[:8]}-"))


def of_others(folder: Path, vault_id: str) -> bool:
    """Say whether a folder holds backups, but none of this vault: perhaps it is the wrong stick."""
    try:
        names = [path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return False
    return bool(names) and not any(name.startswith(f"desk-{vault_id[:8]}-") for name in names)


def clear_partials(folder: Path, vault_id: str) -> None:
    """Remove what a pulled stick or a power cut left of this vault's backups."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(f"desk-{vault_id[:8]}-") and (match := _NAME.fullmatch(path.name)) and match[4]:
                _take_away(path)


def _write(given: Taken, partial: Path, heard: Heard) -> bytes:
    clear_partials(given.folder, given.manifest.vault)
    digest = hashlib.sha256(given.head.raw)
    whole, done, flushed = given.head.database_bytes, 0, 0
    with open(medium.new_file(partial), "wb", buffering=0) as stream:
        _all(stream.fileno(), given.head.raw)
        for piece in backup_file.pieces(given.copy):
            digest.update(piece)
            _all(stream.fileno(), piece)
            done += len(piece)
            if done - flushed >= _FLUSH_EVERY:
                os.fsync(stream.fileno())
                flushed = done
            if not heard(done, whole):
                raise BackupStopped()
        _all(stream.fileno(), backup_file.tail_of(digest.digest(), given.master))
        os.fsync(stream.fileno())
    given.copy.unlink()  # the same room on our own disk is needed for the copy that is read back
    return digest.digest()


def _all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _read_back(given: Taken, partial: Path, digest: bytes, heard: Heard) -> bool:
    """Check what the medium holds, and return whether it was the medium that answered."""
    descriptor, size = medium.old_file(partial)
    with open(descriptor, "rb") as stream:
        asked = medium.forget_cached(descriptor)
        try:
            head = backup_file.read_head(stream, size)
            found, tail = backup_copy.take_out(stream, head, given.work, heard)
            backup_file.prove(found, tail, given.master)
        except VaultTrouble:
            raise BackupUnverified() from None
    if found != digest or head.raw != given.head.raw:
        raise BackupUnverified()
    try:
        report = backup_copy.check_copy(given.work, head, given.master, given.manifest, heard, schema=given.schema)
    except (BackupForged, BackupDamaged):
        raise BackupUnverified() from None
    if not report.ok:
        # Byte for byte what was copied: the fault is in the vault itself.
        raise DatabaseDamaged()
    return asked


def _free_name(folder: Path, vault_id: str, made_at: str) -> str:
    """Return a name that says which vault and when (UTC), nothing else; every file system takes it."""
    stamp = made_at.translate({ord(sign): None for sign in "-:Z"}).replace("T", "-")
    stem = f"desk-{vault_id[:8]}-{stamp}"
    names = (f"{stem}{SUFFIX}", *(f"{stem}-{number}{SUFFIX}" for number in range(2, 100)))
    return next(name for name in names if not (folder / name).exists())


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _stop() -> bool:
    raise BackupStopped()
