"""Limits that a process lays on itself before it opens a stranger's file: memory, processor time, nothing written."""

import ctypes
import sys
from typing import Final

if sys.platform != "win32":
    import resource

MOST_OPEN_FILES: Final = 90

# winnt.h
_JOB_EXTENDED_LIMITS: Final = 9
_JOB_PROCESS_TIME: Final = 0x00000002
_JOB_ACTIVE_PROCESSES: Final = 0x00000008
_JOB_PROCESS_MEMORY: Final = 0x00000100
_JOB_DIE_ON_UNHANDLED: Final = 0x00000400


def cap_process(memory_bytes: int, seconds: int) -> bool:
    """Cap this process for good. True when every limit was taken.

    *seconds* of processor time count for all it does; the time on the clock is watched by the process that started it.
    """
    if sys.platform == "win32":
        return _join_job(memory_bytes, seconds)
    else:
        return _limit_resources(memory_bytes, seconds)


if sys.platform == "win32":

    class _BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION of winnt.h."""

        _fields_ = (
            ("process_time", ctypes.c_int64),  # in 100 nanoseconds
            ("job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("active_processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        )

    class _ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

        _fields_ = (
            ("basic", _BasicLimits),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def _join_job(memory_bytes: int, seconds: int) -> bool:
        """Put this process into a job of its own that may hold no second process."""
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.CreateJobObjectW.restype = ctypes.c_void_p
        kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        limits = _ExtendedLimits(process_memory=memory_bytes)
        limits.basic.flags = _JOB_PROCESS_TIME | _JOB_ACTIVE_PROCESSES | _JOB_PROCESS_MEMORY | _JOB_DIE_ON_UNHANDLED
        limits.basic.process_time = seconds * 10_000_000
        limits.basic.active_processes = 1
        job = ctypes.c_void_p(kernel32.CreateJobObjectW(None, None))
        told = kernel32.SetInformationJobObject(job, _JOB_EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        joined = kernel32.AssignProcessToJobObject(job, ctypes.c_void_p(kernel32.GetCurrentProcess()))
        return bool(told and joined)

else:

    def _limit_resources(memory_bytes: int, seconds: int) -> bool:
        """Set both marks of each limit, so that none can be raised again."""
        wanted = {
            resource.RLIMIT_AS: memory_bytes,
            resource.RLIMIT_CPU: seconds,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_NOFILE: MOST_OPEN_FILES,
            resource.RLIMIT_NPROC: 0,
            resource.RLIMIT_CORE: 0,
        }
        return all(_limit(which, most) for which, most in wanted.items())

    def _limit(which: int, most: int) -> bool:
        """Set one limit, or keep the one that is there when it is lower."""
        held = resource.getrlimit(which)[1]
        mark = most if held == resource.RLIM_INFINITY else min(most, held)
        try:
            resource.setrlimit(which, (mark, mark))
        except (OSError, ValueError):
            return False
        return resource.getrlimit(which) == (mark, mark)
