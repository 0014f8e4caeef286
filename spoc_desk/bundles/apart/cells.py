"""How rows come back from the process apart: lengths and bytes, so that nothing has to be parsed on this side."""

import struct
from collections.abc import Iterator
from typing import Final

from spoc_desk.bundles.limits import LONGEST_RECORD, MOST_COLUMNS, MOST_RECORDS
from spoc_desk.bundles.records import Cell, Cells, is_cell

WORKED: Final = b"ROWS"
TOO_LARGE: Final = b"MUCH"
MISFIT: Final = b"ODDS"
_ROW: Final = struct.Struct(">HH")  # number of the table, number of cells
_CELL: Final = struct.Struct(">cI")
_NONE, _NUMBER, _TEXT, _END = b"n", b"i", b"t", 0xFFFF


class OddAnswer(ValueError):
    """The process apart answered what cannot be."""


def written(table: int, cells: Cells) -> bytes:
    """Return one row as it crosses."""
    parts = [_ROW.pack(table, len(cells))]
    for cell in cells:
        if cell is None:
            parts.append(_CELL.pack(_NONE, 0))
        else:
            data = str(cell).encode("utf-8")
            parts.append(_CELL.pack(_NUMBER if isinstance(cell, int) else _TEXT, len(data)) + data)
    return b"".join(parts)


def end() -> bytes:
    """Return what stands behind the last row."""
    return _ROW.pack(_END, 0)


def read(untrusted: bytes) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of an answer. Raises OddAnswer."""
    at, rows = 0, 0
    try:
        while True:
            table, count = _ROW.unpack_from(untrusted, at)
            at += _ROW.size
            if table == _END:
                break
            rows += 1
            if count > MOST_COLUMNS or rows > MOST_RECORDS:
                raise OddAnswer
            cells: list[Cell] = []
            for _ in range(count):
                kind, length = _CELL.unpack_from(untrusted, at)
                at += _CELL.size
                if length > LONGEST_RECORD or at + length > len(untrusted):
                    raise OddAnswer
                cells.append(_cell(kind, untrusted[at : at + length]))
                at += length
            yield table, tuple(cells)
    except (struct.error, ValueError) as err:
        raise OddAnswer from err
    if at != len(untrusted):
        raise OddAnswer


def _cell(kind: bytes, data: bytes) -> Cell:
    if kind == _NONE and not data:
        return None
    text = data.decode("utf-8")
    value: Cell = int(text) if kind == _NUMBER and len(text) < 20 else text
    if kind not in (_NUMBER, _TEXT) or not is_cell(value) or (kind == _NUMBER and str(value) != text):
        raise OddAnswer
    return value
