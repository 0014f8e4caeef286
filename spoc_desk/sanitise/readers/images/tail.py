"""What stands behind the end of a picture: another picture, an archive, what was cut away, or plain words."""

from collections.abc import Iterator

from spoc_desk.sanitise.readers.images.jpeg import START, end_of, read_jpeg
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.unit import Found

_MOST_PICTURES = 50
_FILES = (b"PK\x03\x04", b"%PDF-", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\x89PNG\r\n\x1a\n")
_EMPTY = b"\0 \t\r\n\xff"


def read_tail(tail: bytes, spot: Spot) -> Iterator[Found]:
    """Yield what stands behind a picture."""
    for _ in range(_MOST_PICTURES):
        rest = tail.lstrip(_EMPTY[:-1])
        if not rest.startswith(START):
            break
        yield spot.unscannable("A further picture follows behind this picture.", "image-second")
        end = end_of(rest)
        inner = spot.within("further picture")
        if inner:
            yield from read_jpeg(rest[:end], inner)
        tail = rest[end:]
    if not tail.strip(_EMPTY):
        return
    yield spot.unscannable("More bytes follow behind the end of this picture.", "image-trailing")
    starts = [place for mark in _FILES if (place := tail.find(mark)) >= 0]
    start = min(starts, default=len(tail))
    yield from spot.sweep(tail[:start], "image-trailing", "behind the picture")
    if start < len(tail):
        yield from spot.sweep(tail[start:], "image-trailing", "behind the picture")
        yield from spot.inside(tail[start:], "file behind the picture")
