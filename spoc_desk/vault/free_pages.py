"""Free pages after a power cut: half of what an interrupted change had begun to write there, and it belongs to nobody.

SQLite keeps no copy of a free page before it takes it: nothing was on it. Where the power goes while it is written, the
change is undone and the page is free again, but it holds half a write, and SQLCipher's check of every page calls the
file damaged. So after an interruption such a page is told from one that is in use, and is written anew.
"""

from itertools import islice
from typing import Final

from spoc_desk.errors import UserError
from spoc_desk.vault.connection import PAGE_BYTES, Database, DatabaseFault

_MOST: Final = 1_000_000  # pages of 4 KB: more than a vault may have
# What a page takes of a long text: without SQLCipher's code at its end and the number of the next page.
_FILL_BYTES: Final = PAGE_BYTES - 80 - 4


def broken(db: Database) -> list[str]:
    """Return a line for every page that SQLCipher's own check does not find whole; ends where no file has so many."""
    return [str(row[0]) for row in islice(db.each("PRAGMA cipher_integrity_check"), _MOST)]


def are_free(db: Database, lines: list[str]) -> bool:
    """Say whether all the pages of *lines* are free: then every page in use, read anew, is whole and in its place."""
    if len(lines) > db.number("PRAGMA freelist_count"):
        return False
    db.reopen()  # what is kept in memory would not be read again
    return [row[0] for row in db.rows("PRAGMA integrity_check")] == ["ok"]


def make_good(db: Database) -> int:
    """Write every free page anew where one of them is not whole; return how many were not.

    Where the disk is full they stay as they are, and the next full check makes them good.
    """
    count = len(broken(db))
    if not count:
        return 0
    try:
        db.begin()
        db.execute("CREATE TABLE free_pages (filling BLOB) STRICT")
        while free := db.number("PRAGMA freelist_count"):
            db.execute("INSERT INTO free_pages VALUES (zeroblob(?))", (max(free - 2, 1) * _FILL_BYTES,))
        db.execute("DROP TABLE free_pages")  # secure_delete is on: each of them is written
        db.commit()
    except (UserError, DatabaseFault):
        try:
            db.roll_back()
        except (UserError, DatabaseFault):
            db.lose()
        return 0
    return count
