"""The notes in TIFF form put into words: owner, caption, serial numbers, the place as "53.800000, -1.550000"."""

from collections.abc import Iterator

from PIL import ExifTags

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.images.colour import read_colour
from spoc_desk.sanitise.readers.images.iptc import read_iptc, read_resources
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.images.tiff import POINTERS, Tag, Tiff
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.unit import Found

XMP, IPTC, PHOTOSHOP, COLOUR, MAKER_NOTE = 700, 33723, 34377, 34675, 37500
THUMBNAIL_START, THUMBNAIL_LENGTH = 0x0201, 0x0202
_LAYERS = 37724
_COMMENT, _METHOD, _AREA = 0x9286, 0x001B, 0x001C
_WINDOWS = range(0x9C9B, 0x9CA0)  # title, comment, author, keywords, subject as Windows writes them
# Where the dots of the picture lie, and tables for them: numbers, never words.
_DOTS = {
    258,
    273,
    277,
    279,
    288,
    289,
    320,
    322,
    323,
    324,
    325,
    338,
    339,
    347,
    512,
    519,
    520,
    521,
    529,
    530,
    532,
    301,
    291,
}
_TEXT_KINDS = (2, 129)
_RAW_KINDS = (1, 6, 7)


def read_tags(tiff: Tiff, spot: Spot) -> Iterator[Found]:
    """Yield what the tags say."""
    positions: dict[int, Tag] = {}
    for tag in tiff.tags():
        if tag.directory == "gps":
            positions[tag.tag] = tag
        yield from _tag(tag, spot)
    yield from spot.units(_positions(positions), "image-gps", "position")
    if tiff.cut_short:
        yield spot.unscannable(
            "Notes of the camera are damaged or cut short. They were not read to the end.", "image-exif"
        )


def _tag(tag: Tag, spot: Spot) -> Iterator[Found]:
    name = name_of(tag)
    if tag.tag in POINTERS or (tag.directory in ("main", "sub") and tag.tag in _DOTS):
        return
    if tag.tag == XMP and tag.directory != "gps":
        yield from read_xmp(tag.raw, spot)
    elif tag.tag == IPTC:
        yield from read_iptc(_joined(tag), spot)
    elif tag.tag == PHOTOSHOP:
        yield from read_resources(tag.raw, spot)
    elif tag.tag == COLOUR:
        yield from read_colour(tag.raw, spot)
    elif tag.tag == MAKER_NOTE:
        yield from spot.sweep(tag.raw, "image-maker-note", "maker's note")
    elif tag.tag == _LAYERS:
        yield from spot.sweep(tag.raw, "image-photoshop", "layers")
    else:
        channel = "image-gps" if tag.directory == "gps" else "image-exif"
        yield from spot.units(_texts(tag), channel, f"note “{name}”")


def name_of(tag: Tag) -> str:
    """Return the name of a tag, or its number."""
    names = ExifTags.GPSTAGS if tag.directory == "gps" else ExifTags.TAGS
    return str(names.get(tag.tag, f"no. {tag.tag}"))


def _texts(tag: Tag) -> Iterator[str]:
    if tag.kind in _TEXT_KINDS:
        yield from (decoded(piece) for piece in tag.raw.split(b"\0") if piece.strip())
    elif tag.tag in _WINDOWS:
        yield tag.raw.decode("utf-16-le", "replace").replace("\0", " ")
    elif tag.tag in (_COMMENT, _METHOD, _AREA):
        yield _comment(tag)
    elif tag.kind in _RAW_KINDS or len(tag.raw) > 16:
        yield from texts_in(tag.raw)


def decoded(raw: bytes) -> str:
    """Return text that should be ASCII and often is UTF-8 or Windows text."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _comment(tag: Tag) -> str:
    """Return a text that begins with the name of its encoding (Exif 2.32, 4.6.5)."""
    code, text = tag.raw[:8], tag.raw[8:]
    if code == b"UNICODE\0":
        wide = "utf-16-le" if text[1::2].count(0) > text[0::2].count(0) else "utf-16-be"
        if not text.count(0):
            wide = "utf-16-le" if tag.order == "<" else "utf-16-be"
        return text.decode(wide, "replace")
    if code == b"JIS\0\0\0\0\0":
        return text.decode("iso2022_jp", "replace")
    return decoded(text if code in (b"ASCII\0\0\0", bytes(8)) else tag.raw)


def _joined(tag: Tag) -> bytes:
    """Return IPTC bytes: some programs store them as four-byte numbers of the other byte order."""
    if tag.kind == 4 and tag.raw[:1] != b"\x1c" and tag.raw[3:4] == b"\x1c":
        return b"".join(tag.raw[place : place + 4][::-1] for place in range(0, len(tag.raw), 4))
    return tag.raw


def _positions(tags: dict[int, Tag]) -> Iterator[str]:
    """Yield the places in decimal degrees: where it was taken (tags 1-4), and where it points to (19-22)."""
    for south, latitude, west, longitude in ((1, 2, 3, 4), (19, 20, 21, 22)):
        up, across = (
            _degrees(tags.get(latitude), tags.get(south), b"S"),
            _degrees(tags.get(longitude), tags.get(west), b"W"),
        )
        if up is not None and across is not None:
            yield f"{up:.6f}, {across:.6f}"
        elif up is not None:
            yield f"latitude {up:.6f}"
        elif across is not None:
            yield f"longitude {across:.6f}"


def _degrees(value: Tag | None, side: Tag | None, negative: bytes) -> float | None:
    if value is None:
        return None
    parts = value.numbers()[:3]
    if not parts:
        return None
    degrees = sum(part / (1.0, 60.0, 3600.0)[index] for index, part in enumerate(parts))
    return -degrees if side is not None and side.raw[:1].upper() == negative else degrees
