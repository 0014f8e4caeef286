"""The reading room without its process: the same readers, scan, pages and producers, called directly."""

from collections.abc import Callable, Sequence
from io import BytesIO
from types import TracebackType
from typing import Self

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import Cancelled
from spoc_desk.sanitise.apart.document import Document, Doing, Producer, Progress, Scanned
from spoc_desk.sanitise.areas.fits import Fits, Stays, fits
from spoc_desk.sanitise.areas.placing import Lists
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.pages.source import PageSource
from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Remark, Unit, Unscannable
from spoc_desk.sanitise.redact.as_read import found_again
from spoc_desk.sanitise.redact.claims import Check, Proof
from spoc_desk.sanitise.redact.orders import Box, Orders, Passage
from spoc_desk.sanitise.redact.producer import make
from spoc_desk.sanitise.redact.proof import prove
from spoc_desk.sanitise.redact.raster import Rendered
from spoc_desk.sanitise.scan import scan

Heard = Callable[[Progress], bool]


class DirectRoom:
    """What the window asks of the process apart, in this process."""

    def __init__(self, area: OwnArea, mode: Mode) -> None:
        self._area, self._mode = area, mode
        self._data = b""
        self._pages: PageSource | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._data = b""

    def cancel(self) -> None:
        """Nothing runs beside the caller."""

    def read(self, data: bytes, name: str, *, heard: Heard) -> Document:
        self._data = data
        parts = list(read_file(data, name, Budget()))
        if not heard(Progress(1, 1, Doing.READING)):
            raise Cancelled()
        units = [each for each in parts if isinstance(each, Unit)]
        pages = tuple(each for each in parts if isinstance(each, PageSize))
        return Document(
            tuple(Scanned(unit, scan(unit.text, self._area, self._mode)) for unit in units),
            tuple(each for each in parts if isinstance(each, Unscannable)),
            tuple(each for each in parts if isinstance(each, Remark)),
            pages,
            tuple(each for each in parts if isinstance(each, Picture)),
            Producer.RASTER if pages else Producer.RETYPE,
        )

    def page_image(self, page: int, dpi: int) -> bytes:
        stream = BytesIO()
        self._source().render(page, dpi).save(stream, "PNG")
        return stream.getvalue()

    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Box, ...], ...]:
        return self._source().text_boxes(page, spans)

    def picture(self, number: int) -> bytes:
        return b""

    def look_again(self, passages: Sequence[Passage], *, heard: Heard) -> tuple[tuple[Finding, ...], ...]:
        return found_again(passages, lambda text: scan(text, self._area, self._mode))

    def measure(self, words: Sequence[Stays]) -> Fits:
        return fits(words, Lists(built_in()))

    def make(self, orders: Orders, *, heard: Heard) -> bytes:
        return make(orders, self._rendered(), lambda done, of: _told(heard, done, of))

    def prove(self, pdf: bytes, proof: Proof, *, heard: Heard) -> tuple[Check, ...]:
        return prove(pdf, proof, self._area, self._mode)

    def _source(self) -> PageSource:
        if self._pages is None:
            self._pages = pages_of(self._data)
        return self._pages

    def _rendered(self) -> Rendered | None:
        return self._source() if self._data.startswith((b"%PDF", b"\xff\xd8", b"\x89PNG")) else None


def _told(heard: Heard, done: int, of: int) -> None:
    if not heard(Progress(done, of, Doing.MAKING)):
        raise Cancelled()
