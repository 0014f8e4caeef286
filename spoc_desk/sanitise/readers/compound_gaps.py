"""What stands in a compound file (MS-CFB) outside its streams: sectors given free but not wiped, and its end."""

from collections.abc import Iterator
from typing import Final

import olefile

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.compound import TROUBLE
from spoc_desk.sanitise.readers.unit import Found, Unit

_FREE: Final = 0xFFFFFFFF
_HEADER_SIZE: Final = 512


def read_gaps(data: bytes, compound: olefile.OleFileIO) -> Iterator[Found]:
    """Yield the words in the free sectors of a file and behind its last one."""
    try:
        size, table = int(compound.sectorsize), list(compound.fat)
    except TROUBLE:
        return
    if not _HEADER_SIZE <= size <= 1 << 16:
        return
    known = min(len(table), len(data) // size + 1)
    gaps = bytearray()
    for number in range(known):
        if table[number] == _FREE:
            gaps += data[(number + 1) * size : (number + 2) * size]
    gaps += data[(known + 1) * size :]
    yield from (Unit(text, "compound-gap") for text in texts_in(bytes(gaps)))
