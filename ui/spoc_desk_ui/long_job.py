"""One long piece of work on the worker thread: how far it is, and a way to stop it."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from spoc_desk.errors import UserError

from .session import Session

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

T = TypeVar("T")
Told = Callable[[str, int, int], bool]

_LOOK_MS = 100
_FINE = 1000  # steps of a bar: byte counts are too large for one


class _Progress:
    """What the worker thread writes and the window's thread reads."""

    def __init__(self) -> None:
        self.stop = Event()
        self.said: tuple[str, int, int] | None = None

    def told(self, words: str, done: int, whole: int) -> bool:
        """Take note of how far it is; False stops the work."""
        self.said = (words, done, whole)
        return not self.stop.is_set()


class LongJob(QObject):
    """At most one at a time. A lock stops it, and then nobody hears of it any more.

    Signals:
        progressed: (what is going on, steps done, steps in all).
    """

    progressed = Signal(str, int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._progress: _Progress | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        session.locked.connect(self.let_go)

    @property
    def is_running(self) -> bool:
        """True until it is answered."""
        return self._progress is not None

    def start(
        self,
        work: "Callable[[Vault, Told], T]",
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Do *work* with the open vault."""
        progress = self._begin()
        self._session.run(
            lambda vault: work(vault, progress.told), self._ends(progress, done), self._ends(progress, failed)
        )

    def start_outside(
        self, work: Callable[[Told], T], done: Callable[[T], None], failed: Callable[[UserError], None]
    ) -> None:
        """Do *work* that needs no open vault."""
        progress = self._begin()
        self._session.run_outside(lambda: work(progress.told), self._ends(progress, done), self._ends(progress, failed))

    def cancel(self) -> None:
        """Ask it to stop; its failure follows."""
        if self._progress is not None:
            self._progress.stop.set()

    def let_go(self) -> None:
        """Ask it to stop and hear no more of it."""
        self.cancel()
        self._progress = None
        self._look.stop()

    def _begin(self) -> _Progress:
        self.let_go()
        self._progress = _Progress()
        self._look.start()
        return self._progress

    def _ends(self, progress: _Progress, tell: Callable[[T], None]) -> Callable[[T], None]:
        def end(value: T) -> None:
            if self._progress is progress:
                self._progress = None
                self._look.stop()
                tell(value)

        return end

    def _on_look(self) -> None:
        said = self._progress.said if self._progress is not None else None
        if said is not None:
            words, done, whole = said
            self.progressed.emit(words, _FINE * done // max(whole, 1), _FINE)
