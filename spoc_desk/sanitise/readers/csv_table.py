"""Reads tables in plain text: cells parted by commas, semicolons, tabs or strokes."""

import csv
from collections.abc import Iterable, Iterator

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.decoding import decoded, encoding_of
from spoc_desk.sanitise.readers.plain_text import cut
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_MARKS = ",\t;|"
_SAMPLE_LINES = 30
_MOST_LINES_IN_A_ROW = 5_000
_LONGEST_LINE = 1_000_000  # characters; the widest sheet of an office program makes shorter ones


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the rows, 200 at a time with the heads on top; what is no table as plain text."""
    del scope
    encoding, start = encoding_of(data)
    if not encoding:
        yield Unscannable("csv-not-readable", "This table is not text, or in an unknown encoding. It was not read.")
        yield from (Unit(text, "csv-not-readable") for text in texts_in(data))
        return
    rows = TableRows("csv-cell")
    lines = _Lines(decoded(data, encoding, start))
    reader = csv.reader(lines, delimiter=mark_of(lines.sample()), skipinitialspace=True)
    while not lines.ended:
        try:
            for row in reader:
                lines.taken()
                yield from rows.add({column: text for column, text in enumerate(row) if text})
        except csv.Error:  # a quotation mark that nothing closes, or a cell or line without end
            yield from rows.flush()
            yield from (Unit(text, "csv-cell", shown=True) for text in cut(lines.taken()))
    yield from rows.flush()


def mark_of(lines: list[str]) -> str:
    """Return the mark that parts the cells: the one that stands equally often in most lines."""
    best, chosen = 0.0, ","
    for mark in _MARKS:
        counts = [line.count(mark) for line in lines if line.strip()]
        usual = max(set(counts), key=counts.count, default=0)
        score = usual and (counts.count(usual) / len(counts)) + min(usual, 20) / 100
        if score > best:
            best, chosen = score, mark
    return chosen


class _Lines(Iterator[str]):
    """The lines of a text that comes in stretches. It remembers those of the row being read."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._source = _lines(pieces)
        self._waiting: list[str] = []
        self._row: list[str] = []
        self.ended = False

    def sample(self) -> list[str]:
        """Return the first lines without taking them."""
        for line in self._source:
            self._waiting.append(line)
            if len(self._waiting) >= _SAMPLE_LINES:
                break
        self._waiting.reverse()
        return self._waiting[::-1]

    def __next__(self) -> str:
        if len(self._row) > _MOST_LINES_IN_A_ROW:
            raise csv.Error("a row without end")
        line = self._waiting.pop() if self._waiting else next(self._source, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self._row.append(line)
        if len(line) > _LONGEST_LINE:
            raise csv.Error("a line without end")
        return line

    def taken(self) -> list[str]:
        """Return the lines of the row just read, and start afresh."""
        row, self._row = self._row, []
        return row


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    rest = ""
    for piece in pieces:
        whole = (rest + piece).replace("\0", " ").splitlines(keepends=True)
        rest = whole.pop() if whole else ""
        yield from whole
        if len(rest) > _LONGEST_LINE:
            yield rest
            rest = ""
    if rest:
        yield rest
