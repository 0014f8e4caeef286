"""From a damaged vault to one that opens, with what could be read. The damaged folder is kept, to the last byte.

Order, so that a power cut at any point leaves the damaged vault or a whole new one: the files are copied byte for byte
into `<name>.salvaging` and read there; the new vault is made beside them, checked from end to end and opened; then it
becomes `<name>.salvaged`, the damaged one `damaged-<day>`, and the new one takes its name (backup_restore.finish).
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import (
    AlreadyExists,
    BackupOfAnotherVault,
    BackupStopped,
    BadAnswer,
    DatabaseMissing,
    DiskFull,
    NoMemory,
    NothingToSave,
    ReadOnly,
    SalvageFailed,
    SalvageStopped,
    WrongPassword,
    WrongRecoveryCode,
)
from spoc_desk.machine.files import free_bytes, machine_trouble, make_private_folder
from spoc_desk.machine.lockfile import LockFile
from spoc_desk.vault import (
    backup_copy,
    backup_file,
    backup_reading,
    backup_restore,
    generations,
    header_files,
    migrate,
    opening,
    selftest,
)
from spoc_desk.vault.connection import DatabaseFault
from spoc_desk.vault.keyslots import SlotKeys, SlotKind
from spoc_desk.vault.salvage import copying, making, reading
from spoc_desk.vault.salvage.people import Opener
from spoc_desk.vault.salvage.reading import BesideIt, Opened, Read
from spoc_desk.vault.salvage.report import Comparison, Report, count_up
from spoc_desk.vault.salvage.shapes import Shape
from spoc_desk.vault.second_key import Secret

SALVAGING: Final = ".salvaging"
_WORK: Final = "copies"
_BACKUPS: Final = "backups"
_TIMES: Final = 4  # the copy, the one with its journal, the new vault, and room for its own journal
_SPARE: Final = 4 * 1024 * 1024
_WRONG_CODE: Final = "This code does not open this vault. A newer sheet may have taken its place."
COPYING, READING, COMPARING, BUILDING, CHECKING = (
    "Copying the damaged files", "Reading what can be read", "Reading the backup", "Making the new vault",
    "Checking the new vault",
)  # fmt: skip

Told = Callable[[str, int, int], bool]
"""Told (what is going on, steps done, steps in all); answers False to stop."""


@dataclass(frozen=True)
class Backup:
    """A backup to lay beside the damaged vault, and what opens it."""

    path: Path
    secret: Secret


@dataclass(frozen=True)
class Salvaged:
    """What came of a salvage."""

    folder: Path
    vault_id: str
    report: Report
    kept_as: Path | None
    """Where the damaged vault lies now; None where it is still in its place."""


def look_into(
    folder: Path, secret: Secret, told: Told, *, backup: Backup | None = None, schema: Path = migrate.SCHEMA
) -> Report:
    """Return what a salvage of a damaged vault would bring back; changes nothing.

    Raises WrongPassword, WrongRecoveryCode, Damaged where no copy of the header is whole, DatabaseMissing,
    NothingToSave, Busy, SalvageStopped, and what the disk refuses.
    """
    with _at_work(folder, secret, told, schema, backup, room=_beside(folder)) as work:
        return work.report()


def salvage(
    folder: Path,
    secret: Secret,
    told: Told,
    *,
    clock: Clock,
    into: Path | None = None,
    backup: Backup | None = None,
    schema: Path = migrate.SCHEMA,
) -> Salvaged:
    """Make a new vault of what can be read, in place of the damaged one or, where given, *into* another folder.

    The damaged one is renamed `damaged-<day>` and kept. Raises what look_into raises, AlreadyExists where *into* holds
    something, SalvageFailed where what was read makes no whole vault. After any error everything is as it was.
    """
    if into is not None:
        _refuse_place(into, folder)
    room = _beside(into or folder)
    with _at_work(folder, secret, told, schema, backup, room=room) as work:
        terms = making.Terms(
            schema, work.step, work.shapes, clock,
            lambda done, whole: _hear(told, BUILDING, done, whole),
            lambda done, whole: _hear(told, CHECKING, done, whole),
        )  # fmt: skip
        try:
            made = making.make(room, work.read, work.opened, work.opener, secret, terms)
        except SalvageFailed:
            # Rather a vault in which nothing is proven than none.
            making.clear(room)
            work.read = reading.without_proof(work.read, work.shapes)
            made = making.make(room, work.read, work.opened, work.opener, secret, terms)
        report = replace(work.report(), states_lost=made.lost_states, ways_in_lost=made.ways_in_lost)
        shutil.rmtree(room / _WORK)
        if into is not None:
            backup_restore.rename(room, into)
            return Salvaged(into, work.opened.header.vault, report, None)
        done = backup_restore.beside(folder, backup_restore.SALVAGED)
        backup_restore.clear(done)
        backup_restore.rename(room, done)
        work.lock.release()
        kept = backup_restore.change_places(done, folder, clock, stem="damaged")
        return Salvaged(folder, work.opened.header.vault, report, kept)


def _hear(told: Told, words: str, done: int, whole: int) -> None:
    if not told(words, done, whole):
        raise SalvageStopped()


def _beside(folder: Path) -> Path:
    return backup_restore.beside(folder, SALVAGING)


def _refuse_place(into: Path, folder: Path) -> None:
    try:
        if into.resolve().is_relative_to(folder.resolve()):
            raise BadAnswer("A vault inside the damaged one would change it. Choose another folder.", "into")
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            raise AlreadyExists()
        if into.exists():
            into.rmdir()
    except OSError as err:
        raise machine_trouble(err) from None


@dataclass
class _Work:
    """A damaged vault that was read."""

    read: Read
    opened: Opened
    opener: Opener
    shapes: dict[str, Shape]
    step: int | None
    comparison: Comparison | None
    lock: LockFile

    def report(self) -> Report:
        """Return what was found."""
        read = self.read
        report = count_up(read.finds, read.said, read.judged, self.shapes, can_prove=read.keys is not None)
        return replace(report, comparison=self.comparison, roles=self._roles())

    def _roles(self) -> tuple[str, ...]:
        rows = self.read.judged.rows
        slot = rows.get(("keyslots", self.opener.slot_id))
        user = rows.get(("users", str(slot[0].get("user_id")))) if slot is not None else None
        try:
            roles = json.loads(str(user[0]["roles"])) if user is not None else []
        except ValueError:
            return ()
        return tuple(str(role) for role in roles) if isinstance(roles, list) else ()


@contextmanager
def _at_work(
    folder: Path, secret: Secret, told: Told, schema: Path, backup: Backup | None, *, room: Path
) -> Iterator[_Work]:
    selftest.check_libraries()
    loaded = header_files.load(folder)
    path = generations.database_path(folder, loaded.header.generation)
    with _plainly(), _locked(folder) as lock:
        backup_restore.clear(room)
        try:
            slot_id, slot_keys, master = _unseal(loaded.raw, secret)
            opened = Opened(loaded.header, master)
            copies = _copy(path, room, told)
            step = reading.schema_step(copies[0], opened, schema)
            shapes = making.shapes_at(room / _WORK, schema, step)
            beside, manifest = _beside_it(backup, opened, room, told) if backup is not None else (None, None)
            tries = [
                reading.read(copy, opened, shapes, beside, lambda done, whole: _hear(told, READING, done, whole))
                for copy in _variants(copies, opened)
            ]
            best = max(tries, key=lambda each: each.worth)
            if not best.judged.rows:
                raise NothingToSave()
            comparison = None if manifest is None else _compare(best, manifest)
            yield _Work(best, opened, Opener(slot_id, slot_keys), shapes, step, comparison, lock)
        finally:
            backup_restore.clear(room)


@contextmanager
def _plainly() -> Iterator[None]:
    """Whatever a damaged file brings about ends in a sentence."""
    try:
        yield
    except OSError as err:
        raise machine_trouble(err) from None
    except MemoryError as err:
        raise NoMemory() from err
    except DatabaseFault as err:
        raise SalvageFailed() from err


@contextmanager
def _locked(folder: Path) -> Iterator[LockFile]:
    """Hold the lock of the damaged vault; one on a disk that cannot be written to is read all the same."""
    lock = LockFile(folder / opening.LOCK)
    with suppress(ReadOnly):
        lock.acquire()
    try:
        yield lock
    finally:
        lock.release()


def _unseal(raw: bytes, secret: Secret) -> tuple[str, SlotKeys, bytes]:
    found = opening.unseal_raw(raw, secret.secret, secret.kind, None)
    if found is None:
        raise WrongRecoveryCode(sentence=_WRONG_CODE) if secret.kind is SlotKind.RECOVERY else WrongPassword()
    return found


def _copy(path: Path, room: Path, told: Told) -> list[Path]:
    """Copy the database byte for byte, and once more with its journal where a crash left one."""
    if not path.is_file():
        raise DatabaseMissing()
    journal = path.with_name(f"{path.name}-journal")
    waits = journal.is_file() and journal.stat().st_size > 0
    if free_bytes(room.parent) < _TIMES * path.stat().st_size + _SPARE:
        raise DiskFull()
    work = room / _WORK
    make_private_folder(room)
    make_private_folder(work)
    copies = [work / "damaged.db"] + ([work / "rolled-back.db"] if waits else [])

    def heard(done: int, whole: int) -> None:
        _hear(told, COPYING, done, whole)

    heard(0, 1)
    for copy in copies:
        copying.copy_file(path, copy, heard)
    if waits:
        copying.copy_file(journal, copies[1].with_name(f"{copies[1].name}-journal"), heard)
    return copies


def _variants(copies: list[Path], opened: Opened) -> Iterator[Path]:
    """Yield the copy as it is, and the one whose half-done change was undone: what is lost in one may be in the other.

    The copy with the journal first: it is what an unlock would see.
    """
    for copy in reversed(copies):
        if copy is not copies[0]:
            reading.roll_back(copy, opened)
        reading.whole_pages(copy)
        yield copy


def _beside_it(backup: Backup, opened: Opened, room: Path, told: Told) -> tuple[BesideIt, backup_file.Manifest]:
    def heard(done: int, whole: int) -> bool:
        return told(COMPARING, done, whole)

    with backup_reading.reading(backup.path) as (stream, head):
        if head.header.vault != opened.header.vault:
            raise BackupOfAnotherVault()
        found = backup_reading.unseal(head, backup.secret)
        place = room / _WORK / "backup"
        make_private_folder(place)
        try:
            digest, tail = backup_copy.take_out(stream, head, place, heard)
        except BackupStopped:
            raise SalvageStopped() from None
        backup_file.prove(digest, tail, found.master)
    path = generations.database_path(place, head.header.generation)
    return BesideIt(path, head.header, found.master), found.manifest


def _compare(read: Read, manifest: backup_file.Manifest) -> Comparison:
    return Comparison(manifest.made_at, _changes_since(read, manifest.commit_no), read.judged.filled)


def _changes_since(read: Read, commit_no: int) -> int:
    """Count the changes of records after a backup; with a gap in the trail everything that was committed since."""
    entries = (*read.said.whole, *read.said.later)
    if read.said.is_whole:
        # The list of backups itself is changed by every backup.
        changed = (entry for entry in entries if entry.version and entry.table_name != _BACKUPS)
        return len({entry.commit_no for entry in changed if entry.commit_no > commit_no})
    commits = [entry.commit_no for entry in entries]
    commits += [int(str(meta["commit_counter"])) for meta in read.finds.metas]
    return max(0, max(commits, default=0) - commit_no)
