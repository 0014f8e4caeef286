"""The end of the process that held the data. A fresh one, which never held any, shows the lock screen.

Python and Qt do not wipe their memory; the system does, when a process ends. So a lock ends this one. The next is
started first and told where the window stood. Where it cannot start, this one ends all the same: a window that is gone
harms nobody, one that remembers may.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from spoc_desk.machine import watchdog

from .app import AFTER_LOCK
from .lazy import load

if TYPE_CHECKING:
    from spoc_desk.machine.successor import Successor

    from .handed import Handed

GONE_AFTER: Final = 2.0  # seconds; security 3.13: gone within 2.5 s, whatever hangs
_VAULT_MAY_TAKE: Final = 1.8  # to write the last text, sign and close; later the next unlock checks everything
_NEXT_MAY_TAKE: Final = 1.5  # to paint; later there is no window for a moment
_WORK_MAY_TAKE: Final = 0.6  # for what was asked before: a save is done by then; an import is undone, as if never begun
_BEAT: Final = 0.005
_FEEL_EVERY: Final = 15.0
_NO_INPUT: Final = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
SUCCESSOR: Final = "spoc_desk.machine.successor"


def command() -> list[str]:
    """Return the command line of this same program. No folder we happen to stand in decides what it loads (-P, -I)."""
    own = "-I" if sys.flags.isolated else "-P"
    start = [AFTER_LOCK] if getattr(sys, "frozen", False) else [own, "-m", "spoc_desk_ui", AFTER_LOCK]
    return [sys.executable, *start]


class Parting:
    """Ends this process: `brace` first, `send_for` as soon as the window is blank, `go` when only waiting is left."""

    def __init__(self, app: QApplication, start: Sequence[str] | None = None) -> None:
        self._app = app
        self._start = list(start) if start is not None else command()
        self._begun = 0.0
        self._well = 0.0
        self._next: Successor | None = None

    @property
    def has_begun(self) -> bool:
        """True from the first step on: nothing turns it back."""
        return self._begun > 0

    def is_well(self, seconds: float) -> None:
        """The window's loop runs. Where it does not for *seconds*, nobody could lock any more, and the process ends."""
        now = time.monotonic()
        if not self._begun and now - self._well > _FEEL_EVERY:
            self._well = now
            watchdog.end_after(seconds + _FEEL_EVERY)

    def brace(self) -> None:
        """From now on this process has two seconds, whatever happens in it."""
        if not self._begun:
            watchdog.end_after(GONE_AFTER)
            self._begun = time.monotonic()

    def send_for(self, told: "Handed") -> None:
        """Start the process that shows the lock screen. Raises OSError where it cannot be started."""
        if self._next is None:
            self._next = load(SUCCESSOR).Successor(self._start, told.as_bytes())

    def go(self, vault_is_closed: Callable[[], bool], break_off: Callable[[], object]) -> NoReturn:
        """Wait a moment for the vault to close and for the other window to be painted, then end. Does not come back.

        Where the vault is still busy with what was asked before the lock, *break_off* is called again and again.
        """
        try:
            self.brace()
            while self._waits(vault_is_closed):
                if time.monotonic() - self._begun > _WORK_MAY_TAKE:
                    break_off()
                self._app.processEvents(_NO_INPUT)  # the blank window stays painted
                time.sleep(_BEAT)
        finally:
            os._exit(0)

    def _waits(self, vault_is_closed: Callable[[], bool]) -> bool:
        passed = time.monotonic() - self._begun
        if passed < _NEXT_MAY_TAKE and self._next is not None and not self._next.is_over:
            return True
        return passed < _VAULT_MAY_TAKE and not vault_is_closed()
