"""The fixed cells that cover a place on a page picture: what lies under them cannot be told from their size.

A box drawn round a word in a known typeface tells its length to a tenth of a point. Cells an inch wide tell half a
bit at most, and every word that reaches into a cell goes with it.
"""

from collections.abc import Iterable
from math import ceil, floor

from PIL import Image

from spoc_desk.sanitise.readers.unit import PageSize
from spoc_desk.sanitise.redact.orders import Box
from spoc_desk.sanitise.redact.whole_words import PixelBox, cut_words

CELL = 72.0  # points
_MARGIN = 1.0  # points above and below: strokes that leave the line, and what the renderer smears
_STEP = 2.0  # the height is rounded out to this: it would tell letters with tails from others
JPEG_BLOCK = 8  # pixels a JPEG codes together; a box that ends inside such a block would shine through its edge


def cells(page: PageSize, boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return what is covered on a page: each box rounded out to cells, neighbours on a line joined to one."""
    rounded = sorted((_rounded(page, box) for box in boxes), key=lambda box: (box[1], box[0]))
    joined: list[Box] = []
    for box in rounded:
        at = next((at for at in range(len(joined) - 1, max(-1, len(joined) - 60), -1) if _touch(joined[at], box)), None)
        if at is None:
            joined.append(box)
        else:
            joined[at] = _union(joined[at], box)
    return tuple(joined)


def pixels(box: Box, page: tuple[float, float], image: tuple[int, int], block: int = 1) -> PixelBox:
    """Return the pixels of a box on a page picture, rounded out to whole blocks; page in points, image in pixels."""
    across, down = image[0] / page[0] / block, image[1] / page[1] / block
    left, top = floor(box[0] * across) * block, floor(box[1] * down) * block
    right, bottom = ceil(box[2] * across) * block, ceil(box[3] * down) * block
    return max(left, 0), max(top, 0), min(right, image[0]), min(bottom, image[1])


def paint(image: Image.Image, page: PageSize, boxes: Iterable[Box], block: int = 1, dark: int = 128) -> None:
    """Cover the boxes of a page on its picture, in black, and the words that their edges would cut."""
    covers = [pixels(box, (page.width, page.height), image.size, block) for box in cells(page, boxes)]
    dots = image.width / page.width
    beside = [more for cover in covers for more in cut_words(image, cover, dots, CELL * dots, dark)]
    for cover in (*covers, *beside):
        image.paste(0, cover)


def _rounded(page: PageSize, box: Box) -> Box:
    """Return a box rounded out to the grid of its page, and at least one cell wide."""
    left, right = sorted((box[0], box[2]))
    top, bottom = sorted((box[1], box[3]))
    first = min(max(floor(left / CELL), 0), ceil(page.width / CELL) - 1)
    last = max(ceil(right / CELL), first + 1)
    high = floor((top - _MARGIN) / _STEP) * _STEP
    low = ceil((bottom + _MARGIN) / _STEP) * _STEP
    high = min(max(high, 0.0), page.height - _STEP)
    return first * CELL, high, min(last * CELL, page.width), min(max(low, high + _STEP), page.height)


def _touch(one: Box, other: Box) -> bool:
    """Say whether two boxes stand side by side on a line, or one over the other by more than half."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    lower = min(one[3] - one[1], other[3] - other[1])
    return shared > lower / 2 and one[0] <= other[2] and other[0] <= one[2]


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def is_covered(image: Image.Image, page: tuple[float, float], boxes: Iterable[Box], block: int = 1) -> bool:
    """Say whether the pixels of every box are one single black, on a picture read back from a copy."""
    covered = cells(PageSize(0, *page), boxes)
    return all(image.crop(pixels(box, page, image.size, block)).getextrema() == (0, 0) for box in covered)
