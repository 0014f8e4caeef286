"""Streams and fonts of a copy: read, made again, and compared byte for byte."""

import re
import zlib
from collections.abc import Sequence

from spoc_desk.sanitise.redact.broken import demand
from spoc_desk.sanitise.redact.fonts import font_objects
from spoc_desk.sanitise.redact.typeface import Weight, printable

_STREAM = re.compile(rb"<<(/[ -~]{1,400}?)?/Length (\d{1,9})>>\nstream\n")
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")
_MOST = 200_000_000  # bytes of one unpacked stream
_LEVEL = 6


def stream_of(body: bytes) -> tuple[bytes, bytes]:
    """Return the entries of a stream's dictionary (without its length) and its data."""
    match = _STREAM.match(body)
    demand(match is not None, "a stream's dictionary")
    assert match
    data = body[match.end() : match.end() + int(match.group(2))]
    demand(body[match.end() :] == data + b"\nendstream", "a stream's length")
    return match.group(1) or b"", data


def undeflated(packed: bytes, level: int = _LEVEL) -> bytes:
    """Return the unpacked bytes of a stream; packed again they are the same, so nothing hides between its blocks."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, _MOST)
    except zlib.error:
        data = b""
    demand(unpacker.eof and not unpacker.unused_data, "a packed stream")
    demand(zlib.compress(data, level) == packed, "a packed stream")
    return data


def read_font(weight: Weight, number: int, bodies: Sequence[bytes]) -> str:
    """Return the characters of an embedded font; glyph n+1 is the n-th.

    The font is made again from them and must be the same in all its five objects.
    """
    entries, packed = stream_of(bodies[4])
    demand(entries == b"/Filter/FlateDecode", "a font's map")
    span, *pairs = _ENTRY.findall(undeflated(packed)) or [()]
    demand(span == (b"0000", b"ffff"), "a font's map")
    codes = [int(code, 16) for _, code in pairs]
    demand([int(glyph, 16) for glyph, _ in pairs] == list(range(1, len(codes) + 1)), "a font's map")
    demand(len(set(codes)) == len(codes) and all(printable(chr(code)) for code in codes), "a font's characters")
    demand(tuple(bodies) == font_objects(weight, codes, number), "a font")
    return "".join(map(chr, codes))
