"""Bring a database to the newest schema: numbered .sql files, each in one transaction."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.errors import TooNew
from spoc_desk.vault.connection import Database

SCHEMA: Final = Path(__file__).resolve().parent / "schema"


def newest(schema: Path) -> int:
    """Return the number of the last step."""
    return max((number for number, _ in steps(schema)), default=0)


def steps(schema: Path) -> list[tuple[int, Path]]:
    """Return the numbered steps of a schema folder in order."""
    return sorted((int(path.name.split("_")[0]), path) for path in schema.glob("[0-9]*_*.sql"))


def version_of(db: Database, schema: Path) -> int:
    """Return how many steps a database has had. Raises TooNew when it knows more of them than this program."""
    version = db.number("PRAGMA user_version")
    if version > newest(schema):
        raise TooNew()
    return version


def migrate(db: Database, schema: Path, after_each: Callable[[int], None], *, last: int | None = None) -> None:
    """Apply the steps a database has not had; *after_each* runs within each step's transaction.

    *last*: the last step to apply, for a database that takes the rows of an older one as they are.
    """
    done = version_of(db, schema)
    for number, path in steps(schema):
        if number > done and (last is None or number <= last):
            _apply(db, number, path, after_each)


def _apply(db: Database, number: int, path: Path, after_each: Callable[[int], None]) -> None:
    db.begin()
    try:
        for statement in statements(path.read_text(encoding="utf-8")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number:d}")
        after_each(number)
        db.commit()
    except BaseException:
        db.roll_back()
        raise


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one; triggers keep their inner semicolons."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlcipher.complete_statement(gathered):
            yield gathered.strip()
            gathered = ""
    if not all(line.strip() == "" or line.lstrip().startswith("--") for line in gathered.splitlines()):
        raise ValueError("the last statement of a schema step is not finished")
