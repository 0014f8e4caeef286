"""The pictures, objects and other files that stand in an RTF document as hexadecimal digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.compound import MARK
from spoc_desk.sanitise.readers.old_office import native_file
from spoc_desk.sanitise.readers.rtf_words import FILES
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable
from spoc_desk.sanitise.readers.unseen import unseen

_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_PACKAGE = b"Package\0"
_BEFORE_PACKAGE = 20  # the name of the class, two empty names, and the size of what follows
_SMALLEST = 8
_ONLY_NUMBERS = {"blipuid", "passwordhash", "oleclsid"}


@dataclass
class HexFile:
    """A file while its digits come in."""

    destination: str
    digits: bytearray = field(default_factory=bytearray)
    raw: bytearray = field(default_factory=bytearray)

    def read(self, number: int, scope: Scope) -> Iterator[Found]:
        """Yield what the file holds."""
        digits = _NOT_HEX.sub(b"", bytes(self.digits))
        data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")) + bytes(self.raw)
        part = f"{FILES[self.destination]} {number}"
        if self.destination in _ONLY_NUMBERS or len(data) < _SMALLEST:
            yield from (Unit(text, "rtf-object", part) for text in texts_in(data))
        elif self.destination == "objdata":
            yield from _object(data, part, scope)
        else:
            yield from unseen(scope.inside(data, part))


def _object(data: bytes, part: str, scope: Scope) -> Iterator[Found]:
    """Yield what an embedded object holds (MS-OLEDS 2.2: a header, then the object's own bytes)."""
    start = data.find(MARK)
    if start >= 0:
        yield from (Unit(text, "rtf-object", part) for text in texts_in(data[:start]))
        yield from unseen(scope.inside(data[start:], part))
        return
    place = data.find(_PACKAGE)
    wrapped = b"\0\0\0\0" + data[place + _BEFORE_PACKAGE :]
    inner = native_file(wrapped) if place >= 0 else None
    if inner is not None:
        wrapping, name, begin, size = inner
        yield from (Unit(text, "rtf-object", part) for text in texts_in(wrapping))
        yield from unseen(scope.inside(wrapped[begin : begin + size], part, name))
        yield from (Unit(text, "rtf-object", part) for text in texts_in(wrapped[begin + size :]))
        return
    yield Unscannable("rtf-object", "An embedded object of an unknown kind could not be read.", part)
    yield from (Unit(text, "rtf-object", part) for text in texts_in(data))
