"""No half word stands beside a cover: where the edge of a cell cuts a word of the page, the whole word goes with it.

The end of a cut word would show to a dot where it stands, and with it how long the covered name is. A cover that grew
ends where the next word that stays begins, or at the end of a cell: neither tells anything that cannot be seen anyhow.
Words are seen as ink with blank columns between them, so that scans are treated like pages with text.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil

from PIL import Image

PixelBox = tuple[int, int, int, int]
Grid = Callable[[int], float]
"""How far beyond the edge a word ends → how far beyond it the cell ends in which that lies."""

_REACH = 150.0  # points; what goes on for longer is no word but a drawing
_INSIDE = 14.0  # points looked at inside the cover: the other half of the word
_LEAST_LINE = 3.0  # points; lower ink is a dot, a rule or the tails of another line
_AIR = 3.0  # points above and below that a cover is higher than its line
_SPACE = 0.17  # of the height of a line: less is the gap between letters, more is a space
_RULE = 230  # of 255: a row with so much ink is a rule
_BEFORE_NEXT = 1.0  # points that stay white before the next word


def cut_words(image: Image.Image, cover: PixelBox, dots: float, cell: float, dark: int) -> Iterator[PixelBox]:
    """Yield what must be covered beside a cover; *dots* a point, *cell* the width of the grid in dots.

    A pixel is ink where it is darker than *dark*. Nothing may be painted on the page yet.
    """
    left, top, right, bottom = cover
    inside = min(round(_INSIDE * dots), right - left)
    reach = round(_REACH * dots + cell)
    if right < image.width:
        far = min(right + reach, image.width)
        ink = _ink(image.crop((right - inside, top, far, bottom)), dark)
        for high, low, wide in _grown(ink, inside, dots, lambda end: ceil((right + end) / cell) * cell - right):
            yield right, top + high, min(right + wide, image.width), top + low
    if left > 0:
        near = max(left - reach, 0)
        ink = _ink(image.crop((near, top, left + inside, bottom)), dark).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        for high, low, wide in _grown(ink, inside, dots, lambda end: left - (left - end) // cell * cell):
            yield max(left - wide, 0), top + high, left, top + low


def _ink(window: Image.Image, dark: int) -> Image.Image:
    """Return a piece of the page with its ink white on black, without rules that run across it."""
    ink = window.convert("L").point([255] * dark + [0] * (256 - dark))
    for row, amount in enumerate(ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()):
        if amount >= _RULE:
            ink.paste(0, (0, row, ink.width, row + 1))
    return ink


def _grown(ink: Image.Image, edge: int, dots: float, grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Yield for each line with a cut word: its top, its bottom, and how far beyond the edge it must be covered."""
    for high, low in _lines(ink, dots):
        columns = ink.crop((0, high, ink.width, low)).getprojection()[0]
        space = max(2, round(((low - high) - _AIR * dots) * _SPACE))
        end = _end_of_cut(columns, edge, space)
        if end is None or end - edge > _REACH * dots:
            continue
        following = next((at for at in range(end, len(columns)) if columns[at]), len(columns))
        air = max(1, min(round(_BEFORE_NEXT * dots), (following - end) // 2))
        wide = ceil(grid(end - edge))
        if following < len(columns):
            wide = min(wide, following - air - edge)
        yield high, low, wide


def _end_of_cut(columns: Sequence[int], edge: int, space: int) -> int | None:
    """Return where the word ends that the edge cuts; None where it cuts none."""
    before = next((at for at in range(edge - 1, -1, -1) if columns[at]), None)
    after = next((at for at in range(edge, len(columns)) if columns[at]), None)
    if before is None or after is None or after - before > space:
        return None
    end = after
    for at in range(after, len(columns)):
        if columns[at]:
            end = at
        elif at - end >= space:
            break
    return end + 1


def _lines(ink: Image.Image, dots: float) -> Iterator[tuple[int, int]]:
    """Yield the lines of text in a window, each with its share of the white between them."""
    rows = ink.getprojection()[1]
    runs: list[tuple[int, int]] = []
    start = None
    for at, filled in enumerate([*rows, 0]):
        if filled and start is None:
            start = at
        elif not filled and start is not None:
            if at - start >= _LEAST_LINE * dots:
                runs.append((start, at))
            start = None
    bounds = [0, *((one[1] + other[0]) // 2 for one, other in pairwise(runs)), ink.height]
    for at in range(len(runs)):
        yield bounds[at], bounds[at + 1]
