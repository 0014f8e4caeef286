"""Opens a file with pages: PDF, JPEG, PNG, TIFF, GIF, BMP, WebP."""

from PIL import Image

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.pages.pdf.opening import Broken
from spoc_desk.sanitise.pages.pdf.repair import open_pages
from spoc_desk.sanitise.pages.picture import PicturePages
from spoc_desk.sanitise.pages.source import PageSource
from spoc_desk.sanitise.readers.unit import Picture

_PDF_STARTS_WITHIN = 1024  # bytes; readers accept rubbish before the header

_PICTURE_DPI = 150
_LONGEST_ALONE = 2_400  # pixels


class NoPages(RefusedByRule):
    """{sentence}"""


def pages_of(data: bytes) -> PageSource:
    """Return the pages of a file.

    Raises:
        NoPages: it is locked, broken, or of a kind that has no pages.
        PictureBroken: it is a picture that cannot be drawn.
    """
    if b"%PDF-" not in data[:_PDF_STARTS_WITHIN]:
        return PicturePages(data)
    try:
        return open_pages(data)
    except Broken:
        raise NoPages("This PDF is locked or damaged: its pages cannot be shown.") from None


def cut_out(pages: PageSource, picture: Picture, dpi: int = _PICTURE_DPI) -> Image.Image:
    """Return one picture of a page as it is seen there, with what lies over it.

    Raises:
        NoPages: the picture lies on no page.
    """
    if picture.page < 1 or picture.box is None:
        raise NoPages("This picture lies on no page.")
    whole = pages.render(picture.page, dpi)
    size = next(size for size in pages.sizes() if size.page == picture.page)
    across, down = whole.width / size.width, whole.height / size.height
    left, top, right, bottom = picture.box
    return whole.crop(
        (
            max(0, int(left * across)),
            max(0, int(top * down)),
            min(whole.width, int(right * across) + 1),
            min(whole.height, int(bottom * down) + 1),
        )
    )


def alone(data: bytes) -> Image.Image:
    """Return a picture that lies in a file without pages, no larger than a copy needs it.

    Raises:
        PictureBroken: it cannot be drawn.
    """
    pages = PicturePages(data)
    size, pixels = pages.sizes()[0], max(pages.pixels(1))
    dpi = 72 * min(pixels, _LONGEST_ALONE) / max(size.width, size.height)
    drawn = pages.render(1, max(1, round(dpi)))
    pages.close()
    return drawn
