"""The characters of one page in reading order: what each one is, which text object drew it, and where it stands."""

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from spoc_desk.sanitise.pages.frame import Bounds
from spoc_desk.sanitise.pages.pdf.opening import Page

MOST_CHARACTERS = 2_000_000  # of one page; a printed page has 3,000

_LINE_END_HYPHEN = 0x02  # pdfium's mark for a hyphen that broke a word at the end of a line
_QUARTER = 1.5707963


@dataclass(frozen=True, slots=True)
class Character:
    """One character of the page."""

    text: str  # one character; "-\n" for a hyphen at a line end; "" where pdfium gives none
    owner: int  # the address of the text object that drew it; 0 for spaces and line ends that were put in
    box: Bounds  # of the whole cell and the ink together, in the page's own coordinates
    upright: bool | None  # along the page's own x axis; False along y; None when slanted
    unmapped: bool = False  # the font does not say which letter this is

    @property
    def is_drawn(self) -> bool:
        """Return whether the character leaves ink of its own."""
        return self.owner != 0 and not self.text.isspace() and self.text != ""


@dataclass
class _Reused:
    """Room for pdfium's answers, made once for a page."""

    cell: pdfium.FS_RECTF = field(default_factory=pdfium.FS_RECTF)
    sides: tuple[ctypes.c_double, ctypes.c_double, ctypes.c_double, ctypes.c_double] = field(
        default_factory=lambda: (ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double())
    )


def characters_of(page: Page) -> list[Character]:
    """Return all characters of the page, seen or not, in the order pdfium reads them."""
    text_page = page.opened.get_textpage()
    try:
        count = min(max(pdfium.FPDFText_CountChars(text_page), 0), MOST_CHARACTERS)
        room = _Reused()
        return _paired([_character(text_page, index, room) for index in range(count)])
    finally:
        text_page.close()


def _character(text_page: object, index: int, room: _Reused) -> Character:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
        return Character(_plain(code), 0, (0.0, 0.0, 0.0, 0.0), True)
    owner = pdfium.FPDFText_GetTextObject(text_page, index)
    return Character(
        text="-\n" if code == _LINE_END_HYPHEN else _plain(code),
        owner=ctypes.addressof(owner.contents) if owner else 0,
        box=_box(text_page, index, room),
        upright=_upright(pdfium.FPDFText_GetCharAngle(text_page, index)),
        unmapped=pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1,
    )


def _plain(code: int) -> str:
    if code in (0, 0x0D) or code > 0x10FFFF:
        return ""
    if code == 0xFFFE:
        return "-\n"
    if code < 0x20 and code not in (0x09, 0x0A):
        return " "
    return chr(code)


def _box(text_page: object, index: int, room: _Reused) -> Bounds:
    left, right, bottom, top = room.sides
    cell = room.cell
    has_cell = pdfium.FPDFText_GetLooseCharBox(text_page, index, cell)
    has_ink = pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    if not has_cell and not has_ink:
        return (0.0, 0.0, 0.0, 0.0)
    if not has_cell:
        return (left.value, bottom.value, right.value, top.value)
    if not has_ink:
        return (cell.left, cell.bottom, cell.right, cell.top)
    return (
        min(cell.left, left.value),
        min(cell.bottom, bottom.value),
        max(cell.right, right.value),
        max(cell.top, top.value),
    )


def _upright(angle: float) -> bool | None:
    quarters = angle / _QUARTER
    if abs(quarters - round(quarters)) > 0.02:
        return None
    return round(quarters) % 2 == 0


def _paired(characters: list[Character]) -> list[Character]:
    """Join the two halves of a character outside the first 65,536; drop a lone half."""
    joined: list[Character] = []
    for character in characters:
        if len(character.text) == 1 and 0xDC00 <= ord(character.text) <= 0xDFFF:
            before = joined.pop() if joined and _is_first_half(joined[-1]) else None
            text = _whole(before.text, character.text) if before else "\ufffd"
            joined.append(Character(text, character.owner, character.box, character.upright, character.unmapped))
            continue
        if joined and _is_first_half(joined[-1]):
            joined[-1] = Character("\ufffd", joined[-1].owner, joined[-1].box, joined[-1].upright, True)
        joined.append(character)
    if joined and _is_first_half(joined[-1]):
        joined.pop()
    return joined


def _is_first_half(character: Character) -> bool:
    return len(character.text) == 1 and 0xD800 <= ord(character.text) <= 0xDBFF


def _whole(first: str, second: str) -> str:
    return chr(0x10000 + ((ord(first) - 0xD800) << 10) + (ord(second) - 0xDC00))
