"""The number of authorities that words still fit, together. Nothing else of the sets leaves this module."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spoc_desk.sanitise.areas.authorities import NOWHERE, Areas, england
from spoc_desk.sanitise.areas.placing import Lists, place


@dataclass(frozen=True)
class Stays:
    """One word that stays in a copy, and the channel it was found in. In memory only."""

    word: str = field(repr=False)
    channel: str


@dataclass(frozen=True)
class Fits:
    """At most so many authorities fit all words. An upper bound: what cannot be placed may narrow it further."""

    areas: int
    of: int
    not_placed: int = 0
    apart: bool = False  # no authority fits all: the words point to different ones, and `areas` is the narrowest's


def fits(words: Iterable[Stays], lists: Lists) -> Fits:
    """Return how many authorities fit all the words together."""
    everywhere = england().everywhere
    sets: list[Areas] = []
    not_placed = 0
    for each in words:
        areas = place(each.word, each.channel, lists)
        if areas:
            sets.append(areas)
        else:
            not_placed += 1
    together = everywhere
    for areas in sets:
        together &= areas
    apart = together == NOWHERE
    count = min(areas.bit_count() for areas in sets) if apart else together.bit_count()
    return Fits(count, everywhere.bit_count(), not_placed, apart)
