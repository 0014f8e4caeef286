"""Keep the process's memory off the disk, and say how much of it was used.

The memory of an unlocked vault holds names and keys. A crash must not write it into a dump file, and another program of
the same user must not read it.
"""

import ctypes
import sys
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h

# errhandlingapi.h, werapi.h
_SEM_FAILCRITICALERRORS: Final = 0x0001
_SEM_NOGPFAULTERRORBOX: Final = 0x0002
_WER_FAULT_REPORTING_FLAG_NOHEAP: Final = 0x0001


def harden() -> bool:
    """Leave no copy of this process's memory behind when it crashes. True when the computer agreed."""
    if sys.platform == "win32":
        return _report_no_memory()
    elif sys.platform == "linux":
        return _no_core_file() and _not_dumpable()
    else:
        return _no_core_file()


def peak_memory_bytes() -> int:
    """Return the most memory the process has had at once, in bytes; 0 where the computer does not tell."""
    if sys.platform == "win32":
        return _peak_working_set()
    elif sys.platform == "linux":
        return _peak_resident_set()
    else:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes


if sys.platform == "win32":

    def _report_no_memory() -> bool:
        """No error window, and no heap in the report that Windows writes (Windows Error Reporting)."""
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        return bool(kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP) == 0)

    class _MemoryCounters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("size", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("pools", ctypes.c_size_t * 4),
            ("pagefile", ctypes.c_size_t * 2),
        )

    def _peak_working_set() -> int:
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        counters = _MemoryCounters(size=ctypes.sizeof(_MemoryCounters))
        this = ctypes.c_void_p(kernel32.GetCurrentProcess())
        if not kernel32.K32GetProcessMemoryInfo(this, ctypes.byref(counters), counters.size):
            return 0
        return int(counters.peak_working_set)

else:

    def _no_core_file() -> bool:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)

    def _not_dumpable() -> bool:
        """No dump through a pipe either (a limit of 0 does not stop a dump handler), no ptrace by the same user."""
        libc = ctypes.CDLL(None, use_errno=True)
        return bool(libc.prctl(_PR_SET_DUMPABLE, *(ctypes.c_ulong(value) for value in (0, 0, 0, 0))) == 0)

    def _peak_resident_set() -> int:
        """Read VmHWM: getrusage() would count the parent's memory too, because the mark survives fork and exec."""
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return 0
