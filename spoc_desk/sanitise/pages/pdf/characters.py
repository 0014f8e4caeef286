"""The characters of one page in reading order: what each one is, which text object drew it, and where it stands."""

import ctypes
from typing import NamedTuple

import pypdfium2.raw as pdfium

from spoc_desk.sanitise.pages.frame import Bounds
from spoc_desk.sanitise.pages.pdf.opening import Page

MOST_CHARACTERS = 300_000  # of one page; a printed page has 3,000

_NOWHERE: Bounds = (0.0, 0.0, 0.0, 0.0)
_LINE_END_HYPHEN = 0x02  # pdfium's mark for a hyphen that broke a word at the end of a line
_QUARTER = 1.5707963


class Character(NamedTuple):
    """One character of the page. A tuple: a bundle has a million of them."""

    text: str  # one character; "-\n" for a hyphen at a line end; "" where pdfium gives none
    owner: int  # the address of the text object that drew it; 0 for spaces and line ends that were put in
    box: Bounds = _NOWHERE  # of the whole cell and the ink together, in the page's own coordinates
    upright: bool | None = True  # along the page's own x axis; False along y; None when slanted
    unmapped: bool = False  # the font does not say which letter this is

    @property
    def is_drawn(self) -> bool:
        """Return whether the character leaves ink of its own."""
        return self.owner != 0 and self.text != "" and not self.text.isspace()


def characters_of(page: Page) -> list[Character]:
    """Return all characters of the page, seen or not, in the order pdfium reads them."""
    text_page = page.opened.get_textpage()
    try:
        count = min(max(pdfium.FPDFText_CountChars(text_page), 0), MOST_CHARACTERS)
        return _paired(_characters(text_page.raw, count))
    finally:
        text_page.close()


def _characters(text_page: object, count: int) -> list[Character]:
    unicode_at, object_at, angle_at = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetTextObject,
        pdfium.FPDFText_GetCharAngle,
    )
    unmapped_at, address_of = pdfium.FPDFText_HasUnicodeMapError, ctypes.addressof
    boxes = _Boxes(text_page)
    found: list[Character] = []
    last, upright = 0, None  # one text object has one direction
    for index in range(count):
        text = _PLAIN.get(code := unicode_at(text_page, index)) or _plain(code)
        drawn_by = object_at(text_page, index)
        if not drawn_by:
            found.append(Character(text, 0))
            continue
        owner = address_of(drawn_by.contents)
        if owner != last:
            last, upright = owner, _upright(angle_at(text_page, index))
        found.append(Character(text, owner, boxes.at(index), upright, unmapped_at(text_page, index) == 1))
    return found


class _Boxes:
    """Asks pdfium where characters stand."""

    def __init__(self, text_page: object) -> None:
        self._text_page = text_page
        self._cell = pdfium.FS_RECTF()
        self._ink = tuple(ctypes.c_double() for _ in range(4))

    def at(self, index: int) -> Bounds:
        """Return the cell and the ink of a character together: letters lean out of their cells."""
        cell = self._cell
        left, right, bottom, top = self._ink
        has_cell = pdfium.FPDFText_GetLooseCharBox(self._text_page, index, cell)
        if not pdfium.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top):
            return (cell.left, cell.bottom, cell.right, cell.top) if has_cell else _NOWHERE
        west, east, south, north = left.value, right.value, bottom.value, top.value
        if not has_cell:
            return (west, south, east, north)
        if cell.left < west:
            west = cell.left
        if cell.bottom < south:
            south = cell.bottom
        if cell.right > east:
            east = cell.right
        if cell.top > north:
            north = cell.top
        return (west, south, east, north)


def _plain(code: int) -> str:
    if code in (0, 0x0D) or code > 0x10FFFF:
        return ""
    if code in (_LINE_END_HYPHEN, 0xFFFE):
        return "-\n"
    if code < 0x20 and code not in (0x09, 0x0A):
        return " "
    return chr(code)


_PLAIN = {code: _plain(code) for code in range(0x250)}


def _upright(angle: float) -> bool | None:
    quarters = angle / _QUARTER
    if abs(quarters - round(quarters)) > 0.02:
        return None
    return round(quarters) % 2 == 0


def _paired(characters: list[Character]) -> list[Character]:
    """Join the two halves of a character outside the first 65,536; a lone half becomes the mark for "unknown"."""
    if not any("\ud800" <= character.text <= "\udfff" for character in characters):
        return characters
    joined: list[Character] = []
    for character in characters:
        before = joined[-1].text if joined else ""
        if "\udc00" <= character.text <= "\udfff" and "\ud800" <= before <= "\udbff":
            joined[-1] = joined[-1]._replace(
                text=(before + character.text).encode("utf-16", "surrogatepass").decode("utf-16")
            )
        else:
            joined.append(character)
    return [
        character._replace(text="\ufffd", unmapped=True) if "\ud800" <= character.text <= "\udfff" else character
        for character in joined
    ]
