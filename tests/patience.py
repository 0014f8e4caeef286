"""How long tests wait for something that comes for certain. A busy computer is slow; what never comes is for ever."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pytestqt.qtbot import QtBot

SECONDS: Final = 120.0
MS: Final = 120_000


class PatientBot(QtBot):
    """Waits at least so long for what must come."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = MS) -> None:
        super().waitUntil(callback, timeout=max(timeout, MS))

    def waitSignal(self, signal: Any, *, timeout: int = MS, raising: bool | None = None, **words: Any) -> Any:
        must_come = raising is not False  # assertNotEmitted waits for what must not
        return super().waitSignal(signal, timeout=max(timeout, MS) if must_come else timeout, raising=raising, **words)

    def waitActive(self, widget: Any, *, timeout: int = MS) -> Any:
        return super().waitActive(widget, timeout=max(timeout, MS))

    def waitExposed(self, widget: Any, *, timeout: int = MS) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, MS))


def quickest(measure: Callable[[], float], enough: float, times: int = 5) -> float:
    """Return the first of some times that is less than *enough*, else the least of them, in seconds.

    What the program itself takes shows each time; that the computer was busy does not.
    """
    took = []
    for _ in range(times):
        took.append(measure())
        if took[-1] < enough:
            break
    return min(took)


def own_seconds() -> float:
    """Return the seconds of the steady clock, less those in which this thread could have run and others did.

    What waits for a disk, a lock or another thread counts. Linux tells the rest (sched-stats, the second number of
    schedstat, in ns); elsewhere nothing is left out.
    """
    waited = "0 0"
    with contextlib.suppress(OSError):
        waited = Path("/proc/thread-self/schedstat").read_text()
    return time.perf_counter() - int(waited.split()[1]) / 1e9
