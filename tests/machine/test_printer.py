"""Printing through the commands of CUPS: real programs stand in for lp and lpstat, no printer is needed."""

import socket
import stat
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import NoPrinterHere, PrinterRefused
from spoc_desk.machine import printer, printer_cups
from spoc_desk.machine.printer import Way

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows prints another way")

LISTED = """printer office_2 disabled since Mon 23 Nov 2026 -
\tout of paper
\tDescription: Office on the second floor
\tLocation:
printer desk is idle.  enabled since Mon 23 Nov 2026
\tForm mounted:
\tDescription: Desk printer
system default destination: desk
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a lpstat that names two printers and a lp that keeps what it got; CUPS listens."""
    folder = tmp_path / "bin"
    folder.mkdir()
    _program(folder / "lpstat", f"cat <<'END'\n{LISTED}END\n")
    _program(folder / "lp", f'cat > "{tmp_path}/got.pdf"\necho "$@" > "{tmp_path}/order"\nenv > "{tmp_path}/env"\n')
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "cups.sock"))
    listening.close()
    monkeypatch.setattr(printer_cups, "PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(printer_cups, "SOCKETS", (tmp_path / "cups.sock",))
    return tmp_path


def _program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_usual_printer_comes_first(programs: Path) -> None:
    first, second = printer.printers()

    assert (first.name, first.is_usual, first.words) == ("desk", True, "Desk printer (desk)")
    assert second.words == "Office on the second floor (office_2), switched off or paused"


def test_the_document_goes_through_standard_input(programs: Path) -> None:
    printer.print_pdf(b"%PDF-1.7 pages", "desk")

    assert (programs / "got.pdf").read_bytes() == b"%PDF-1.7 pages"
    assert (programs / "order").read_text().split()[-1] == "-"


def test_the_queue_shows_nothing_but_the_word_document(programs: Path) -> None:
    printer.print_pdf(b"%PDF", "desk")

    order = (programs / "order").read_text().split()
    assert order[order.index("-t") + 1] == "Document"
    assert order[order.index("-d") + 1] == "desk"


def test_only_the_local_socket_is_asked(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "print.example:631")

    printer.print_pdf(b"%PDF", "desk")

    assert f"CUPS_SERVER={programs}/cups.sock" in (programs / "env").read_text().splitlines()


def test_a_printer_that_refuses_is_told(programs: Path) -> None:
    _program(programs / "bin" / "lp", "cat > /dev/null\necho 'lp: The printer or class does not exist.' >&2\nexit 1\n")

    with pytest.raises(PrinterRefused, match="Check that it is switched on"):
        printer.print_pdf(b"%PDF", "gone")


def test_a_computer_without_a_printing_system_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_cups, "SOCKETS", (tmp_path / "none.sock",))

    assert printer.way_of_printing() is Way.NONE
    assert printer.printers() == ()
    with pytest.raises(NoPrinterHere, match="Save the document"):
        printer.print_pdf(b"%PDF", "desk")


def test_every_way_says_what_happens_to_the_document() -> None:
    assert all(way.words.endswith(".") for way in Way)
    assert "removed" in Way.FILE.words
