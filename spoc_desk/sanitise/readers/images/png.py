"""The chunks of a PNG: comments, camera notes, colour profile, and what is of no known kind.

PNG 3rd edition, section 11. ImageMagick keeps notes of other formats as "Raw profile type ..." in hexadecimal.
"""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.readers.images.colour import read_colour
from spoc_desk.sanitise.readers.images.exif import decoded
from spoc_desk.sanitise.readers.images.inflate import inflated
from spoc_desk.sanitise.readers.images.iptc import read_resources
from spoc_desk.sanitise.readers.images.jpeg import read_camera_notes
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.images.tail import read_tail
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.unit import Found

START = b"\x89PNG\r\n\x1a\n"
_MOST_CHUNKS = 100_000
_LONGEST_TEXT = 20_000_000  # unpacked
_DOTS = (
    b"IHDR IDAT PLTE fdAT fcTL acTL tRNS gAMA cHRM sRGB pHYs sBIT bKGD hIST tIME IEND oFFs sTER cICP mDCV cLLI"
).split()
_HEX = re.compile(rb"[^0-9A-Fa-f]")
_SHEET = "XML:com.adobe.xmp"


def read_png(data: bytes, spot: Spot) -> Iterator[Found]:
    """Yield what stands beside the picture and behind it."""
    place = len(START)
    for _ in range(_MOST_CHUNKS):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if len(kind) < 4:
            break
        body = data[place + 8 : place + 8 + length]
        place = min(place + 12 + length, len(data))
        yield from _chunk(kind, body, spot)
        if kind == b"IEND":
            break
    yield from read_tail(data[place:], spot)


def _chunk(kind: bytes, body: bytes, spot: Spot) -> Iterator[Found]:
    match kind:
        case b"tEXt":
            key, _, text = body.partition(b"\0")
            yield from _note(decoded(key), text, spot)
        case b"zTXt":
            key, _, rest = body.partition(b"\0")
            yield from _note(decoded(key), _unpacked(rest[1:], spot), spot)
        case b"iTXt":
            yield from _international(body, spot)
        case b"eXIf":
            yield from read_camera_notes(body, spot)
        case b"iCCP":
            name, _, rest = body.partition(b"\0")
            yield from spot.unit(decoded(name), "image-colour", "name of the colours")
            yield from read_colour(_unpacked(rest[1:], spot), spot)
        case b"sPLT":
            yield from spot.unit(decoded(body.partition(b"\0")[0]), "image-colour", "name of the colours")
        case _ if kind not in _DOTS:
            yield from spot.unit(decoded(kind), "image-block", "kind of a block")
            yield from spot.sweep(body, "image-block", "block")


def _international(body: bytes, spot: Spot) -> Iterator[Found]:
    key, _, rest = body.partition(b"\0")
    packed, rest = rest[:1] == b"\x01", rest[2:]
    language, _, rest = rest.partition(b"\0")
    translated, _, text = rest.partition(b"\0")
    yield from spot.units((decoded(language), decoded(translated)), "image-comment", "comment")
    yield from _note(decoded(key), _unpacked(text, spot) if packed else text, spot)


def _note(key: str, text: bytes, spot: Spot) -> Iterator[Found]:
    if key == _SHEET:
        yield from read_xmp(text, spot)
    elif key.startswith("Raw profile type "):
        yield from _raw_profile(key.removeprefix("Raw profile type ").strip().lower(), text, spot)
    else:
        yield from spot.unit(f"{key}: {decoded(text)}", "image-comment", "comment")


def _raw_profile(kind: str, text: bytes, spot: Spot) -> Iterator[Found]:
    digits = _HEX.sub(b"", text.strip().partition(b"\n")[2].strip().partition(b"\n")[2])
    raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    if kind in ("exif", "app1") and raw.startswith(b"Exif\0\0"):
        yield from read_camera_notes(raw[6:], spot)
    elif kind in ("iptc", "8bim"):
        yield from read_resources(raw, spot)
    elif kind == "xmp" or b"<x:xmpmeta" in raw[:500]:
        yield from read_xmp(raw, spot)
    else:
        yield from spot.sweep(raw, "image-comment", "comment")
    if not raw:
        yield from spot.unit(decoded(text), "image-comment", "comment")


def _unpacked(data: bytes, spot: Spot) -> bytes:
    return inflated(data, spot.scope.budget, _LONGEST_TEXT)
