"""Read a stranger's file without touching it here: one process apart for one document, trusted with nothing.

    with ReadingRoom(area, Mode.IN) as room:
        document = room.read(data, name, heard=show)

Use it from one thread; only `cancel` may be called from another. The program itself keeps the texts and the findings;
the file stays with the process, which is gone when the `with` block is left.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import Cancelled, Unreadable
from spoc_desk.sanitise.apart import messages
from spoc_desk.sanitise.apart.asking import DIED, Asking, Heard, go_on
from spoc_desk.sanitise.apart.believable import check_again, check_boxes, check_checks, check_fits, check_pdf, check_png
from spoc_desk.sanitise.apart.child import USUAL_CAPS, Caps
from spoc_desk.sanitise.apart.collecting import Collecting
from spoc_desk.sanitise.apart.document import Document, Doing
from spoc_desk.sanitise.apart.protocol import BadMessage
from spoc_desk.sanitise.areas.fits import Fits, Stays
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.gazetteer.store import default_folder
from spoc_desk.sanitise.readers.limits import Limits
from spoc_desk.sanitise.redact.claims import Check, Proof
from spoc_desk.sanitise.redact.orders import Box, Orders, Passage

Kind = TypeVar("Kind")


class ReadingRoom:
    """One document and the process that reads it. Every call may raise Unreadable (with the reason) or Cancelled.

    *names* is the folder of the imported gazetteer; where none is given, that of this machine.
    """

    def __init__(
        self,
        area: OwnArea,
        mode: Mode,
        *,
        caps: Caps = USUAL_CAPS,
        limits: Limits = messages.USUAL_LIMITS,
        names: Path | None = None,
    ) -> None:
        self._caps = caps
        self._settings = messages.Settings(area, mode, str(names or default_folder()), limits)
        self._asking: Asking | None = None
        self._proving: Asking | None = None
        self._cancelled = False

    def __enter__(self) -> Self:
        """Start the process, so that it is ready when the file is."""
        self._asking = Asking(self._settings, self._caps)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._asking is not None:
            self._asking.end()

    def cancel(self) -> None:
        """Stop whatever is going on; the waiting call raises Cancelled. May be called from any thread."""
        self._cancelled = True
        for asking in (self._asking, self._proving):
            if asking is not None:
                asking.cancel()

    def read(self, data: bytes, name: str, *, heard: Heard) -> Document:
        """Return everything found in a file. *heard* is told how far it is and answers whether to go on."""
        collecting = Collecting(self._caps)
        finished: list[messages.Finished] = []

        def take(answer: messages.Answer, _: bytes) -> bool:
            if isinstance(answer, messages.Finished):
                finished.append(answer)
            else:
                collecting.take(answer)
            return bool(finished)

        self._open().ask(messages.Read(name), data, take, heard, Doing.READING)
        return collecting.document(finished[0].producer)

    def page_image(self, page: int, dpi: int) -> bytes:
        """Return a page of the file as PNG."""
        return self._given(messages.DrawPage(page, dpi), check_png, go_on, Doing.DRAWING)

    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Box, ...], ...]:
        """Return for each span of a page's text its boxes, one a line; points from the top left of the page."""
        boxes: list[tuple[Box, ...]] = []

        def take(answer: messages.Answer, _: bytes) -> bool:
            boxes.extend(check_boxes(_expect(answer, messages.Boxes).boxes, len(spans)))
            return True

        self._open().ask(messages.FindBoxes(page, tuple(spans)), b"", take, go_on, Doing.DRAWING)
        return tuple(boxes)

    def picture(self, number: int) -> bytes:
        """Return a picture of the file as PNG."""
        return self._given(messages.DrawPicture(number), check_png, go_on, Doing.DRAWING)

    def look_again(self, passages: Sequence[Passage], *, heard: Heard = go_on) -> tuple[tuple[Finding, ...], ...]:
        """Return for each passage what is found in it when the copy is read as its proof will read it."""
        found: list[tuple[Finding, ...]] = []

        def take(answer: messages.Answer, _: bytes) -> bool:
            found.extend(check_again(_expect(answer, messages.FoundAgain).found, passages))
            return True

        self._open().ask(messages.LookAgain(tuple(passages)), b"", take, heard, Doing.AGAIN)
        return tuple(found)

    def measure(self, words: Sequence[Stays]) -> Fits:
        """Return how many authorities the words that stay still fit; which ones they are stays with the process."""
        told: list[Fits] = []

        def take(answer: messages.Answer, _: bytes) -> bool:
            told.append(check_fits(_expect(answer, Fits), len(words)))
            return True

        self._open().ask(messages.Measure(tuple(words)), b"", take, go_on, Doing.READING)
        return told[0]

    def make(self, orders: Orders, *, heard: Heard = go_on) -> bytes:
        """Return the copy as PDF. It is nothing yet: only `prove` says whether it may be used."""
        return self._given(messages.Make(orders), check_pdf, heard, Doing.MAKING)

    def prove(self, pdf: bytes, proof: Proof, *, heard: Heard = go_on) -> tuple[Check, ...]:
        """Return every check of a copy, made by a fresh process that never saw the file."""
        checks: list[Check] = []

        def take(answer: messages.Answer, _: bytes) -> bool:
            checks.extend(check_checks(_expect(answer, messages.Checked).checks))
            return True

        self._proving = Asking(self._settings, self._caps)
        try:
            if self._cancelled:
                raise Cancelled()
            self._proving.ask(messages.Prove(proof), pdf, take, heard, Doing.PROVING)
        finally:
            self._proving.end()
        return tuple(checks)

    def _given(self, request: messages.Request, check: Callable[[bytes], None], heard: Heard, doing: Doing) -> bytes:
        """Return the bytes that answer a request."""
        given: list[bytes] = []

        def take(answer: messages.Answer, body: bytes) -> bool:
            _expect(answer, messages.Given)
            check(body)
            given.append(body)
            return True

        self._open().ask(request, b"", take, heard, doing)
        return given[0]

    def _open(self) -> Asking:
        """Return the asking of this room, which has to be entered first."""
        if self._asking is None:
            raise Unreadable(DIED)
        return self._asking


def _expect(answer: messages.Answer, kind: type[Kind]) -> Kind:
    if not isinstance(answer, kind):
        raise BadMessage("an answer to something else")
    return answer
