"""The words of an ICC colour profile: description, maker, copyright. ICC.1:2022, section 10."""

import struct
from collections.abc import Iterator

from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.unit import Found

_MOST_TAGS = 500
# Tables of numbers: what looks like words in them is chance.
_NUMBERS = (b"XYZ |curv|para|mft1|mft2|mAB |mBA |sf32|uf32|ui08|ui16|meas|view|chrm|sig |dtim|mpet").split(b"|")


def read_colour(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield every text of the profile."""
    if len(data) < 132 or data[36:40] != b"acsp":
        yield from spot.sweep(data, "image-colour", "colour description")
        return
    count = min(int.from_bytes(data[128:132], "big"), _MOST_TAGS)
    seen: set[tuple[int, int]] = set()
    end = 132 + 12 * count
    for index in range(count):
        entry = data[132 + 12 * index : 144 + 12 * index]
        if len(entry) < 12:
            break
        start, size = struct.unpack(">II", entry[4:])
        end = max(end, start + size)
        if (start, size) not in seen:
            seen.add((start, size))
            yield from _tag(data[start : start + size], spot)
    yield from spot.sweep(data[end:], "image-colour", "colour description")


def _tag(body: bytes, spot: Spot) -> Iterator[Found]:
    kind = body[:4]
    if kind in _NUMBERS:
        return
    if kind == b"text":
        yield from spot.unit(body[8:].decode("cp1252", "replace"), "image-colour", "colour description")
    elif kind == b"mluc":
        yield from spot.units(_languages(body), "image-colour", "colour description")
    else:
        yield from spot.sweep(body[8:], "image-colour", "colour description")


def _languages(body: bytes) -> Iterator[str]:
    count, size = struct.unpack(">II", body[8:16].ljust(8, b"\0"))
    if size < 12:
        return
    for index in range(min(count, 200)):
        entry = body[16 + size * index : 16 + size * index + 12]
        if len(entry) < 12:
            return
        length, start = struct.unpack(">II", entry[4:])
        yield body[start : start + length].decode("utf-16-be", "replace")
