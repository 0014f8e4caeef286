"""The file of the database before anything opens it: is it one at all, and does its journal tell the truth?"""

import struct
from pathlib import Path
from typing import Final

from spoc_desk.errors import DatabaseDamaged, DatabaseMissing, EmptyFile

PAGE_BYTES: Final = 4096
# The head of a rollback journal (sqlite.org/fileformat2.html, "The Rollback Journal"), up to the pages there were.
_JOURNAL_HEAD: Final = struct.Struct(">8s8xI")
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")


def check_file(path: Path) -> None:
    """Raise DatabaseMissing or EmptyFile for a file SQLite would take for a new, empty database; opens nothing."""
    try:
        size = path.stat().st_size
    except OSError as err:
        raise DatabaseMissing() from err
    if size < PAGE_BYTES or (size % PAGE_BYTES and not _journal_waits(path)):
        raise EmptyFile()


def _journal_waits(path: Path) -> bool:
    """Return whether a crash left work to undo; the database may then end in half a page."""
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0


def check_journal(path: Path) -> None:
    """Raise DatabaseDamaged for a journal that would make the file longer than it is; opens nothing else.

    SQLite believes the head of a journal: one changed bit there would let it fill the disk. No change of ours makes the
    file shorter, so it was never longer than it is now.
    """
    try:
        with path.with_name(path.name + "-journal").open("rb") as stream:
            head = stream.read(_JOURNAL_HEAD.size)
        size = path.stat().st_size
    except OSError:
        return  # none waits, or opening the database says what is wrong with it
    if len(head) == _JOURNAL_HEAD.size:
        magic, pages = _JOURNAL_HEAD.unpack(head)
        if magic == _JOURNAL_MAGIC and pages > -(-size // PAGE_BYTES):
            raise DatabaseDamaged()
