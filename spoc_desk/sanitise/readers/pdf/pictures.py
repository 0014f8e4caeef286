"""The pictures on a page, each with its box: images, images cut into strips, and drawings such as crests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.pages.frame import Bounds, Frame, meet
from spoc_desk.sanitise.pages.pdf.objects import Kind, Thing
from spoc_desk.sanitise.pages.pdf.reading import PageReading
from spoc_desk.sanitise.pages.source import Box

_SMALLEST = 16.0  # square points; smaller ones are rules and dots
_MOST = 300  # on one page
_MOST_SHAPES = 1_500
_SCAN = 0.8  # of the page: then it is the page itself
_NEAR = 6.0  # points between the parts of one drawing
_POINTS_OF_A_PART, _POINTS_OF_A_DRAWING, _POINTS_OF_A_CHART = 8, 150, 1_500
_MOSTLY_SHOWN = 0.85
_MOST_PIXELS = 100_000  # of one side
_DRAWN_DPI = 150


@dataclass(frozen=True)
class Seen:
    """One picture of a page."""

    box: Box
    width: int  # pixels
    height: int
    drawn: bool = False  # from shapes


@dataclass(frozen=True)
class OnPage:
    """All pictures of a page."""

    pictures: tuple[Seen, ...]
    overdrawn: bool  # a drawing lies among words: it cannot be told apart from them
    cut: bool  # more of a picture is in the file than the page shows


def pictures_on(reading: PageReading) -> OnPage:
    """Return the pictures of a page except one that is the whole page."""
    frame = reading.frame
    images = [thing for thing in reading.things if thing.kind is Kind.PICTURE and meet(thing.bounds, frame.bounds)]
    seen = [picture for picture in _images(images, frame) if _area(picture.box) > _SMALLEST]
    drawings, overdrawn = _drawings(reading)
    most = _SCAN * frame.width * frame.height
    kept = [picture for picture in (*seen, *drawings) if _area(picture.box) <= most]
    return OnPage(tuple(kept[:_MOST]), overdrawn, any(_is_cut(thing, frame) for thing in images))


def _is_cut(thing: Thing, frame: Frame) -> bool:
    """Return whether a good part of a picture is not shown; cameras and printers cut edges a little."""
    whole = frame.seen(thing.whole or thing.bounds)
    return _area(_cut(frame.seen(thing.bounds), frame)) < _MOSTLY_SHOWN * _area(whole)


def _images(images: list[Thing], frame: Frame) -> Iterator[Seen]:
    """Join strips: programs cut large images into bands."""
    joined: list[Seen] = []
    for thing in images:
        box = _cut(frame.seen(thing.bounds), frame)
        picture = Seen(box, *_sane(thing.pixels))
        if joined and _is_strip(joined[-1].box, box):
            before = joined.pop()
            size = _sane((max(before.width, picture.width), before.height + picture.height))
            picture = Seen(_around(before.box, box), *size)
        joined.append(picture)
    return iter(joined)


def _sane(pixels: tuple[int, int]) -> tuple[int, int]:
    """Return a size in pixels within what anybody believes."""
    return (min(max(pixels[0], 1), _MOST_PIXELS), min(max(pixels[1], 1), _MOST_PIXELS))


def _is_strip(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) < 1 and abs(one[2] - other[2]) < 1 and abs(one[3] - other[1]) < 1.5


def _drawings(reading: PageReading) -> tuple[list[Seen], bool]:
    frame = reading.frame
    parts = [
        (frame.seen(thing.bounds), thing.points)
        for thing in reading.things
        if thing.kind is Kind.SHAPE and thing.points >= _POINTS_OF_A_PART and meet(thing.bounds, frame.bounds)
    ]
    words = [frame.seen(thing.bounds) for thing in reading.things if thing.kind is Kind.TEXT]
    found: list[Seen] = []
    overdrawn = False
    for box, points in _clusters(parts[:_MOST_SHAPES]):
        if points < _POINTS_OF_A_DRAWING or _area(box) <= _SMALLEST:
            continue
        if any(meet(word, box) for word in words):
            overdrawn = overdrawn or points >= _POINTS_OF_A_CHART
            continue
        cut = _cut(box, frame)
        found.append(Seen(cut, _dots(cut[2] - cut[0]), _dots(cut[3] - cut[1]), drawn=True))
    return found, overdrawn or len(parts) > _MOST_SHAPES


def _clusters(parts: Iterable[tuple[Box, int]]) -> list[tuple[Box, int]]:
    """Join shapes that lie close together."""
    clusters: list[tuple[Box, int]] = []
    for box, points in parts:
        grown, total = box, points
        apart: list[tuple[Box, int]] = []
        for other, count in clusters:
            if meet(_wider(grown), other):
                grown, total = _around(grown, other), total + count
            else:
                apart.append((other, count))
        clusters = [*apart, (grown, total)]
    return clusters


def _wider(box: Bounds) -> Bounds:
    return (box[0] - _NEAR, box[1] - _NEAR, box[2] + _NEAR, box[3] + _NEAR)


def _dots(points: float) -> int:
    return max(1, round(points * _DRAWN_DPI / 72))


def _around(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def _cut(box: Box, frame: Frame) -> Box:
    return (max(box[0], 0.0), max(box[1], 0.0), min(box[2], frame.width), min(box[3], frame.height))


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
