"""Very long lists (roads, schools, practices) as sorted 64-bit numbers: a million names in a few megabytes, no text.

Looking one up costs a digest and a binary search in the file as it lies in memory; nothing is read in at the start.
A file is a filter of first words, then the numbers, then for each number which district it lies in.
"""

import mmap
import struct
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

MAGIC = b"spoc-desk-long-list 1\n"
# One bit for each first word: most words of a text begin no road, and are answered from here.
FILTER_BYTES = 1 << 17
_FILTER_BITS = FILTER_BYTES * 8
_HEAD = struct.Struct("<Q")
_BODY = len(MAGIC) + _HEAD.size
_NUMBER, _DISTRICT = 8, 2


@lru_cache(maxsize=8192)
def number_of(key: str) -> int:
    """Return the 64-bit number of a key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=_NUMBER).digest(), "little")


@dataclass(frozen=True, eq=False)
class HashedNames:
    """One long list, all of whose names belong to one channel."""

    channel: str
    numbers: memoryview  # of 64-bit unsigned, ascending
    places: memoryview  # for each number the district, counted from 1; 0 where it lies in several
    filter: memoryview
    districts: tuple[str, ...]
    asks: bool = False  # a name of it, also one of a single word, needs words around that speak for it

    def district_of(self, key: str) -> str | None:
        """Return the one district a name lies in, nothing where in several, None where it is not in the list."""
        number = number_of(key)
        at = bisect_left(self.numbers, number)
        if at >= len(self.numbers) or self.numbers[at] != number:
            return None
        place = self.places[at]
        return self.districts[place - 1] if 0 < place <= len(self.districts) else ""

    def may_begin(self, word: str) -> bool:
        """Return whether a name of the list may begin with this word."""
        bit = crc32(word.encode()) % _FILTER_BITS
        return bool(self.filter[bit >> 3] & (1 << (bit & 7)))


def write_hashed(path: Path, keys: Mapping[str, int]) -> None:
    """Write one long list: each name and the number of its district, 0 for several."""
    marks = bytearray(FILTER_BYTES)
    for key in keys:
        bit = crc32(key.split(" ", 1)[0].encode()) % _FILTER_BITS
        marks[bit >> 3] |= 1 << (bit & 7)
    ordered = sorted((number_of.__wrapped__(key), place) for key, place in keys.items())
    with path.open("wb") as file:
        file.write(MAGIC + _HEAD.pack(len(ordered)) + marks)
        file.write(_little(array("Q", (number for number, _ in ordered))))
        file.write(_little(array("H", (place for _, place in ordered))))


def _little(numbers: "array[int]") -> bytes:
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        numbers.byteswap()
    return numbers.tobytes()


def open_hashed(path: Path, channel: str, districts: tuple[str, ...], *, asks: bool = False) -> HashedNames:
    """Return a long list as it lies in a file.

    Raises:
        ValueError: the file was not written by this program, or not to its end.
    """
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(view[: len(MAGIC)]) != MAGIC or len(view) < _BODY + FILTER_BYTES:
        raise ValueError("another format")
    (count,) = _HEAD.unpack(view[len(MAGIC) : _BODY])
    numbers = _BODY + FILTER_BYTES
    places = numbers + count * _NUMBER
    if len(view) != places + count * _DISTRICT:
        raise ValueError("cut short")
    found, lie = view[numbers:places].cast("Q"), view[places:].cast("H")
    return HashedNames(channel, found, lie, view[_BODY:numbers], districts, asks)
