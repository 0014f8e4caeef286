"""Printing with the commands of CUPS (lpstat, lp) over its local socket."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Final

from spoc_desk.errors import PrinterRefused

Found = tuple[str, str, bool, bool]
"""Name, description, whether it is the usual one, whether it takes jobs."""

SOCKETS: Final = (Path("/run/cups/cups.sock"), Path("/var/run/cups/cups.sock"), Path("/private/var/run/cupsd"))
PATH: Final = "/usr/bin:/bin:/usr/local/bin"
LIST_SECONDS: Final = 10
SEND_SECONDS: Final = 60
_PRINTER = re.compile(r"^printer (\S+) (.*)$")
_USUAL = re.compile(r"^system default destination: (\S+)$")
_DESCRIPTION = re.compile(r"^\s+Description: (.+)$")


def way() -> str:
    """Return "stream" where lp and the socket of CUPS are there, else "none"."""
    return "stream" if _command("lp") and _command("lpstat") and _socket() else "none"


def installed() -> tuple[Found, ...]:
    """Return the printers lpstat names."""
    command, socket = _command("lpstat"), _socket()
    if not command or socket is None:
        return ()
    try:
        done = subprocess.run(
            [command, "-l", "-p", "-d"], env=_surroundings(socket), capture_output=True, timeout=LIST_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(read_list(done.stdout.decode("utf-8", "replace")))


def send(pdf: bytes, printer: str, title: str) -> None:
    """Give *pdf* to lp through its standard input. Raises PrinterRefused."""
    command, socket = _command("lp"), _socket()
    if not command or socket is None:
        raise PrinterRefused()
    order = [command, "-d", printer, "-n", "1", "-t", title, "-o", "media=A4", "-"]
    try:
        done = subprocess.run(order, input=pdf, env=_surroundings(socket), capture_output=True, timeout=SEND_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as err:
        raise PrinterRefused() from err
    if done.returncode != 0:
        raise PrinterRefused()


def remove_left_files() -> None:
    """Nothing to do: the document never was a file."""


def read_list(text: str) -> Iterator[Found]:
    """Yield the printers in what `lpstat -l -p -d` says in the C locale."""
    usual = next((found[1] for line in text.splitlines() if (found := _USUAL.match(line))), "")
    name, description, ready = "", "", True
    for line in [*text.splitlines(), "printer - end"]:
        if found := _PRINTER.match(line):
            if name:
                yield name, description, name == usual, ready
            name, description, ready = found[1], "", not found[2].startswith("disabled")
        elif found := _DESCRIPTION.match(line):
            description = found[1].strip()


def _command(name: str) -> str:
    return which(name, path=PATH) or ""


def _socket() -> Path | None:
    return next((path for path in SOCKETS if path.exists()), None)


def _surroundings(socket: Path) -> dict[str, str]:
    """Only what the commands need: the socket, so that no other server is asked, and English answers."""
    kept = {name: os.environ[name] for name in ("HOME", "USER", "LOGNAME") if name in os.environ}
    return {**kept, "PATH": PATH, "LC_ALL": "C", "CUPS_SERVER": str(socket)}
