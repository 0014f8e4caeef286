"""What every kind of file with pages offers: the sizes of its pages, their pictures, and the boxes of their words."""

import math
from collections.abc import Sequence
from typing import Protocol

from PIL import Image

from spoc_desk.sanitise.readers.unit import PageSize

Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the top left of the page as seen

LARGEST_PICTURE = 40_000_000  # pixels of one rendered page: 5,000 x 8,000, an A3 page at 400 dpi
LONGEST_SIDE = 20_000  # pixels


class PageSource(Protocol):
    """The pages of one file, counted from 1."""

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of each page as it is seen: turned, cropped."""

    def render(self, page: int, dpi: int, *, grey: bool = False) -> Image.Image:
        """Return the picture of a page ("L" or "RGB"); a very large page comes with fewer dots than asked for."""

    def text_boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Box, ...], ...]:
        """Return for each span of the page's text the boxes of its lines."""

    def close(self) -> None:
        """Let go of the file."""


def scale_for(width: float, height: float, dpi: int) -> float:
    """Return how many dots a point becomes: dpi / 72, less where the picture would grow past the limits."""
    wanted = dpi / 72
    longest = max(width, height, 1.0)
    room = math.sqrt(LARGEST_PICTURE / (max(width, 1.0) * max(height, 1.0)))
    return min(wanted, room, LONGEST_SIDE / longest)
