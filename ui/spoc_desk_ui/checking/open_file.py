"""The file under review: its bytes in memory, and the process apart that reads it; another process where one ended."""

import errno
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from spoc_desk.errors import Cancelled, Unreadable, UserError
from spoc_desk.machine.files import read_at_most

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.apart.document import Document, Progress
    from spoc_desk.sanitise.areas.fits import Fits, Stays
    from spoc_desk.sanitise.findings import Finding
    from spoc_desk.sanitise.redact.claims import Check, Proof
    from spoc_desk.sanitise.redact.orders import Box, Orders, Passage
    from spoc_desk.sanitise.review.places import Place
    from spoc_desk.sanitise.review.review import Review

LARGEST = 500_000_000
"""Bytes of a file; larger ones are refused before they are read."""

Heard = Callable[["Progress"], bool]


class Room(Protocol):
    """What the window asks of the process apart. Used by the worker thread only, but for `cancel`."""

    def read(self, data: bytes, name: str, *, heard: Heard) -> "Document": ...
    def page_image(self, page: int, dpi: int) -> bytes: ...
    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> "tuple[tuple[Box, ...], ...]": ...
    def picture(self, number: int) -> bytes: ...
    def look_again(self, passages: "Sequence[Passage]", *, heard: Heard) -> "tuple[tuple[Finding, ...], ...]": ...
    def measure(self, words: "Sequence[Stays]") -> "Fits": ...
    def make(self, orders: "Orders", *, heard: Heard) -> bytes: ...
    def prove(self, pdf: bytes, proof: "Proof", *, heard: Heard) -> "tuple[Check, ...]": ...
    def cancel(self) -> None: ...


class OpenFile:
    """One file, shared with the worker thread. Only `stop` and `progress` are the window's."""

    def __init__(self) -> None:
        self.progress: Progress | None = None
        self._stack = ExitStack()
        self._room: Room | None = None
        self._stopped = threading.Event()
        self._data = b""
        self._kind = ""  # the end of the file's name, which helps to tell what it is
        self._plan: CheckPlan | None = None

    def stop(self) -> None:
        """Stop whatever is going on; may be called from any thread."""
        self._stopped.set()
        room = self._room
        if room is not None:
            room.cancel()

    # the worker thread ----------------------------------------------------------------------------------------------

    def read(self, path: Path, plan: "CheckPlan") -> "Review":
        """Read a file. Its name is a text of the file; its path goes no further."""
        self._data, self._kind, self._plan = _bytes_of(path), path.suffix, plan
        document = self._begin(path.name)
        channels = load("spoc_desk.sanitise.readers.file_channels").FILE_CHANNELS
        mode = load("spoc_desk.sanitise.findings").Mode(plan.mode.value)
        review: Review = load("spoc_desk.sanitise.review.review").Review(document, mode, plan.area, channels)
        return review

    def room(self) -> Room:
        """Return the process apart; where the last one was stopped, another one that has read the file again."""
        if self._room is None:
            if not self._data:
                raise Cancelled()
            self._begin(f"file{self._kind}")
        assert self._room is not None
        return self._room

    def look_again(self, review: "Review") -> "list[Place]":
        """Return what is still found in what is left of the texts; nothing is decided about it yet."""
        again = load("spoc_desk.sanitise.review.again")
        left = list(again.what_is_left(review))
        try:
            found = self.room().look_again([each.passage for each in left], heard=self._heard)
        except UserError:
            self._end()
            raise
        places: list[Place] = again.places_found(review, left, found)
        return places

    def make(self, review: "Review") -> "tuple[bytes, tuple[Check, ...]]":
        """Return the new copy and every check of its proof."""
        making = load("spoc_desk.sanitise.review.making")
        orders = making.orders(review)
        try:
            pdf = self.room().make(orders, heard=self._heard)
            return pdf, self.room().prove(pdf, making.proof(review, orders), heard=self._heard)
        except UserError:
            self._end()  # a process that was stopped answers no more
            raise

    def close(self) -> None:
        """End the process and forget the file."""
        self._data = b""
        self._end()

    # inside ---------------------------------------------------------------------------------------------------------

    def _begin(self, name: str) -> "Document":
        plan = self._plan
        if plan is None or self._stopped.is_set():
            raise Cancelled()
        mode = load("spoc_desk.sanitise.findings").Mode(plan.mode.value)
        made = load("spoc_desk.sanitise.apart.reading_room").ReadingRoom(plan.area, mode)
        room: Room = self._stack.enter_context(made)
        self._room = room
        return room.read(self._data, name, heard=self._heard)

    def _heard(self, progress: "Progress") -> bool:
        self.progress = progress
        return not self._stopped.is_set()

    def _end(self) -> None:
        self._room = None
        self._stack.close()
        self._stopped.clear()


def _bytes_of(path: Path) -> bytes:
    try:
        return read_at_most(path, LARGEST)
    except OSError as error:
        # Not "from": the system's own words hold the path.
        if error.errno == errno.EFBIG:
            raise Unreadable("it is larger than this program reads.") from None
        raise Unreadable("it is not there, it is no ordinary file, or you may not open it.") from None
