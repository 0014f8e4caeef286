"""When the desk locks: idle time, a jump of the clock, sleep, the session's own lock, a signal. It never asks."""

import time

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from spoc_desk.clock import Clock

USUAL_MINUTES, LEAST_MINUTES, MOST_MINUTES = 5, 1, 15  # security 3.13
WARN_SECONDS = 60
JUMP_SECONDS = 60
LONGEST_SECONDS = 8 * 3600  # security 3.13: unlock again after eight hours whatever happens
_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class LockWatch(QObject):
    """Watches for reasons to lock while the desk is open.

    Signals:
        due: the desk must lock now; the words say why.
        warned: seconds left before it locks for idleness; 0 when somebody is there again.
        minutes_changed: in how many minutes it locks if nobody touches it.
    """

    due = Signal(str)
    warned = Signal(int)
    minutes_changed = Signal(int)

    def __init__(self, clock: Clock, parent: QObject | None = None, *, minutes: int = USUAL_MINUTES) -> None:
        super().__init__(parent)
        self._clock = clock
        self.minutes = _within(minutes)
        self._last_input = 0.0
        self._since = 0.0
        self._wall = 0.0
        self._steady = 0.0
        self._warned = False
        self._said_minutes = 0
        self._watched: set[QWindow] = set()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to watch: the desk was unlocked."""
        self._steady = self._last_input = self._since = time.monotonic()
        self._wall = self._clock.now().timestamp()
        self._warned = False
        self._said_minutes = 0
        self._tick.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window_changed)
            self._on_window_changed(app.focusWindow())

    def stop(self) -> None:
        """Stop watching: the desk is locked."""
        if not self._tick.isActive():
            return
        self._tick.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._on_window_changed)
        for window in self._watched:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()

    @property
    def is_watching(self) -> bool:
        """True while the desk is open."""
        return self._tick.isActive()

    def set_minutes(self, minutes: int) -> None:
        """Change the idle time (1 to 15 minutes)."""
        self.minutes = _within(minutes)

    def stay(self) -> None:
        """Somebody is there."""
        self._last_input = time.monotonic()
        self._unwarn()

    def minutes_left(self) -> int:
        """Return in how many minutes the desk locks if nobody touches it, at least 1."""
        left = self.minutes * 60 - (time.monotonic() - self._last_input)
        return max(1, round(left / 60 + 0.49))

    def check(self, wall: float, steady: float) -> None:
        """Decide at the moment *wall* (system clock) and *steady* (a clock nobody can set), both in seconds."""
        passed_wall, passed_steady = wall - self._wall, steady - self._steady
        self._wall, self._steady = wall, steady
        if abs(passed_wall - passed_steady) > JUMP_SECONDS or passed_steady > JUMP_SECONDS:
            self.due.emit("The clock of this computer jumped or the computer slept.")
        elif steady - self._since > LONGEST_SECONDS:
            self.due.emit("The desk had been open for eight hours.")
        else:
            self._check_idle(self.minutes * 60 - (steady - self._last_input))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last_input = time.monotonic()
            if self._warned and event.type() is not QEvent.Type.MouseMove:
                self._unwarn()
        return False

    def _check_idle(self, left: float) -> None:
        if left <= 0:
            self.due.emit(f"Nobody used the desk for {self.minutes} minutes.")
        elif left <= WARN_SECONDS:
            self._warned = True
            self.warned.emit(max(1, round(left)))
        else:
            self._unwarn()

    def _say_minutes(self) -> None:
        left = self.minutes_left()
        if left != self._said_minutes:
            self._said_minutes = left
            self.minutes_changed.emit(left)

    def _unwarn(self) -> None:
        if self._warned:
            self._warned = False
            self.warned.emit(0)

    def _on_tick(self) -> None:
        self.check(self._clock.now().timestamp(), time.monotonic())
        self._say_minutes()

    def _on_window_changed(self, window: QWindow | None) -> None:
        # Input reaches the window first: a filter there sees every key and click once, and no paint events.
        if window is not None and window not in self._watched:
            self._watched = {each for each in self._watched if shiboken6.isValid(each)} | {window}
            window.installEventFilter(self)


def _within(minutes: int) -> int:
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
