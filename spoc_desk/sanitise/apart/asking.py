"""Asks the process apart and hears its answers: checked, within the time, stopped the moment anything is odd."""

import threading
from collections.abc import Callable, Iterator
from typing import Final

from spoc_desk.errors import Cancelled, Unreadable
from spoc_desk.sanitise.apart.child import Caps, Child, Died, Watch
from spoc_desk.sanitise.apart.document import Doing, Progress
from spoc_desk.sanitise.apart.messages import ANSWERS, Answer, Request, Settings, Trouble, Word
from spoc_desk.sanitise.apart.protocol import BadMessage, understand
from spoc_desk.sanitise.apart.shapes import from_plain, to_plain
from spoc_desk.sanitise.apart.start import NOT_SHUT_IN, command

Heard = Callable[[Progress], bool]
Take = Callable[[Answer, bytes], bool]

_LISTEN_SECONDS: Final = 0.1  # how often the caller is asked whether to go on

DIED: Final = "it made the program that reads it stop. It may be damaged, or meant to do harm."
OPEN: Final = "this computer does not let the program that reads it be shut in, so it was not opened."
SILENT: Final = "the program that reads it did not come to an end. It may be damaged, or meant to do harm."
ODD: Final = "the program that reads it gave an answer that makes no sense. The file may be meant to do harm."
REASONS: Final = {
    Word.TOO_MUCH: "it holds more than this program reads, or unpacks to far more than it seems.",
    Word.NO_MEMORY: "it needs more memory than a file is given.",
    Word.FAULT: "it is built in a way this program cannot follow.",
    Word.NO_PAGE: "a page or a picture of it cannot be shown.",
    Word.NO_NAMES: "the imported gazetteer is damaged. Import it again, or remove it to use the built-in one.",
}


def go_on(progress: Progress) -> bool:
    """Let the work go on, whatever it has come to."""
    return progress.done >= 0


class Asking:
    """One process apart and what is asked of it, from one thread. Only `cancel` may be called from another."""

    def __init__(self, settings: Settings, caps: Caps) -> None:
        self._caps = caps
        self._cancelled = threading.Event()
        self._progress = Progress(0, 0, Doing.READING)
        self._child: Child | None = Child(caps, command(caps.memory_bytes, caps.processor_seconds))
        self._child.send(to_plain(settings))

    def cancel(self) -> None:
        """Stop whatever is going on: the waiting call raises Cancelled."""
        self._cancelled.set()
        if (child := self._child) is not None:
            child.kill()

    def end(self) -> None:
        """End the process, if it is still there."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def ask(self, request: Request, body: bytes, take: Take, heard: Heard, doing: Doing) -> None:
        """Send a request and hand each answer to *take*, until that says it has all it wants.

        Raises:
            Unreadable: the process died, fell silent, or answered what cannot be; *take* raised BadMessage.
            Cancelled: *heard* said no, or `cancel` was called.
        """
        child = self._living()
        child.send(to_plain(request), body)
        self._progress = Progress(0, 0, doing)
        done = False
        for answer, bytes_behind in self._answers(child, heard):
            if isinstance(answer, Trouble):
                raise Unreadable(REASONS[answer.word])
            if isinstance(answer, Progress):
                self._progress = answer
                continue
            try:
                done = take(answer, bytes_behind)
            except BadMessage:
                raise self._broken(ODD) from None
            if done:
                return

    def _answers(self, child: Child, heard: Heard) -> Iterator[tuple[Answer, bytes]]:
        """Yield what comes back, each message understood."""
        watch = Watch(self._caps)
        while True:
            if self._cancelled.is_set() or not heard(self._progress):
                self.end()
                raise Cancelled()
            if watch.is_over or watch.is_silent:
                raise self._broken(SILENT)
            try:
                frame = child.next(_LISTEN_SECONDS)
            except Died:
                raise self._broken(OPEN if child.exit_code() == NOT_SHUT_IN else DIED) from None
            if frame is not None:
                watch.heard()
                yield self._understood(frame[0]), frame[1]

    def _understood(self, head: bytes) -> Answer:
        try:
            answer: Answer = from_plain(ANSWERS, understand(head))
        except BadMessage:
            raise self._broken(ODD) from None
        return answer

    def _broken(self, reason: str) -> Cancelled | Unreadable:
        """End the process and return the error to raise. A process that was cancelled died of that."""
        self.end()
        return Cancelled() if self._cancelled.is_set() else Unreadable(reason)

    def _living(self) -> Child:
        """Return the process, or raise where an earlier trouble ended it."""
        if self._child is None:
            raise Cancelled() if self._cancelled.is_set() else Unreadable(DIED)
        return self._child
