"""One file in the process apart: read, shown by pages, made into a copy, proved. Its path is dropped after reading."""

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from spoc_desk.errors import Cancelled, Unreadable, UserError

from ..lazy import load
from ..session import Session

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.apart.document import Document, Progress
    from spoc_desk.sanitise.redact.claims import Check, Proof
    from spoc_desk.sanitise.redact.orders import Box, Orders
    from spoc_desk.sanitise.review.review import Review
    from spoc_desk.vault.vault import Vault

LARGEST = 500_000_000
"""Bytes of a file; larger ones are refused before they are read."""

_LOOK_MS = 100
Heard = Callable[["Progress"], bool]


class Room(Protocol):
    """What the window asks of the process apart. Used by the worker thread only, but for `cancel`."""

    def read(self, data: bytes, name: str, *, heard: Heard) -> "Document": ...
    def page_image(self, page: int, dpi: int) -> bytes: ...
    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> "tuple[tuple[Box, ...], ...]": ...
    def picture(self, number: int) -> bytes: ...
    def make(self, orders: "Orders", *, heard: Heard) -> bytes: ...
    def prove(self, pdf: bytes, proof: "Proof") -> "tuple[Check, ...]": ...
    def cancel(self) -> None: ...


@dataclass
class Open:
    """The process apart of one file, shared with the worker thread. `stopped` is set from the window."""

    stack: ExitStack = field(default_factory=ExitStack)
    room: Room | None = None
    stopped: threading.Event = field(default_factory=threading.Event)
    progress: "Progress | None" = None

    def heard(self, progress: "Progress") -> bool:
        """Note how far it is; False to stop."""
        self.progress = progress
        return not self.stopped.is_set()

    def close(self) -> None:
        """End the process (worker thread)."""
        self.room = None
        self.stack.close()


@dataclass(frozen=True)
class Copy:
    """The new copy and what its proof says."""

    pdf: bytes = field(repr=False)
    checks: "tuple[Check, ...]"
    version: int  # of the review it was made from

    @property
    def is_proved(self) -> bool:
        """Whether every check passed."""
        return bool(self.checks) and all(check.passed for check in self.checks)


class Reading(QObject):
    """One file at a time.

    Signals:
        read: the Review of the file, with nothing decided.
        failed: the UserError that says why there is none.
        progressed: (done, of, word): how far the present work is.
        made: the Copy.
    """

    read = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int, str)
    made = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open = Open()
        self._era = 0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        session.locked.connect(self.let_go)

    def start(self, path: Path, plan: "CheckPlan") -> None:
        """Read the file at *path* in a process of its own."""
        self.let_go()
        self._era += 1
        era, opened = self._era, self._open

        def work() -> "tuple[int, Review]":
            return era, _read(opened, path, plan)

        self._look.start()
        self._session.run_outside(work, self._on_read, self._failure_of(era))

    def cancel(self) -> None:
        """Stop what is going on; `failed` follows."""
        opened = self._open
        opened.stopped.set()
        if opened.room is not None:
            opened.room.cancel()

    def let_go(self) -> None:
        """End the process and forget the file: the check is over, or the desk locks."""
        self._era += 1
        self._look.stop()
        opened, self._open = self._open, Open()
        if opened.room is not None or not opened.stopped.is_set():
            opened.stopped.set()
            if opened.room is not None:
                opened.room.cancel()
            self._session.run_outside(opened.close, failed=_keep_quiet)

    def picture_of_page(self, page: int, scale: float, done: Callable[[QImage], None]) -> None:
        """Ask for a page with *scale* pixels to the point."""
        self._ask(lambda room: room.page_image(page, max(1, round(72 * scale))), done)

    def picture(self, number: int, done: Callable[[QImage], None]) -> None:
        """Ask for a picture of the document."""
        self._ask(lambda room: room.picture(number), done)

    def find_boxes(
        self, page: int, spans: Sequence[tuple[int, int]], done: "Callable[[tuple[tuple[Box, ...], ...]], None]"
    ) -> None:
        """Ask where spans of a page's text lie on its picture."""
        era, opened = self._era, self._open

        def settle(found: "tuple[tuple[Box, ...], ...]") -> None:
            if era == self._era:
                done(found)

        self._session.run_outside(lambda: _room(opened).boxes(page, spans), settle, self._on_later_failure)

    def make(self, review: "Review") -> None:
        """Make the new copy from the decisions, and prove it. Until it is made, nobody may decide anything else."""
        era, opened, version = self._era, self._open, review.version

        def work() -> tuple[int, Copy]:
            making = load("spoc_desk.sanitise.review.making")
            orders = making.orders(review)
            room = _room(opened)
            pdf = room.make(orders, heard=opened.heard)
            return era, Copy(pdf, room.prove(pdf, making.proof(review, orders)), version)

        opened.progress = None
        self._look.start()
        self._session.run_outside(work, self._on_made, self._failure_of(era))

    # inside ---------------------------------------------------------------------------------------------------------

    def _ask(self, wish: Callable[[Room], bytes], done: Callable[[QImage], None]) -> None:
        era, opened = self._era, self._open

        def settle(image: QImage) -> None:
            if era == self._era:
                done(image)

        self._session.run_outside(lambda: QImage.fromData(wish(_room(opened))), settle, self._on_later_failure)

    def _on_read(self, answer: "tuple[int, Review]") -> None:
        era, review = answer
        self._look.stop()
        if era == self._era:
            self.read.emit(review)

    def _on_made(self, answer: tuple[int, Copy]) -> None:
        era, copy = answer
        self._look.stop()
        if era == self._era:
            self.made.emit(copy)

    def _failure_of(self, era: int) -> Callable[[UserError], None]:
        def tell(error: UserError) -> None:
            if era == self._era:
                self._look.stop()
                self.failed.emit(error)

        return tell

    def _on_later_failure(self, error: UserError) -> None:
        """The process is gone: what is on the screen stays, and it is said once why no more comes."""
        if not self._open.stopped.is_set():
            self._open.stopped.set()
            self.failed.emit(error)

    def _on_look(self) -> None:
        progress = self._open.progress
        if progress is not None:
            self.progressed.emit(progress.done, progress.of, str(progress.word))


def _read(opened: Open, path: Path, plan: "CheckPlan") -> "Review":
    """Read a file (worker thread). Its name is a text of the file; its path goes no further."""
    data = _bytes_of(path)
    mode = load("spoc_desk.sanitise.findings").Mode(plan.mode.value)
    made = load("spoc_desk.sanitise.apart.reading_room").ReadingRoom(plan.area, mode)
    room: Room = opened.stack.enter_context(made)
    opened.room = room
    document = room.read(data, path.name, heard=opened.heard)
    load("spoc_desk_ui.checking.workspace")  # so that the window need not wait for it
    channels = load("spoc_desk.sanitise.readers.file_channels").FILE_CHANNELS
    review: Review = load("spoc_desk.sanitise.review.review").Review(document, mode, plan.area, channels)
    return review


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError:
        # Not "from": the system's own words hold the path.
        raise Unreadable("it is not there, it is a folder, or you may not open it.") from None
    if len(data) > LARGEST:
        raise Unreadable("it is larger than this program reads.")
    return data


def _room(opened: Open) -> Room:
    if opened.room is None:
        raise Cancelled()
    return opened.room


def _keep_quiet(_error: UserError) -> None:
    """A process that ends badly has ended."""


def plan_of(mode: str, item_id: str) -> "Callable[[Vault], CheckPlan]":
    """Return the work that asks the casework for the plan of a check."""

    def work(vault: "Vault") -> "CheckPlan":
        made: CheckPlan = load("spoc_desk_ui.checking.desk_side").plan(vault, mode, item_id)
        return made

    return work
