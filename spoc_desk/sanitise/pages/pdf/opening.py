"""Opens the pages of a PDF one at a time, with annotations and form fields drawn into the page as a person sees them.

pdfium keeps what it has parsed as long as a document is open. The document is opened afresh every few pages, so that
memory does not grow with the length of the file.
"""

import ctypes
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from spoc_desk.sanitise.pages.frame import Frame
from spoc_desk.sanitise.pages.source import scale_for

MOST_PAGES = 5_000
PAGES_PER_OPENING = 48
LARGEST_IMAGE = 250_000_000  # pixels an image inside a page may claim; A0 at 300 dpi has 140 million
FARTHEST = 20_000.0  # points; a page beyond this is nonsense (the format ends at 14,400)
SMALLEST = 0.5

logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)  # its notes could speak of the document


class Broken(Exception):
    """The file or one of its pages cannot be opened. Never reaches a user as it is."""


class Page:
    """One open page. Only valid inside `PdfFile.page`."""

    def __init__(self, opened: pypdfium2.PdfPage, number: int) -> None:
        self.opened = opened
        self.number = number
        self.frame = _frame(opened)
        self.left_out = 0  # images not drawn because of what they claim to be
        self._leave_out_giants()

    def render(self, dpi: int, *, grey: bool) -> Image.Image:
        """Return the picture of the page."""
        scale = scale_for(self.frame.width, self.frame.height, dpi)
        width, height = self.opened.get_size()
        if math.ceil(width * scale) < 1 or math.ceil(height * scale) < 1:
            raise Broken
        bitmap = self.opened.render(
            scale=scale, grayscale=grey, may_draw_forms=False, draw_annots=True, rev_byteorder=not grey
        )
        image: Image.Image = bitmap.to_pil()
        return image

    def _leave_out_giants(self) -> None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        for thing in self.opened.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=15):
            if not pdfium.FPDFImageObj_GetImagePixelSize(thing.raw, width, height):
                continue
            if width.value * height.value > LARGEST_IMAGE:
                pdfium.FPDFPageObj_SetIsActive(thing.raw, False)
                self.left_out += 1


class PdfFile:
    """The pages of one PDF.

    Raises:
        Broken: nothing in the bytes can be opened as a PDF without a password.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: pypdfium2.PdfDocument | None = None
        self._served = 0
        self._flattened: set[int] = set()
        self.claimed = len(self._document())
        self.count = min(self.claimed, MOST_PAGES)

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        self._served = 0
        self._flattened.clear()

    @contextmanager
    def page(self, number: int) -> Iterator[Page]:
        """Open page *number* (from 1), annotations and fields drawn into it.

        Raises:
            Broken: there is no such page, or it cannot be read.
        """
        if self._served >= PAGES_PER_OPENING:
            self.close()
        self._served += 1
        self._flatten(number)
        opened = self._load(number)
        try:
            yield Page(opened, number)
        finally:
            opened.close()

    def size(self, number: int) -> tuple[float, float] | None:
        """Return width and height of a page as seen, without reading what is on it; none where it has no sane size."""
        size = pdfium.FS_SIZEF()
        if not pdfium.FPDF_GetPageSizeByIndexF(self._document(), number - 1, size):
            return None
        sides = (size.width, size.height)
        if not all(math.isfinite(side) and SMALLEST <= side < FARTHEST for side in sides):
            return None
        return (round(size.width, 2), round(size.height, 2))

    def _document(self) -> pypdfium2.PdfDocument:
        if self._opened is None:
            try:
                self._opened = pypdfium2.PdfDocument(self._data)
            except (pypdfium2.PdfiumError, ValueError) as trouble:
                raise Broken from trouble
            _start_forms(self._opened)
        return self._opened

    def _load(self, number: int) -> pypdfium2.PdfPage:
        if not 1 <= number <= self.count:
            raise Broken
        try:
            return self._document()[number - 1]
        except (pypdfium2.PdfiumError, IndexError) as trouble:
            raise Broken from trouble

    def _flatten(self, number: int) -> None:
        """Draw annotations and fields into the page: then their words have boxes like all others."""
        if number in self._flattened:
            return
        self._flattened.add(number)
        opened = self._load(number)
        try:
            if pdfium.FPDFPage_GetAnnotCount(opened) > 0:
                # A picture of two dots: drawing makes pdfium build the appearances that are missing.
                opened.render(scale=2 / max(*opened.get_size(), 1.0), may_draw_forms=False)
                pdfium.FPDFPage_Flatten(opened, pdfium.FLAT_NORMALDISPLAY)
        except (pypdfium2.PdfiumError, ValueError):
            pass  # then the annotations are drawn over the page as they are
        finally:
            opened.close()


def _start_forms(opened: pypdfium2.PdfDocument) -> None:
    """Let pdfium build the appearance of fields that have none."""
    try:
        opened.init_forms()
    except (pypdfium2.PdfiumError, RuntimeError):
        return


def _frame(opened: pypdfium2.PdfPage) -> Frame:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(opened, box):
        raise Broken
    sides = (box.left, box.bottom, box.right, box.top)
    if not all(math.isfinite(side) for side in sides):
        raise Broken
    if not (SMALLEST <= box.right - box.left < FARTHEST and SMALLEST <= box.top - box.bottom < FARTHEST):
        raise Broken
    return Frame(*sides, turns=pdfium.FPDFPage_GetRotation(opened) % 4)
