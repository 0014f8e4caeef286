"""How the process apart is started: by the Python that runs us, or by the packed program starting itself again."""

import os
import sys
from typing import Final

OPTION: Final = "--read-apart"  # tells the packed program to be the process apart; nobody types it
ENTRY: Final = "spoc_desk.sanitise.apart.entry"
NOT_SHUT_IN: Final = 70  # its exit code where a limit could not be set, so that nothing was read
_MODULE: Final = "spoc_desk.sanitise.apart"


def command(memory_bytes: int, processor_seconds: int) -> list[str]:
    """Return the command line. Isolated (-I): no variable and no folder of ours decides what it loads."""
    start = [OPTION] if getattr(sys, "frozen", False) else ["-I", "-B", "-X", "utf8", "-m", _MODULE]
    return [sys.executable, *start, str(memory_bytes), str(processor_seconds)]


def environment() -> dict[str, str]:
    """Return the variables it gets: none of ours, but for what Windows cannot start a program without.

    Its home is the root: without one, Python would ask the system for ours, through a socket.
    """
    return {"HOME": os.sep} | {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}
