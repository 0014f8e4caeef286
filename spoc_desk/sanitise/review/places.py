"""The places of a document to decide about, and their groups: one for each word, however oddly it is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.review.words import family, names_own_area
from spoc_desk.sanitise.squash import squash


class Decision(StrEnum):
    """What happens to a place. Nobody has decided yet: it counts as removed, and blocks the copy."""

    UNDECIDED = "undecided"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Place:
    """One place in one text. Its words are read from the text when they are needed."""

    text: int  # which text of the document, from 0
    start: int
    end: int
    channel: str
    severity: Severity
    why: str
    own: bool = False


@dataclass(slots=True)
class Group:
    """All places where the same word stands. Counters follow the decisions."""

    word: str = field(repr=False)  # as it is written where it stands first
    key: str = field(repr=False)
    family: str
    channel: str
    severity: Severity
    why: str
    own: bool
    places: list[int] = field(default_factory=list, repr=False)
    undecided: int = 0
    kept: int = 0
    spellings: int = 1
    by_hand: bool = False
    gone: bool = False  # a word marked by hand and taken back
    again: bool = False  # found when the copy was read again
    elsewhere: bool = False  # found in a hidden part, and marked here for it

    @property
    def count(self) -> int:
        """How many places it has."""
        return len(self.places)

    @property
    def is_decided(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.undecided

    @property
    def decision(self) -> Decision | None:
        """What was decided; None where its places were decided differently."""
        if self.undecided == self.count:
            return Decision.UNDECIDED
        if self.undecided:
            return None
        if self.kept == self.count:
            return Decision.KEEP
        return None if self.kept else Decision.REMOVE


def key_of(word: str) -> str:
    """Return the form in which two spellings of a word are the same."""
    lower = normalise(word).lower
    return squash(lower).key or lower


def found_places(document: Document, mode: Mode) -> Iterator[Place]:
    """Yield the places to decide about: what is seen; in a received copy also what is hidden, for it is passed on."""
    for number, scanned in enumerate(document.scanned):
        if scanned.unit.shown or mode is Mode.IN:
            for finding in scanned.findings:
                yield place_of(number, finding)


def place_of(text: int, finding: Finding) -> Place:
    """Return a finding as a place."""
    own = names_own_area(finding)
    return Place(text, finding.start, finding.end, finding.channel, finding.severity, finding.why, own)


def group_places(places: Sequence[Place], words: Sequence[str]) -> list[Group]:
    """Return the groups of *places*, whose words are given beside them: what must go first, then by how often."""
    groups: dict[tuple[str, str, bool], Group] = {}
    spellings: dict[tuple[str, str, bool], set[str]] = {}
    for number, (place, word) in enumerate(zip(places, words, strict=True)):
        key = key_of(word)
        name = (key, family(place.channel), place.own)
        group = groups.get(name)
        if group is None:
            group = groups[name] = new_group(place, word, key)
            spellings[name] = set()
        elif place.severity is Severity.HIGH and group.severity is Severity.LOW:
            group.severity, group.channel, group.why = place.severity, place.channel, place.why
        group.places.append(number)
        spellings[name].add(word)
    for name, group in groups.items():
        group.undecided = group.count
        group.spellings = len(spellings[name])
    return sorted(groups.values(), key=lambda group: (group.severity is Severity.LOW, -group.count, group.key))


def new_group(place: Place, word: str, key: str) -> Group:
    """Return an empty group that begins with *place*."""
    return Group(
        " ".join(word.split()), key, family(place.channel), place.channel, place.severity, place.why, place.own
    )


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that touch or overlap made one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done
