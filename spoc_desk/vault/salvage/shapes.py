"""The form of each table, as the schema says it: what stored values without names mean, and where their kin is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spoc_desk.errors import Damaged
from spoc_desk.vault import canonical
from spoc_desk.vault.connection import Database
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.salvage.cells import Cell

KERNEL: Final = frozenset({"meta", "audit", "audit_checkpoints", "audit_reasons", "row_history", "drafts"})
"""The tables without versions that the vault itself knows."""
RECKONED: Final = frozenset({
    "access_tally", "assurance_tally", "complaint_tally", "concern_tally", "consultation_tally", "decision_tally",
    "escalation_tally", "incident_tally", "relay_message_tally", "relay_tally", "relay_unlisted", "review_tally",
})  # fmt: skip
"""Tables that triggers keep: made anew from the rows they count, and never taken over."""

_AUDITED: Final = frozenset({"id", "version"})
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "INTEGER": (int,), "INT": (int,), "REAL": (float,), "TEXT": (str,), "BLOB": (bytes,),
    "ANY": (int, float, str, bytes),
}  # fmt: skip

Values = dict[str, SqlValue]


@dataclass(frozen=True)
class Column:
    """One column in the order of the file."""

    name: str
    kind: str
    required: bool
    default: SqlValue
    is_number: bool
    """Whether it is another name for the number of the row: then the file holds nothing in its place."""

    def takes(self, value: SqlValue) -> bool:
        """Say whether a value can stand here."""
        if value is None:
            return not self.required or self.is_number
        return isinstance(value, _KINDS.get(self.kind, (int, float, str, bytes)))


@dataclass(frozen=True)
class Shape:
    """One table."""

    name: str
    columns: tuple[Column, ...]
    parents: tuple[tuple[str, str], ...]
    """(column, table that holds the row it names)."""
    indexes: tuple[tuple[str, tuple[str, ...]], ...]
    """(name, its columns); those that hold every row."""

    @property
    def is_audited(self) -> bool:
        """Say whether each row has an id, a version and its place in the trail."""
        return _AUDITED.issubset(column.name for column in self.columns)

    def named(self, cell: Cell) -> Values | None:
        """Return the values of a cell with their names; None where they are no row of this table."""
        if len(cell.values) > len(self.columns):
            return None
        named: Values = {}
        for place, column in enumerate(self.columns):
            # A column that came later is not stored in the rows from before.
            value = cell.values[place] if place < len(cell.values) else column.default
            if column.is_number:
                value = cell.rowid
            elif column.kind == "REAL" and isinstance(value, int):
                value = float(value)  # the file keeps a whole number as such
            if not column.takes(value):
                return None
            named[column.name] = value
        return named


def shapes_of(db: Database) -> dict[str, Shape]:
    """Return the form of every table of an open database."""
    names = db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {str(name): _shape(db, str(name)) for (name,) in names}


def _shape(db: Database, name: str) -> Shape:
    listed = db.rows('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (name,))
    keys = sum(1 for row in listed if row["pk"])
    columns = tuple(
        Column(
            str(row["name"]), str(row["type"]).upper(), bool(row["notnull"]), _default(db, row["dflt_value"]),
            bool(row["pk"]) and keys == 1 and str(row["type"]).upper() == "INTEGER",
        )
        for row in listed
    )  # fmt: skip
    parents = db.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (name,))
    return Shape(name, columns, tuple((str(row[0]), str(row[1])) for row in parents), _indexes(db, name))


def _default(db: Database, words: str | None) -> SqlValue:
    if words is None:
        return None
    value: SqlValue = db.rows(f"SELECT {words}")[0][0]  # from our own schema
    return value


def _indexes(db: Database, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for (index,) in db.rows("SELECT name FROM pragma_index_list(?) WHERE partial = 0", (name,)):
        columns = [row[0] for row in db.rows("SELECT name FROM pragma_index_info(?)", (index,))]
        if all(columns):  # None stands for an expression
            found.append((str(index), tuple(str(column) for column in columns)))
    return tuple(found)


def content_of(values: Mapping[str, SqlValue]) -> bytes | None:
    """Return the canonical form of a row, as the trail's hashes are made over it; None for what has none."""
    try:
        return canonical.encode({column: value for column, value in values.items() if value is not None})
    except (ValueError, TypeError):
        return None


def row_of(content: str) -> Values | None:
    """Return the row behind the canonical text of an earlier state."""
    try:
        plain = canonical.decode(content.encode("ascii"))
        if not isinstance(plain, dict):
            return None
        return {column: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
                for column, value in plain.items()}  # fmt: skip
    except (Damaged, ValueError, KeyError, TypeError):
        return None
