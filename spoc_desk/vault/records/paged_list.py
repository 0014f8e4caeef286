"""What the long lists share: a condition that grows with its values, one page of ids, and a search by reference."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import SqlValue

_END = "\U0010ffff"
"""Behind every mark that can follow in a name or a reference."""


@dataclass
class Where:
    """A condition as it grows, with its values."""

    parts: list[str]
    values: list[SqlValue] = field(default_factory=list)

    def add(self, part: str, *values: SqlValue) -> None:
        """Ask for this too."""
        self.parts.append(part)
        self.values += values

    @property
    def sql(self) -> str:
        """The whole condition."""
        return " AND ".join(self.parts)


def ids_of_page(reader: Reader, sql: str, values: Sequence[SqlValue], offset: int, limit: int) -> list[str]:
    """Return the ids that a query finds, from *offset* on."""
    return [str(row[0]) for row in reader.rows(f"{sql} LIMIT ? OFFSET ?", (*values, limit, offset))]


def count(reader: Reader, source: str, values: Sequence[SqlValue]) -> int:
    """Return how many rows there are in *source*, which begins with FROM."""
    found = reader.one(f"SELECT count(*) {source}", values)
    return int(found[0]) if found is not None else 0


def beginning_with(text: str) -> tuple[str, str]:
    """Return from where to where (and not further) what begins with *text* stands in an index."""
    return text, text + _END


def by_reference(table: str, column: str) -> str:
    """Return the search by the beginning of a reference, of its part after the space, and of its last four marks.

    Each is served by an index of its own; each takes the two values of `beginning_with`.
    """
    ways = (f"n.{column}", f"substr(n.{column}, instr(n.{column}, ' ') + 1)", f"substr(n.{column}, -4)")
    return " UNION ALL ".join(f"SELECT n.id FROM {table} n WHERE {way} >= ? AND {way} < ?" for way in ways)  # noqa: S608
