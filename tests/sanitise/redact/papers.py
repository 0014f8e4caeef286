"""Documents to make copies of, and copies of them; read back by programs that are not ours."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.orders import Box, CoveredPage, Ink, Passage, Raster, Retype
from spoc_desk.sanitise.redact.raster import raster
from spoc_desk.sanitise.redact.retype import retype

SIZE = 11
LEFT, FIRST_LINE = 70.0, 760.0
HEIGHT = 842.0


def silent(done: int, of: int) -> None:
    """Hear and say nothing."""


def no_picture(number: int) -> Image.Image:
    """A source without pictures."""
    raise AssertionError(f"nobody asked for picture {number}")


def report(lines: Sequence[str], pages: int = 1) -> bytes:
    """Return a PDF with these lines on each page, and with all that a copy must not carry over."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, HEIGHT))
    canvas.setTitle("Report of Barnsley Council")
    canvas.setAuthor("B. Writer")
    for _ in range(pages):
        canvas.setFont("Helvetica", SIZE)
        for number, line in enumerate(lines):
            canvas.drawString(LEFT, FIRST_LINE - 20 * number, line)
        canvas.linkURL("https://www.barnsley.gov.uk", (10, 10, 100, 30))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def box_of(pdf: bytes, word: str) -> Box:
    """Return where a word stands on the first page: its line box, from the top left."""
    pages = pages_of(pdf)
    document = pdfium.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    start = text.index(word)
    ((box, *_),) = pages.text_boxes(1, [(start, start + len(word))])
    pages.close()
    return box


def raster_copy(pdf: bytes, boxes: Sequence[Box] = (), ink: Ink = Ink.BLACK_WHITE, dpi: int = 150) -> bytes:
    """Return a copy of every page, the boxes covered on each."""
    pages = pages_of(pdf)
    orders = Raster(tuple(CoveredPage(size.page, tuple(boxes)) for size in pages.sizes()), dpi, ink)
    copy = raster(orders, pages, silent)
    pages.close()
    return copy


def retyped(*passages: Passage | str) -> bytes:
    """Return a re-typeset copy of these passages."""
    return retype(letter(*passages), no_picture, silent)


def letter(*passages: Passage | str) -> Retype:
    """Return the orders for it."""
    return Retype(tuple(Passage(passage) if isinstance(passage, str) else passage for passage in passages))


def table(*rows: str, heads: bool = True, goes_on: bool = False) -> Passage:
    """Return a table passage; cells are parted by "|"."""
    text = "\n".join(row.replace("|", "\t") for row in rows)
    return Passage(text, Shape.TABLE, heads=heads, goes_on=goes_on)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as another program reads it."""
    document = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def shown(pdf: bytes, page: int = 0, dpi: int = 72) -> Image.Image:
    """Return a page as another program draws it, in grey."""
    document = pdfium.PdfDocument(pdf)
    image: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    return image
