"""A small PDF made by hand: pages of lines and black bars, as a stranger's word processor might have left it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
_FONTS = ("Helvetica", "Helvetica-Bold")
_LETTERS = "WinAnsiEncoding"
_FIRST_PAGE = 3 + len(_FONTS)


@dataclass(frozen=True)
class Line:
    """Words at a place; `y` counts from the top of the page."""

    x: float
    y: float
    words: str
    size: float = 11
    bold: bool = False
    grey: float = 0.0


@dataclass(frozen=True)
class Bar:
    """A black bar over what stands there. What stands there stays in the file."""

    x: float
    y: float
    width: float
    height: float = 15


Sheet = Sequence[Line | Bar]


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """Return the file. The same sheets give the same bytes."""
    objects = list(_objects(sheets))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _objects(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    pages = " ".join(f"{_FIRST_PAGE + 2 * number} 0 R" for number in range(len(sheets)))
    yield b"<< /Type /Catalog /Pages 2 0 R >>"
    yield f"<< /Type /Pages /Kids [{pages}] /Count {len(sheets)} >>".encode()
    for font in _FONTS:
        yield f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /{_LETTERS} >>".encode()
    fonts = " ".join(f"/F{number} {number + 3} 0 R" for number in range(len(_FONTS)))
    for number, sheet in enumerate(sheets):
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << {fonts} >> >>"
        yield f"<< {page} /Contents {_FIRST_PAGE + 2 * number + 1} 0 R >>".encode()
        drawn = "\n".join(_drawn(part) for part in sheet).encode("cp1252")
        yield b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)


def _drawn(part: Line | Bar) -> str:
    if isinstance(part, Bar):
        return f"0 g {part.x:g} {HEIGHT - part.y - 4:g} {part.width:g} {part.height:g} re f"
    words = part.words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    place = f"1 0 0 1 {part.x:g} {HEIGHT - part.y:g} Tm"
    return f"BT {part.grey:g} g /F{int(part.bold)} {part.size:g} Tf {place} ({words}) Tj ET"
