"""Columns that read as "•••" for the person at the desk, whatever question is asked.

A view of the same name lies before each such table, on this connection alone and never in the file: a question names
the table as ever and gets the masked columns. What the program writes and checks names the table behind it (`main.`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from spoc_desk.vault.rows import SqlValue

MASKED: Final = "•••"
_NAMED_INDEX: Final = re.compile(r"\bINDEXED BY \w+")

Mask = Callable[[SqlValue], SqlValue]
"""What somebody reads in place of a value."""
Masks = Mapping[str, Mapping[str, Mask]]
"""Tables, and in each the masked columns."""


def without_index(sql: str) -> str:
    """Return a statement as it can be asked of views, which have no index that could be named."""
    return _NAMED_INDEX.sub("", sql)


@dataclass
class Masking:
    """The masks of one connection. While `lifted` the program itself asks, and gets what is stored."""

    masks: Masks = field(default_factory=dict)
    lifted: int = 0

    def refuses(self, table: str | None, column: str | None, through: str | None) -> bool:
        """Say whether a statement reads a masked column past its view."""
        return through is None and not self.lifted and column in self.masks.get(table or "", {})

    def lay(self, connection: Any, columns_of: Callable[[str], Iterable[str]]) -> None:
        """Put the views before their tables on a new *connection* (Any: the library has no types)."""
        names: dict[Mask, str] = {}
        for table, masked in self.masks.items():
            for mask in masked.values():
                if mask not in names:
                    names[mask] = f"masked_{len(names)}"
                    connection.create_function(names[mask], 1, self._unless_lifted(mask))
            columns = list(columns_of(table))
            if not columns:  # a table this vault does not have
                continue
            shown = ", ".join(
                f"{names[masked[column]]}({column}) AS {column}" if column in masked else column for column in columns
            )
            # Two lists are put in the order of their rows; a view has none of its own.
            connection.execute(f"CREATE TEMP VIEW {table} AS SELECT {shown}, rowid AS rowid FROM main.{table}")  # noqa: S608

    def take_off(self, connection: Any) -> None:
        """Take the views away again."""
        for table in self.masks:
            connection.execute(f"DROP VIEW IF EXISTS temp.{table}")

    def _unless_lifted(self, mask: Mask) -> Mask:
        def seen(value: SqlValue) -> SqlValue:
            return value if self.lifted or value is None else mask(value)

        return seen
