"""The characters of one page in reading order: what each one is, which text object drew it, and where it stands.

What and which is asked for the whole page at once; where only of the few characters somebody wants to know it of.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import compress, groupby, repeat
from typing import Any

import pypdfium2.raw as pdfium

from spoc_desk.sanitise.pages.frame import Bounds
from spoc_desk.sanitise.pages.pdf.opening import Page

MOST_CHARACTERS = 300_000  # of one page; a printed page has 3,000

_NOWHERE: Bounds = (0.0, 0.0, 0.0, 0.0)
_LINE_END_HYPHEN = 0x02  # pdfium's mark for a hyphen that broke a word at the end of a line
_QUARTER = 1.5707963
_HALF = re.compile("[\ud800-\udfff]")


def _fast(function: Any, result: Any) -> Any:
    """Return a function of pdfium that takes and gives plain numbers: it is asked for every character of a file."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int)(address)


_code_at = _fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_owner_at = _fast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_unmapped_at = _fast(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int)


@dataclass(frozen=True)
class Run:
    """Characters side by side that one text object drew."""

    owner: int  # the address of the text object; 0 for spaces and line ends that were put in
    start: int
    end: int


@dataclass(frozen=True)
class Characters:
    """The characters of a page, side by side: a bundle has a million of them."""

    texts: Sequence[str]  # one character each; "-\n" for a hyphen at a line end; "" where pdfium gives none
    owners: Sequence[int]  # as in Run
    unmapped: frozenset[int]  # of which the font does not say which letters they are
    numbers: Sequence[int]  # by which pdfium knows them
    runs: Sequence[Run] = field(default=())

    def __len__(self) -> int:
        return len(self.texts)

    def is_drawn(self, at: int) -> bool:
        """Return whether a character leaves ink of its own."""
        return self.owners[at] != 0 and self.texts[at] != "" and not self.texts[at].isspace()


class Places:
    """Where the characters of an open page stand."""

    def __init__(self, text_page: Any, characters: Characters) -> None:
        self._text_page = text_page.raw
        self._characters = characters
        self._cell = pdfium.FS_RECTF()
        self._ink = tuple(ctypes.c_double() for _ in range(4))

    def box(self, at: int) -> Bounds:
        """Return the whole cell and the ink of a character together, in the page's own coordinates.

        Letters lean out of their cells.
        """
        number = self._characters.numbers[at]
        cell, ink = self._cell_of(number), self._ink_of(number)
        if ink is None:
            return cell or _NOWHERE
        if cell is None:
            return ink
        return (min(cell[0], ink[0]), min(cell[1], ink[1]), max(cell[2], ink[2]), max(cell[3], ink[3]))

    def _cell_of(self, number: int) -> Bounds | None:
        cell = self._cell
        if not pdfium.FPDFText_GetLooseCharBox(self._text_page, number, cell):
            return None
        return (cell.left, cell.bottom, cell.right, cell.top)

    def _ink_of(self, number: int) -> Bounds | None:
        left, right, bottom, top = self._ink
        if not pdfium.FPDFText_GetCharBox(self._text_page, number, left, right, bottom, top):
            return None
        return (left.value, bottom.value, right.value, top.value)

    def upright(self, at: int) -> bool | None:
        """Return whether a character stands along the page's own x axis; False along y, None when slanted."""
        return _upright(pdfium.FPDFText_GetCharAngle(self._text_page, self._characters.numbers[at]))

    def is_surely_high(self, run: Run, least: float) -> bool:
        """Return whether all characters of a run are as high as that, to be told from its first one.

        The cells of one font are of one height, unless the font does not tell it: then the cell is the ink.
        """
        number = self._characters.numbers[run.start]
        cell, ink = self._cell_of(number), self._ink_of(number)
        if cell is None or ink is None or cell == ink:
            return False
        upright = self.upright(run.start)
        if upright is None:
            return False
        return (cell[3] - cell[1] if upright else cell[2] - cell[0]) >= least


@contextmanager
def characters_on(page: Page) -> Iterator[tuple[Characters, Places]]:
    """Read all characters of the page, seen or not, in the order pdfium reads them, and ask where they stand."""
    text_page = page.opened.get_textpage()
    try:
        characters = _characters(text_page)
        yield characters, Places(text_page, characters)
    finally:
        text_page.close()


def words_on(page: Page) -> str:
    """Return the text of all characters of the page, seen or not."""
    with characters_on(page) as (characters, _):
        return "".join(characters.texts)


def _characters(text_page: Any) -> Characters:
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    numbers = range(min(max(pdfium.FPDFText_CountChars(text_page), 0), MOST_CHARACTERS))
    texts = list(map(_PLAIN.__getitem__, map(_code_at, repeat(handle), numbers)))
    owners = [owner or 0 for owner in map(_owner_at, repeat(handle), numbers)]
    errors = map((1).__eq__, map(_unmapped_at, repeat(handle), numbers))
    unmapped = frozenset(at for at in compress(numbers, errors) if owners[at])
    if _HALF.search("".join(texts)):
        return _paired(texts, owners, unmapped)
    return Characters(texts, owners, unmapped, numbers, _runs(owners))


def _runs(owners: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    start = 0
    for owner, group in groupby(owners):
        end = start + len(list(group))
        runs.append(Run(owner, start, end))
        start = end
    return runs


class _Plain(dict[int, str]):
    """What the codes of pdfium stand for. Fills itself as it goes."""

    def __missing__(self, code: int) -> str:
        self[code] = text = _plain(code)
        return text


def _plain(code: int) -> str:
    if code in (0, 0x0D) or code > 0x10FFFF:
        return ""
    if code in (_LINE_END_HYPHEN, 0xFFFE):
        return "-\n"
    if code < 0x20 and code not in (0x09, 0x0A):
        return " "
    return chr(code)


_PLAIN = _Plain()


def _upright(angle: float) -> bool | None:
    quarters = angle / _QUARTER
    if abs(quarters - round(quarters)) > 0.02:
        return None
    return round(quarters) % 2 == 0


def _paired(texts: list[str], owners: list[int], unmapped: frozenset[int]) -> Characters:
    """Join the two halves of a character outside the first 65,536; a lone half becomes the mark for "unknown"."""
    numbers: list[int] = []
    joined: list[str] = []
    for number, text in enumerate(texts):
        before = joined[-1] if joined else ""
        if "\udc00" <= text <= "\udfff" and "\ud800" <= before <= "\udbff":
            joined[-1] = (before + text).encode("utf-16", "surrogatepass").decode("utf-16")
        else:
            joined.append(text)
            numbers.append(number)
    lone = {at for at, text in enumerate(joined) if _HALF.fullmatch(text)}
    unknown = lone | {at for at, number in enumerate(numbers) if number in unmapped}
    kept = [owners[number] for number in numbers]
    read = ["\ufffd" if at in lone else text for at, text in enumerate(joined)]
    return Characters(read, kept, frozenset(unknown), numbers, _runs(kept))
