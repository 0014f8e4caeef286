"""Puts the words of a web page together: paragraphs, headings, items, and tables that are tables and not layout."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Shape, Unit

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MOST_ROWS = 400
_LONGEST_CELL = 1_500


@dataclass
class Table:
    """A table while it is read. It turns out to be layout when a table lies in it or a cell holds a page."""

    rows: list[list[list[Unit]]] = field(default_factory=list)
    layout: bool = False
    lines: TableRows | None = None  # once it is sure to be a table and long


class Blocks:
    """The page so far: pieces of the open paragraph, and the tables around it."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []
        self._tables: list[Table] = []
        self._shape = Shape.PARAGRAPH
        self._level = 0
        self.ready: list[Unit] = []

    def say(self, channel: str, text: str, *, as_it_is: bool = False) -> None:
        """Take a piece of text; an empty channel means that it is seen."""
        self._pieces.append((channel, text if as_it_is else _BLANKS.sub(" ", text)))

    def begin(self, shape: Shape = Shape.PARAGRAPH, level: int = 0) -> None:
        """End the open paragraph and begin another."""
        self.end()
        self._shape, self._level = shape, level

    def end(self) -> None:
        """End the open paragraph."""
        if self._pieces:
            self._hand_on(self._finished())
        self._pieces = []
        self._shape, self._level = Shape.PARAGRAPH, 0

    def _finished(self) -> Iterator[Unit]:
        text = "".join(text for channel, text in self._pieces if not channel)
        text = _AROUND_BREAK.sub("\n", text).strip(" \n")
        if text:
            yield Unit(text, "html-text", shown=True, shape=self._shape, level=self._level)
        for channel, stretch in groupby(self._pieces, key=lambda piece: piece[0]):
            hidden = "".join(text for _, text in stretch).strip()
            if channel and hidden:
                yield Unit(hidden, channel)

    def _hand_on(self, units: Iterable[Unit]) -> None:
        table = self._tables[-1] if self._tables else None
        for unit in units:
            if unit.shown and table is not None and not table.layout and table.rows and table.rows[-1]:
                table.rows[-1][-1].append(unit)
            else:
                self.ready.append(unit)

    def begin_table(self) -> None:
        """Begin a table; those around it were layout."""
        self.end()
        for table in reversed(self._tables):
            if table.layout:
                break  # and so are all around it
            self._give_up(table)
        self._tables.append(Table())

    def begin_row(self) -> None:
        """Begin a row of the innermost table."""
        self.end()
        if self._tables and not self._tables[-1].layout:
            table = self._tables[-1]
            if len(table.rows) >= _MOST_ROWS:
                self._decide(table)
            table.rows.append([])

    def begin_cell(self) -> None:
        """Begin a cell of the innermost row."""
        self.end()
        if self._tables and not self._tables[-1].layout:
            rows = self._tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append([])

    def end_table(self) -> None:
        """End the innermost table."""
        self.end()
        if self._tables:
            table = self._tables.pop()
            self._decide(table)
            if table.lines is not None:
                self.ready.extend(table.lines.flush())

    def _decide(self, table: Table) -> None:
        """Hand on the rows so far: as lines of a table, or as the paragraphs they are."""
        if table.lines is None and not _is_data(table.rows):
            self._give_up(table)
            return
        table.lines = table.lines or TableRows("html-table")
        for row in table.rows:
            cells = {number: "\n".join(unit.text for unit in cell) for number, cell in enumerate(row)}
            self.ready.extend(table.lines.add(cells))
        table.rows = []

    def _give_up(self, table: Table) -> None:
        if table.lines is not None:
            self.ready.extend(table.lines.flush())
            table.lines = None
        self.ready.extend(unit for row in table.rows for cell in row for unit in cell)
        table.rows = []
        table.layout = True


def _is_data(rows: list[list[list[Unit]]]) -> bool:
    filled = [row for row in rows if row]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return False
    return all(sum(len(unit.text) for unit in cell) < _LONGEST_CELL and len(cell) < 8 for row in filled for cell in row)
