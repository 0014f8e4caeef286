"""Read a stranger's file without touching it here: one process apart for one document, trusted with nothing.

    with ReadingRoom(area, Mode.IN) as room:
        document = room.read(data, name, heard=show)

Use it from one thread; only `cancel` may be called from another.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import Cancelled, Unreadable
from spoc_desk.sanitise.apart.child import USUAL_CAPS, Caps, Child, Died, Watch
from spoc_desk.sanitise.apart.collecting import Collecting
from spoc_desk.sanitise.apart.document import Document, Doing, Progress
from spoc_desk.sanitise.apart.messages import (
    ANSWERS,
    USUAL_LIMITS,
    Answer,
    Finished,
    Read,
    Request,
    Settings,
    Trouble,
    Word,
)
from spoc_desk.sanitise.apart.protocol import BadMessage, understand
from spoc_desk.sanitise.apart.shapes import from_plain, to_plain
from spoc_desk.sanitise.apart.start import command
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.limits import Limits

Heard = Callable[[Progress], bool]

_LISTEN_SECONDS: Final = 0.1  # how often the caller is asked whether to go on

_DIED: Final = "it made the program that reads it stop. It may be damaged, or meant to do harm."
_SILENT: Final = "the program that reads it did not come to an end. It may be damaged, or meant to do harm."
_ODD: Final = "the program that reads it gave an answer that makes no sense. The file may be meant to do harm."
_REASONS: Final = {
    Word.TOO_MUCH: "it holds more than this program reads, or unpacks to far more than it seems.",
    Word.NO_MEMORY: "it needs more memory than a file is given.",
    Word.FAULT: "it is built in a way this program cannot follow.",
}


class ReadingRoom:
    """One document and the process that reads it. Leaving the `with` block ends the process."""

    def __init__(
        self,
        area: OwnArea,
        mode: Mode,
        *,
        caps: Caps = USUAL_CAPS,
        limits: Limits = USUAL_LIMITS,
        names: Path | None = None,
    ) -> None:
        self._caps = caps
        self._settings = Settings(area, mode, str(names) if names else "", limits)
        self._cancelled = threading.Event()
        self._child: Child | None = None

    def __enter__(self) -> Self:
        """Start the process, so that it is ready when the file is."""
        self._child = self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def cancel(self) -> None:
        """Stop whatever is going on; the waiting call raises Cancelled. May be called from any thread."""
        self._cancelled.set()
        if (child := self._child) is not None:
            child.kill()

    def read(self, data: bytes, name: str, *, heard: Heard) -> Document:
        """Return everything found in a file. *heard* is told how far it is and answers whether to go on.

        Raises:
            Unreadable: the file could not be read to the end, with the reason.
            Cancelled: *heard* said no, or `cancel` was called.
        """
        collecting = Collecting(self._caps)
        for answer, _ in self._answers(Read(name), data, heard, Doing.READING):
            if isinstance(answer, Finished):
                return collecting.document(answer.producer)
            self._sound(collecting.take, answer)
        raise self._broken(_ODD)

    def _answers(self, request: Request, body: bytes, heard: Heard, doing: Doing) -> Iterator[tuple[Answer, bytes]]:
        """Send a request and yield what comes back, checked, until the caller has what it wants."""
        child = self._living()
        child.send(to_plain(request), body)
        watch = Watch(self._caps)
        progress = Progress(0, 0, doing)
        while True:
            self._go_on(heard, progress, watch)
            try:
                frame = child.next(_LISTEN_SECONDS)
            except Died:
                raise self._broken(_DIED) from None
            if frame is None:
                continue
            watch.heard()
            answer = self._understood(frame[0])
            if isinstance(answer, Progress):
                progress = answer
            elif isinstance(answer, Trouble):
                raise Unreadable(_REASONS[answer.word])
            else:
                yield answer, frame[1]

    def _go_on(self, heard: Heard, progress: Progress, watch: Watch) -> None:
        if self._cancelled.is_set() or not heard(progress):
            self._end()
            raise Cancelled()
        if watch.is_over or watch.is_silent:
            raise self._broken(_SILENT)

    def _understood(self, head: bytes) -> Answer:
        try:
            answer: Answer = from_plain(ANSWERS, understand(head))
        except BadMessage:
            raise self._broken(_ODD) from None
        return answer

    def _sound(self, take: Callable[[Answer], None], answer: Answer) -> None:
        """Hand an answer on, unless what it says is impossible."""
        try:
            take(answer)
        except BadMessage:
            raise self._broken(_ODD) from None

    def _broken(self, reason: str) -> Cancelled | Unreadable:
        """End the process and return the error to raise. A process that was cancelled died of that."""
        self._end()
        return Cancelled() if self._cancelled.is_set() else Unreadable(reason)

    def _living(self) -> Child:
        """Return the process, or raise where an earlier trouble ended it."""
        if self._child is None:
            raise Cancelled() if self._cancelled.is_set() else Unreadable(_DIED)
        return self._child

    def _start(self) -> Child:
        child = Child(self._caps, command(self._caps.memory_bytes, self._caps.processor_seconds))
        child.send(to_plain(self._settings))
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()
