"""What the reviewer decided, in the form the producers need. In memory only; it crosses to the process apart."""

from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.sanitise.readers.unit import Shape

Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the top left of the page


@dataclass(frozen=True)
class Passage:
    """One reviewed text for the re-typeset copy, every removed place already a fixed token ("[place removed]")."""

    text: str
    shape: Shape = Shape.PARAGRAPH
    level: int = 0
    picture: int = 0  # a picture she kept, by its number in the source; then `text` is empty
    heads: bool = True  # of a table: whether its first line holds the heads of the columns
    goes_on: bool = False  # of a table: its first line repeats that of the table before, which it continues


def continues(passage: Passage, before: Passage | None) -> bool:
    """Say whether a table goes on with the one before: then its first line is not set again."""
    if before is None or not (passage.goes_on and passage.shape is Shape.TABLE and before.shape is Shape.TABLE):
        return False
    return passage.text.partition("\n")[0] == before.text.partition("\n")[0]


@dataclass(frozen=True)
class Retype:
    """Producer A: a new document set from reviewed text alone."""

    passages: tuple[Passage, ...]


class Ink(StrEnum):
    """How a page picture is written."""

    BLACK_WHITE = "black-white"  # smallest, and kills the dots that colour printers hide
    GREY = "grey"  # for photographs and faint scans


@dataclass(frozen=True)
class CoveredPage:
    """One page of the raster copy and what is covered on it. Boxes are padded by the producer, not here."""

    page: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Raster:
    """Producer B: each page as a picture with fixed cells painted over; pages not listed are left out."""

    pages: tuple[CoveredPage, ...]
    dpi: int = 200
    ink: Ink = Ink.BLACK_WHITE


Orders = Retype | Raster
