"""Printing through the commands of CUPS: real programs stand in for lp and lpstat, no printer is needed."""

import sys
from pathlib import Path

import pytest

from spoc_desk.errors import NoPrinterHere, PrinterRefused
from spoc_desk.machine import printer
from spoc_desk.machine.printer import Way
from tests.printers import Printer, none_here, stand_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows prints another way")


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Return the stand-in."""
    return stand_in(tmp_path / "cups", monkeypatch)


def test_the_usual_printer_comes_first(cups: Printer) -> None:
    first, second = printer.printers()

    assert (first.name, first.is_usual, first.words) == ("desk", True, "Desk printer (desk)")
    assert second.words == "Office on the second floor (office_2), switched off or paused"


def test_the_document_goes_through_standard_input(cups: Printer) -> None:
    printer.print_pdf(b"%PDF-1.7 pages", "desk")

    assert cups.paper == b"%PDF-1.7 pages"
    assert cups.words("order")[-1] == "-"


def test_the_queue_shows_nothing_but_the_word_document(cups: Printer) -> None:
    printer.print_pdf(b"%PDF", "desk")

    order = cups.words("order")
    assert order[order.index("-t") + 1] == "Document"
    assert order[order.index("-d") + 1] == "desk"


def test_only_the_local_socket_is_asked(cups: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "print.example:631")

    printer.print_pdf(b"%PDF", "desk")

    assert f"CUPS_SERVER={cups.socket}" in cups.words("env")


def test_a_printer_that_refuses_is_told(cups: Printer) -> None:
    cups.refuse()

    with pytest.raises(PrinterRefused, match="Check that it is switched on"):
        printer.print_pdf(b"%PDF", "gone")


def test_a_computer_without_a_printing_system_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none_here(tmp_path, monkeypatch)

    assert printer.way_of_printing() is Way.NONE
    assert printer.printers() == ()
    with pytest.raises(NoPrinterHere, match="Save the document"):
        printer.print_pdf(b"%PDF", "desk")


def test_every_way_says_what_happens_to_the_document() -> None:
    assert all(way.words.endswith(".") for way in Way)
    assert "removed" in Way.FILE.words
