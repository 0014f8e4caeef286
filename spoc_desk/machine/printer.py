"""Paper, through the printing system the computer has, without a network socket of our own.

Linux and macOS: the commands of CUPS, told to use its local socket; the document goes to `lp` through its standard
input and never touches a disk of ours. Windows: the program that opens PDF files prints it, and it needs a file.
Where there is no printing system at all, `way_of_printing` says so and a document can still be saved.
"""

import sys
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.errors import NoPrinterHere

if sys.platform == "win32":
    from spoc_desk.machine import printer_windows as system
else:
    from spoc_desk.machine import printer_cups as system

TITLE = "Document"
"""What the queue of the printer shows: never a case, never a kind."""


class Way(StrEnum):
    """How a document gets from here to the printer."""

    STREAM = "stream"
    FILE = "file"
    NONE = "none"

    @property
    def words(self) -> str:
        """Return what happens to the document on its way, for the person who prints it."""
        return _WORDS[self]


_WORDS = {
    Way.STREAM: "The pages go straight to the printing system. This program leaves no file behind; the printing system "
    "may keep its own copy of the job for a day.",
    Way.FILE: "The program that opens PDF files on this computer prints it. It needs a file: one is written to your "
    "own private folder and removed a minute later.",
    Way.NONE: "This computer has no printing system. Save the document and print it where there is one.",
}


@dataclass(frozen=True)
class Printer:
    """One printer by the name the computer knows it under."""

    name: str
    description: str = ""
    is_usual: bool = False
    ready: bool = True

    @property
    def words(self) -> str:
        """Return what a person chooses it by."""
        named = f"{self.description} ({self.name})" if self.description not in ("", self.name) else self.name
        return named if self.ready else f"{named}, switched off or paused"


def way_of_printing() -> Way:
    """Return how this computer prints."""
    return Way(system.way())


def printers() -> tuple[Printer, ...]:
    """Return the printers set up on this computer, the usual one first; none where there is no printing system."""
    found = [Printer(*each) for each in system.installed()]
    return tuple(sorted(found, key=lambda each: (not each.is_usual, each.name.casefold())))


def print_pdf(pdf: bytes, printer: str) -> None:
    """Hand one copy of *pdf* to *printer*. Raises NoPrinterHere or PrinterRefused; then no paper came of it."""
    if way_of_printing() is Way.NONE:
        raise NoPrinterHere()
    system.send(pdf, printer, TITLE)


def remove_left_files() -> None:
    """Remove files a crash left behind on their way to a printer (Windows; elsewhere there are none)."""
    system.remove_left_files()
