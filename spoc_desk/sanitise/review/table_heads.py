"""Whether the first row of a table holds the heads of its columns, or is a row like the others."""

import re
from collections.abc import Sequence

from spoc_desk.sanitise.lists import words as listed

_LONGEST_HEAD = 48
_LOOKED_AT = 12  # rows
_VALUE = re.compile(r"\d{3,}|\d[/.:\-]\d|@|https?:", re.IGNORECASE)
_NUMBER = re.compile(r"\W*\d[\d\s.,:/£%\-]*\w{0,3}\W*")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def has_heads(text: str) -> bool:
    """Return whether a table, as lines of cells parted by tabs, begins with heads. In doubt it does not."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in text.split("\n")[: _LOOKED_AT + 1]]
    first, rest = rows[0], [row for row in rows[1:] if any(row)]
    if not rest or sum(map(bool, first)) < max(2, max(map(len, rest)) - 1) or not all(map(_may_be_head, first)):
        return False
    if _is_form(rows):
        return False
    return any(map(_is_label, first)) or _stands_over_numbers(rest)


def _may_be_head(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEAD and not cell.endswith(":") and not _VALUE.search(cell)


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether each row is a question and its answer: "From | …", "Date of birth | …"."""
    if max(map(len, rows)) > 2:
        return False
    asked = [row for row in rows if row[0].endswith(":") or _is_label(row[0])]
    return len(asked) > len(rows) / 2 and rows[0] in asked


def _is_label(cell: str) -> bool:
    """Say whether a cell is made of words that stand over columns: at least half of its words."""
    words, known = _WORD.findall(cell.lower()), listed("table_labels")
    return bool(words) and 2 * sum(word in known or word.removesuffix("s") in known for word in words) >= len(words)


def _stands_over_numbers(rest: Sequence[Sequence[str]]) -> bool:
    """Say whether a column below holds numbers or dates and nothing else: the words over it are its head."""
    for column in range(max(map(len, rest))):
        cells = [row[column] for row in rest if column < len(row) and row[column]]
        if cells and all(_NUMBER.fullmatch(cell) or _VALUE.search(cell) for cell in cells):
            return True
    return False
