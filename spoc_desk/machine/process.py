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
# winnt.h, sddl.h
_DACL_SECURITY_INFORMATION: Final = 0x00000004
_SDDL_REVISION_1: Final = 1
PROCESS_TERMINATE: Final = 0x0001
PROCESS_VM_READ: Final = 0x0010
PROCESS_QUERY_LIMITED_INFORMATION: Final = 0x1000
SYNCHRONIZE: Final = 0x00100000
OWNER_MAY: Final = PROCESS_TERMINATE | PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE
# Protected, so nothing is inherited; OW is whoever owns the process, who else could change these rights again.
_RIGHTS: Final = f"D:P(A;;0x{OWNER_MAY:x};;;OW)"


def harden() -> bool:
    """Leave no copy of this process's memory behind when it crashes. True when the computer agreed."""
    if sys.platform == "win32":
        return all((_report_no_memory(), _write_no_report(), _keep_memory()))
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

    def _write_no_report() -> bool:
        """Have no report written at all when this program crashes. Only the packed program: its file's name is ours."""
        if not getattr(sys, "frozen", False):
            return True
        return bool(ctypes.WinDLL("wer").WerAddExcludedApplication(Path(sys.executable).name, False) == 0)

    def _keep_memory() -> bool:
        """Let nobody open this process to read or write its memory, not even another program of the same user.

        An administrator still can, with the privilege to debug. The owner may end it, wait for it and see its name.
        """
        advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
        words = ctypes.c_wchar_p(_RIGHTS)
        description = ctypes.c_void_p()
        if not advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            words, _SDDL_REVISION_1, ctypes.byref(description), None
        ):
            return False
        this = ctypes.c_void_p(kernel32.GetCurrentProcess())
        done = advapi32.SetKernelObjectSecurity(this, _DACL_SECURITY_INFORMATION, description)
        kernel32.LocalFree(description)
        return bool(done)

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
