"""Gathers the rows of a table into texts of at most 200 lines, each with the column heads on top."""

from collections.abc import Iterator, Mapping

from spoc_desk.sanitise.readers.unit import Shape, Unit

ROWS_IN_A_UNIT = 200
_MOST_CHARACTERS = 100_000
# Columns nobody fills are left out; a wild scatter of cells is written without lining them up.
_MOST_EMPTY = 20


class TableRows:
    """The rows of one table on their way out. Cells are given by column number, so that gaps stay in line."""

    def __init__(self, channel: str, part: str = "", *, shown: bool = True) -> None:
        self._channel = channel
        self._part = part
        self._shown = shown
        self._heads: Mapping[int, str] | None = None
        self._rows: list[Mapping[int, str]] = []
        self._length = 0
        self._repeated = False

    def add(self, cells: Mapping[int, str]) -> Iterator[Unit]:
        """Take one row; yield a text when enough have come together."""
        row = {column: one_line(text) for column, text in cells.items() if text.strip()}
        if not row:
            return
        self._rows.append(row)
        self._length += sum(map(len, row.values()))
        if self._heads is None:
            self._heads = row
        if len(self._rows) >= ROWS_IN_A_UNIT or self._length > _MOST_CHARACTERS:
            yield from self.flush()

    def flush(self) -> Iterator[Unit]:
        """Yield what is left."""
        fresh = len(self._rows) - (1 if self._repeated else 0)
        if self._rows and fresh > 0:
            yield Unit(
                text="\n".join(_lines(self._rows)),
                channel=self._channel,
                part=self._part,
                shown=self._shown,
                shape=Shape.TABLE,
                heads_repeated=self._repeated,
            )
        heads = self._heads if self._heads is not None and sum(map(len, self._heads.values())) < 5_000 else None
        self._rows = [heads] if heads is not None else []
        self._length = 0
        self._repeated = heads is not None


def one_line(text: str) -> str:
    """Return the text of a cell on one line: its own lines are parted by a stroke, its tabs are spaces."""
    if "\n" in text or "\t" in text or "\r" in text:
        lines = (" ".join(line.split("\t")).strip() for line in text.splitlines())
        return " / ".join(line for line in lines if line)
    return text.strip()


def _lines(rows: list[Mapping[int, str]]) -> Iterator[str]:
    columns = sorted({column for row in rows for column in row})
    filled = sum(map(len, rows))
    if len(columns) * len(rows) > _MOST_EMPTY * filled + 1_000:
        yield from ("\t".join(row.values()) for row in rows)
        return
    yield from ("\t".join(row.get(column, "") for column in columns).rstrip("\t") for row in rows)
