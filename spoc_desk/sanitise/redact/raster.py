"""Producer B: every page as a picture with fixed cells painted over, in a new file that holds nothing else.

No letter, no font and no hidden part of the source can survive, because none is carried over: only what a page looks
like. Pages go through one by one, so that a file of 2,000 pages needs the memory of one and of the copy itself.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from PIL import Image

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.readers.unit import PageSize
from spoc_desk.sanitise.redact.cells import JPEG_BLOCK, paint
from spoc_desk.sanitise.redact.orders import CoveredPage, Ink, Raster
from spoc_desk.sanitise.redact.pictures import Coded, fax, greys, jpeg
from spoc_desk.sanitise.redact.writer import Writer

Heard = Callable[[int, int], None]  # told (done, of); raises to stop the work

_CLEAN = 0.8
_DARKEST, _LIGHTEST = 96, 190  # where the line between black and white may lie
_LEAST_DPI, _MOST_DPI = 72, 600
_OBJECTS_PER_PAGE = 3


class Rendered(Protocol):
    """A source whose pages can be shown."""

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of each page."""
        ...

    def render(self, page: int, dpi: int, *, grey: bool = True) -> Image.Image:
        """Return the picture of a page, counted from 1."""
        ...


def raster(orders: Raster, source: Rendered, heard: Heard) -> bytes:
    """Return the copy as PDF. The same orders and the same source give the same bytes.

    Raises:
        RefusedByRule: the orders name no page, or one the source has not.
    """
    sizes = {size.page: size for size in source.sizes()}
    of = len(orders.pages)
    if not of or any(page.page not in sizes for page in orders.pages):
        raise RefusedByRule("There is no page to make a copy of. Open the document again and check it once more.")
    writer = Writer()
    writer.put(1, b"<</Type/Catalog/Pages 2 0 R>>")
    kids = b" ".join(b"%d 0 R" % _first(at) for at in range(of))
    writer.put(2, b"<</Type/Pages/Count %d/Kids[%b]>>" % (of, kids))
    for at, page in enumerate(orders.pages):
        heard(at, of)
        _write_page(writer, _first(at), sizes[page.page], _coded(orders, page, sizes[page.page], source))
    heard(of, of)
    return writer.finish()


def _first(at: int) -> int:
    return 3 + _OBJECTS_PER_PAGE * at


def _coded(orders: Raster, page: CoveredPage, size: PageSize, source: Rendered) -> Coded:
    """Return one page as coded pixels, covered where it must be."""
    image = source.render(page.page, min(max(orders.dpi, _LEAST_DPI), _MOST_DPI), grey=True)
    if image.mode != "L":
        image = image.convert("L")
    image.info = {}
    histogram = image.histogram()
    line = threshold(histogram)
    if orders.ink is Ink.GREY:
        clean = _is_clean(histogram)
        paint(image, size, page.boxes, 1 if clean else JPEG_BLOCK, line)
        return greys(image) if clean else jpeg(image)
    image = image.point([0] * line + [255] * (256 - line), "1")
    paint(image, size, page.boxes)
    return fax(image)


def _is_clean(histogram: Sequence[int]) -> bool:
    """Say whether a page is paper and ink without a scanner's noise: then sixteen greys are smaller than a JPEG."""
    return sum(histogram[:4]) + sum(histogram[252:]) > _CLEAN * sum(histogram)


def threshold(histogram: Sequence[int]) -> int:
    """Return the grey below which a pixel counts as black: where the two groups of greys part best (Otsu 1979).

    Kept between bounds: a page with hardly any ink must not turn its paper black, and pale dots that colour printers
    hide (luma above 220) must never show.
    """
    total = sum(histogram)
    weighted = sum(grey * count for grey, count in enumerate(histogram))
    best, line = -1.0, (_DARKEST + _LIGHTEST) // 2
    below = below_weighted = 0
    for grey, count in enumerate(histogram[:-1]):
        below += count
        below_weighted += grey * count
        if not below or below == total:
            continue
        apart = below_weighted / below - (weighted - below_weighted) / (total - below)
        spread = below * (total - below) * apart * apart
        if spread > best:
            best, line = spread, grey + 1
    return min(max(line, _DARKEST), _LIGHTEST)


def _write_page(writer: Writer, number: int, size: PageSize, picture: Coded) -> None:
    width, height = b"%.2f" % size.width, b"%.2f" % size.height
    writer.put(
        number,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b %b]/Resources<</XObject<</Im0 %d 0 R>>>>/Contents %d 0 R>>"
        % (width, height, number + 2, number + 1),
    )
    writer.put_stream(number + 1, b"", b"q %b 0 0 %b 0 0 cm /Im0 Do Q" % (width, height))
    writer.put_stream(number + 2, picture.entries(), picture.data)
