"""What must have been on the screen: the pages of a document, or the parts of a text that has no pages."""

from bisect import bisect_right
from dataclasses import dataclass

from spoc_desk.sanitise.apart.document import Document, Producer

PART_CHARACTERS = 2_400
"""About one screen of text: whoever scrolls past two of them in one go has not read them."""

At = tuple[int, int]
"""A text of the document, from 0, and an offset in it."""


@dataclass(frozen=True)
class Sheets:
    """The pages or parts, numbered from 1 (pages by their own numbers), and where each text lies among them."""

    numbers: tuple[int, ...]
    noun: str  # "page" or "part"
    starts: tuple[At, ...] = ()  # of the parts
    pages: tuple[int, ...] = ()  # of each text; 0 where it lies on no page

    def name(self, number: int) -> str:
        """Return "page 3"."""
        return f"{self.noun} {number}"

    def sheet_at(self, text: int, offset: int) -> int:
        """Return on which page or part a place lies; 0 for none."""
        if self.noun == "page":
            return self.pages[text]
        return bisect_right(self.starts, (text, offset))


def sheets_of(document: Document) -> Sheets:
    """Return the sheets of a document in their order."""
    if document.producer is Producer.RETYPE:
        starts = tuple(_part_starts(document))
        return Sheets(tuple(range(1, len(starts) + 1)), "part", starts)
    numbers = tuple(size.page for size in document.pages)
    known = frozenset(numbers)
    pages = tuple(scanned.unit.page if scanned.unit.page in known else 0 for scanned in document.scanned)
    return Sheets(numbers, "page", pages=pages)


def _part_starts(document: Document) -> list[At]:
    """Return where the parts begin: at a text, or inside a long one."""
    starts: list[At] = []
    room = 0
    for at, scanned in enumerate(document.scanned):
        length = len(scanned.unit.text)
        if not scanned.unit.shown or not length:
            continue
        if room <= 0:
            starts.append((at, 0))
            room = PART_CHARACTERS
        passed = room
        while passed < length:
            starts.append((at, passed))
            passed += PART_CHARACTERS
        room = passed - length
    return starts
