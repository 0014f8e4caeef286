"""The generations of the database in a vault's folder: one counts, what lies beside it was left by a change of keys.

A change of keys is announced in the old generation before the file of the new one is begun. So a later generation
that nobody announced tells that the header and the database that lie here are older than what this folder has seen.

Beside the one that counts may lie a copy of it from before a newer version of the program (before_newer.py). It opens
with the same key, so it goes with its generation.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from spoc_desk.errors import MachineTrouble, Rollback
from spoc_desk.machine.files import flush_folder
from spoc_desk.vault import header_files
from spoc_desk.vault.connection import Database

BEGUN: Final = "new keys begun"
GIVEN_UP: Final = "new keys given up"
_NAME: Final = re.compile(r"vault-([1-9][0-9]{0,8})\.db")
_COPY: Final = re.compile(r"vault-([1-9][0-9]{0,8})\.before-[0-9]{1,9}\.(?:db|part)")
_LAST_WORD: Final = (
    f"SELECT act FROM audit WHERE act IN ('{BEGUN}', '{GIVEN_UP}') AND reason = ? ORDER BY seq DESC LIMIT 1"  # noqa: S608
)


def database_path(folder: Path, generation: int) -> Path:
    """Return where one generation of the database lies."""
    return folder / f"vault-{generation}.db"


def words(generation: int) -> str:
    """Return how the trail names a generation."""
    return f"generation {generation}"


def present(folder: Path) -> tuple[int, ...]:
    """Return the generations that lie in a folder."""
    found = (_NAME.fullmatch(path.name) for path in folder.glob("vault-*.db"))
    return tuple(sorted(int(match[1]) for match in found if match))


def copy_path(folder: Path, generation: int, version: int) -> Path:
    """Return where the copy lies that is kept of a generation before the step after *version* of the schema."""
    return folder / f"vault-{generation}.before-{version}.db"


def copies(folder: Path) -> tuple[tuple[int, Path], ...]:
    """Return the copies that lie in a folder, half ones too, each with its generation."""
    found = ((_COPY.fullmatch(path.name), path) for path in sorted(folder.glob("vault-*.before-*")))
    return tuple((int(match[1]), path) for match, path in found if match)


def refuse_missing(folder: Path, generation: int) -> None:
    """Raise Rollback where the database of the header is gone and a later one is there: an old header was put back."""
    found = present(folder)
    if generation not in found and any(other > generation for other in found):
        raise Rollback()


def refuse_later(folder: Path, db: Database, generation: int) -> None:
    """Raise Rollback where a later generation lies here that this one never announced."""
    for other in sorted({*present(folder), *(number for number, _path in copies(folder))}):
        if other > generation:
            row = db.one(_LAST_WORD, (words(other),))
            if row is None or row[0] != BEGUN:
                raise Rollback()


def clear(folder: Path, raw: bytes, generation: int) -> tuple[tuple[str, str], ...]:
    """Remove every generation that does not count, and return what to note of it: (act, reason).

    Call it with the header's bytes when the generation that counts was checked. What cannot be removed stays for the
    next time.
    """
    there = {*present(folder), *(number for number, _path in copies(folder))}
    others = sorted(there - {generation})
    if not others:
        return ()
    try:
        # A crash may have left the new header on the disk without its folder flushed: the old database goes after that.
        header_files.save(folder, raw)
    except MachineTrouble:
        return ()
    for other in others:
        remove(folder, other)
    return tuple((GIVEN_UP if other > generation else "old keys ended", words(other)) for other in others)


def remove(folder: Path, generation: int) -> None:
    """Remove the files of one generation; the database last, so that what is left is still known by its name."""
    path = database_path(folder, generation)
    with suppress(OSError):
        for number, copy in copies(folder):
            if number == generation:
                copy.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        flush_folder(folder)
