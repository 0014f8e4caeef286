"""The five PDF objects of one embedded weight (ISO 32000-1, 9.7), made from its characters alone.

The proof reads the characters from the copy and makes the objects again: they must be the same, byte for byte.
"""

import zlib
from collections.abc import Sequence

from spoc_desk.sanitise.redact.typeface import NAMES, Weight, cut, face
from spoc_desk.sanitise.redact.writer import DEFLATE_LEVEL

OBJECTS_PER_FONT = 5
_PER_BLOCK = 100  # entries a ToUnicode block may hold


def font_objects(weight: Weight, codes: Sequence[int], number: int) -> tuple[bytes, ...]:
    """Return font, descendant, descriptor, file and ToUnicode map; *number* is that of the first.

    Glyph n+1 is that of codes[n]: a text in the page is the numbers of its glyphs.
    """
    name = NAMES[weight].encode()
    program, widths = cut(weight, codes)
    whole = face(weight)
    box = b" ".join(b"%d" % side for side in whole.box)
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, number + 1, number + 4),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[0[%b]]>>"
        % (name, number + 2, b" ".join(b"%d" % width for width in widths)),
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[%b]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d"
        b"/StemV %d/FontFile2 %d 0 R>>"
        % (name, box, whole.ascent, whole.descent, whole.cap_height, 140 if whole.bold else 87, number + 3),
        _stream(program, b"/Length1 %d" % len(program)),
        _stream(to_unicode(codes), b""),
    )


def to_unicode(codes: Sequence[int]) -> bytes:
    """Return the map from glyphs back to characters, so that the copy can be searched and read aloud."""
    entries = [b"<%04x> <%b>" % (at, chr(code).encode("utf-16-be").hex().encode()) for at, code in enumerate(codes, 1)]
    blocks = [entries[at : at + _PER_BLOCK] for at in range(0, len(entries), _PER_BLOCK)]
    maps = b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        b"%bendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n" % maps
    )


def _stream(data: bytes, entries: bytes) -> bytes:
    packed = zlib.compress(data, DEFLATE_LEVEL)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (entries, len(packed), packed)
