"""Rows that are not there for the person at the desk, whatever question is asked.

Beside masks.py, and by the same means: a view of the same name lies before each such table, on this connection alone
and never in the file, and holds only the rows whose owner is hers. While the program itself asks, and inside a change,
every row is there; what a change writes is held against her owners row by row (vault/transaction.py).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from spoc_desk.vault.rows import Row, SqlValue

_OWN: Final = "desk_own"
_TODAY: Final = "desk_today"
_LIFTED: Final = "desk_lifted"


class Asked(Protocol):
    """The connection, as far as it is asked here."""

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]: ...

    def unguarded(self) -> AbstractContextManager[None]: ...


@dataclass(frozen=True)
class RowSight:
    """Which rows somebody sees. All words of it are SQL of this program; ids come in by the named lists."""

    owners: str
    """A question for the ids of the owners that are hers. `desk_today()` is the day."""
    owner_of: Mapping[str, str]
    """Tables, and in each who owns its row `t`: an id, or NULL for a row of the whole desk."""
    table: str
    """The table in which the owners themselves lie."""
    lists: Mapping[str, Callable[[], tuple[str, ...]]]
    """Lists of ids that *owners* asks, each a table with the column `id`; asked for when the views are laid."""
    grows: str
    """The list that a new owner is added to: whoever records one has it."""
    today: Callable[[], date]
    whole_desk: frozenset[str] = frozenset()
    """Acts that write rows of every owner: they are about the desk."""


@dataclass
class RowWall:
    """The row sight of one connection. While `lifted` or `in_change` every row is there."""

    sight: RowSight | None = None
    lifted: int = 0
    in_change: bool = False
    laid: list[str] = field(default_factory=list)

    def refuses(self, table: str | None, through: str | None) -> bool:
        """Say whether a statement reads a table past its view."""
        return self.sight is not None and through is None and not self.lifted and table in self.sight.owner_of

    def lay(self, connection: Any, columns_of: Callable[[str], Iterable[str]]) -> None:
        """Put the views before their tables on a new *connection* (Any: the library has no types)."""
        self.laid = []
        sight = self.sight
        if sight is None:
            return
        connection.create_function(_TODAY, 0, lambda: sight.today().isoformat())
        connection.create_function(_LIFTED, 0, lambda: int(bool(self.lifted or self.in_change)))
        for name, ids in sight.lists.items():
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
            connection.execute(f"CREATE TEMP TABLE {name} (id TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.executemany(f"INSERT OR IGNORE INTO temp.{name} VALUES (?)", [(one,) for one in ids()])  # noqa: S608
        # A row without an owner is the whole desk's: its owner is then "".
        self._view(connection, _OWN, f"SELECT '' AS id UNION ALL SELECT id FROM ({sight.owners})")  # noqa: S608
        for table, owner in sight.owner_of.items():
            columns = ", ".join(columns_of(table))
            if columns:  # a table this vault has
                seen = f"ifnull({owner}, '') IN (SELECT id FROM temp.{_OWN}) OR (SELECT {_LIFTED}())"  # noqa: S608
                self._view(connection, table, f"SELECT {columns}, rowid AS rowid FROM main.{table} AS t WHERE {seen}")  # noqa: S608

    def take_off(self, connection: Any) -> None:
        """Take the views away again."""
        for name in reversed(self.laid):
            connection.execute(f"DROP VIEW IF EXISTS temp.{name}")
        self.laid = []

    def owners(self, db: Asked) -> set[str]:
        """Return the owners whose rows the person at the desk sees now."""
        return {str(row[0]) for row in db.rows(f"SELECT id FROM temp.{_OWN}")}  # noqa: S608

    def add_owner(self, db: Asked, owner: str) -> None:
        """Let somebody see the owner she has just recorded; undone with the change."""
        if self.sight is not None:
            db.rows(f"INSERT OR IGNORE INTO temp.{self.sight.grows} VALUES (?)", (owner,))  # noqa: S608

    def owner(self, db: Asked, table: str, row_id: str) -> str:
        """Return who owns a row; "" for one of the whole desk, and where every row is hers."""
        if self.sight is None or table not in self.sight.owner_of:
            return ""
        with db.unguarded():
            sql = f"SELECT {self.sight.owner_of[table]} FROM main.{table} AS t WHERE t.id = ?"  # noqa: S608
            found = db.rows(sql, (row_id,))
        return str(found[0][0] or "") if found else ""

    def _view(self, connection: Any, name: str, sql: str) -> None:
        connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
        self.laid.append(name)
