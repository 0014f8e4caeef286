"""How the process apart is started: by the Python that runs us, or by the packed program starting itself again."""

import os
import sys
from typing import Final

OPTION: Final = "--unpack-apart"  # tells the packed program to be the process apart; nobody types it
ENTRY: Final = "spoc_desk.bundles.apart.entry"
MEMORY_BYTES: Final = 1_500_000_000
SECONDS: Final = 120
_MODULE: Final = "spoc_desk.bundles.apart"


def command() -> list[str]:
    """Return the command line. Isolated (-I): no variable and no folder of ours decides what it loads."""
    start = [OPTION] if getattr(sys, "frozen", False) else ["-I", "-B", "-X", "utf8", "-m", _MODULE]
    return [sys.executable, *start, str(MEMORY_BYTES), str(SECONDS)]


def environment() -> dict[str, str]:
    """Return the variables it gets: none of ours, but for what Windows cannot start a program without."""
    return {"HOME": os.sep} | {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}
