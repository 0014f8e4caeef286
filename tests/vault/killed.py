"""kill -9 at each point where a program touches a file, counted by the interpreter's own audit events."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from spoc_desk.vault.backup_file import Heard

_TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "sqlite3.connect"})
_MOST = 200


class Deadline:
    """Ends this process without a word at the point it was set to."""

    def __init__(self, point: int) -> None:
        self._left = point
        sys.addaudithook(self._on_event)

    def heard(self, _done: int, _whole: int) -> bool:
        """Stand where progress is told: each of these is a point as well."""
        self.come_nearer()
        return True

    def come_nearer(self) -> None:
        """Count one point."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _on_event(self, event: str, _arguments: object) -> None:
        if event in _TOUCHES:
            self.come_nearer()


def at_each_point(work: Callable[[Heard], None]) -> Iterator[int]:
    """Run *work* in a process that dies at its first point, then at its second, and so on; yield after each death.

    Ends when the process lived to its end.
    """
    if sys.platform == "win32":
        pytest.skip("needs fork")
    assert threading.main_thread() is threading.current_thread()
    for point in range(1, _MOST):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                work(Deadline(point).heard)
                status = 0
            finally:
                os._exit(status)
        _, how = os.waitpid(child, 0)
        if os.WIFEXITED(how):
            assert os.WEXITSTATUS(how) == 0
            return
        assert os.WTERMSIG(how) == signal.SIGKILL
        yield point
    raise AssertionError("it never came to its end")
