"""What is done with a file once it was read: its pages and pictures are shown, the copy is made, a copy is proved."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import UserError
from spoc_desk.sanitise.apart import messages
from spoc_desk.sanitise.apart.document import Doing, Progress
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.pages.opening import NoPages, alone, cut_out, pages_of
from spoc_desk.sanitise.pages.source import PageSource
from spoc_desk.sanitise.readers.unit import Picture
from spoc_desk.sanitise.redact.as_read import found_again
from spoc_desk.sanitise.redact.claims import Check
from spoc_desk.sanitise.redact.producer import make
from spoc_desk.sanitise.redact.proof import prove

_LEAST_DPI, _MOST_DPI = 10, 400
_FASTEST: Final = 1  # packing of a picture that only crosses to the other process

Scan = Callable[[str, OwnArea, Mode], tuple[Finding, ...]]
Tell = Callable[[Progress], None]
Told = tuple[messages.Answer, bytes]


@dataclass(frozen=True)
class File:
    """What was read: the bytes, its pictures by their number, and those of a file without pages."""

    data: bytes
    pictures: Mapping[int, Picture]
    held: Sequence[bytes]


class Workbench:
    """Answers about one file. *tell* hears of progress, *scan* looks at words."""

    def __init__(self, file: File, settings: messages.Settings, scan: Scan, tell: Tell) -> None:
        self._file, self._settings, self._scan, self._tell = file, settings, scan, tell
        self._pages: PageSource | None = None

    def answer(self, request: messages.Request, body: bytes) -> Told:
        """Do one piece of work.

        Raises: UserError where the file has no such page, or cannot be shown.
        """
        match request:
            case messages.DrawPage():
                dpi = min(max(request.dpi, _LEAST_DPI), _MOST_DPI)
                return _given(self._opened_at(request.page).render(request.page, dpi))
            case messages.FindBoxes():
                return messages.Boxes(self._opened_at(request.page).text_boxes(request.page, request.spans)), b""
            case messages.DrawPicture():
                return _given(self._picture(request.picture))
            case messages.LookAgain():
                return messages.FoundAgain(found_again(request.passages, self._look)), b""
            case messages.Make():
                return messages.Given(), self._make(request)
            case messages.Prove():
                return messages.Checked(self._prove(body, request)), b""
        raise TypeError(f"no piece of work: {type(request).__name__}")

    def _make(self, request: messages.Make) -> bytes:
        pages = self._opened() if self._pages is not None or self._has_pages() else None

        def heard(done: int, of: int) -> None:
            self._tell(Progress(done, of, Doing.MAKING))

        return make(request.orders, pages, heard, picture_of=self._picture)

    def _prove(self, copy: bytes, request: messages.Prove) -> tuple[Check, ...]:
        def heard(done: int, of: int) -> None:
            self._tell(Progress(done, of, Doing.PROVING))

        def find(text: str, area: OwnArea, mode: Mode) -> tuple[Finding, ...]:
            self._tell(Progress(0, 0, Doing.PROVING))
            return self._scan(text, area, mode)

        return prove(copy, request.proof, self._settings.area, self._settings.mode, find, heard)

    def _look(self, text: str) -> tuple[Finding, ...]:
        self._tell(Progress(0, 0, Doing.AGAIN))
        return self._scan(text, self._settings.area, self._settings.mode)

    def _has_pages(self) -> bool:
        try:
            return bool(self._opened().sizes())
        except UserError:
            return False

    def _opened(self) -> PageSource:
        """Return the pages of the file, opened once."""
        if self._pages is None:
            self._pages = pages_of(self._file.data)
        return self._pages

    def _opened_at(self, page: int) -> PageSource:
        """Return the pages of the file, which must have this one."""
        pages = self._opened()
        if page not in {size.page for size in pages.sizes()}:
            raise NoPages("This file has no such page.")
        return pages

    def _picture(self, number: int) -> Image.Image:
        picture = self._file.pictures[number]
        return cut_out(self._opened(), picture) if picture.page else alone(self._file.held[number - 1])


def _given(image: Image.Image) -> Told:
    """Return a picture as PNG."""
    packed = io.BytesIO()
    image.save(packed, "PNG", compress_level=_FASTEST)
    return messages.Given(), packed.getvalue()
