"""A table from a spreadsheet program: the bytes of a CSV file as rows of cells, whatever wrote it."""

import csv
from io import StringIO

from spoc_desk.errors import BadAnswer

_MOST_BYTES = 20_000_000
_MOST_ROWS = 50_000
_LONGEST_CELL = 4_000
_DELIMITERS = ",;\t|"


def read_table(data: bytes) -> tuple[tuple[str, ...], ...]:
    """Return the rows that hold anything, the heads first, each cell without the space around it.

    Raises:
        BadAnswer: it is no such table, or larger than a list can be.
    """
    if len(data) > _MOST_BYTES:
        raise BadAnswer("This file is too large for a list.")
    text = _text(data)
    if "\0" in text:
        raise BadAnswer("This is not a CSV file. In Excel, choose Save as, and then CSV UTF-8.")
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    rows = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            cells = tuple(" ".join(cell.split())[:_LONGEST_CELL] for cell in row)
            if any(cells):
                rows.append(cells)
            if len(rows) > _MOST_ROWS:
                raise BadAnswer("This file has more rows than can be taken at once: 50,000.")
    except csv.Error as error:
        raise BadAnswer(
            "This is not a CSV file: a quotation mark is open to the end. Save it from the spreadsheet again."
        ) from error
    if len(rows) < 2:
        raise BadAnswer("This file holds no rows below its heads.")
    return tuple(rows)


def _text(data: bytes) -> str:
    """Return the text; spreadsheets write UTF-8 with a mark, UTF-16, or the Windows alphabet."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def no_formula(cell: str) -> str:
    """Return a cell that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
