"""The one typeface of screen and paper, Noto Sans (SIL Open Font License 1.1), always embedded."""

from collections.abc import Iterable
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from spoc_desk.resources import resource

REGULAR = "SpocDesk-Regular"
BOLD = "SpocDesk-Bold"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


@lru_cache(maxsize=1)
def register() -> frozenset[int]:
    """Make both weights known to the layout engine; return the code points that both can print."""
    faces = []
    for name, file_name in _FILES.items():
        font = TTFont(name, str(resource("fonts", file_name)))
        registerFont(font)
        faces.append(frozenset(font.face.charToGlyph))
    return faces[0] & faces[1]


def printable(sign: str) -> bool:
    """Say whether both weights have a glyph for this character."""
    return ord(sign) in register()


def file_bytes(name: str) -> bytes:
    """Return the file of one weight as it ships."""
    return resource("fonts", _FILES[name]).read_bytes()


def widths(name: str, signs: Iterable[str]) -> list[int]:
    """Return how wide each sign is, in thousandths of the size."""
    register()
    face = getFont(name).face
    return [round(face.charWidths.get(ord(sign), face.defaultWidth)) for sign in signs]
