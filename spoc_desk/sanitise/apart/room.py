"""The process apart, inside: takes requests from a pipe, answers on another, ends when the other side hangs up."""

import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer, UserError
from spoc_desk.sanitise.apart import messages
from spoc_desk.sanitise.apart.document import Doing, Producer, Progress, Scanned
from spoc_desk.sanitise.apart.protocol import read_frame, understand, write_frame
from spoc_desk.sanitise.apart.shapes import from_plain, to_plain
from spoc_desk.sanitise.apart.together import Together
from spoc_desk.sanitise.areas.fits import fits
from spoc_desk.sanitise.areas.placing import Lists
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.gazetteer.store import area_sets, load
from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.unit import Found, PageSize, Picture, Remark, Unit, Unscannable
from spoc_desk.sanitise.scan import scan

if TYPE_CHECKING:
    from spoc_desk.sanitise.apart.workbench import Workbench

_EVERY_SECONDS: Final = 0.1  # between two words of progress: quick enough to look alive
LONGEST_UNIT: Final = 500_000  # characters; a longer text is cut at a line end, or at a space


class Room:
    """Serves one document: settings first, then the file, then whatever is asked about it."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source, self._sink = source, sink
        self._settings = messages.Settings(OwnArea(), Mode.OUT)
        self._names: Names | None = None
        self._areas: Lists | None = None
        self._told_at = 0.0
        self._findings = 0
        self._data = b""
        self._bench: Workbench | None = None
        self._pictures: dict[int, Picture] = {}
        self._held: list[bytes] = []  # the pictures of a file without pages

    def serve(self) -> None:
        """Answer requests until the other side hangs up."""
        while (frame := read_frame(self._source)) is not None:
            head, body = frame
            request: messages.Request = from_plain(messages.REQUESTS, understand(head))
            try:
                self._answer(request, body)
            except MemoryError:
                self._send(messages.Trouble(messages.Word.NO_MEMORY))
            except BadAnswer:
                self._send(messages.Trouble(messages.Word.NO_NAMES))
            except UserError:
                self._send(
                    messages.Trouble(
                        messages.Word.TOO_MUCH if isinstance(request, messages.Read) else messages.Word.NO_PAGE
                    )
                )
            except Exception:  # noqa: BLE001  # the outermost edge: what went wrong may hold words of the file
                self._send(messages.Trouble(messages.Word.FAULT))
            self._sink.flush()

    def _answer(self, request: messages.Request, body: bytes) -> None:
        match request:
            case messages.Settings():
                self._settings, self._bench = request, None
            case messages.Read():
                self._read(body, request.name)
            case messages.Measure():
                self._send(fits(request.words, self._area_lists()))
            case _:
                self._send(*self._workbench().answer(request, body))

    def _workbench(self) -> "Workbench":
        """Return where the file is worked on; what that needs is loaded with the first piece of work."""
        if self._bench is None:
            late = import_module("spoc_desk.sanitise.apart.workbench")
            file = late.File(self._data, self._pictures, self._held)
            self._bench = late.Workbench(file, self._settings, self._scan, self._tell)
        return self._bench

    def _read(self, data: bytes, name: str) -> None:
        self._data, self._bench, self._pictures = data, None, {}
        texts = page = pages = self._findings = 0
        together = Together(lambda text: self._scan(text, self._settings.area, self._settings.mode))
        budget = Budget(self._settings.limits)
        self._held = budget.pictures
        for found in read_file(data, name, budget):
            for piece in _bearable(found):
                for answer in together.take(piece):
                    self._send_counted(answer)
            if isinstance(found, PageSize):
                pages = max(pages, found.page)
            elif isinstance(found, Picture):
                self._pictures[found.picture] = found
            elif isinstance(found, Unit):
                texts, page = texts + 1, max(page, found.page)
            self._tell(Progress(page if pages else texts, pages, Doing.READING))
        for answer in together.rest():
            self._send_counted(answer)
        self._send(messages.Finished(Producer.RASTER if pages else Producer.RETYPE))

    def _send_counted(self, answer: messages.Answer) -> None:
        self._findings += len(answer.findings) if isinstance(answer, Scanned) else 0
        if self._findings > self._settings.limits.findings:
            raise TooMuch("More is found in this file than anybody can decide about.")
        self._send(answer)

    def _scan(self, text: str, area: OwnArea, mode: Mode) -> tuple[Finding, ...]:
        return scan(text, area, mode, self._gazetteer())

    def _gazetteer(self) -> Names:
        if self._names is None:
            self._names = load(Path(self._settings.names)) if self._settings.names else built_in()
        return self._names

    def _area_lists(self) -> Lists:
        if self._areas is None:
            sets = area_sets(Path(self._settings.names)) if self._settings.names else {}
            self._areas = Lists(self._gazetteer(), sets)
        return self._areas

    def _tell(self, progress: Progress) -> None:
        """Send progress now and then, with everything that waits in the pipe."""
        now = time.monotonic()
        if now - self._told_at >= _EVERY_SECONDS:
            self._told_at = now
            self._send(progress)
            self._sink.flush()

    def _send(self, answer: messages.Answer, body: bytes = b"") -> None:
        write_frame(self._sink, to_plain(answer), body)


def _bearable(found: Found) -> Iterator[Found]:
    """Yield what the reader found in pieces that the other side takes."""
    if isinstance(found, Unit):
        yield from in_pieces(bearable(found))
    else:
        yield found if isinstance(found, PageSize) else bearable(found)


Told = TypeVar("Told", bound=Unit | Unscannable | Remark | Picture)


def bearable(found: Told) -> Told:
    """Return what was found with its place short enough to show: names inside a file may be of any length."""
    if len(found.part) <= messages.LONGEST_PLACE and found.part.isprintable():
        return found
    place = "".join(letter if letter.isprintable() else " " for letter in found.part[: messages.LONGEST_PLACE])
    return replace(found, part=place)


def in_pieces(unit: Unit) -> Iterator[Unit]:
    """Yield *unit* in pieces of a bearable length, cut where a line or at least a word ends."""
    text = unit.text
    while len(text) > LONGEST_UNIT:
        cut = max(text.rfind("\n", 0, LONGEST_UNIT), 0) or max(text.rfind(" ", 0, LONGEST_UNIT), 0) or LONGEST_UNIT
        yield replace(unit, text=text[:cut])
        text = text[cut:]
    yield replace(unit, text=text)
