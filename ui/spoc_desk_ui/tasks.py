"""One worker thread that does jobs in the order they came; the answers arrive on the window's thread."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from spoc_desk.errors import UserError

BUSY_AFTER_MS = 500  # checklist line 49: shorter waits would only flicker


@dataclass(frozen=True)
class Job:
    """Something to do, and who wants the answer. It lives and dies on the window's thread."""

    work: Callable[[], object]
    done: Callable[[object], None] | None
    failed: Callable[[UserError], None] | None
    era: int


@dataclass(frozen=True)
class Outcome:
    """What became of a job: a value, or an error."""

    number: int
    value: object = None
    error: BaseException | None = None


class _Thread(QThread):
    """Does jobs by number.

    A job may hold the last reference to a widget, and a widget may die on the window's thread only. So this thread
    borrows a job while it runs and keeps nothing afterwards; outcomes are fetched, not sent.

    Signals:
        finished_job: an outcome can be fetched.
    """

    finished_job = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("vault")
        self.numbers: SimpleQueue[int | None] = SimpleQueue()
        self.jobs: dict[int, Job] = {}
        self.outcomes: deque[Outcome] = deque()
        self.turn = Lock()  # held while one job takes the place of another
        self.running = 0

    def run(self) -> None:
        """Take jobs until told to stop."""
        while (number := self.numbers.get()) is not None:
            with self.turn:
                self.running = number
            self.outcomes.append(self._do(number))
            with self.turn:
                self.running = 0
            self.finished_job.emit()

    def _do(self, number: int) -> Outcome:
        try:
            return Outcome(number, self.jobs[number].work())
        except Exception as error:  # noqa: BLE001  # the outermost edge of this thread
            return Outcome(number, error=error)


class Worker(QObject):
    """Runs jobs one after the other on its own thread.

    Signals:
        refused: a UserError nobody asked to hear of.
        broke: an exception that is a fault of the program.
        busy_changed: True when a job has run for half a second, False when nothing runs.
        settled: every job has been answered and no answer led to another.
    """

    refused = Signal(object)
    broke = Signal(object)
    busy_changed = Signal(bool)
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = _Thread(self)
        self._thread.finished_job.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._waiting = 0
        self._count = 0
        self._era = 0
        self._busy = False
        self._patience = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._patience.timeout.connect(self._on_impatient)

    @property
    def idle(self) -> bool:
        """True when every job has been answered."""
        return self._waiting == 0

    def submit(
        self,
        work: Callable[[], object],
        done: Callable[[object], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Queue *work*; *done* or *failed* is called on the window's thread."""
        if not self._thread.isRunning():
            self._thread.start()
        self._waiting += 1
        if not self._patience.isActive() and not self._busy:
            self._patience.start()
        self._count += 1
        self._thread.jobs[self._count] = Job(work, done, failed, self._era)
        self._thread.numbers.put(self._count)

    def forget_answers(self) -> None:
        """Drop the answers of all jobs queued so far: after a lock nobody may see them."""
        self._era += 1

    @property
    def last(self) -> int:
        """The number of the job that was queued last."""
        return self._count

    def break_off(self, last: int, interrupt: Callable[[], None]) -> None:
        """Call *interrupt* if what runs now was queued no later than job *last*; no later job begins meanwhile."""
        with self._thread.turn:
            if 0 < self._thread.running <= last:
                interrupt()

    def stop(self) -> None:
        """Finish the jobs in the queue and end the thread."""
        if self._thread.isRunning():
            self._thread.numbers.put(None)
            self._thread.wait()
        self._patience.stop()
        self._set_busy(False)

    def _on_finished(self) -> None:
        outcome = self._thread.outcomes.popleft()
        job = self._thread.jobs.pop(outcome.number)
        self._waiting -= 1
        if self._waiting == 0:
            self._patience.stop()
            self._set_busy(False)
        if job.era == self._era:
            self._deliver(job, outcome)
        if self._waiting == 0:
            self.settled.emit()

    def _deliver(self, job: Job, outcome: Outcome) -> None:
        error = outcome.error
        if error is None:
            if job.done is not None and _alive(job.done):
                job.done(outcome.value)
        elif not isinstance(error, UserError):
            self.broke.emit(error)
        elif job.failed is None:
            self.refused.emit(error)
        elif _alive(job.failed):
            job.failed(error)

    def _on_impatient(self) -> None:
        self._set_busy(True)

    def _set_busy(self, busy: bool) -> None:
        if busy == self._busy:
            return
        self._busy = busy
        if busy:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        else:
            QGuiApplication.restoreOverrideCursor()
        self.busy_changed.emit(busy)


def _alive(call: Callable[..., None]) -> bool:
    """Return False where *call* is a method of a widget that is gone by now."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
