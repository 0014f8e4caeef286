"""The tables of a vault as the kernel sees them: their columns and the statements it prepares once for each.

They name the table itself (`main.`): what is masked for somebody at the desk (masks.py) is written whole all the same.
"""

from typing import Final

from spoc_desk.vault import canonical
from spoc_desk.vault.connection import Database
from spoc_desk.vault.rows import Row

_AUDITED: Final = frozenset({"id", "version"})


class Table:
    """One audited table. Names come from the database itself, never from a caller, so they can stand in statements."""

    def __init__(self, name: str, columns: tuple[str, ...]) -> None:
        self.name = name
        self.columns = tuple(sorted(columns))
        self._listed = ", ".join(self.columns)
        self._inserts: dict[tuple[str, ...], str] = {}
        self._updates: dict[tuple[str, ...], str] = {}
        self.select_all = f"SELECT {self._listed} FROM main.{name}"  # noqa: S608
        self.select_one = f"{self.select_all} WHERE id = ?"
        self.delete_one = f"DELETE FROM main.{name} WHERE id = ?"  # noqa: S608

    def insert(self, columns: tuple[str, ...]) -> str:
        """Return the statement that stores a row and answers with it as stored."""
        sql = self._inserts.get(columns)
        if sql is None:
            self._know(columns)
            marks = ", ".join("?" * len(columns))
            sql = f"INSERT INTO main.{self.name} ({', '.join(columns)}) VALUES ({marks}) RETURNING {self._listed}"  # noqa: S608
            self._inserts[columns] = sql
        return sql

    def update(self, columns: tuple[str, ...]) -> str:
        """Return the statement that changes a row (last parameter: its id) and answers with it as stored."""
        sql = self._updates.get(columns)
        if sql is None:
            self._know(columns)
            changes = ", ".join(f"{column} = ?" for column in columns)
            sql = f"UPDATE main.{self.name} SET {changes} WHERE id = ? RETURNING {self._listed}"  # noqa: S608
            self._updates[columns] = sql
        return sql

    def _know(self, columns: tuple[str, ...]) -> None:
        unknown = set(columns) - set(self.columns)
        if unknown:
            raise KeyError(f"{self.name} has no column {', '.join(sorted(unknown))}")

    def content(self, row: Row) -> bytes:
        """Return the canonical form of a row.

        Columns that hold NULL are left out, so that a later schema can add a column without changing old rows.
        """
        return canonical.encode(
            {column: value for column, value in zip(self.columns, row, strict=True) if value is not None}
        )


class Tables:
    """All audited tables of one database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, Table] = {}

    def audited(self) -> tuple[Table, ...]:
        """Return every table that has the columns id and version."""
        names = self._db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        tables = (Table(str(name), self._columns(str(name))) for (name,) in names)
        return tuple(table for table in tables if _AUDITED.issubset(table.columns))

    def get(self, name: str) -> Table:
        """Return one audited table."""
        table = self._known.get(name)
        if table is None:
            self._known = {table.name: table for table in self.audited()}
            table = self._known[name]
        return table

    def _columns(self, name: str) -> tuple[str, ...]:
        return tuple(
            str(column) for (column,) in self._db.rows("SELECT name FROM pragma_table_info(?, 'main')", (name,))
        )
