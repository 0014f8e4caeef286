"""One page read: its text as seen, where each character stands, what is veiled, and the pictures on it."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from spoc_desk.sanitise.pages.frame import Frame
from spoc_desk.sanitise.pages.pdf.characters import MOST_CHARACTERS, Characters, Places, characters_on
from spoc_desk.sanitise.pages.pdf.objects import MOST_OBJECTS, Thing, things_on
from spoc_desk.sanitise.pages.pdf.opening import Page
from spoc_desk.sanitise.pages.pdf.sight import SEEN, Sight, Veil, look
from spoc_desk.sanitise.pages.source import Box

_SEEN = frozenset(SEEN)


@dataclass(frozen=True)
class PageReading:
    """What one page holds."""

    text: str  # what a person sees, and the words of a scan
    frame: Frame
    characters: Characters
    sight: Sight
    things: tuple[Thing, ...]  # their handles are no longer valid
    left_out: int  # images too large to be drawn
    cut_short: bool  # there is more on the page than is read
    _at: "array[int]"  # the character each letter of the text came from

    def boxes(self, start: int, end: int, places: Places) -> tuple[Box, ...]:
        """Return the boxes of a span of the text, one for each line it runs over; the page is open again."""
        drawn = [at for at in dict.fromkeys(self._at[max(start, 0) : max(end, 0)]) if self.characters.is_drawn(at)]
        return _lines(drawn, places, self.frame)

    def veiled(self, veil: Veil) -> str:
        """Return all text under one kind of veil, in reading order; a gap starts a new line."""
        if veil not in self.sight.kinds:
            return ""  # on most pages; the walk below takes 2 ms
        out: list[str] = []
        gap = False
        for at, (text, found) in enumerate(zip(self.characters.texts, self.sight.veils, strict=True)):
            if found is veil:
                if gap and out:
                    out.append("\n")
                out.append(text)
                gap = False
            elif self.characters.is_drawn(at) or "\n" in text:
                gap = True
            elif out and not gap and text:
                out.append(" ")
        return "".join(out).strip()


def read_page(page: Page) -> PageReading:
    """Read one open page."""
    things = things_on(page)
    with characters_on(page) as (characters, places):
        sight = look(page, characters, places, things)
    text, at = _seen_text(characters, sight)
    cut_short = len(characters) >= MOST_CHARACTERS or len(things) >= MOST_OBJECTS
    return PageReading(text, page.frame, characters, sight, tuple(things), page.left_out, cut_short, at)


def _seen_text(characters: Characters, sight: Sight) -> tuple[str, "array[int]"]:
    if not set(sight.kinds) <= _SEEN:
        return _seen_among_veiled(characters, sight.veils)
    texts = characters.texts
    if max(map(len, texts), default=0) <= 1:
        return "".join(texts), array("L", compress(range(len(texts)), texts))
    return "".join(texts), array("L", (at for at, text in enumerate(texts) for _ in text))


def _seen_among_veiled(characters: Characters, veils: Sequence[Veil | None]) -> tuple[str, "array[int]"]:
    parts: list[str] = []
    at = array("L")
    hole = False  # something veiled was left out here: its spaces and line ends go with it
    for index, (text, veil) in enumerate(zip(characters.texts, veils, strict=True)):
        if veil not in SEEN:
            hole = True
            continue
        drawn = characters.is_drawn(index)
        if hole and not drawn and (not parts or parts[-1].isspace()):
            continue
        hole = hole and not drawn
        if text:
            parts.append(text)
            at.extend([index] * len(text))
    return "".join(parts), at


def _lines(drawn: Iterable[int], places: Places, frame: Frame) -> tuple[Box, ...]:
    lines: list[Box] = []
    before: bool | None = None
    for at in drawn:
        box = frame.seen(places.box(at))
        along = places.upright(at)
        upright = None if along is None else along == (frame.turns % 2 == 0)
        if lines and upright is not None and upright == before and _goes_on(lines[-1], box, across=upright):
            lines[-1] = _around(lines[-1], box)
        elif box[2] > box[0] or box[3] > box[1]:
            lines.append(box)
        before = upright
    return tuple(lines)


def _goes_on(line: Box, box: Box, *, across: bool) -> bool:
    """Return whether a character stands in the same line, with no more than a wide gap before it."""
    along, beside = ((0, 2), (1, 3)) if across else ((1, 3), (0, 2))
    height = max(min(line[beside[1]] - line[beside[0]], box[beside[1]] - box[beside[0]]), 0.1)
    shared = min(line[beside[1]], box[beside[1]]) - max(line[beside[0]], box[beside[0]])
    gap = max(box[along[0]] - line[along[1]], line[along[0]] - box[along[1]])
    return shared >= height * 0.5 and gap <= height * 2.5


def _around(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
