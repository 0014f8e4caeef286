"""The pages of the re-typeset copy: text, tokens, rules and pictures put at places, in the few operators we allow.

`grammar_pages.py` accepts exactly what is written here, line for line.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from spoc_desk.sanitise.redact.lines import TOKEN_SCALE, TOKEN_WIDTH, measure
from spoc_desk.sanitise.redact.signs import FIRST_TOKEN_SIGN, TOKEN_OF
from spoc_desk.sanitise.redact.typeface import Weight

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  # A4
MARGIN = 62.0
TOP, BOTTOM = PAGE_HEIGHT - 62.0, 70.0
COLUMN = PAGE_WIDTH - 2 * MARGIN

BLACK, SMALL_PRINT = 0.0, 0.4
TOKEN_GREY, HEAD_GREY, RULE_GREY = 0.87, 0.94, 0.72
_FOOT_SIZE = 8.0
RUNS = re.compile(f"[{FIRST_TOKEN_SIGN}-{max(TOKEN_OF)}]|[^{FIRST_TOKEN_SIGN}-{max(TOKEN_OF)}]+")


class _Numbers(dict[int, str]):
    """Glyph numbers as hex by code point, given out at first use."""

    def __missing__(self, code: int) -> str:
        self[code] = number = f"{len(self) + 1:04x}"
        return number


class Mark(StrEnum):
    """What a text of the page begins. A reader program ignores it; the proof reads the copy by it."""

    PASSAGE = "P"
    LINE = "L"
    ROW = "R"
    CELL = "D"


@dataclass(frozen=True)
class PlacedPicture:
    """A kept picture, by its number in the source, and where it stands (points from the bottom left)."""

    picture: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass
class Page:
    """What stands on one page. Grounds are painted first, so that nothing ever lies over a text."""

    grounds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)


class Sheets:
    """Pages filled from top to bottom."""

    def __init__(self) -> None:
        self.pages: list[Page] = [Page()]
        self.at = TOP  # the top of what comes next
        self.cell = (0, 0)  # row and column of its passage in which the next text stands
        self._marks: list[str] = []  # written with the next text: an empty cell has none
        self.glyphs: dict[Weight, _Numbers] = {Weight.REGULAR: _Numbers()}

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.at - BOTTOM

    @property
    def untouched(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.at >= TOP

    def turn(self) -> None:
        """Begin the next page."""
        self.pages.append(Page())
        self.at = TOP

    def need(self, height: float) -> None:
        """Begin the next page unless *height* points are left, or nothing would be gained."""
        if height > self.room and not self.untouched:
            self.turn()

    def mark(self, mark: Mark) -> None:
        """Say what the next text begins; without a mark it goes on with what stands before it."""
        self._marks.append(f"/{mark} MP")

    def line(
        self, text: str, left: float, baseline: float, size: float, weight: Weight, *, again: bool = False
    ) -> None:
        """Put one line of text. `again` marks what stands here only because a page was turned (an artifact)."""
        if not text:
            return
        page = self.pages[-1]
        if again:
            page.texts.append("/Artifact BMC")
        else:
            page.texts += self._marks
            self._marks.clear()
        for run in RUNS.findall(text):
            if run in TOKEN_OF:
                self._token(page, TOKEN_OF[run], left, baseline, size)
            else:
                page.texts.append(self._text(run, left, baseline, size, weight))
            left += measure(run, weight) * size / 1000
        if again:
            page.texts.append("EMC")

    def ground(self, left: float, bottom: float, width: float, height: float, grey: float) -> None:
        """Paint a grey rectangle under the text: the ground of a table head, or a rule."""
        self.pages[-1].grounds.append(f"{_n(grey)} g {_n(left)} {_n(bottom)} {_n(width)} {_n(height)} re f")

    def picture(self, picture: int, left: float, bottom: float, width: float, height: float) -> None:
        """Put a kept picture."""
        self.pages[-1].pictures.append(PlacedPicture(picture, left, bottom, width, height))

    def foot(self) -> None:
        """Write the foot of every page. Called once, when the number of pages is known."""
        for number, page in enumerate(self.pages, 1):
            words = f"Page {number} of {len(self.pages)}"
            right = PAGE_WIDTH - MARGIN - measure(words, Weight.REGULAR) * _FOOT_SIZE / 1000
            page.texts += ["/Artifact BMC", f"{_n(SMALL_PRINT)} g"]
            page.texts.append(self._text("Sanitised copy", MARGIN, BOTTOM - 30, _FOOT_SIZE, Weight.REGULAR))
            page.texts.append(self._text(words, right, BOTTOM - 30, _FOOT_SIZE, Weight.REGULAR))
            page.texts.append("EMC")
            page.grounds.append(f"{_n(RULE_GREY)} g {_n(MARGIN)} {_n(BOTTOM - 18)} {_n(COLUMN)} 0.5 re f")

    def _token(self, page: Page, token: str, left: float, baseline: float, size: float) -> None:
        """Put a token: a grey cell of one width for all, the word in its middle."""
        height = size * 1.18
        middle = baseline + size * 0.3
        cell = TOKEN_WIDTH * size / 1000
        ends = (left + height / 2, left + cell - height / 2)  # round caps add half the height at either end
        page.grounds.append(
            f"{_n(TOKEN_GREY)} G 1 J {_n(height)} w {_n(ends[0])} {_n(middle)} m {_n(ends[1])} {_n(middle)} l S"
        )
        wide = measure(token, Weight.REGULAR) * size * TOKEN_SCALE / 1000
        start, low = left + (cell - wide) / 2, baseline + size * 0.045
        page.texts.append(self._text(token, start, low, size * TOKEN_SCALE, Weight.REGULAR))

    def _text(self, text: str, left: float, baseline: float, size: float, weight: Weight) -> str:
        glyphs = self.glyphs.setdefault(weight, _Numbers())
        return f"BT /{weight} {_n(size)} Tf {_n(left)} {_n(baseline)} Td <{text.translate(glyphs)}> Tj ET"


def contents(page: Page) -> bytes:
    """Return the content stream of a page."""
    pictures = [
        f"q {_n(placed.width)} 0 0 {_n(placed.height)} {_n(placed.left)} {_n(placed.bottom)} cm /Im{at} Do Q"
        for at, placed in enumerate(page.pictures)
    ]
    return "\n".join((*page.grounds, f"{_n(BLACK)} g", *page.texts, *pictures, "")).encode("ascii")


def _n(value: float) -> str:
    """Return a number as the page writes it: at most two decimals, no exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
