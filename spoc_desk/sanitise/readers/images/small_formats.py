"""GIF, BMP, WebP, and pictures the program cannot draw (HEIC, AVIF): their comments and notes."""

from collections.abc import Iterator

from spoc_desk.sanitise.readers.images.colour import read_colour
from spoc_desk.sanitise.readers.images.exif import decoded
from spoc_desk.sanitise.readers.images.jpeg import read_camera_notes
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.images.tail import read_tail
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.unit import Found

_MOST_BLOCKS = 200_000
_SHEET = b"XMP DataXMP"


def read_gif(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield comments and application blocks (GIF89a, sections 24-26)."""
    place = 13 + _colours(data[10:11])
    for _ in range(_MOST_BLOCKS):
        mark = data[place : place + 1]
        if mark == b"\x21":
            kind = data[place + 1 : place + 2]
            body, place = _blocks(data, place + 2)
            yield from _extension(kind, body, data, spot)
        elif mark == b"\x2c":
            place += 10 + _colours(data[place + 9 : place + 10])
            _, place = _blocks(data, place + 1)
        else:
            break
    yield from read_tail(data[place + 1 :] if data[place : place + 1] == b"\x3b" else data[place:], spot)


def _colours(flags: bytes) -> int:
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _blocks(data: bytes, place: int) -> tuple[list[bytes], int]:
    found: list[bytes] = []
    while place < len(data) and data[place]:
        found.append(data[place + 1 : place + 1 + data[place]])
        place += 1 + data[place]
    return found, place + 1


def _extension(kind: bytes, body: list[bytes], data: bytes, spot: Spot) -> Iterator[Found]:
    if kind == b"\xfe":
        yield from spot.unit(decoded(b"".join(body)), "image-comment", "comment")
    elif kind == b"\x01":
        yield from spot.unit(decoded(b"".join(body[1:])), "image-comment", "text")
    elif kind == b"\xff" and body and body[0] == _SHEET:
        # The sheet lies in the file as one piece, its letters read as block lengths.
        start = data.find(_SHEET) + len(_SHEET)
        end = data.find(b"<?xpacket end", start)
        yield from read_xmp(data[start : end + 19 if end > 0 else start + sum(map(len, body))], spot)
    elif kind == b"\xff" and body and body[0].startswith(b"ICCRGBG1"):
        yield from read_colour(b"".join(body[1:]), spot)
    elif kind == b"\xff":
        yield from spot.sweep(b" ".join(body), "image-block", "block of a program")


def read_webp(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield the chunks beside the dots."""
    place = 12
    size = int.from_bytes(data[4:8], "little") + 8
    for _ in range(_MOST_BLOCKS):
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if len(kind) < 4 or place >= size:
            break
        body = data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2
        if kind == b"EXIF":
            yield from read_camera_notes(body.removeprefix(b"Exif\0\0"), spot)
        elif kind == b"XMP ":
            yield from read_xmp(body, spot)
        elif kind == b"ICCP":
            yield from read_colour(body, spot)
        elif kind not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"):
            yield from spot.sweep(kind + body, "image-block", "block")
    yield from read_tail(data[min(place, len(data)) :], spot)


def read_bmp(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield the words in the head (a linked colour profile has a path) and behind the dots."""
    start = int.from_bytes(data[10:14], "little")
    width, height = abs(_signed(data[18:22])), abs(_signed(data[22:26]))
    bits = int.from_bytes(data[28:30], "little")
    packed = int.from_bytes(data[30:34], "little") not in (0, 3)
    size = int.from_bytes(data[34:38], "little") if packed else (width * bits + 31) // 32 * 4 * height
    yield from spot.sweep(data[14:start], "image-block", "head of the picture")
    yield from read_tail(data[start + size :], spot)


def _signed(raw: bytes) -> int:
    return int.from_bytes(raw, "little", signed=True)


def read_other(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield the notes of a picture of a kind that cannot be drawn, found by their marks."""
    notes = data.find(b"Exif\0\0")
    if notes >= 0:
        yield from read_camera_notes(data[notes + 6 :], spot)
    sheet = data.find(b"<x:xmpmeta")
    if sheet >= 0:
        end = data.find(b"</x:xmpmeta>", sheet)
        yield from read_xmp(data[sheet : end + 12 if end > 0 else len(data)], spot)
    yield from spot.sweep(data, "image-block", "block")
