"""Everything that may pass between the two processes: requests one way, answers the other, each a record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart.document import Producer, Progress, Scanned
from spoc_desk.sanitise.areas.fits import Fits, Stays
from spoc_desk.sanitise.findings import Finding, Mode
from spoc_desk.sanitise.readers.limits import Limits
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Remark, Unscannable
from spoc_desk.sanitise.redact.claims import Check, Proof
from spoc_desk.sanitise.redact.orders import Box, Orders, Passage

USUAL_LIMITS: Final = Limits()
LONGEST_PLACE: Final = 400  # characters of a place in the file, or of a sentence


@dataclass(frozen=True)
class Settings:
    """The first request: what the scan compares with. It holds our own area, never another."""

    area: OwnArea
    mode: Mode
    names: str = ""  # the folder of the imported gazetteer; empty: the built-in one
    limits: Limits = USUAL_LIMITS


@dataclass(frozen=True)
class Read:
    """Read the file whose bytes follow. The name helps to tell what it is, and is itself a text to scan."""

    name: str


@dataclass(frozen=True)
class DrawPage:
    """Draw one page of the file that was read."""

    page: int
    dpi: int


@dataclass(frozen=True)
class FindBoxes:
    """Tell where the spans of a page's text stand on it."""

    page: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class DrawPicture:
    """Draw one picture of the file."""

    picture: int


@dataclass(frozen=True)
class LookAgain:
    """Scan what is left of the texts, as the proof will read them in the copy."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Measure:
    """Tell how many authorities the words that stay still fit."""

    words: tuple[Stays, ...]


@dataclass(frozen=True)
class Make:
    """Make the copy."""

    orders: Orders


@dataclass(frozen=True)
class Prove:
    """Prove the copy whose bytes follow. Asked of a process that never saw the source."""

    proof: Proof


class Word(StrEnum):
    """Why the process apart could not go on. A closed list: nothing of a file can travel in it."""

    TOO_MUCH = "too-much"
    NO_MEMORY = "no-memory"
    FAULT = "fault"
    NO_PAGE = "no-page"
    NO_NAMES = "no-names"


@dataclass(frozen=True)
class Trouble:
    """The request failed."""

    word: Word


@dataclass(frozen=True)
class Finished:
    """The file has been read to the end."""

    producer: Producer


@dataclass(frozen=True)
class Given:
    """The picture or the copy that was asked for; its bytes follow."""


@dataclass(frozen=True)
class Boxes:
    """For each span its boxes on the page, one a line."""

    boxes: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True)
class FoundAgain:
    """For each passage what is still found in it."""

    found: tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True)
class Checked:
    """Every check of a copy."""

    checks: tuple[Check, ...]


Request = Settings | Read | DrawPage | FindBoxes | DrawPicture | LookAgain | Measure | Make | Prove
Answer = (
    Scanned
    | Unscannable
    | Remark
    | PageSize
    | Picture
    | Progress
    | Finished
    | Given
    | Boxes
    | FoundAgain
    | Fits
    | Checked
    | Trouble
)

REQUESTS: Final = (Settings, Read, DrawPage, FindBoxes, DrawPicture, LookAgain, Measure, Make, Prove)
ANSWERS: Final = (
    *(Scanned, Unscannable, Remark, PageSize, Picture, Progress, Finished),
    *(Given, Boxes, FoundAgain, Fits, Checked, Trouble),
)
