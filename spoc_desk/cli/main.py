"""The command line's front door: arguments in, one command called, one exit code out.

Exit codes: 0 done, 1 findings, 2 usage, 3 wrong key, 4 damaged, forged, rolled-back or unknown file,
5 refused by a rule, 6 disk, memory or permission, 70 a fault of the program.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from spoc_desk.errors import UserError
from spoc_desk.machine.faults import place_of
from spoc_desk.machine.network import refuse_network
from spoc_desk.machine.places import memory_folder
from spoc_desk.machine.process import harden

_COMMANDS = (
    "new", "demo", "verify", "list", "print", "blank", "stats", "check", "redact", "gazetteer", "backup", "restore",
    "salvage", "repair", "desks", "seal", "unseal",
)  # fmt: skip
"""Each stands in `<word>_cmd.py`, which is loaded when its word is given: to check a file nothing of printing is."""

_UNHEARD = 6
_FAULT = 70


class _Exact(argparse.ArgumentParser):
    """Takes options in full only: a shortened one could be read as another."""

    def __init__(self, **values: Any) -> None:  # Any: argparse's own signature
        super().__init__(**{**values, "allow_abbrev": False})


def parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser with the command that *given* begins with, or with every command where it names none."""
    top = _Exact(prog="spoc-desk-cli", description="SPOC Desk without its window. Opens no network.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    first = given[0] if given else ""
    for word in (first,) if first in _COMMANDS else _COMMANDS:
        import_module(f"spoc_desk.cli.{word}_cmd").add_to(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Protect the process, run one command and return its exit code."""
    refuse_network()
    harden()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a sign stops nothing
    return run_command(argv, anchors=memory_folder())


def run_command(argv: Sequence[str] | None, *, anchors: Path | None = None) -> int:
    """Run one command and return its exit code. *anchors* is where this computer remembers its vaults."""
    given = sys.argv[1:] if argv is None else argv
    arguments = parser(given).parse_args(given)
    arguments.anchors = anchors
    try:
        outcome = int(arguments.run(arguments))
        sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped. Nothing half-done was kept.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read along has left. Python would complain once more when it closes its output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _UNHEARD
    except Exception as error:  # noqa: BLE001  # the outermost edge: the error's own words may be words of a file
        print(f"The program has a fault: {place_of(error)}", file=sys.stderr)
        return _FAULT
    return outcome
