"""The rows on one page of a table, without the library: https://www.sqlite.org/fileformat2.html, 1.6 and 2.1.

Whatever stands on a page is taken as if a stranger had written it: lengths are checked, chains are followed once, and
a cell that makes no sense is left out.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.salvage.pages import USABLE_BYTES

TABLE_LEAF: Final = 0x0D
_FIRST_PAGE_HEAD: Final = 100
_LEAF_HEAD: Final = 8
_MOST_LOCAL: Final = USABLE_BYTES - 35
_LEAST_LOCAL: Final = (USABLE_BYTES - 12) * 32 // 255 - 23
_MOST_COLUMNS: Final = 200
_MOST_BYTES: Final = 64 * 1024 * 1024
_INTEGER_BYTES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_TEXT = 7, 8, 9, 12
_WORD: Final = struct.Struct(">H")
_LONG: Final = struct.Struct(">I")
_DOUBLE: Final = struct.Struct(">d")

PageReader = Callable[[int], bytes | None]


@dataclass(frozen=True)
class Cell:
    """One row as it lies on a page: its number and its stored values, without names."""

    rowid: int
    values: tuple[SqlValue, ...]


class _Nonsense(Exception):
    """A cell that is none."""


def is_table_leaf(number: int, page: bytes) -> bool:
    """Say whether rows of a table lie on this page."""
    return page[_FIRST_PAGE_HEAD if number == 1 else 0] == TABLE_LEAF


def cells(number: int, page: bytes, read: PageReader) -> Iterator[Cell | None]:
    """Yield the rows of a table's leaf page; None for one that is there and cannot be read to its end.

    *read* gives other pages, for rows that are longer than a page.
    """
    head = _FIRST_PAGE_HEAD if number == 1 else 0
    (count,) = _WORD.unpack_from(page, head + 3)
    if head + _LEAF_HEAD + 2 * count > USABLE_BYTES:
        return
    for index in range(count):
        (start,) = _WORD.unpack_from(page, head + _LEAF_HEAD + 2 * index)
        try:
            yield _cell(page, start, read)
        except (_Nonsense, IndexError, struct.error, UnicodeDecodeError):
            yield None


def _cell(page: bytes, start: int, read: PageReader) -> Cell:
    length, at = _varint(page, start)
    rowid, at = _varint(page, at)
    if length > _MOST_BYTES:
        raise _Nonsense
    return Cell(_signed(rowid), _record(_payload(page, at, length, read)))


def _payload(page: bytes, at: int, length: int, read: PageReader) -> bytes:
    """Return the whole record of a cell, the part on further pages included."""
    if length <= _MOST_LOCAL:
        return _exactly(page, at, length)
    surplus = _LEAST_LOCAL + (length - _LEAST_LOCAL) % (USABLE_BYTES - 4)
    local = surplus if surplus <= _MOST_LOCAL else _LEAST_LOCAL
    parts, left = [_exactly(page, at, local)], length - local
    (following,) = _LONG.unpack_from(page, at + local)
    seen: set[int] = set()
    while left > 0:
        more = read(following) if following not in seen else None
        if more is None:
            raise _Nonsense
        seen.add(following)
        parts.append(_exactly(more, 4, min(left, USABLE_BYTES - 4)))
        left -= len(parts[-1])
        (following,) = _LONG.unpack_from(more)
    return b"".join(parts)


def _record(raw: bytes) -> tuple[SqlValue, ...]:
    head_length, at = _varint(raw, 0)
    if head_length > len(raw):
        raise _Nonsense
    kinds: list[int] = []
    while at < head_length:
        kind, at = _varint(raw, at)
        kinds.append(kind)
    if at != head_length or not 0 < len(kinds) <= _MOST_COLUMNS:
        raise _Nonsense
    values: list[SqlValue] = []
    for kind in kinds:
        value, at = _value(raw, at, kind)
        values.append(value)
    if at != len(raw):
        raise _Nonsense
    return tuple(values)


def _value(raw: bytes, at: int, kind: int) -> tuple[SqlValue, int]:
    if kind == 0:
        return None, at
    if kind in _INTEGER_BYTES:
        size = _INTEGER_BYTES[kind]
        return int.from_bytes(_exactly(raw, at, size), "big", signed=True), at + size
    if kind == _REAL:
        return float(_DOUBLE.unpack_from(raw, at)[0]), at + _DOUBLE.size
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind < _FIRST_TEXT:
        raise _Nonsense
    size = (kind - _FIRST_TEXT) // 2
    data = _exactly(raw, at, size)
    return (data.decode("utf-8") if kind % 2 else data), at + size


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = raw[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | raw[at + 8], at + 9


def _signed(value: int) -> int:
    return value - 2**64 if value >= 2**63 else value


def _exactly(raw: bytes, at: int, size: int) -> bytes:
    part = raw[at : at + size]
    if len(part) != size:
        raise _Nonsense
    return part
