"""The copy of a vault that is kept before a newer version of the program changes its tables.

In this order, so that a kill or a power cut at any point leaves the copy whole or absent, the vault old or new:

1. everything in the vault was checked (opening.py); it is copied under another name, and the copy is on the disk;
2. a connection of its own checks the copy from end to end and finds in it every row the vault has;
3. it gets its name, and only then the first step of the schema begins, which notes it in the trail;
4. a later unlock checks the changed vault from end to end, and then the copy goes.

Whoever has the vault's key has the copy's too, and it holds what the vault held. So a change of keys takes it away with
its generation, and a disposal before it begins.
"""

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final

from spoc_desk.errors import DatabaseDamaged, DiskFull, NoRoomForNewer, UserError, WriteFailed
from spoc_desk.machine.files import flush_folder, machine_trouble, make_private
from spoc_desk.vault import audit, check, disk_room, generations, subkeys
from spoc_desk.vault.audit import Tail
from spoc_desk.vault.check import Told, silent
from spoc_desk.vault.connection import PAGE_BYTES, Database
from spoc_desk.vault.tables import Tables
from spoc_desk.vault.vault import Keyring

KEPT_ACT: Final = "kept a copy before a newer version"
REMOVED_ACT: Final = "removed the copy from before a newer version"
_TIMES: Final = 2  # the copy, and as much for the journal of the steps and what they add
_SPARE: Final = 4 * 1024 * 1024


def keep(folder: Path, db: Database, keys: Keyring, told: Told = silent) -> None:
    """Keep a checked copy of the open database as it is; one that was kept of the same schema gives way.

    *told* hears how far the check of the copy is.

    Raises NoRoomForNewer, WriteFailed and the like; then nothing of it is left.
    """
    path = generations.copy_path(folder, keys.header.generation, db.number("PRAGMA user_version"))
    part = path.with_suffix(".part")
    _require_room(folder, db)
    try:
        part.unlink(missing_ok=True)
        db.copy_to(part, lambda _done, _whole: None)
        make_private(part)
        _flush(part)
        if not is_whole(part, keys, like=db, told=told):
            raise WriteFailed()
        part.replace(path)
        flush_folder(folder)
    except BaseException as err:
        _forget(part)
        trouble = machine_trouble(err) if isinstance(err, OSError) else err
        raise (NoRoomForNewer() if isinstance(trouble, DiskFull) else trouble) from err


def is_whole(path: Path, keys: Keyring, *, like: Database | None = None, told: Told = silent) -> bool:
    """Say whether a copy passes the full check on a connection of its own, and holds as much as *like*."""
    counts = keys.header
    try:
        copy = Database(path, subkeys.database_key(keys.master, counts.generation), counts.db_salt, only_read=True)
        try:
            copy.rows("PRAGMA temp_store = MEMORY")
            whole = like is None or _held(copy) == _held(like)
            return whole and check.full(copy, keys.chain, counts.vault, told).ok
        finally:
            copy.close()
    except DatabaseDamaged:
        return False


def is_kept(folder: Path, generation: int) -> bool:
    """Say whether a copy of this generation waits for a full check of the vault."""
    return any(number == generation for number, _path in generations.copies(folder))


def clear(folder: Path, *, proven: bool) -> tuple[tuple[str, str], ...]:
    """Remove half copies, and where the changed vault is *proven* the whole ones; return what to note: (act, reason).

    What cannot be removed stays for the next time.
    """
    going = [path for _number, path in generations.copies(folder) if proven or path.suffix == ".part"]
    try:
        return _remove(folder, going)
    except OSError:
        return ()


def take_away(folder: Path) -> tuple[tuple[str, str], ...]:
    """Remove every copy at once, before a record is disposed of. Raises ReadOnly and the like where one stays."""
    try:
        return _remove(folder, [path for _number, path in generations.copies(folder)])
    except OSError as err:
        raise machine_trouble(err) from err


def _remove(folder: Path, paths: list[Path]) -> tuple[tuple[str, str], ...]:
    for path in paths:
        path.unlink(missing_ok=True)
    if paths:
        flush_folder(folder)
    return ((REMOVED_ACT, ""),) if any(path.suffix == ".db" for path in paths) else ()


def _require_room(folder: Path, db: Database) -> None:
    needed = _TIMES * db.number("PRAGMA page_count") * PAGE_BYTES + _SPARE
    try:
        free = disk_room.free_bytes(folder)
    except UserError:
        return  # a disk that does not say so is tried
    if free < needed:
        raise NoRoomForNewer()


def _flush(path: Path) -> None:
    with path.open("r+b") as stream:  # Windows flushes only what may be written to
        os.fsync(stream.fileno())


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _held(db: Database) -> tuple[int, Tail, Counter[str]]:
    rows = Counter(
        {
            table.name: db.number(f"SELECT count(*) FROM {table.name}")  # noqa: S608
            for table in Tables(db).audited()
        }
    )
    return db.number("PRAGMA user_version"), audit.read_tail(db), rows
