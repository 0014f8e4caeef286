"""The words inside font files: their names, makers and notes (OpenType "name" table; the clear part of Type 1)."""

import struct
from collections.abc import Iterator

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.pdf.text_strings import strings_written, text_of

_SCALABLE = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")
_MOST_TABLES = 200
_MOST_NAMES = 2_000
_COMPACT_HEAD = 3_000  # bytes: the names of a CFF font stand at its start
_DULL = ("Adobe", "Identity", "UCS", "Adobe-Identity-UCS")


def font_words(data: bytes, key: str) -> Iterator[str]:
    """Yield the words of a font file, or of a table that maps glyphs to letters."""
    if key == "/ToUnicode" or b"begincmap" in data[:6_000]:
        yield from (text for raw in strings_written(data) if not _is_code(raw) and (text := text_of(raw)) not in _DULL)
    elif data.startswith(_SCALABLE):
        yield from _names(data)
    elif data.startswith(b"%!"):
        end = data.find(b"eexec")
        yield from texts_in(data[: end if end > 0 else len(data)])
    elif data[:1] == b"\x01":
        yield from texts_in(data[:_COMPACT_HEAD])
    else:
        yield from texts_in(data[:_COMPACT_HEAD])


def _is_code(raw: bytes) -> bool:
    return len(raw) <= 4


def _names(data: bytes) -> Iterator[str]:
    count = int.from_bytes(data[4:6], "big")
    for index in range(min(count, _MOST_TABLES)):
        entry = data[12 + 16 * index : 28 + 16 * index]
        if entry[:4] == b"name" and len(entry) == 16:
            start, length = struct.unpack(">II", entry[8:])
            yield from _name_table(data[start : start + length])
        elif entry[:4] in (b"meta", b"DSIG") and len(entry) == 16:
            start, length = struct.unpack(">II", entry[8:])
            yield from texts_in(data[start : start + length])


def _name_table(table: bytes) -> Iterator[str]:
    if len(table) < 6:
        return
    count, storage = struct.unpack(">HH", table[2:6])
    for index in range(min(count, _MOST_NAMES)):
        record = table[6 + 12 * index : 18 + 12 * index]
        if len(record) < 12:
            return
        platform, _, _, _, length, offset = struct.unpack(">6H", record)
        raw = table[storage + offset : storage + offset + length]
        yield raw.decode("mac-roman" if platform == 1 else "utf-16-be", "replace")
