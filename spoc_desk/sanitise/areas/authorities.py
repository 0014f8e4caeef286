"""The 153 upper-tier authorities of England, and the counties and regions they make up, as sets of bits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from spoc_desk.resources import read_text

Areas = int
"""A set of authorities: one bit for each, in the order of the list."""

NOWHERE: Areas = 0
_ELSEWHERE = re.compile(r"(.*) \((.*)\)")


@dataclass(frozen=True)
class England:
    """What the list says. A county is a ceremonial county; its ring is the county and those next to it."""

    authorities: Mapping[str, Areas]
    counties: Mapping[str, Areas]
    regions: Mapping[str, Areas]
    rings: Mapping[str, Areas]

    @property
    def everywhere(self) -> Areas:
        """Every authority."""
        return (1 << len(self.authorities)) - 1

    def around(self, areas: Areas) -> Areas:
        """Return a set with the whole counties it touches and the counties next to those."""
        return union(ring for name, ring in self.rings.items() if self.counties[name] & areas)


@cache
def england() -> England:
    """Return the authorities of England, read once."""
    authorities: dict[str, Areas] = {}
    counties: dict[str, Areas] = {}
    regions: dict[str, Areas] = {}
    for county, region, members in table("authorities"):
        for member in parts(members):
            elsewhere = _ELSEWHERE.fullmatch(member)
            name, its_region = (elsewhere[1], elsewhere[2]) if elsewhere else (member, region)
            authorities[name] = bit = 1 << len(authorities)
            counties[county] = counties.get(county, NOWHERE) | bit
            regions[its_region] = regions.get(its_region, NOWHERE) | bit
    rings = dict(counties)
    for county, neighbours in table("neighbours"):
        for neighbour in parts(neighbours):
            rings[county] |= counties[neighbour]
            rings[neighbour] |= counties[county]
    return England(authorities, counties, regions, rings)


def union(sets: Iterable[Areas]) -> Areas:
    """Return all authorities of several sets."""
    found = NOWHERE
    for each in sets:
        found |= each
    return found


def table(name: str) -> list[list[str]]:
    """Return the rows of one list of `resources/areas`, each as its columns."""
    return [[column.strip() for column in line.split("|")] for line in lines(name)]


def lines(name: str) -> list[str]:
    """Return the lines of one list without its remarks."""
    text = read_text("areas", f"{name}.txt")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def parts(column: str) -> list[str]:
    """Return what stands between semicolons."""
    return [part.strip() for part in column.split(";")]
