"""The windscreen: four bands from left to right and where the ticks lie, as plain shapes for the screen and the paper.

It shows where, never how much: nothing in it is counted or weighed (S004:224-232, R-004-03).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.thresholds.threshold_set import Level, ThresholdSet

RATIO = 7.0
"""How many times as wide as high the picture is drawn: its dots and lines are spaced for that."""

TICKED, NOTHING_TICKED = "ticks here", "no ticks"
JUDGED = "judged by the professional"

_RISE = 0.24  # how far the ends of the upper and lower edge lie below their middle
_THICK = 1 - _RISE
_TAPER = 0.05  # how much narrower the glass is at its top, at each side
_PATTERN_FROM = 0.66  # the pattern fills the foot of a band; the word above it stands on plain ground
_WORD_AT = 0.36
_STEPS = 12  # straight pieces of a band's curved edges

Point = tuple[float, float]
"""(across, down): both from 0 to 1 over the whole picture, the origin at the upper left."""


class Pattern(StrEnum):
    """What a level looks like without colour: the denser, the more need."""

    OPEN = "open"
    DOTS = "dots"
    LINES = "lines"
    CROSSED = "crossed"


@dataclass(frozen=True)
class Mark:
    """One heading under which something is ticked: drawn as one shape with the heading's word."""

    heading_id: str
    label: str
    indicators: tuple[str, ...]  # ids, for whoever lists them


@dataclass(frozen=True)
class Band:
    """One level: its outline, its pattern as dots and lines, and what lies in it."""

    level_id: str
    label: str
    left: float  # where its foot begins and ends: what is written below the band stands between
    right: float
    pattern: Pattern
    outline: tuple[Point, ...]
    dots: tuple[Point, ...]
    lines: tuple[tuple[Point, Point], ...]
    word_at: Point  # the middle of the level's word
    foot_at: Point  # where a pointer to the band stands: the middle of its lower edge
    marks: tuple[Mark, ...]
    judged: bool

    @property
    def words(self) -> str:
        """Whether something is ticked here, in words."""
        return TICKED if self.marks else NOTHING_TICKED

    @property
    def headings(self) -> str:
        """The headings under which something is ticked, or that nothing is."""
        return "; ".join(mark.label for mark in self.marks) or NOTHING_TICKED.capitalize()


@dataclass(frozen=True)
class Windscreen:
    """The picture as data, with the caveat that stands beside it."""

    bands: tuple[Band, ...]
    caveat: str
    set_id: str

    @property
    def most_marks(self) -> int:
        """How many lines of words the fullest band needs."""
        return max((len(band.marks) for band in self.bands), default=0)

    @property
    def table(self) -> tuple[tuple[str, str, str], ...]:
        """The same as a table: level, the headings with ticks, and whether the professional judged this level."""
        return tuple((band.label, band.headings, JUDGED.capitalize() if band.judged else "") for band in self.bands)

    @property
    def spoken(self) -> str:
        """The same in sentences, for a screen reader and as the picture's other text on paper."""
        parts = [f"{label}: {headings[:1].lower()}{headings[1:]}" for label, headings, _ in self.table]
        judged = [f"The professional judged the level to be {band.label}." for band in self.bands if band.judged]
        return " ".join(
            ["Where the ticks lie, from the least to the most need.", *(f"{part}." for part in parts), *judged]
        )


def windscreen(of: ThresholdSet, ticked: Iterable[str], judged: str = "") -> Windscreen:
    """Return the picture of *of* with these ticks; *judged* is the id of the level the professional decided on.

    Ids of another set are left out.
    """
    known = set(ticked) & of.places.keys()
    count = len(of.levels)
    looks = patterns(of)
    bands = tuple(
        _band(level, looks[level.id], at / count, (at + 1) / count, known, judged=level.id == judged)
        for at, level in enumerate(of.levels)
    )
    return Windscreen(bands, of.caveat, of.id)


def patterns(of: ThresholdSet) -> Mapping[str, Pattern]:
    """Return the pattern of each level by its id; a set with more levels than patterns keeps the densest to its end."""
    known = tuple(Pattern)
    return {level.id: known[min(at, len(known) - 1)] for at, level in enumerate(of.levels)}


def _band(level: Level, pattern: Pattern, left: float, right: float, ticked: set[str], *, judged: bool) -> Band:
    middle = (left + right) / 2
    return Band(
        level_id=level.id,
        label=level.label,
        left=left,
        right=right,
        pattern=pattern,
        outline=_outline(left, right),
        dots=tuple(_dots(left, right)) if pattern is Pattern.DOTS else (),
        lines=tuple(_lines(left, right, pattern)),
        word_at=_place(middle, _WORD_AT),
        foot_at=_place(middle, 1),
        marks=tuple(_marks(level, ticked)),
        judged=judged,
    )


def _marks(level: Level, ticked: set[str]) -> Iterator[Mark]:
    for heading in level.headings:
        here = tuple(indicator.id for indicator in heading.indicators if indicator.id in ticked)
        if here:
            yield Mark(heading.id, heading.label, here)


def _place(along: float, down: float) -> Point:
    """Return where a point of the glass lies: *along* its curve, and *down* from its upper to its lower edge."""
    bow = _RISE * (2 * along - 1) ** 2
    inset = _TAPER * (1 - down)
    return inset + (1 - 2 * inset) * along, bow + down * _THICK


def _outline(left: float, right: float) -> tuple[Point, ...]:
    steps = [left + (right - left) * step / _STEPS for step in range(_STEPS + 1)]
    return (*(_place(along, 0) for along in steps), *(_place(along, 1) for along in reversed(steps)))


def _dots(left: float, right: float) -> Iterator[Point]:
    rows, columns = 2, 11
    for line in range(rows):
        down = _PATTERN_FROM + (1 - _PATTERN_FROM) * (line + 0.5) / rows
        for column in range(columns):
            yield _place(left + (right - left) * (column + (0.3 if line % 2 else 0.7)) / columns, down)


def _lines(left: float, right: float, pattern: Pattern) -> Iterator[tuple[Point, Point]]:
    if pattern is Pattern.LINES:
        yield from _slanted(left, right, 13, 1)
    elif pattern is Pattern.CROSSED:
        yield from _slanted(left, right, 13, 1)
        yield from _slanted(left, right, 13, -1)


def _slanted(left: float, right: float, count: int, way: int) -> Iterator[tuple[Point, Point]]:
    """Yield slanted lines through the foot of a band, cut off at its sides."""
    step = (right - left) / count
    reach = way * 1.5 * step  # how far a line travels on its way from the upper to the lower edge of the foot
    for number in range(-2, count + 3):
        begin = left + number * step
        ends = [_cut(begin, reach, side) for side in (left, right)]
        first, last = max(0.0, min(ends)), min(1.0, max(ends))
        if first < last:
            yield _foot(begin + first * reach, first), _foot(begin + last * reach, last)


def _cut(begin: float, reach: float, side: float) -> float:
    return (side - begin) / reach


def _foot(along: float, share: float) -> Point:
    return _place(along, _PATTERN_FROM + (1 - _PATTERN_FROM) * share)
