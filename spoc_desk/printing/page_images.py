"""The pages of a finished PDF as pictures and as text, for the preview: what is shown is what goes to the printer.

PDFium may be used by one thread at a time: keep an open document on the thread that opened it.
"""

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Picture:
    """One page as rows of pixels, four bytes each: blue, green, red, unused."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True)
class PageSize:
    """The size of a page in points (72 to the inch)."""

    width: float
    height: float


class PdfPages:
    """An open PDF. Pages count from 0."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of every page."""
        return tuple(PageSize(*self._document.get_page_size(number)) for number in range(len(self._document)))

    def picture(self, number: int, scale: float) -> Picture:
        """Return a page with *scale* pixels to the point."""
        page = self._document[number]
        try:
            bitmap = page.render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            page.close()

    def text(self, number: int) -> str:
        """Return the words of a page in reading order."""
        page = self._document[number]
        try:
            text = page.get_textpage()
            try:
                return str(text.get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "-").strip()
            finally:
                text.close()
        finally:
            page.close()

    def close(self) -> None:
        """Let the document go."""
        self._document.close()
