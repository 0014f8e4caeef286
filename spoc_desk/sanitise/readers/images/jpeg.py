"""The segments of a JPEG: camera notes, properties, comments, further pictures, and what follows its end.

ITU-T T.81 annex B; Exif 2.32 section 4.5; XMP part 3 section 1.1.3 (long sheets in several segments).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spoc_desk.sanitise.readers.images.colour import read_colour
from spoc_desk.sanitise.readers.images.exif import THUMBNAIL_LENGTH, THUMBNAIL_START, decoded, read_tags
from spoc_desk.sanitise.readers.images.iptc import read_resources
from spoc_desk.sanitise.readers.images.spot import CUT_AWAY, Spot
from spoc_desk.sanitise.readers.images.tiff import Tiff, tiff_in
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.unit import Found

START, END = b"\xff\xd8", b"\xff\xd9"
_MOST_SEGMENTS = 20_000
_SCAN, _LAST = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_TABLES = {0xC4, 0xDB, 0xDD, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xD0)}
_STRIPS = 0x0111
_SHEET = b"http://ns.adobe.com/xap/1.0/\0"
_LONG_SHEET = b"http://ns.adobe.com/xmp/extension/\0"
_COLOUR = b"ICC_PROFILE\0"


@dataclass
class _Parts:
    """What comes in several segments."""

    colour: list[bytes] = field(default_factory=list)
    sheet: list[bytes] = field(default_factory=list)


def read_jpeg(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield what stands beside the picture, up to its end."""
    parts = _Parts()
    for marker, body in segments(data):
        yield from _segment(marker, body, spot, parts)
    if parts.colour:
        yield from read_colour(b"".join(parts.colour), spot)
    if parts.sheet:
        yield from read_xmp(b"".join(parts.sheet), spot)


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and body of each segment."""
    for marker, start, end in _walk(data):
        yield marker, data[start:end]


def end_of(data: bytes) -> int:
    """Return where the picture ends."""
    end = 2
    for marker, _, stop in _walk(data):
        end = stop
        if marker == _LAST:
            return end
    return max(end, len(data)) if end >= len(data) - 2 else end


def _walk(data: bytes) -> Iterator[tuple[int, int, int]]:
    place = 2
    for _ in range(_MOST_SEGMENTS):
        while data[place : place + 2] == b"\xff\xff":
            place += 1
        if data[place : place + 1] != b"\xff" or place + 2 > len(data):
            return
        marker = data[place + 1]
        if marker == _LAST:
            yield marker, place + 2, place + 2
            return
        if marker in _ALONE:
            place += 2
            continue
        end = place + 2 + max(int.from_bytes(data[place + 2 : place + 4], "big"), 2)
        yield marker, place + 4, min(end, len(data))
        place = end
        if marker == _SCAN:
            following = _NEXT_MARKER.search(data, place)
            if following is None:
                return
            place = following.start()


def _segment(marker: int, body: bytes, spot: Spot, parts: _Parts) -> Iterator[Found]:
    if marker in _TABLES or marker in (_SCAN, _LAST):
        return
    if marker == 0xFE:
        yield from spot.unit(decoded(body), "image-comment", "comment")
    elif body.startswith(b"Exif\0"):
        yield from read_camera_notes(body[6:], spot)
    elif body.startswith(_SHEET):
        yield from read_xmp(body[len(_SHEET) :], spot)
    elif body.startswith(_LONG_SHEET):
        parts.sheet.append(body[len(_LONG_SHEET) + 40 :])  # after its digest, length and place
    elif body.startswith(_COLOUR):
        parts.colour.append(body[len(_COLOUR) + 2 :])
    elif body.startswith(b"Photoshop 3.0\0"):
        yield from read_resources(body[14:], spot)
    elif body.startswith(b"MPF\0"):
        yield spot.unscannable("Further pictures are listed inside this picture.", "image-second")
    elif body.startswith(b"JFXX\0"):
        yield spot.unscannable(CUT_AWAY, "image-thumbnail")
    elif not (body.startswith(b"JFIF\0") and len(body) <= 14) and not body.startswith(b"Adobe\0"):
        yield from spot.sweep(body, "image-block", f"block APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else "block")


def read_camera_notes(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield what an Exif block says, and that it holds a smaller picture."""
    tiff = tiff_in(data)
    if tiff is None:
        yield from spot.sweep(data, "image-exif", "camera notes")
        return
    yield from read_tags(tiff, spot)
    yield from _thumbnails(tiff, spot)


def _thumbnails(tiff: Tiff, spot: Spot) -> Iterator[Found]:
    places: dict[tuple[str, int], dict[int, int]] = {}
    for tag in tiff.tags():
        if tag.tag in (THUMBNAIL_START, THUMBNAIL_LENGTH, _STRIPS) and tag.directory in ("main", "sub"):
            places.setdefault((tag.directory, tag.number), {})[tag.tag] = int(next(iter(tag.numbers()), 0))
    for found in places.values():
        yield spot.unscannable(CUT_AWAY, "image-thumbnail")
        start, length = found.get(THUMBNAIL_START, 0), found.get(THUMBNAIL_LENGTH, 0)
        small, inner = tiff.data[start : start + length], spot.within("smaller picture")
        if inner and small.startswith(START):
            yield from read_jpeg(small, inner)
