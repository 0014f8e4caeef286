"""The programs inside an Office file: their source, unpacked, and the names they bear (MS-OVBA)."""

import struct
from collections.abc import Iterator

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.compound import open_compound, stream_names, stream_of
from spoc_desk.sanitise.readers.limits import TooMuch
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_SIGNATURE = b"\x01"
_CHUNK_BITS, _CHUNK_SIGN = 0x7000, 0x3000
_CHUNK = 4096
_FOLDER = "vba"  # of the streams that hold a source each
_CACHES = ("_vba_project", "__srp_")  # compiled forms beside them
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
            if any(step.strip() for step in name):
                yield Unit("/".join(name), "office-macro", part)
            stream = stream_of(compound, name, scope.budget)
            sources = list(source_texts(stream))
            in_folder = len(name) > 1 and name[-2].lower() == _FOLDER
            if not sources and in_folder and not name[-1].lower().startswith(_CACHES):
                yield Unscannable("office-macro", _NOT_UNPACKED, part)
            yield from (Unit(text, "office-macro", part) for text in (*sources, *texts_in(stream)) if text.strip())


def source_texts(stream: bytes) -> Iterator[str]:
    """Yield the source in a module's stream: it lies packed behind the compiled form, up to the stream's end."""
    dead: set[int] = set()
    start = stream.find(_SIGNATURE)
    while start >= 0:
        if _reaches_end(stream, start, dead):
            yield unpacked(stream, start).decode("cp1252", "replace")
            return
        start = stream.find(_SIGNATURE, start + 1)


def _reaches_end(stream: bytes, start: int, dead: set[int]) -> bool:
    """Return whether a chain of chunks runs from here to the end. Chance bytes do not; *dead* gathers their places."""
    position = start + 1
    while position + 2 < len(stream):
        (header,) = struct.unpack_from("<H", stream, position)
        if header & _CHUNK_BITS != _CHUNK_SIGN or position in dead:
            return False
        dead.add(position)
        position += (header & 0x0FFF) + 3
    return position == len(stream) and position > start + 3


def unpacked(stream: bytes, start: int) -> bytes:
    """Return what the container at this place unpacks to (MS-OVBA 2.4.1.3); what came so far where it breaks.

    Raises:
        TooMuch: it is larger than any program.
    """
    whole = bytearray()
    position = start + 1
    while position + 2 <= len(stream):
        (header,) = struct.unpack_from("<H", stream, position)
        if header & _CHUNK_BITS != _CHUNK_SIGN:
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
