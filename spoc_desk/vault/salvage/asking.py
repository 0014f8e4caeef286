"""Reading a damaged database through the library: a fresh connection for each attempt, around what cannot be read.

After a bad page a connection is not trusted with the next question. Rows are asked for from both ends, then the
stretch between is halved until what is bad stands alone; an index tells which rows there are in it.
"""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Final

from spoc_desk.errors import UserError
from spoc_desk.vault.connection import Database, DatabaseFault
from spoc_desk.vault.rows import Row, SqlValue
from spoc_desk.vault.salvage.finds import Finds
from spoc_desk.vault.salvage.shapes import Shape, Values

_LEAST, _MOST = -(2**63), 2**63 - 1
_MOST_ATTEMPTS: Final = 60
"""For one table. What lies on whole pages is read page by page as well (sorting.py)."""

Stretch = tuple[int, int]


class Asker:
    """Asks one damaged copy."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self._opened_by = (path, key, salt)
        self.attempts = 0
        self.failures = 0

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> Iterator[Row]:
        """Yield what a fresh connection answers, as far as it comes."""
        self.attempts += 1
        try:
            path, key, salt = self._opened_by
            db = Database(path, key, salt, only_read=True)
        except (UserError, DatabaseFault):
            self.failures += 1
            return
        try:
            yield from db.each(sql, params)
        except (UserError, DatabaseFault):
            self.failures += 1
        finally:
            db.close()

    @property
    def answers(self) -> bool:
        """Whether the library opens the file at all."""
        return any(True for _ in self.rows("SELECT 1 FROM sqlite_master LIMIT 1"))

    def read_table(self, shape: Shape, finds: Finds, *, from_backup: bool = False) -> None:
        """Put every row of a table that can be got at into *finds*."""
        names = [str(row[0]) for row in self.rows("SELECT name FROM pragma_table_info(?)", (shape.name,))]
        known = [column.name for column in shape.columns if column.name in names]
        if not known:
            return
        reading = _Reading(self, shape, known)
        for values in reading.all():
            finds.add(shape, values, from_backup=from_backup)
        if not reading.is_whole:
            self._read_hints(shape, finds)

    def _read_hints(self, shape: Shape, finds: Finds) -> None:
        """Put what the indexes say of the rows of a table into *finds*."""
        by_number: dict[int, Values] = {}
        for name, columns in shape.indexes:
            listed = ", ".join(columns)
            for order in ("ASC", "DESC"):
                asked = f"SELECT rowid, {listed} FROM {shape.name} INDEXED BY {name} ORDER BY {columns[0]} {order}"  # noqa: S608
                for rowid, *values in self.rows(asked):
                    by_number.setdefault(int(rowid), {}).update(zip(columns, values, strict=True))
        for hint in by_number.values():
            row_id = hint.get("id")
            if isinstance(row_id, str):
                finds.hints[(shape.name, row_id)] = hint


class _Reading:
    """One table, from both ends and then by halves."""

    def __init__(self, asker: Asker, shape: Shape, columns: list[str]) -> None:
        self._asker = asker
        self._shape = shape
        self._columns = columns
        self._left = _MOST_ATTEMPTS
        self.is_whole = True

    def all(self) -> Iterator[Values]:
        """Yield every row that can be read, some perhaps twice."""
        bad = yield from self._stretch((_LEAST, _MOST))
        if bad is None:
            return
        self.is_whole = False
        numbers = self._numbers(bad)
        yield from self._halves(bad, numbers) if numbers else ()

    def _halves(self, bad: Stretch, numbers: list[int]) -> Iterator[Values]:
        waiting = [numbers]
        while waiting and self._left > 0:
            part = waiting.pop()
            still = yield from self._stretch((max(part[0], bad[0]), min(part[-1], bad[1])))
            if still is None:
                continue
            inside = [number for number in part if still[0] <= number <= still[1]]
            if len(inside) > 1:
                middle = len(inside) // 2
                waiting += [inside[middle:], inside[:middle]]

    def _stretch(self, stretch: Stretch) -> Generator[Values, None, Stretch | None]:
        """Yield the rows of a stretch from both ends; return what could not be read between them."""
        low, high = stretch
        for order in ("ASC", "DESC"):
            failures = self._asker.failures
            self._left -= 1
            for rowid, *values in self._asker.rows(self._question(order), (low, high)):
                low, high = (int(rowid) + 1, high) if order == "ASC" else (low, int(rowid) - 1)
                yield dict(zip(self._columns, values, strict=True))
            if self._asker.failures == failures or low > high:
                return None
        return low, high

    def _question(self, order: str) -> str:
        listed = ", ".join(self._columns)
        return f"SELECT rowid, {listed} FROM {self._shape.name} WHERE rowid BETWEEN ? AND ? ORDER BY rowid {order}"  # noqa: S608

    def _numbers(self, bad: Stretch) -> list[int]:
        """Return the numbers of the rows in a stretch, as far as an index tells them."""
        found: set[int] = set()
        for name, columns in self._shape.indexes[:1]:
            for order in ("ASC", "DESC"):
                asked = f"SELECT rowid FROM {self._shape.name} INDEXED BY {name} ORDER BY {columns[0]} {order}"  # noqa: S608
                found.update(int(row[0]) for row in self._asker.rows(asked))
        return sorted(number for number in found if bad[0] <= number <= bad[1])
