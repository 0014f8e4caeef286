"""One program at a time: a lock that the operating system takes back when its holder dies."""

import os
import sys
from pathlib import Path

from spoc_desk.errors import Busy
from spoc_desk.machine.files import machine_trouble

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if sys.platform == "win32":

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _take(descriptor: int) -> None:
        # flock, not lockf: it belongs to the open file, so a second window of the same process is refused too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class LockFile:
    """A lock on one vault, kept in a file of its own.

    It must not be the database file: closing any handle on that would drop SQLite's own lock in this process
    (https://www.sqlite.org/howtocorrupt.html, 2.2). The file stays when the lock is given back; only the lock counts.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises Busy when another window or program holds it, ReadOnly when it cannot be made."""
        if self._descriptor is not None:
            raise Busy()
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as err:
            raise machine_trouble(err) from err
        try:
            _take(descriptor)
        except OSError as err:
            os.close(descriptor)
            raise Busy() from err
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            _give_back(descriptor)
        finally:
            os.close(descriptor)
