"""A second process of this same program, started by the first one just before it ends.

What it is told goes through its standard input, and its answer comes from its standard output: no file, and nothing on
the command line that other programs could read there.
"""

import ctypes
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

ANSWER: Final = b"here\n"
MOST_TOLD: Final = 4096  # bytes: no pipe holds less


class Successor:
    """A process that was started. It lives on when this one ends."""

    def __init__(self, command: Sequence[str], told: bytes) -> None:
        """Start it and tell it *told*. Raises OSError where it cannot be started."""
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=True)
        self._over = threading.Event()
        self._answered = False
        self._tell(told)
        threading.Thread(target=self._listen, daemon=True, name="successor").start()
        _let_come_to_the_front(self._process.pid)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def is_over(self) -> bool:
        """True when waiting has no more sense: it answered, or it died."""
        return self._over.is_set()

    @property
    def has_answered(self) -> bool:
        """True when it said that it is there."""
        return self._answered

    def _tell(self, told: bytes) -> None:
        # At once, and not on a thread: this process may end before a thread gets its turn. A pipe takes that much.
        pipe = self._process.stdin
        if pipe is not None:
            with suppress(OSError):
                pipe.write(told[:MOST_TOLD])
                pipe.close()

    def _listen(self) -> None:
        pipe = self._process.stdout
        if pipe is not None:
            with suppress(OSError):
                self._answered = pipe.readline() == ANSWER
        self._over.set()


def _let_come_to_the_front(process: int) -> None:
    """Windows lets only the program in front hand the front to another (untested)."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(process)
