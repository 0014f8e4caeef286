"""A printer that is none: programs that stand in for lp and lpstat and keep what they are given."""

import socket
import stat
from pathlib import Path

import pytest

from spoc_desk.machine import printer_cups

_LISTED = """printer office_2 disabled since Mon 23 Nov 2026 -
\tout of paper
\tDescription: Office on the second floor
\tLocation:
printer desk is idle.  enabled since Mon 23 Nov 2026
\tForm mounted:
\tDescription: Desk printer
system default destination: desk
"""


class Printer:
    """What the stand-in got."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def socket(self) -> Path:
        """Return the socket CUPS would listen on."""
        return self.folder / "cups.sock"

    @property
    def paper(self) -> bytes:
        """Return what was printed last, or nothing."""
        got = self.folder / "got.pdf"
        return got.read_bytes() if got.exists() else b""

    def words(self, name: str) -> list[str]:
        """Return the "order" (arguments of lp) as words, or its "env" as lines."""
        text = (self.folder / name).read_text(encoding="utf-8")
        return text.split() if name == "order" else text.splitlines()

    def refuse(self) -> None:
        """Take no document from now on."""
        program(self.folder / "bin" / "lp", "cat > /dev/null\necho 'lp: does not exist.' >&2\nexit 1\n")

    def accept(self) -> None:
        """Take documents."""
        body = f'cat > "{self.folder}/got.pdf"\necho "$@" > "{self.folder}/order"\nenv > "{self.folder}/env"\n'
        program(self.folder / "bin" / "lp", body)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Return two printers, "desk" and "office_2", that this computer seems to have."""
    made = Printer(folder)
    (folder / "bin").mkdir(parents=True)
    program(folder / "bin" / "lpstat", f"cat <<'END'\n{_LISTED}END\n")
    made.accept()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(made.socket))
    listening.close()
    monkeypatch.setattr(printer_cups, "PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(printer_cups, "SOCKETS", (made.socket,))
    return made


def none_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the printing system away."""
    monkeypatch.setattr(printer_cups, "SOCKETS", (folder / "none.sock",))


def program(path: Path, body: str) -> None:
    """Write a shell program."""
    path.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
