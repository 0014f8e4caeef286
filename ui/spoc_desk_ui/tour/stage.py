"""Plays a story in the real window: one step after the other, each when the desk has answered and is painted.

A script is a generator. It acts with the hands and yields REST (wait until everything is answered), a Shot (wait,
then keep a picture) or Until (wait for something). No event loop runs inside another one.
"""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from spoc_desk.clock import LONDON, FixedClock

from ..program import Program
from .fingers import StoryStopped
from .hands import Hands

TICK_MS = 5
LONGEST_SECONDS = 60
_QUIET_TICKS = 2
_MORNING = time_of_day(9, 30)


@dataclass(frozen=True)
class Shot:
    """A picture of the window, and what it shows in a few words."""

    words: str


@dataclass(frozen=True)
class Until:
    """Something to wait for, and what to say where it never happens."""

    true: Callable[[], bool]
    words: str


Wish = Shot | Until | None
REST: Wish = None
"""Go on when everything is answered and painted."""
Script = Generator[Wish, None, None]


@dataclass
class Gallery:
    """Where pictures and papers go. Without a folder no picture is kept."""

    folder: Path | None = None
    tell: Callable[[str], None] = lambda _line: None
    count: int = 0
    papers: list[Path] = field(default_factory=list)

    def keep(self, words: str, program: Program) -> None:
        """Keep a picture of the window."""
        if self.folder is None:
            return
        self.count += 1
        path = self.folder / f"{self.count:03}-{_as_name(words)}.png"
        program.window.grab().save(str(path))
        self.tell(f"{path.name}: {words}")


class Stage(QObject):
    """Owns nothing of the desk: it only waits, and lets the script act.

    Signals:
        finished: "" where the script came to its end, else a sentence that says where it stopped.
    """

    finished = Signal(str)

    def __init__(self, program: Program, clock: FixedClock, papers: Path, gallery: Gallery | None = None) -> None:
        super().__init__(program)
        self.program = program
        self.clock = clock
        self.papers = papers
        self.gallery = gallery or Gallery()
        self.hands = Hands(program.window)
        self.outcome: str | None = None
        self._script: Script | None = None
        self._wish: Wish = None
        self._quiet = 0
        self._acting = False
        self._since = 0.0
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    # for scripts ----------------------------------------------------------------------------------------------------

    def set_day(self, day: date) -> None:
        """Put the clock on the morning of *day*. Only while the desk is locked: it locks when its clock jumps."""
        self.clock.moment = datetime.combine(day, _MORNING, LONDON)

    def paper(self, name: str) -> Path:
        """Return where the next PDF is to be saved."""
        path = self.papers / f"{len(self.gallery.papers) + 1:02}-{name}.pdf"
        path.unlink(missing_ok=True)  # else a dialog would ask whether to replace it
        self.gallery.papers.append(path)
        return path

    # playing --------------------------------------------------------------------------------------------------------

    def play(self, script: Script) -> None:
        """Begin; `finished` tells the end."""
        self._script = script
        self._since = time.monotonic()
        self._tick.start()

    def stop(self) -> None:
        """Leave the story where it is."""
        self._tick.stop()
        if self._script is not None and not self._acting:
            self._script.close()

    def broke(self, error: object) -> None:
        """A fault of the program: the story ends here and says what it was."""
        self._end(f"Stopped at “{self.hands.last}”: the program has a fault, {error!r}")

    @property
    def settled(self) -> bool:
        """True when the vault has answered everything and nothing waits to be painted."""
        return self.program.session.idle and not QApplication.overrideCursor()

    def _on_tick(self) -> None:
        if not self._acting and self.settled and self._is_true():
            self._quiet += 1
        else:
            self._quiet = 0
        if self._quiet >= _QUIET_TICKS:
            self._quiet = 0
            self._next()
        elif time.monotonic() - self._since > LONGEST_SECONDS:
            waited = self._wish.words if isinstance(self._wish, Until) else "the desk did not come to rest"
            waited = "something asks a question nobody answers" if self._acting else waited
            said = self.hands.problems()
            reason = f"{waited} ({said})" if said else waited
            self._end(f"Stopped after {LONGEST_SECONDS} seconds at “{self.hands.last}”: {reason}.")

    def _is_true(self) -> bool:
        return not isinstance(self._wish, Until) or self._wish.true()

    def _next(self) -> None:
        if self._script is None:
            return
        if isinstance(self._wish, Shot):
            self.gallery.keep(self._wish.words, self.program)
        self._acting, self._since = True, time.monotonic()
        if QApplication.activeWindow() is None:
            self.program.window.activateWindow()  # without a screen no window manager does it after a dialog
        try:
            self._wish = next(self._script)
        except StopIteration:
            self._end("")
            return
        except StoryStopped as stopped:
            self._end(f"Stopped at “{self.hands.last}”: {stopped}")
            return
        except BaseException:
            self._end(f"Stopped at “{self.hands.last}” by a fault of the script.")
            raise
        finally:
            self._acting = False
        self._since = time.monotonic()

    def _end(self, outcome: str) -> None:
        if self.outcome is not None:
            return
        self._tick.stop()
        self._wish = None
        self.outcome = outcome
        self.finished.emit(outcome)


def _as_name(words: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in words.casefold())
    return "-".join(kept.split())
