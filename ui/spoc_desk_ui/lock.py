"""When the desk locks by itself: idle time, a jump of the clock, sleep, eight hours. It never asks."""

import time
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from spoc_desk.clock import Clock
from spoc_desk.machine.slept import slept_seconds

USUAL_MINUTES, LEAST_MINUTES, MOST_MINUTES = 5, 1, 15  # security 3.13
WARN_SECONDS = 60
JUMP_SECONDS = 60
NAP_SECONDS = 2
LONGEST_SECONDS = 8 * 3600  # security 3.13: unlock again after eight hours whatever happens
ASKED: Final = "You locked it."
HIDDEN: Final = "You hid the screen."
BY_SYSTEM: Final = "The computer was locked or went to sleep."
JUMPED: Final = "The clock of this computer jumped or the computer slept."
SLEPT: Final = "The computer slept."
EIGHT_HOURS: Final = "The desk had been open for eight hours."
HIDE_KEY = Qt.Key.Key_F9
# Not the moves of a mouse: a device that keeps a screen awake makes them, and so does a shaking table.
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)
# What Qt does with a window just before something of it can be seen again.
_BEFORE_SEEN = (QEvent.Type.Expose, QEvent.Type.UpdateRequest, QEvent.Type.Paint, QEvent.Type.WindowActivate)


def nobody_for(minutes: int) -> str:
    """Return the sentence of a lock for idleness."""
    return f"Nobody used the desk for {minutes} minutes."


class LockWatch(QObject):
    """Watches for reasons to lock while the desk is open.

    Signals:
        due: the desk must lock now; the words say why.
        warned: seconds left before it locks for idleness; 0 when somebody is there again.
        minutes_changed: in how many minutes it locks if nobody touches it.
        hide_wanted: F9 was pressed, in any window, dialog or menu of the program.
        ticked: a second passed and the window's loop runs.
    """

    due = Signal(str)
    warned = Signal(int)
    minutes_changed = Signal(int)
    hide_wanted = Signal()
    ticked = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None, *, minutes: int = USUAL_MINUTES) -> None:
        super().__init__(parent)
        self._clock = clock
        self.minutes = _within(minutes)
        self._last_input = 0.0
        self._since = 0.0
        self._wall = 0.0
        self._steady = 0.0
        self._slept = 0.0
        self._warned = False
        self._said_minutes = 0
        self._watched: set[QWindow] = set()
        self._painted: QObject | None = None
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)

    def look_before(self, painted: QObject) -> None:
        """Look at the clocks too before this widget paints itself: its window's handle does not hear of that."""
        self._painted = painted

    def start(self) -> None:
        """Begin to watch: the desk was unlocked."""
        self.stop()
        self._steady = self._last_input = self._since = time.monotonic()
        self._wall = self._clock.now().timestamp()
        self._slept = slept_seconds()
        self._warned = False
        self._said_minutes = 0
        self._tick.start()
        if self._painted is not None:
            self._painted.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window_changed)
            self._on_window_changed(app.focusWindow())

    def stop(self) -> None:
        """Stop watching: the desk is locked."""
        if not self._tick.isActive():
            return
        self._tick.stop()
        if self._painted is not None:
            self._painted.removeEventFilter(self)
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

    def check(self, wall: float, steady: float, slept: float | None = None) -> None:
        """Decide at the moment *wall* (system clock) and *steady* (a clock nobody can set), both in seconds.

        *slept* is how long the computer has slept since its start, where it tells.
        """
        if not self._has_jumped(wall, steady, self._slept if slept is None else slept):
            if steady - self._since > LONGEST_SECONDS:
                self.due.emit(EIGHT_HOURS)
            else:
                self._check_idle(self.minutes * 60 - (steady - self._last_input))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not self.is_watching:
            return False
        if kind in _BEFORE_SEEN:
            # After a sleep the window may be painted before the timer comes: then it locks first.
            self._has_jumped(self._clock.now().timestamp(), time.monotonic(), slept_seconds())
        elif kind in _INPUT:
            if isinstance(event, QKeyEvent) and event.key() == HIDE_KEY:
                # A shortcut does not reach through a modal dialog or an open menu; a key reaches the window first.
                self.hide_wanted.emit()
                return True
            self._last_input = time.monotonic()
            self._unwarn()
        return False

    def _has_jumped(self, wall: float, steady: float, slept: float) -> bool:
        """Say whether the computer slept or a clock was moved since the last look, and have it locked then."""
        passed_wall, passed_steady, napped = wall - self._wall, steady - self._steady, slept - self._slept
        self._wall, self._steady, self._slept = wall, steady, slept
        if napped > NAP_SECONDS:
            self.due.emit(SLEPT)
        elif abs(passed_wall - passed_steady) > JUMP_SECONDS or passed_steady > JUMP_SECONDS:
            self.due.emit(JUMPED)
        else:
            return False
        return True

    def _check_idle(self, left: float) -> None:
        if left <= 0:
            self.due.emit(nobody_for(self.minutes))
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
        self.check(self._clock.now().timestamp(), time.monotonic(), slept_seconds())
        if self.is_watching:
            self._say_minutes()
            self.ticked.emit()

    def _on_window_changed(self, _window: QWindow | None) -> None:
        # Input reaches a window first: a filter there sees every key and click once. A dialog has a window of its own.
        self._watched = {each for each in self._watched if shiboken6.isValid(each)}
        for window in QGuiApplication.topLevelWindows():
            if window not in self._watched:
                self._watched.add(window)
                window.installEventFilter(self)


def _within(minutes: int) -> int:
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
