"""The pages of a PDF as a source of pictures and boxes."""

from collections.abc import Sequence

from PIL import Image

from spoc_desk.sanitise.pages.pdf.characters import characters_on
from spoc_desk.sanitise.pages.pdf.opening import Broken, PdfFile
from spoc_desk.sanitise.pages.pdf.reading import PageReading, read_page
from spoc_desk.sanitise.pages.source import Box
from spoc_desk.sanitise.readers.unit import PageSize

BLANK = (595.0, 842.0)  # the size a page gets that cannot be opened: A4, drawn as a blank sheet
_REMEMBERED = 4  # pages whose words are kept: the reviewer goes back and forth
_HOPELESS = 10  # broken pages in a row: the file claims pages it does not hold


class PdfPages:
    """Every page of one PDF; a page that cannot be opened is a blank sheet, so that pages keep their numbers."""

    def __init__(self, data: bytes) -> None:
        self._file = PdfFile(data)
        self._sizes: tuple[PageSize, ...] | None = None
        self._read: dict[int, PageReading] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._read.clear()

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of each page as it is seen."""
        if self._sizes is None:
            sizes: list[PageSize] = []
            broken = 0
            for number in range(1, self._file.count + 1):
                size = self._file.size(number)
                broken = 0 if size else broken + 1
                sizes.append(PageSize(number, *(size or BLANK)))
                if broken >= _HOPELESS:
                    break
            self._sizes = tuple(sizes[: len(sizes) - broken] if broken >= _HOPELESS else sizes)
        return self._sizes

    def render(self, page: int, dpi: int, *, grey: bool = False) -> Image.Image:
        """Return the picture of a page with its annotations and fields."""
        try:
            with self._file.page(page) as opened:
                return opened.render(dpi, grey=grey).copy()
        except Broken:
            size = (round(BLANK[0] * dpi / 72), round(BLANK[1] * dpi / 72))
            return Image.new("L", size, 255) if grey else Image.new("RGB", size, (255, 255, 255))

    def text_boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Box, ...], ...]:
        """Return for each span of the page's text the boxes of its lines."""
        try:
            reading = self.reading(page)
            with self._file.page(page) as opened, characters_on(opened) as (_, places):
                return tuple(reading.boxes(start, end, places) for start, end in spans)
        except Broken:
            return tuple(() for _ in spans)

    def reading(self, page: int) -> PageReading:
        """Return what a page holds.

        Raises:
            Broken: the page cannot be read.
        """
        if page not in self._read:
            with self._file.page(page) as opened:
                reading = read_page(opened)
            while len(self._read) >= _REMEMBERED:
                del self._read[next(iter(self._read))]
            self._read[page] = reading
        return self._read[page]

    @property
    def claimed(self) -> int:
        """Return how many pages the file says it has."""
        return self._file.claimed
