"""The library that stands between this process and its disk: it records, kills, or fails the Nth file operation."""

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class How(IntEnum):
    """What happens at the Nth operation; the numbers are those of the library."""

    NOTHING = 0
    KILL = 1
    NO_SPACE = 2
    IO_ERROR = 3
    NO_SYNC = 4


def why_not() -> str:
    """Return why the library cannot be made here; "" where it can."""
    if sys.platform != "linux":
        return "the faults of file operations need Linux"
    return "" if _compiler() else "the faults of file operations need a C compiler"


def build(folder: Path) -> Path:
    """Make the library in *folder* and return where it is."""
    made = folder / "shim.so"
    compiler = _compiler()
    if compiler is None:
        raise RuntimeError(why_not())
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


def _compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def loaded() -> bool:
    """Say whether this process runs behind the library."""
    return hasattr(ctypes.CDLL(None), "shim_arm")


def arm(below: Path, at: int = 0, how: How = How.NOTHING, *, sticky: bool = False) -> None:
    """Count the operations below a folder from now on; at number *at* (0: never) let it happen."""
    ctypes.CDLL(None).shim_arm(os.fsencode(below), ctypes.c_long(at), int(how), int(sticky))


def disarm() -> None:
    """See nothing any more."""
    ctypes.CDLL(None).shim_arm(b"", ctypes.c_long(0), 0, 0)


def counted() -> int:
    """Return how many operations were seen that the fault could have met."""
    return int(ctypes.CDLL(None).shim_counted())


def trace_to(descriptor: int) -> None:
    """Write every operation down as it is done."""
    ctypes.CDLL(None).shim_trace(descriptor)


def say(word: str) -> None:
    """Put a word between the operations of the trace."""
    ctypes.CDLL(None).shim_say(word.encode())
