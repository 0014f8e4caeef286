"""Why something may stay: a short list, and her own words, which are looked at before they count."""

from dataclasses import dataclass, field
from enum import StrEnum

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.scan import scan

LONGEST = 200


class Why(StrEnum):
    """The reasons on offer. Only these names are ever counted and kept."""

    NO_PLACE = "no-place"
    NATIONAL = "national"
    OURS = "ours"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What the list says."""
        return _WORDS[self]


_WORDS = {
    Why.NO_PLACE: "It is no place: a person's name or an ordinary word",
    Why.NATIONAL: "It is the same everywhere in the country",
    Why.OURS: "It is our own area, and our services may know it",
    Why.OTHER: "Another reason, in my words",
}


@dataclass(frozen=True)
class Reason:
    """Why a place may stay. Her own words live as long as the review and no longer."""

    why: Why
    note: str = field(default="", repr=False)


def offered(mode: Mode) -> tuple[Why, ...]:
    """Return the reasons that make sense in a mode: our own area may stay only with our own services."""
    return tuple(why for why in Why if why is not Why.OURS or mode is Mode.LOCAL)


def checked_reason(why: Why, note: str, area: OwnArea, mode: Mode) -> Reason:
    """Return the reason.

    Raises:
        BadAnswer: the reason is missing, too long, or itself tells where.
    """
    note = " ".join(note.split())
    if why not in offered(mode):
        raise BadAnswer("This reason does not fit a copy that leaves us.", "why")
    if why is Why.OTHER and not note:
        raise BadAnswer("Say in a few words why it may stay.", "note")
    if len(note) > LONGEST:
        raise BadAnswer(f"Say it in at most {LONGEST} letters.", "note")
    if note and blocks(scan(note, area, Mode.OUT)):
        raise BadAnswer("Your reason itself names a place. Say it without the word.", "note")
    return Reason(why, note)
