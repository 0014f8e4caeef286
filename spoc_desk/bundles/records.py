"""The records of a bundle: one line for each, written in one spelling and read with a strict eye.

A line is `["table", cell, cell, ...]`, its cells in the order the manifest names the columns: text, whole number, none.
Reading happens in the process apart (bundles/apart), which holds no key.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spoc_desk.bundles import spelling
from spoc_desk.bundles.limits import LONGEST_RECORD, LONGEST_TEXT, MOST_RECORD_BYTES, MOST_RECORDS
from spoc_desk.handover_errors import BundleMisfit, BundleTooLarge

Cell = str | int | None
Cells = tuple[Cell, ...]
_MOST_NUMBER: Final = 2**53


@dataclass(frozen=True)
class Packed:
    """The records of a bundle as bytes."""

    data: bytes
    digest: str
    counts: dict[str, int]


def pack(rows: Iterable[tuple[str, Sequence[Cell]]]) -> Packed:
    """Return rows as they travel. Raises BundleTooLarge."""
    lines: list[bytes] = []
    counts: dict[str, int] = {}
    size = 0
    for table, cells in rows:
        line = spelling.encode([table, *cells]) + b"\n"
        size += len(line)
        counts[table] = counts.get(table, 0) + 1
        if len(line) > LONGEST_RECORD or size > MOST_RECORD_BYTES or len(lines) >= MOST_RECORDS:
            raise BundleTooLarge()
        lines.append(line)
    data = b"".join(lines)
    return Packed(data, hashlib.sha256(data).hexdigest(), counts)


def unpack(
    untrusted: bytes, tables: Mapping[str, Sequence[str]], counts: Mapping[str, int]
) -> Iterator[tuple[str, Cells]]:
    """Yield the rows in *untrusted*, each with exactly the cells its table has.

    Raises BundleMisfit for anything that is not what was written by `pack`, or not as many; BundleTooLarge.
    """
    left = dict(counts)
    at = 0
    while at < len(untrusted):
        end = untrusted.find(b"\n", at, at + LONGEST_RECORD + 1)
        if end < 0:
            raise BundleTooLarge() if len(untrusted) - at > LONGEST_RECORD else BundleMisfit()
        table, cells = _row(untrusted[at:end], tables)
        at = end + 1
        left[table] = left.get(table, 0) - 1
        if left[table] < 0:
            raise BundleMisfit()
        yield table, cells
    if any(left.values()):
        raise BundleMisfit()


def _row(untrusted: bytes, tables: Mapping[str, Sequence[str]]) -> tuple[str, Cells]:
    try:
        said = json.loads(untrusted)
        if spelling.encode(said) != untrusted:
            raise BundleMisfit()
    except (ValueError, RecursionError) as err:
        raise BundleMisfit() from err
    if type(said) is not list or not said or type(said[0]) is not str or said[0] not in tables:
        raise BundleMisfit()
    table, cells = said[0], said[1:]
    if len(cells) != len(tables[table]) or not all(is_cell(cell) for cell in cells):
        raise BundleMisfit()
    return table, tuple(cells)


def is_cell(value: object) -> bool:
    """Say whether a value may stand in a record: no control character but a tab and line ends, no half character."""
    if value is None:
        return True
    if type(value) is int:
        return -_MOST_NUMBER < value < _MOST_NUMBER
    if type(value) is not str or len(value) > LONGEST_TEXT:
        return False
    return value.isprintable() or not any(_is_bad(letter) for letter in value)


def _is_bad(letter: str) -> bool:
    code = ord(letter)
    return (code < 32 and letter not in "\t\n\r") or code == 127 or 0xD800 <= code <= 0xDFFF
