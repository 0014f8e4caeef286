"""The standard streams of a process as two pipes of bytes, and out of the way of everything that prints."""

import os
import sys
from typing import BinaryIO, Final

if sys.platform == "win32":
    import msvcrt

_BUFFER: Final = 1 << 18
_STANDARD_OUTPUT: Final = 1
_STANDARD_ERRORS: Final = 2


def take_standard_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return what comes in and what goes out, as bytes. What a library prints from now on goes to the error stream."""
    taken, given = os.dup(0), os.dup(_STANDARD_OUTPUT)
    os.dup2(_STANDARD_ERRORS, _STANDARD_OUTPUT)
    if sys.platform == "win32":
        for descriptor in (taken, given):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return open(taken, "rb", buffering=_BUFFER), open(given, "wb", buffering=_BUFFER)
