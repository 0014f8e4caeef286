"""How long this computer has slept since it was started, so that a sleep is seen though nobody announced it."""

import ctypes
import sys
import time


def slept_seconds() -> float:
    """Return the seconds this computer spent asleep; 0 where it does not tell. Only the growth of it means anything."""
    if sys.platform == "win32":
        return _interrupt_seconds("QueryInterruptTime") - _interrupt_seconds("QueryUnbiasedInterruptTime")
    elif sys.platform == "linux":
        # CLOCK_BOOTTIME goes on while the computer sleeps, CLOCK_MONOTONIC stands still (clock_gettime(2)).
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC))
    else:
        return 0.0


if sys.platform == "win32":

    def _interrupt_seconds(name: str) -> float:
        """Ask realtimeapiset.h, in units of 100 nanoseconds; 0 before Windows 10. Untested."""
        ask = getattr(ctypes.WinDLL("api-ms-win-core-realtime-l1-1-1"), name, None)
        if ask is None:
            return 0.0
        count = ctypes.c_uint64()
        ask(ctypes.byref(count))
        return count.value / 10_000_000
