"""Very long lists (roads, schools, practices) as sorted 64-bit numbers: a million names in a few megabytes, no text.

Looking one up costs a digest and a binary search in the file as it lies in memory; nothing is read in at the start.
"""

import mmap
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from spoc_desk.sanitise.gazetteer.entry import Entry

WIDTH = 8
# One bit for each first word: most words of a text begin no road, and are answered from here.
FILTER_BYTES = 1 << 17
_FILTER_BITS = FILTER_BYTES * 8


@lru_cache(maxsize=8192)
def number_of(key: str) -> int:
    """Return the 64-bit number of a key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=WIDTH).digest(), "little")


@dataclass(frozen=True, eq=False)
class HashedNames:
    """One long list, all of whose names lead to the same entry."""

    entry: Entry
    numbers: memoryview  # of 64-bit unsigned, ascending
    filter: memoryview

    def __contains__(self, key: str) -> bool:
        number = number_of(key)
        at = bisect_left(self.numbers, number)
        return at < len(self.numbers) and bool(self.numbers[at] == number)

    def may_begin(self, word: str) -> bool:
        """Return whether a name of the list may begin with this word."""
        bit = crc32(word.encode()) % _FILTER_BITS
        return bool(self.filter[bit >> 3] & (1 << (bit & 7)))


def write_hashed(path: Path, keys: Iterable[str]) -> int:
    """Write one long list and return how many different names it has."""
    marks = bytearray(FILTER_BYTES)
    numbers: set[int] = set()
    for key in keys:
        numbers.add(int.from_bytes(blake2b(key.encode(), digest_size=WIDTH).digest(), "little"))
        bit = crc32(key.split(" ", 1)[0].encode()) % _FILTER_BITS
        marks[bit >> 3] |= 1 << (bit & 7)
    with path.open("wb") as file:
        file.write(marks)
        array("Q", sorted(numbers)).tofile(file)
    return len(numbers)


def open_hashed(file: BinaryIO, entry: Entry) -> HashedNames:
    """Return a long list as it lies in an open file; the file may be closed afterwards."""
    view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    body = view[FILTER_BYTES : FILTER_BYTES + (len(view) - FILTER_BYTES) // WIDTH * WIDTH]
    return HashedNames(entry, body.cast("Q"), view[:FILTER_BYTES])
