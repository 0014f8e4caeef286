"""Room to grow: the size of the file tells nothing of what was written (domain 2.3 rule 10).

Records of a relocation are rows like others, but they make the file longer, and a folder shows how long it is to
everybody. So the file grows in wide steps, at an unlock, and what is written afterwards takes the free pages inside it.
"""

from typing import Final

from spoc_desk.errors import UserError
from spoc_desk.vault.connection import PAGE_BYTES, Database, DatabaseFault

STEP_PAGES: Final = 4 * 1024 * 1024 // PAGE_BYTES
"""The empty tables and their indexes alone fill a good third of the first step: a relocation never tips it over."""
RESERVE_PAGES: Final = 512 * 1024 // PAGE_BYTES
# What a page takes of a long text: without SQLCipher's code at its end and the number of the next page.
_FILL_BYTES: Final = PAGE_BYTES - 80 - 4


def keep_room(db: Database) -> None:
    """Make the file as long as its next step, at least a reserve beyond what is in it.

    Where the disk is full the file stays as it is: nobody is kept from her records for the sake of its size.
    """
    pages = db.number("PRAGMA page_count")
    wanted = _next_step(pages - db.number("PRAGMA freelist_count"))
    if pages >= wanted:
        return
    try:
        db.execute("PRAGMA secure_delete = OFF")  # nothing is given back but noughts
        db.begin()
        _grow(db, wanted)
        db.commit()
        db.execute("PRAGMA secure_delete = ON")
    except (UserError, DatabaseFault):
        _undo(db)


def _undo(db: Database) -> None:
    try:
        db.roll_back()
        db.execute("PRAGMA secure_delete = ON")
    except (UserError, DatabaseFault):
        db.lose()  # what could not be undone here is undone from the journal by a new connection, with all its settings


def _next_step(used: int) -> int:
    return -(-(used + RESERVE_PAGES) // STEP_PAGES) * STEP_PAGES


def _grow(db: Database, wanted: int) -> None:
    """Fill the free pages and new ones, to the page, and give them all back."""
    db.execute("CREATE TABLE room (filling BLOB) STRICT")
    lacking = wanted - db.number("PRAGMA page_count") + db.number("PRAGMA freelist_count")
    db.execute("INSERT INTO room VALUES (zeroblob(?))", ((lacking - 2) * _FILL_BYTES,))
    while db.number("PRAGMA page_count") < wanted:
        db.execute("INSERT INTO room VALUES (zeroblob(?))", (_FILL_BYTES,))
    db.execute("DROP TABLE room")
