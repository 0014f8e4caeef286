"""What the reading room tells about one file. It lives in memory only, as long as the file is on the screen."""

from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.sanitise.findings import Finding
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Remark, Unit, Unscannable


class Producer(StrEnum):
    """Which of the two ways makes the sanitised copy."""

    RETYPE = "retype"  # set anew from the reviewed text
    RASTER = "raster"  # pictures of the pages, painted over


class Doing(StrEnum):
    """What the process apart is at; the word for the progress line."""

    READING = "Reading"
    DRAWING = "Drawing"
    AGAIN = "Reading what is left again"
    MAKING = "Making the copy"
    PROVING = "Proving the copy"


@dataclass(frozen=True)
class Progress:
    """How far it is: *done* of *of* pages; where pages are not known, `of` is 0 and *done* counts texts."""

    done: int
    of: int
    word: Doing


@dataclass(frozen=True)
class Scanned:
    """One text with its findings, in order; offsets count characters of the text."""

    unit: Unit
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Document:
    """Everything the reviewer must see of one file."""

    scanned: tuple[Scanned, ...]
    unscannable: tuple[Unscannable, ...]
    remarks: tuple[Remark, ...]
    pages: tuple[PageSize, ...]
    pictures: tuple[Picture, ...]
    producer: Producer
