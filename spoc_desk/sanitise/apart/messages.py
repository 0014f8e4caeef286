"""Everything that may pass between the two processes: requests one way, answers the other, each a record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart.document import Producer, Progress, Scanned
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.limits import Limits
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Remark, Unscannable

USUAL_LIMITS: Final = Limits()
LONGEST_PLACE: Final = 400  # characters of a place in the file, or of a sentence


@dataclass(frozen=True)
class Settings:
    """The first request: what the scan compares with. It holds our own area, never another."""

    area: OwnArea
    mode: Mode
    names: str = ""  # the folder of an imported gazetteer; empty: the built-in one
    limits: Limits = USUAL_LIMITS


@dataclass(frozen=True)
class Read:
    """Read the file whose bytes follow. The name helps to tell what it is, and is itself a text to scan."""

    name: str


class Word(StrEnum):
    """Why the process apart could not go on. A closed list: nothing of a file can travel in it."""

    TOO_MUCH = "too-much"
    NO_MEMORY = "no-memory"
    FAULT = "fault"


@dataclass(frozen=True)
class Trouble:
    """The request failed."""

    word: Word


@dataclass(frozen=True)
class Finished:
    """The file has been read to the end."""

    producer: Producer


Request = Settings | Read
Answer = Scanned | Unscannable | Remark | PageSize | Picture | Progress | Finished | Trouble

REQUESTS: Final = (Settings, Read)
ANSWERS: Final = (Scanned, Unscannable, Remark, PageSize, Picture, Progress, Finished, Trouble)
