"""The typeface of the re-typeset copy: widths, and a cut of Noto Sans that holds the glyphs of the copy and no more.

The cut is made from the characters alone, in the order they are first used, and carries no name, no date and no
table that a reader does not need. So the proof can make it again and compare byte for byte.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reportlab.pdfbase.ttfonts import TTFontFile

from spoc_desk.resources import resource

SQUARE = 0x25A1  # drawn with the typeface's own sign for "no glyph", which is a box


class Weight(StrEnum):
    """The two cuts, by their names in the page."""

    REGULAR = "F1"
    BOLD = "F2"


_FILES = {Weight.REGULAR: "NotoSans-Regular.ttf", Weight.BOLD: "NotoSans-Bold.ttf"}
NAMES = {Weight.REGULAR: "SPOCDA+NotoSans", Weight.BOLD: "SPOCDB+NotoSans-Bold"}

# Flags of a composite glyph (OpenType, glyf table).
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
_KEPT_TABLES = ("cvt ", "fpgm", "prep")  # hints; copied as they are


@dataclass(frozen=True)
class Face:
    """One weight, read once."""

    font: TTFontFile
    glyphs: dict[int, int]  # by code point
    widths: dict[int, int]  # by code point, in thousandths of the type size
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    bold: bool


@lru_cache(maxsize=2)
def face(weight: Weight) -> Face:
    """Return a weight of the typeface."""
    font = TTFontFile(str(resource("fonts", _FILES[weight])))
    glyphs = {**font.charToGlyph, SQUARE: 0}
    widths = {code: round(font.hmetrics[glyph][0]) for code, glyph in glyphs.items()}
    measures = (font.ascent, font.descent, font.capHeight, *font.bbox)
    ascent, descent, cap_height, left, bottom, right, top = (round(measure) for measure in measures)
    box = (left, bottom, right, top)
    return Face(font, glyphs, widths, ascent, descent, cap_height, box, weight is Weight.BOLD)


def printable(sign: str) -> bool:
    """Say whether both weights have a glyph for this character."""
    return all(ord(sign) in face(weight).glyphs for weight in Weight)


def cut(weight: Weight, codes: Sequence[int]) -> tuple[bytes, tuple[int, ...]]:
    """Return a TrueType file whose glyph n+1 is that of codes[n], and the widths of glyphs 0 to len(codes)."""
    whole = face(weight)
    font = whole.font
    order = [0, *(whole.glyphs[code] for code in codes)]
    new_of: dict[int, int] = {}
    for new, old in enumerate(order):
        new_of.setdefault(old, new)
    outlines: list[bytes] = []
    while len(outlines) < len(order):  # grows by the parts of composite glyphs
        outlines.append(_outline(font, order[len(outlines)], order, new_of))
    widths = tuple(whole.widths[code] for code in codes)
    return _file(font, order, outlines), (round(font.hmetrics[0][0]), *widths)


def _outline(font: TTFontFile, old: int, order: list[int], new_of: dict[int, int]) -> bytes:
    """Return one glyph's outline, its parts renumbered; parts not yet in the cut join its end."""
    start = font.get_table_pos("glyf")[0]
    data = bytearray(font._ttf_data[start + font.glyphPos[old] : start + font.glyphPos[old + 1]])
    if len(data) < 10 or struct.unpack_from(">h", data)[0] >= 0:
        return bytes(data)
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", data, at)
        if part not in new_of:
            new_of[part] = len(order)
            order.append(part)
        struct.pack_into(">H", data, at + 2, new_of[part])
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(data)


def _file(font: TTFontFile, order: Sequence[int], outlines: Sequence[bytes]) -> bytes:
    """Return the tables a PDF reader needs (ISO 32000-1, 9.9) as a TrueType file."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    places = [0]
    for outline in padded:
        places.append(places[-1] + len(outline))
    head = bytearray(font.get_table("head"))
    struct.pack_into(">I", head, 8, 0)  # checksum adjustment: set below
    struct.pack_into(">qq", head, 20, 0, 0)  # no dates
    struct.pack_into(">h", head, 50, 1)  # long offsets
    hhea = bytearray(font.get_table("hhea"))
    struct.pack_into(">H", hhea, 34, len(order))
    maxp = bytearray(font.get_table("maxp"))
    struct.pack_into(">H", maxp, 4, len(order))
    tables = {tag: font.get_table(tag) for tag in _KEPT_TABLES if tag in font.table}
    tables |= {
        "glyf": b"".join(padded),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": b"".join(struct.pack(">HH", *map(int, font.hmetrics[old])) for old in order),
        "loca": struct.pack(f">{len(places)}I", *places),
        "maxp": bytes(maxp),
    }
    return _assembled(tables)


def _assembled(tables: dict[str, bytes]) -> bytes:
    """Return tables behind their directory, with checksums (OpenType, "Organization of an OpenType Font")."""
    power = len(tables).bit_length() - 1
    directory = struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    at = len(directory) + 16 * len(tables)
    body: list[bytes] = []
    head_at = 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            head_at = at
        directory += struct.pack(">4sIII", tag.encode(), _checksum([data]), at, len(data))
        body.append(data + bytes(-len(data) % 4))
        at += len(body[-1])
    file = bytearray(directory + b"".join(body))
    struct.pack_into(">I", file, head_at + 8, (0xB1B0AFBA - _checksum([bytes(file)])) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(pieces: Iterable[bytes]) -> int:
    data = b"".join(pieces)
    data += bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
