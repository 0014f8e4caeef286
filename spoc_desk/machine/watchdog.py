"""End this process after a while, whatever it is doing then.

A thread of C, not of Python: it needs neither the window's loop nor Python's own lock, so a page that hangs, a question
to the database that never ends and a disk that does not answer cannot stop it. One at a time: the next takes the place
of the one before.
"""

import faulthandler
import os
from functools import cache
from typing import IO


def end_after(seconds: float) -> None:
    """End the process after *seconds*, with no word and no clearing up, unless it ended or was called off before."""
    # Where each thread stood is written for nobody: it holds names of files and functions only, but needs no reader.
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())


def call_off() -> None:
    """Let the process live."""
    faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> IO[bytes]:
    return open(os.devnull, "wb", buffering=0)
