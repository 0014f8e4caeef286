"""Photoshop's image resources, and the IPTC records inside them: caption, city, province, keywords.

IIM 4.2: records of 1C, record number, data set, length, value. Adobe's file format specification, "Image resources".
"""

import struct
from collections.abc import Iterator

from spoc_desk.sanitise.readers.images.colour import read_colour
from spoc_desk.sanitise.readers.images.spot import CUT_AWAY, Spot
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.unit import Found

_MARK = b"8BIM"
_OTHER_MARKS = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
_MOST = 5_000
_IPTC, _XMP, _COLOUR, _THUMBNAILS, _EXIF = 0x0404, 0x0424, 0x040F, (0x0409, 0x040C), (0x0422, 0x0423)
_UTF8 = b"\x1b%G"
_BINARY_SETS = {(1, 90), (2, 0), (1, 0)}


def read_resources(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield what Photoshop's resources say."""
    place = 0
    for _ in range(_MOST):
        if data[place : place + 4] not in _OTHER_MARKS:
            break
        number = int.from_bytes(data[place + 4 : place + 6], "big")
        name_length = data[place + 6] if place + 6 < len(data) else 0
        name = data[place + 7 : place + 7 + name_length]
        start = place + 6 + (name_length + 2) // 2 * 2
        size = int.from_bytes(data[start : start + 4], "big")
        body = data[start + 4 : start + 4 + size]
        yield from spot.unit(name.decode("cp1252", "replace"), "image-photoshop", "resource name")
        yield from _resource(number, body, spot)
        place = start + 4 + (size + 1) // 2 * 2
    yield from spot.sweep(data[place:], "image-photoshop", "editor's notes")


def _resource(number: int, body: bytes, spot: Spot) -> Iterator[Found]:
    if number == _IPTC:
        yield from read_iptc(body, spot)
    elif number == _XMP:
        yield from read_xmp(body, spot)
    elif number == _COLOUR:
        yield from read_colour(body, spot)
    elif number in _THUMBNAILS:
        yield spot.unscannable(CUT_AWAY, "image-thumbnail")
    else:
        yield from spot.sweep(body, "image-photoshop", "editor's notes")


def read_iptc(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield the records of the press."""
    place = data.find(b"\x1c")
    wide = _UTF8 in data[:200]
    for _ in range(_MOST):
        if place < 0 or data[place : place + 1] != b"\x1c" or place + 5 > len(data):
            break
        record, kind, size = struct.unpack_from(">BBH", data, place + 1)
        place += 5
        if size & 0x8000:  # a longer length follows, in so many bytes
            more = size & 0x7FFF
            size = int.from_bytes(data[place : place + min(more, 4)], "big")
            place += more
        value = data[place : place + size]
        place += size
        if (record, kind) not in _BINARY_SETS:
            yield from spot.unit(_text(value, wide), "image-iptc", f"press record {record}:{kind}")
    if 0 <= place < len(data):
        yield from spot.sweep(data[place:], "image-iptc", "press records")
    elif place < 0:
        yield from spot.sweep(data, "image-iptc", "press records")


def _text(value: bytes, wide: bool) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if wide else "cp1252", "replace")
