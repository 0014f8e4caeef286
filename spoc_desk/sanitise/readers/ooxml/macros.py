"""The programs inside an Office file: their source, unpacked, and the names they bear (MS-OVBA)."""

import struct
from collections.abc import Iterator

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.compound import open_compound, stream_names, stream_of
from spoc_desk.sanitise.readers.limits import TooMuch
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_SIGNATURE = 0x01
_CHUNK = 4096
_LARGEST_SOURCE = 20_000_000
_NOT_UNPACKED = "A program (macro) in this file could not be unpacked. Only its raw words were read."


def read_macros(data: bytes, part: str, scope: Scope) -> Iterator[Found]:
    """Yield the source of each module, the names of all, and the words in whatever could not be unpacked."""
    compound = open_compound(data)
    if compound is None:
        if not data.lstrip().startswith(b"<"):
            yield Unscannable("office-macro", _NOT_UNPACKED, part)
        yield from (Unit(text, "office-macro", part) for text in texts_in(data))
        return
    with compound:
        for name in stream_names(compound):
            yield Unit("/".join(name), "office-macro", part)
            stream = stream_of(compound, name, scope.budget)
            yield from (Unit(text, "office-macro", part) for text in source_texts(stream))
            yield from (Unit(text, "office-macro", part) for text in texts_in(stream))


def source_texts(stream: bytes) -> Iterator[str]:
    """Yield what unpacks in a stream: a module's source lies behind its compiled form, at an offset kept elsewhere."""
    start = stream.find(b"\x01")
    while start >= 0:
        source = unpacked(stream, start) if _is_container(stream, start) else b""
        if len(source) >= 8:
            yield source.decode("cp1252", "replace")
            return
        start = stream.find(b"\x01", start + 1)


def _is_container(stream: bytes, start: int) -> bool:
    if start + 4 > len(stream) or stream[start] != _SIGNATURE:
        return False
    (header,) = struct.unpack_from("<H", stream, start + 1)
    # Bits 12 to 14 hold the chunk's signature (MS-OVBA 2.4.1.1.5). No source begins with a copy of what stood before.
    return header & 0x7000 == 0x3000 and header & 0x8000 != 0 and (stream[start + 3] & 0x01) == 0


def unpacked(stream: bytes, start: int) -> bytes:
    """Return what the container at this place unpacks to (MS-OVBA 2.4.1.3); what came so far where it breaks.

    Raises:
        TooMuch: it is larger than any program.
    """
    whole = bytearray()
    position = start + 1
    while position + 2 <= len(stream):
        (header,) = struct.unpack_from("<H", stream, position)
        if header & 0x7000 != 0x3000:
            break
        end = min(position + (header & 0x0FFF) + 3, len(stream))
        body = stream[position + 2 : end]
        whole += _chunk(body) if header & 0x8000 else body[:_CHUNK]
        if len(whole) > _LARGEST_SOURCE:
            raise TooMuch("A program (macro) in this file is larger than the program reads.")
        position = end
    return bytes(whole)


def _chunk(body: bytes) -> bytes:
    out = bytearray()
    position = 0
    while position < len(body) and len(out) < _CHUNK:
        flags = body[position]
        position += 1
        for bit in range(8):
            if position >= len(body):
                break
            if not flags >> bit & 1:
                out.append(body[position])
                position += 1
            elif position + 1 < len(body):
                (token,) = struct.unpack_from("<H", body, position)
                position += 2
                if not _copied(out, token):
                    return bytes(out)
            else:
                return bytes(out)
    return bytes(out)


def _copied(out: bytearray, token: int) -> bool:
    """Copy what a token points back to (MS-OVBA 2.4.1.3.19); return whether it points inside the chunk."""
    bits = max(4, (len(out) - 1).bit_length()) if out else 4
    offset = (token >> (16 - bits)) + 1
    length = (token & (0xFFFF >> bits)) + 3
    if offset > len(out):
        return False
    for _ in range(min(length, _CHUNK - len(out))):
        out.append(out[-offset])
    return True
