"""`spoc-desk [VAULT]`, `spoc-desk --tour DIR`: what is refused first, then the window."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from spoc_desk.machine.network import network_is_refused, refuse_network
from spoc_desk.machine.process import harden

from .lazy import load

AFTER_LOCK = "--after-lock"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or drive it through the tour. Returns the exit code."""
    wanted = _arguments(argv)
    harden()
    if not (wanted.after_lock and network_is_refused()):
        refuse_network()  # before anything of the window is even loaded
    _leave_the_bus_alone()
    gc.disable()  # nothing dies during the start; the program turns it on again after the first paint
    if wanted.tour is not None:
        outcome: int = load("spoc_desk_ui.tour").run(Path(wanted.tour))
    elif wanted.after_lock:
        outcome = load("spoc_desk_ui.taking_over").run()
    else:
        outcome = load("spoc_desk_ui.program").run(Path(wanted.vault).absolute() if wanted.vault else None)
    return outcome


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    words = sys.argv[1:] if argv is None else argv
    if not words:  # as the icon starts it: what reads words only costs time
        return argparse.Namespace(vault=None, tour=None, after_lock=False)
    parser = argparse.ArgumentParser(prog="spoc-desk", description="The desk of the LA SPOC.")
    parser.add_argument("vault", nargs="?", help="folder of the vault; without it your own")
    parser.add_argument("--tour", metavar="DIR", help="drive the window through the main job, pictures and PDFs to DIR")
    parser.add_argument(AFTER_LOCK, action="store_true", help=argparse.SUPPRESS)  # said by the program to itself
    return parser.parse_args(words)


def _leave_the_bus_alone() -> None:
    """Keep Qt from starting a message bus of its own where the desktop has none."""
    if sys.platform != "win32" and "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        socket = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / "bus"
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}" if socket.exists() else "disabled:"
