"""The window's side of the process apart: what it asks for goes to the worker thread, what comes back is told here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage

from spoc_desk.errors import UserError

from ..session import Session
from .open_file import OpenFile, Room

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.areas.fits import Fits, Stays
    from spoc_desk.sanitise.redact.claims import Check
    from spoc_desk.sanitise.redact.orders import Box
    from spoc_desk.sanitise.review.places import Place
    from spoc_desk.sanitise.review.review import Review

T = TypeVar("T")

_LOOK_MS = 100


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
        failed: the UserError that says why there is none, or no copy.
        progressed: (done, of, word): how far the present work is.
        made: the Copy.
        found_again: the Places that stood in the way of a copy: they were found when it was read before it was made.
    """

    read = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int, str)
    made = Signal(object)
    found_again = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._file: OpenFile | None = None
        self._era = 0
        self._told = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        session.locked.connect(self.let_go)

    def start(self, path: Path, plan: "CheckPlan") -> None:
        """Read the file at *path* in a process of its own."""
        self.let_go()
        file = self._file = OpenFile()
        era, self._told = self._era, False
        self._look.start()
        self._session.run_outside(lambda: file.read(path, plan), self._done_of(era, self.read), self._failure_of(era))

    def cancel(self) -> None:
        """Stop what is going on; `failed` follows."""
        if self._file is not None:
            self._file.stop()

    def let_go(self) -> None:
        """End the process and forget the file: the check is over, or the desk locks."""
        self._era += 1
        self._look.stop()
        file, self._file = self._file, None
        if file is not None:
            file.stop()
            self._session.run_outside(file.close, failed=_keep_quiet)

    def picture_of_page(self, page: int, scale: float, done: Callable[[QImage], None]) -> None:
        """Ask for a page with *scale* pixels to the point."""
        self._ask(lambda room: QImage.fromData(room.page_image(page, max(1, round(72 * scale)))), done)

    def picture(self, number: int, done: Callable[[QImage], None]) -> None:
        """Ask for a picture of the document."""
        self._ask(lambda room: QImage.fromData(room.picture(number)), done)

    def find_boxes(
        self, page: int, spans: Sequence[tuple[int, int]], done: "Callable[[tuple[tuple[Box, ...], ...]], None]"
    ) -> None:
        """Ask where spans of a page's text lie on its picture."""
        self._ask(lambda room: room.boxes(page, spans), done)

    def measure(self, words: "Sequence[Stays]", done: "Callable[[Fits], None]") -> None:
        """Ask how many areas fit words that stay."""
        self._ask(lambda room: room.measure(words), done)

    def make(self, review: "Review") -> None:
        """Make the new copy from the decisions, and prove it. Until it is made, nobody may decide anything else."""
        file, era, version = self._file, self._era, review.version
        if file is None:
            return

        def work() -> "Copy | list[Place]":
            places = file.look_again(review)
            if places:
                return places
            pdf, checks = file.make(review)
            return Copy(pdf, checks, version)

        def tell(made: "Copy | list[Place]") -> None:
            if era == self._era:
                self._look.stop()
                (self.made if isinstance(made, Copy) else self.found_again).emit(made)

        file.progress = None
        self._look.start()
        self._session.run_outside(work, tell, self._failure_of(era))

    # inside ---------------------------------------------------------------------------------------------------------

    def _ask(self, wish: Callable[[Room], T], done: Callable[[T], None]) -> None:
        file, era = self._file, self._era
        if file is None:
            return

        def settle(value: T) -> None:
            if era == self._era:
                done(value)

        def fail(error: UserError) -> None:
            # The process is gone: what is on the screen stays, and it is said once why no more comes.
            if era == self._era and not self._told:
                self._told = True
                self.failed.emit(error)

        self._session.run_outside(lambda: wish(file.room()), settle, fail)

    def _done_of(self, era: int, tell: SignalInstance) -> Callable[[object], None]:
        def done(value: object) -> None:
            if era == self._era:
                self._look.stop()
                tell.emit(value)

        return done

    def _failure_of(self, era: int) -> Callable[[UserError], None]:
        def fail(error: UserError) -> None:
            if era == self._era:
                self._look.stop()
                self.failed.emit(error)

        return fail

    def _on_look(self) -> None:
        progress = self._file.progress if self._file is not None else None
        if progress is not None:
            self.progressed.emit(progress.done, progress.of, str(progress.word))


def _keep_quiet(_error: UserError) -> None:
    """A process that ends badly has ended."""
