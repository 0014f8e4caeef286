"""A text without pages as lines on the screen, and the way between a line and the place of a finding."""

from bisect import bisect_right
from dataclasses import dataclass

from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.review.review import Review

_LONGEST = 4_000
"""Characters: a longer line is shown as several, or laying it out would hold up the window."""

# What Qt itself would break a line at; one sign for one sign, so that offsets stay.
_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029\ufdd0\ufdd1", " "))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: which text it shows, and from where to where. Text -1 is an empty line between two texts."""

    text: int
    start: int
    end: int
    shape: Shape = Shape.PARAGRAPH


class Lines:
    """All lines of the shown texts of a review."""

    def __init__(self, review: Review) -> None:
        self.all: list[Line] = []
        shown: list[str] = []
        self._starts: list[tuple[int, int]] = []
        self._numbers: list[int] = []
        for number, scanned in enumerate(review.document.scanned):
            if scanned.unit.shown and scanned.unit.text:
                for line in _lines(number, scanned.unit.text, scanned.unit.shape):
                    self._starts.append((line.text, line.start))
                    self._numbers.append(len(self.all))
                    self.all.append(line)
                    shown.append(scanned.unit.text[line.start : line.end])
                self.all.append(Line(-1, 0, 0))
                shown.append("")
        self.words = "\n".join(shown[:-1]).translate(_BREAKS)
        self.all = self.all[:-1]
        sheets = review.marks.sheets
        self.sheet_of = [sheets.sheet_at(line.text, line.start) if line.text >= 0 else 0 for line in self.all]

    def line_of(self, text: int, offset: int) -> int:
        """Return the number of the line in which a place of a text stands."""
        at = bisect_right(self._starts, (text, offset)) - 1
        return self._numbers[max(at, 0)] if self._numbers else 0


def utf16(text: str, offset: int) -> int:
    """Return an offset as Qt counts: signs beyond the first 65,536 count as two."""
    part = text[:offset]
    return offset if part.isascii() else len(part.encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Return an offset of Qt as Python counts."""
    return (
        offset
        if text.isascii()
        else len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "replace"))
    )


def _lines(number: int, text: str, shape: Shape) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for piece in text.split("\n"):
        end = start + len(piece)
        at = start
        while end - at > _LONGEST:
            cut = text.rfind(" ", at + _LONGEST // 2, at + _LONGEST)
            cut = cut if cut > at else at + _LONGEST
            lines.append(Line(number, at, cut, shape))
            at = cut
        lines.append(Line(number, at, end, shape))
        start = end + 1
    return lines
