"""The bare half of a comparison: what the program asks of the database is written down and asked again without it.

A tape stands where the program's connection stands. After each call the other half runs what is on the tape, with
the same parameters, on a connection of its own to a twin of the file. So both files go through the same states.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.vault import connection

Statement = tuple[str, Sequence[object]]


class Tape:
    """A connection that writes down every statement before it runs it."""

    def __init__(self, real: Any, written: list[Statement]) -> None:
        object.__setattr__(self, "_real", real)
        object.__setattr__(self, "_written", written)

    def execute(self, sql: str, params: Sequence[object] = ()) -> Any:
        self._written.append((sql, params))
        return self._real.execute(sql, params)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._real, name, value)


class _TapedLibrary:
    """Stands where the program looks for the database library."""

    def __init__(self, written: list[Statement]) -> None:
        self._written = written

    def connect(self, *words: Any, **options: Any) -> Tape:
        return Tape(sqlcipher.connect(*words, **options), self._written)

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlcipher, name)


@contextmanager
def taped(written: list[Statement]) -> Iterator[None]:
    """Let every connection the program opens in here write to *written*."""
    before = connection.sqlcipher
    connection.sqlcipher = _TapedLibrary(written)
    try:
        yield
    finally:
        connection.sqlcipher = before


class Twin:
    """The other file, and the bare connection to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = None

    @classmethod
    def of(cls, path: Path) -> "Twin":
        """Return a twin of a database that is closed."""
        twin = path.with_name(f"twin-{path.name}")
        shutil.copy(path, twin)
        return cls(twin)

    def open(self) -> None:
        """Connect as the program does."""
        self._connection = sqlcipher.connect(
            f"{self._path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, cached_statements=256
        )
        self._connection.row_factory = sqlcipher.Row

    def run(self, statements: Sequence[Statement]) -> None:
        """Run statements and fetch all they answer."""
        execute = self._connection.execute
        for sql, params in statements:
            execute(sql, params).fetchall()

    def close(self) -> None:
        """Leave the file."""
        self._connection.close()


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
