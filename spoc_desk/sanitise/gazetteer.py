"""The place names of the United Kingdom as one automaton, built at first use and kept for the process."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import ahocorasick

from spoc_desk.sanitise.lists import rows
from spoc_desk.sanitise.squash import squash_name

# Earlier lists win where a name stands in several: "Leeds" is a council before it is a city.
LISTS: tuple[tuple[str, str], ...] = (
    ("councils_county", "council"),
    ("councils_unitary", "council"),
    ("councils_metropolitan", "council"),
    ("councils_london", "council"),
    ("councils_district", "council"),
    ("councils_wales", "council"),
    ("councils_scotland", "council"),
    ("councils_northern_ireland", "council"),
    ("councils_abolished", "council"),
    ("police_forces", "police"),
    ("fire_services", "fire"),
    ("counties", "county"),
    ("cities", "place"),
    ("regions", "region"),
    ("nhs", "health"),
    ("prisons", "prison"),
    ("universities", "university"),
    ("demonyms", "demonym"),
    ("towns", "place"),
    ("geonames_places", "place"),
)
# Names of these lists stay high where nothing speaks for a person: missing a county costs more than a second look.
WEIGHTY_LISTS = frozenset(name for name, _ in LISTS if name.startswith("councils") or name in {"counties", "cities"})
_LONGEST_ABBREVIATION = 5
_HEAD = re.compile(r"^(.{5,}?)[ -](?:on|upon|under|by|le|next|cum|super|in)[ -]", re.IGNORECASE)


class Tier(StrEnum):
    """How far a name speaks for itself."""

    PLAIN = "plain"  # nothing but a place: "Leeds"
    NAME = "name"  # also a person's name: "Preston"
    WORD = "word"  # also an English word: "Reading"


@dataclass(frozen=True)
class Entry:
    """One name of the gazetteer, ready for matching."""

    key: str
    channel: str
    tier: Tier
    breaks: frozenset[int]
    weighty: bool = False
    also_name: bool = False  # a WORD that is a person's name too: "Hope"
    mark: str = ""  # "month", "subject": words that often follow "in"; "capitals", "acronym": only, never in capitals
    comma: bool = False  # written with a comma: "Bournemouth, Christchurch and Poole"


def variants(name: str) -> Iterator[str]:
    """Yield a name and the ways it is also written: St and Saint, the head of "Clacton-on-Sea"."""
    yield name
    if name.startswith(("St ", "St. ")):
        yield "Saint " + name.split(" ", 1)[1]
    if name.startswith("Saint "):
        yield "St " + name.split(" ", 1)[1]
    if match := _HEAD.match(name):
        yield match[1]


@cache
def entries() -> dict[str, Entry]:
    """Return every name by its key."""
    found: dict[str, Entry] = {}
    for list_name, channel in LISTS:
        for row in rows(list_name):
            for name in row:
                for variant in variants(name):
                    entry = make_entry(variant, channel, weighty=list_name in WEIGHTY_LISTS and variant == name)
                    found.setdefault(entry.key, entry)
    # Shorter keys would be found inside any form ("Ae"); "MK" and the like are too short to judge in squashed text.
    return {key: entry for key, entry in found.items() if len(key) > 2}


@cache
def alias_groups() -> tuple[frozenset[str], ...]:
    """Return for each row the keys of all ways to write it."""
    found = []
    for list_name, _ in LISTS:
        for row in rows(list_name):
            keys = frozenset(squash_name(variant)[0] for name in row for variant in variants(name))
            found.append(keys & entries().keys())
    return tuple(group for group in found if group)


def make_entry(name: str, channel: str, *, weighty: bool) -> Entry:
    """Return one name with what the lists of ambiguous words and people's names say about it."""
    key, breaks = squash_name(name)
    also_name = key in _keys("name_like")
    tier = Tier.WORD if key in _marks() else Tier.NAME if also_name else Tier.PLAIN
    # "GMP", "GOSH", "MK": only in capitals.
    mark = "capitals" if name.isupper() and len(key) <= _LONGEST_ABBREVIATION else _marks().get(key, "")
    return Entry(key, channel, tier, breaks, weighty, also_name, mark, "," in name)


@cache
def _keys(list_name: str) -> frozenset[str]:
    return frozenset(squash_name(row[0])[0] for row in rows(list_name))


@cache
def _marks() -> dict[str, str]:
    return {squash_name(row[0])[0]: row[1] if len(row) > 1 else "" for row in rows("ambiguous")}


class Finder:
    """Finds the keys of a set of entries in squashed text, all of them, also inside each other."""

    def __init__(self, wanted: Iterable[Entry]) -> None:
        self._automaton = ahocorasick.Automaton()
        for entry in wanted:
            self._automaton.add_word(entry.key, entry)
        self._empty = not len(self._automaton)
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, key: str) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of each occurrence in a squashed text."""
        if self._empty:
            return
        for last, entry in self._automaton.iter(key):
            yield last + 1 - len(entry.key), last + 1, entry


@cache
def finder() -> Finder:
    """Return the finder of all names, built once."""
    return Finder(entries().values())
