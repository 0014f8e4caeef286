"""What a reader hands on: texts with the channel they lay in, what could not be read, and remarks on bad redactions.

All of it lives in memory only. `part` is for the reviewer's eyes: a short plain place ("Comment 3", "Sheet 2, row 14").
"""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a text stands in the document; the re-typeset copy keeps no other formatting."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one item of a list
    TABLE = "table"  # lines are rows, tabs part the cells; the first line holds the column heads if the table has any
    PAGE = "page"  # the whole text of one page whose picture is shown


@dataclass(frozen=True)
class Unit:
    """One text of the file, as Unicode; offsets of findings count its characters."""

    text: str
    channel: str  # a name of docs/leak-channels.md, "docx-comment"
    part: str = ""
    page: int = 0  # counted from 1; 0 where the file has no pages
    shown: bool = False  # whether somebody who opens the file sees it; only shown texts reach a re-typeset copy
    shape: Shape = Shape.PARAGRAPH
    level: int = 0  # of a heading, from 1
    heads_repeated: bool = False  # a long table goes on: the first line repeats the column heads for the scan


@dataclass(frozen=True)
class Unscannable:
    """Something that could not be read. It is never clean: a person must look at it or leave it out."""

    channel: str
    sentence: str  # "Page 3 is a picture without text."
    part: str = ""
    page: int = 0


@dataclass(frozen=True)
class Remark:
    """Something a reviewer should know that is no text: a see-through redaction, an older version inside the file."""

    channel: str
    sentence: str
    part: str = ""
    page: int = 0


@dataclass(frozen=True)
class PageSize:
    """One page that can be shown as a picture; sizes in points (1/72 inch) as the page is seen."""

    page: int
    width: float
    height: float


@dataclass(frozen=True)
class Picture:
    """A picture inside the document. Box in points from the top left of its page; none where the file has no pages."""

    picture: int  # counted from 1 through the file
    page: int
    box: tuple[float, float, float, float] | None  # left, top, right, bottom
    width: int  # in pixels
    height: int
    part: str = ""  # where it lies, in a file without pages


Found = Unit | Unscannable | Remark | PageSize | Picture


def place_words(page: int, part: str) -> str:
    """Return "page 3, Comment 2"; a part that repeats its page, alone or at its beginning, says it once."""
    if not page:
        return part
    first, _, rest = part.partition(", ")
    rest = rest if first.casefold() == f"page {page}" else part
    return f"page {page}, {rest}" if rest else f"page {page}"


def beside_page(sentence: str, page: int) -> str:
    """Return a sentence as it stands beside its page: without "Page 3: " before it."""
    rest = sentence.removeprefix(f"Page {page}: ")
    return rest[:1].upper() + rest[1:]
