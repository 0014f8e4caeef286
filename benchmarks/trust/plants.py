"""Faults planted in the program on purpose: the proof that the harness would notice them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spoc_desk.errors import UserError
from spoc_desk.machine import files
from spoc_desk.vault import check, connection, header_files, ledger, opening
from spoc_desk.vault.connection import Database
from spoc_desk.vault.ledger import Ledger


@contextmanager
def no_sync() -> Iterator[None]:
    """The database is never synced."""
    with _setting("synchronous = OFF"):
        yield


@contextmanager
def journal_deleted() -> Iterator[None]:
    """The journal is deleted instead of emptied, and its folder is not synced: SQLite's own usual settings."""
    with _setting("locking_mode = NORMAL", "synchronous = FULL", "journal_mode = DELETE"):
        yield


@contextmanager
def header_unsynced() -> Iterator[None]:
    """The header is written without a sync."""

    def write(path: Path, data: bytes) -> None:
        path.write_bytes(data)

    with _instead(files, "_write_new", write), _instead(files, "flush_folder", lambda _folder: None):
        yield


@contextmanager
def header_in_place() -> Iterator[None]:
    """The header is written over the one before, and there is no second copy of it."""
    real = header_files.save

    def save(folder: Path, raw: bytes) -> None:
        if not (folder / header_files.FIRST).exists():
            return real(folder, raw)
        try:
            descriptor = os.open(folder / header_files.FIRST, os.O_WRONLY | os.O_TRUNC)
            with open(descriptor, "wb") as stream:
                stream.write(raw)
            (folder / header_files.SECOND).unlink(missing_ok=True)
        except OSError as err:
            raise files.machine_trouble(err) from err

    with _instead(header_files, "save", save):
        yield


@contextmanager
def errors_swallowed() -> Iterator[None]:
    """A commit that fails says nothing."""
    real = Database.commit

    def commit(db: Database) -> None:
        try:
            real(db)
        except UserError:
            db.lose()

    with _instead(Database, "commit", commit):
        yield


@contextmanager
def repeated_blindly() -> Iterator[None]:
    """A commit that reports an error is believed to have failed, and what was saved before is saved again."""

    def believe(desk: Ledger, _change: object, err: UserError) -> None:
        desk._db.lose()
        raise err

    forgotten = "SELECT 1 FROM audit WHERE operation_id = ? AND 0"
    with _instead(ledger, "_SAVED_BEFORE", forgotten), _instead(Ledger, "_look", believe):
        yield


@contextmanager
def believed_after_a_crash() -> Iterator[None]:
    """Nothing is checked after an unclean end."""

    def content(*_words: object, **_options: object) -> Any:
        return check.VerifyReport(())

    with _instead(opening.check, "full", content):
        yield


@contextmanager
def _setting(*wanted: str) -> Iterator[None]:
    names = [each.split(" = ")[0] for each in wanted]
    kept = tuple(each for each in connection._SETTINGS if each.removeprefix("PRAGMA ").split(" = ")[0] not in names)
    with _instead(connection, "_SETTINGS", (*kept, *(f"PRAGMA {each}" for each in wanted))):
        yield


@contextmanager
def _instead(place: Any, name: str, other: object) -> Iterator[None]:
    real = getattr(place, name)
    setattr(place, name, other)
    try:
        yield
    finally:
        setattr(place, name, real)


PLANTS: dict[str, Callable[[], Any]] = {
    "no-sync": no_sync,
    "journal-deleted": journal_deleted,
    "header-unsynced": header_unsynced,
    "header-in-place": header_in_place,
    "errors-swallowed": errors_swallowed,
    "repeated-blindly": repeated_blindly,
    "believed-after-a-crash": believed_after_a_crash,
}
