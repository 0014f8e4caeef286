"""Where a word that stays in a copy lies, as a set of authorities: only what our lists say for sure, else nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from spoc_desk.sanitise.areas.authorities import NOWHERE, Areas, england, union
from spoc_desk.sanitise.areas.built_in import council, dialling_codes, not_sure, places, postcode_areas
from spoc_desk.sanitise.gazetteer.area_sets import outcode_key
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.gazetteer.sources import key_of

_OUTCODE = re.compile(r"\b([A-Z]{1,2})(\d[A-Z\d]?)(?=\s*\d[A-Z]{2}\b|\W*$)", re.IGNORECASE)
_BODY_OF_STATE = re.compile(r"([a-z0-9-]+)\.(?:gov|sch|nhs|police|ac)\.uk")
_CODE_LENGTHS = (5, 4, 3)
_LONGEST_NAME = 5  # words
_MOST_WORDS = 40
# Bodies on our lists are called after where they are; what they serve may reach beyond, and so their set does.
_BODIES = frozenset({"health", "university", "local-media", "football-club", "police", "fire", "court"})
_POSTCODES = frozenset({"postcode", "outcode", "address"})


@dataclass(frozen=True)
class Lists:
    """What words are looked up in: the gazetteer in use, and the area sets of an imported one."""

    names: Names
    area_sets: Mapping[str, Areas] = field(default_factory=dict)


def place(word: str, channel: str, lists: Lists) -> Areas:
    """Return the authorities in which a word of this channel lies; NOWHERE where it cannot be placed."""
    if channel == "phone":
        return _phone(word)
    if channel == "domain":
        return _domain(word, lists)
    if channel in _POSTCODES:
        return _postcode(word, lists) or (_address(word, lists) if channel == "address" else NOWHERE)
    if channel == "council" and (found := council(word)) and key_of(word) not in not_sure():
        return found if "council" in word.lower() else found | places().get(key_of(word), NOWHERE)
    return _name(word, lists) or (_body(word, lists) if channel in _BODIES else NOWHERE)


def _address(word: str, lists: Lists) -> Areas:
    """Return the authority of the town an address ends in, else that of a road which an import found in one alone."""
    road, comma, town = word.replace("\n", ",").rstrip(", ").rpartition(",")
    return (_name(town, lists) if comma else NOWHERE) or _district(key_of(road or town), lists)


def _name(word: str, lists: Lists) -> Areas:
    """Look a whole name up: in the built-in lists, in the imported sets, and in the lists that name a district."""
    key = key_of(word)
    if not key:
        return NOWHERE
    imported = lists.area_sets.get(key, NOWHERE)
    if key in not_sure():
        return imported
    return places().get(key, NOWHERE) | imported or _district(key, lists)


def _district(key: str, lists: Lists) -> Areas:
    """Return the authority of a name that an import found in one district alone."""
    entry = lists.names.entries.get(key)
    if entry is not None and entry.district:
        return council(entry.district)
    for listed in lists.names.long_lists:
        district = listed.district_of(key)
        if district:
            return council(district)
    return NOWHERE


def _body(word: str, lists: Lists) -> Areas:
    """Return the surroundings of every place in the name of a listed body."""
    words = key_of(word).split()[:_MOST_WORDS]
    if lists.names.entries.get(" ".join(words)) is None:
        return NOWHERE
    known = places()
    found, at = [], 0
    while at < len(words):
        count = next((n for n in range(_LONGEST_NAME, 0, -1) if " ".join(words[at : at + n]) in known), 0)
        if count:
            found.append(known[" ".join(words[at : at + count])])
        at += max(count, 1)
    return england().around(union(found)) if found else NOWHERE


def _postcode(word: str, lists: Lists) -> Areas:
    found = _OUTCODE.search(word)
    if found is None:
        return NOWHERE
    letters = found[1].upper()
    exactly = lists.area_sets.get(outcode_key(letters + found[2]), NOWHERE)
    return exactly or postcode_areas().get(letters, NOWHERE)


def _phone(word: str) -> Areas:
    digits = re.sub(r"\D", "", re.sub(r"\+\s*44\s*(?:\(0\))?|^\s*0044", "0", word))
    digits = digits if digits.startswith("0") else ""
    return next((dialling_codes()[digits[:n]] for n in _CODE_LENGTHS if digits[:n] in dialling_codes()), NOWHERE)


def _domain(word: str, lists: Lists) -> Areas:
    """Return where a host of a public body lies whose own label is a name: "leeds.gov.uk", "x.leeds.sch.uk"."""
    found = _BODY_OF_STATE.search(word.lower())
    if found is None:
        return NOWHERE
    label = found[1].replace("-", "")
    key = lists.names.by_letters(label)
    return _name(key, lists) if key else NOWHERE
