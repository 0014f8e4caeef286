"""What a benchmark says about the computer it ran on, and about its own memory. No name and no path."""

import os
import platform
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.machine.process import peak_memory_bytes

__all__ = ["disk_kind", "facts", "peak_memory_bytes", "private_memory_bytes"]

_MOUNTS = Path("/proc/mounts")


def facts() -> str:
    """Return the computer in one line: what it is, not which one."""
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {_memory_gb()} GB memory, "
        f"Python {platform.python_version()}, SQLite {sqlcipher.sqlite_version}"
    )


def disk_kind(folder: Path) -> str:
    """Return the kind of file system a folder lies on; "unknown" where the computer does not tell."""
    if not _MOUNTS.exists():
        return "unknown"
    mounts = [line.split() for line in _MOUNTS.read_text(encoding="utf-8").splitlines()]
    above = [(where, kind) for _, where, kind, *_ in mounts if folder.resolve().is_relative_to(where)]
    return max(above, key=lambda mount: len(mount[0]))[1] if above else "unknown"


def private_memory_bytes() -> int:
    """Return the memory that belongs to this process alone; 0 where the computer does not tell (a hardened process)."""
    try:
        lines = [line.split() for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()]
    except OSError:
        return 0
    return sum(int(line[1]) * 1024 for line in lines if line[0] in ("Private_Clean:", "Private_Dirty:"))


def _memory_gb() -> int:
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9) if hasattr(os, "sysconf") else 0
