"""What the program's own lists can place for sure: names and their other spellings, dialling codes, postcode areas."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from spoc_desk.sanitise.areas.authorities import NOWHERE, Areas, england, lines, parts, table, union
from spoc_desk.sanitise.gazetteer.sources import key_of, keys_of
from spoc_desk.sanitise.lists import rows

# Lists in which each row is one thing under several names.
_COUNCILS = tuple(
    f"councils_{kind}" for kind in ("county", "unitary", "metropolitan", "london", "district", "abolished")
)
_BODIES = ("police_forces", "fire_services", "ambulance_services", "utilities")
_ALIASES = (*_COUNCILS, "counties", "cities", "regions", *_BODIES)
_COUNCIL = re.compile(
    r"^(?:(?:the|city|county|royal|london|metropolitan|borough|district|council) )*(?:of )?(?P<name>.+?)"
    r"(?: (?:metropolitan|london|royal|borough|city|county|district|unitary|council|boro|b|corporation))*$"
)


@cache
def places() -> Mapping[str, Areas]:
    """Return every name that can be placed, by its key. A name of several places stands for all of them."""
    known = dict(_groups())
    for name, areas in (*england().authorities.items(), *england().counties.items(), *england().regions.items()):
        for key in keys_of(name.removesuffix(" Council").removesuffix(" region")):
            known.setdefault(key, areas)
    for name in _ALIASES:
        for row in rows(name):
            spellings = [key for one in row for key in keys_of(one.partition("#")[0])]
            areas = next((known[key] for key in spellings if key in known), NOWHERE)
            for key in spellings if areas else ():
                known.setdefault(key, areas)
    return {key: areas for key, areas in known.items() if key not in not_sure()}


@cache
def not_sure() -> frozenset[str]:
    """Return the keys of names that too many places bear to be placed by a list of a few."""
    return frozenset(map(key_of, lines("not_sure")))


@cache
def councils() -> Mapping[str, Areas]:
    """Return the authorities and their districts by the key of their name alone: "kent", "ashford"."""
    known: dict[str, Areas] = {}
    for name, areas in england().authorities.items():
        known[key_of(name.removesuffix(" Council"))] = areas
    for name, areas in _districts().items():
        known.setdefault(name, areas)
    for name in _COUNCILS:
        for row in rows(name):
            areas = next((known[key] for one in row for key in keys_of(one) if key in known), NOWHERE)
            for key in (key for one in row for key in keys_of(one)) if areas else ():
                known.setdefault(key, areas)
    return known


@lru_cache(maxsize=4096)
def council(name: str) -> Areas:
    """Return the authority that a council's whole name speaks of, or a district lies in: "City of York Council"."""
    key = key_of(name)
    if key in councils():
        return councils()[key]
    bare = _COUNCIL.match(key)
    return councils().get(bare["name"], NOWHERE) if bare else NOWHERE


@cache
def dialling_codes() -> Mapping[str, Areas]:
    """Return the dialling codes, each with the county of its exchange and those next to it."""
    return _by_county("dialling_codes")


@cache
def postcode_areas() -> Mapping[str, Areas]:
    """Return the letters a postcode begins with, each with the counties of its towns and those next to them."""
    return _by_county("postcode_areas")


def _by_county(name: str) -> dict[str, Areas]:
    found: dict[str, Areas] = {}
    for county, codes in table(name):
        for code in codes.split():
            found[code] = found.get(code, NOWHERE) | england().rings[county]
    return found


@cache
def _groups() -> Mapping[str, Areas]:
    """Return the rows of `groups.txt`, and the districts, by the key of each of their names."""
    known: dict[str, Areas] = dict(_districts())
    for line in lines("groups"):
        names, _, members = line.partition(" = ")
        areas = union(_member(part, known) for part in parts(members))
        for name in names.split("|"):
            for key in keys_of(name.strip()):
                known[key] = areas
    return known


def _member(name: str, known: Mapping[str, Areas]) -> Areas:
    """Return what a part of a row stands for; an authority before a county, a county before a region."""
    land = england()
    for found in (land.authorities, land.counties, land.regions):
        if name in found:
            return found[name]
    return known[key_of(name)]


@cache
def _districts() -> Mapping[str, Areas]:
    """Return the districts, now and abolished, each in one authority."""
    authorities = england().authorities
    rows_of_districts = (line.partition(" = ") for line in lines("districts"))
    return {key: authorities[authority] for name, _, authority in rows_of_districts for key in keys_of(name)}
