"""Gzip files and tar archives: what they unpack to, their names, their owners, and what follows them.

RFC 1952; POSIX ustar and pax, with the long names of GNU.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.mail_text import decoded
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit, Unscannable

_PIECE: Final = 1 << 18
_BLOCK: Final = 512
_EXTRA, _NAME, _REMARK, _CHECK = 0x04, 0x08, 0x10, 0x02
_LINKS_AND_FOLDERS: Final = b"123456"
_NOTES: Final = {b"x", b"g", b"X", b"L", b"K"}


def read_gzip(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the names in the header and the file that was packed; several in a row are one file."""
    note, name = _gzip_note(data)
    for text in texts_in(note):
        yield Unit(text, "gzip-name")
    whole, rest, damaged = _unzipped(data, scope.budget)
    if damaged:
        yield Unscannable("gzip-rest", "This packed file is damaged. It was not read to the end.")
    if whole:
        yield from scope.inside(whole, "Unpacked", name or scope.name.removesuffix(".gz").replace(".tgz", ".tar"))
    for text in texts_in(rest):
        yield Unit(text, "gzip-rest")


def _gzip_note(data: bytes) -> tuple[bytes, str]:
    """Return the bytes of the header, and the name in them."""
    flags = data[3] if len(data) > 3 else 0
    at = 10
    if flags & _EXTRA:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    name = b""
    for flag in (_NAME, _REMARK):
        if flags & flag:
            end = data.find(b"\0", at)
            end = end if end >= 0 else len(data)
            name = data[at:end] if flag == _NAME else name
            at = end + 1
    return data[10:at], decoded(name)


def _unzipped(data: bytes, budget: Budget) -> tuple[bytes, bytes, bool]:
    """Return what the file unpacks to, what follows it, and whether it is damaged."""
    whole = bytearray()
    while data.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        waiting = data
        try:
            while waiting and not unpacker.eof:
                piece = unpacker.decompress(waiting, _PIECE)
                waiting = unpacker.unconsumed_tail
                budget.take_bytes(len(piece))
                whole += piece
                _check_size(len(whole), len(data), budget)
        except zlib.error:
            return bytes(whole), data, True
        if not unpacker.eof:
            return bytes(whole), b"", True
        data = unpacker.unused_data
    return bytes(whole), data.strip(b"\0"), False


def _check_size(unpacked: int, packed: int, budget: Budget) -> None:
    if unpacked > budget.limits.member_bytes:
        raise TooMuch("A part of this file unpacks to more than the program reads. It was not read to the end.")
    if unpacked > 1_000_000 and unpacked > budget.limits.ratio * packed:
        raise TooMuch("A part of this file unpacks to far more than it seems: it may be meant to do harm.")


@dataclass(frozen=True)
class _Entry:
    """The header block of one file in a tar archive."""

    kind: bytes
    name: str
    link: str
    owners: str
    size: int


def read_tar(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield every file in the archive, its name before it."""
    at = number = 0
    long_name = ""
    while at + _BLOCK <= len(data):
        block = data[at : at + _BLOCK]
        at += _BLOCK
        if not block.strip(b"\0"):
            continue
        entry = _entry(block)
        if entry is None:
            yield Unscannable("tar-rest", "This archive is damaged. Its rest was only swept for words.")
            yield from (Unit(text, "tar-rest") for text in texts_in(data[at - _BLOCK :]))
            return
        content = data[at : at + entry.size]
        at += -(-entry.size // _BLOCK) * _BLOCK
        scope.budget.take_member(max(entry.size, 1), entry.size)
        if entry.kind in _NOTES:
            yield from (Unit(text, "tar-note") for text in texts_in(content))
            long_name = _long_name(entry.kind, content) or long_name
            continue
        number += 1
        yield from _file(entry, long_name, content, f"File {number}", scope)
        long_name = ""
    if at > len(data) or len(data) % _BLOCK:
        yield Unscannable("tar-rest", "This archive is cut short.")


def _file(entry: _Entry, long_name: str, content: bytes, place: str, scope: Scope) -> Iterator[Found]:
    name = long_name or entry.name
    yield Unit(name, "tar-name", place, shown=True, shape=Shape.HEADING, level=2)
    rest = [each for each in (entry.link, entry.name if long_name else "") if each]
    if rest:
        yield Unit("\n".join(rest), "tar-name", place)
    if entry.owners:
        yield Unit(entry.owners, "tar-owner", place)
    if content and entry.kind not in _LINKS_AND_FOLDERS:
        yield from scope.inside(content, place, name)


def _entry(block: bytes) -> _Entry | None:
    """Return what a header block says; None where its sum is wrong."""
    text = [decoded(block[a:b].split(b"\0")[0]) for a, b in ((0, 100), (157, 257), (265, 297), (297, 329), (345, 500))]
    wanted, size = _number(block[148:156]), _number(block[124:136])
    if wanted != sum(block) - sum(block[148:156]) + 8 * 32:
        return None
    name, link, owner, group, folder = text
    owners = "\n".join(each for each in (owner, group) if each)
    return _Entry(block[156:157], f"{folder}/{name}" if folder else name, link, owners, max(size, 0))


def _number(field: bytes) -> int:
    """Return an octal field, or a large one in plain binary."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = re.match(rb"[\s\0]*([0-7]+)", field)
    return int(digits[1], 8) if digits else 0


def _long_name(kind: bytes, content: bytes) -> str:
    """Return the name that a note gives to the file behind it."""
    if kind == b"L":
        return decoded(content.rstrip(b"\0"))
    match = re.search(rb"(?m)^\d+ path=(.*)$", content) if kind in (b"x", b"X") else None
    return decoded(match[1]) if match else ""
