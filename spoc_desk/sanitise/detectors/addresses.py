"""Addresses: a number and a street, flats, streets without a number, and the lines above a postcode."""

import re
from collections.abc import Iterator
from typing import Any

from spoc_desk.sanitise.detectors import postcodes
from spoc_desk.sanitise.detectors.address_lines import lines_above, lines_after_label
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve, follows, raw_of
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_STRONG = (
    r"Street|Str|Road|Rd|Avenue|Ave|Av|Lane|Ln|Crescent|Cres|Grove|Gr|Terrace|Terr?|Close|Drive|Dr|Gardens|Gdns|"
    r"Mews|St|"
    r"Boulevard|Blvd|Villas|Cottages|Broadway|Esplanade|Promenade|Embankment|Bypass|Quay|Dene|Dell|Croft|Garth|Fold"
)
_WEAK = (
    r"Court|Ct|Place|Pl|Way|Park|View|Green|Hill|Row|Gate|Bank|Side|End|Square|Sq|Mount|Rise|Wharf|Yard|Bridge|"
    r"Common|Cross|Path|"
    r"Walk|Fields?|Link|Mill|Parade|Chase|Heights|Meadows?|Orchard|Ridge|Vale|Approach|Circus|Buildings|Lodge|"
    r"House|Crofts?|"
    r"Paddocks?|Woods?|Copse|Spinney|Brow|Bottom|Bar|Street|Loan|Brae|Wynd|Causeway|Passage|Steps|Towers?|"
    r"Mansions|Estate"
)
_NUMBER = r"(?:\d{1,4}|[IlO]\d{1,3}|\d[IlO]\d{0,2})[A-Za-z]?(?: ?[\-/&] ?\d{1,4}[A-Za-z]?)?"
_FLAT = (
    r"(?:F[l1]at|FLAT|flat|Apartment|APARTMENT|Apt|Unit|Studio|Plot|Suite|Floor|"
    r"Basement Flat)(?: no\.?)?\s{0,2}[A-Z0-9]{1,4}"
)
_WORD = r"(?:[A-Z][A-Za-z'.01]*|of|the|on|and|le|upon|in|\d{1,2}(?:st|nd|rd|th))"
_NUMBERED = Sieve(
    rf"((?:{_FLAT}[,\s]{{1,4}}(?:[A-Z][A-Za-z']+ ){{0,3}}(?:[A-Z][A-Za-z']+, ?)?)?)({_NUMBER}),?\s{{1,2}}"
    rf"((?:{_WORD}[ \-]{{1,2}}){{0,4}}{_WORD}[\s\-]{{1,2}})({_STRONG}|{_STRONG.upper()}|{_STRONG.lower()}|{_WEAK}|"
    rf"{_WEAK.upper()})\b(?: (?:North|South|East|West))?",
    digits=Digits.FAR,
)
_ONE_WORD = Sieve(
    rf"((?:{_FLAT}[,\s]{{1,4}})?)({_NUMBER}),?\s{{1,2}}([A-Z][a-z]{{3,12}}(?:way|gate|croft|dene|hurst|mead|holme))\b",
    digits=Digits.FAR,
)
_FLAT_IN = Sieve(
    rf"{_FLAT},?\s{{1,2}}((?:[A-Z][A-Za-z']+ ){{1,3}})(?:{_STRONG}|{_WEAK}|{_WEAK.upper()})\b",
    marks=("flat", "f1at", "apartment", "apt", "unit", "studio", "plot", "suite", "floor"),
)
_LOWER_TYPES = r"street|road|avenue|lane|crescent|grove|terrace|close|drive|gardens|square|rd|ave|cres|gdns"
_LOWER = Sieve(
    r"(?:at|address|address is|lives?|living|to|from|of|no\.?|number|"
    r":)\s{1,2}((?:flat \w{1,3}[, ]{1,2})?\d{1,4}[a-z]?\s{1,2}"
    rf"((?:[a-z']{{2,15}}\s{{1,2}}){{1,3}})(?:{_LOWER_TYPES}))",
    any_case=True,
    digits=Digits.FAR,
)
# After these words a number and two names are an address, whatever the last of them is: "visited at 12 Bryn Hafod".
_TOLD = Sieve(
    rf"(?:[Aa]ddress|[Aa]ddress is|[Ll]ives? at|[Ll]iv(?:ing|ed) at|[Vv]isited at|[Rr]esid(?:es|ed|ing) at|"
    rf"[Ss]taying at)[\s:]{{1,3}}"
    rf"((?:{_FLAT}[,\s]{{1,4}})?{_NUMBER},?\s{{1,2}}((?:[A-Z][a-z']+ ){{1,3}}[A-Z][a-z']+))",
    marks=("ddress", " at"),
    digits=Digits.FAR,
)
_TOLD_LOWER = Sieve(
    r"(?:address|address is|lives? at|living at|"
    r"visited at)[\s:]{1,3}((?:flat \w{1,3}[,\s]{1,3})?\d{1,4}[a-z]?\s{1,2}"
    r"((?:[a-z']{2,15}\s{1,2}){1,3})(?:place|way|hill|court|park|view|green|row|rise|walk|mews|quay|mount|end|side))",
    any_case=True,
    marks=("address", "liv", "visited"),
    digits=Digits.FAR,
)
_LONG_TYPES = r"Street|Road|Avenue|Lane|Crescent|Grove|Terrace|Close|Drive|Gardens|Mews"
_SHORT_TYPES = r"Rd|St|Ave|Cres|Ln|Dr|Cl|Terr|Gdns|Sq|Pl|Gr"
_UNNUMBERED = Sieve(
    r"(?:^|[^A-Za-z])(?:on|in|at|off|along|near|from|to|down|up|by|opposite|behind|outside|into|"
    r"corner of|side of|end of|top of|bottom of|foot of|length of|part of|residents of|start of|"
    r"junction of|over|via|"
    rf"Address|address|Street|street|Road|road)[\s:]{{1,3}}((?:[A-Z][A-Za-z'01]+[\s\-]{{1,2}}){{1,3}}"
    rf"(?:{_LONG_TYPES}|{_LONG_TYPES.upper()}|{_SHORT_TYPES}|{_SHORT_TYPES.upper()}))"
)
# These are hardly ever surnames, so they need no word of place before them.
_SURE_STREET = Sieve(
    r"((?:[A-Z][A-Za-z'01]+[\s\-]{1,2}){1,3})(?:Street|Road|Avenue|Crescent|Terrace|Gardens|STREET|ROAD|AVENUE|"
    r"CRESCENT|TERRACE)\b",
    marks=("street", "road", "avenue", "crescent", "terrace", "gardens"),
)
_WELSH = Sieve(
    rf"(?:{_NUMBER},? |(?:^|[^A-Za-z])(?:on|in|at|off|along|near|[Aa]ddress:?) )"
    r"((?:Heol|Ffordd|Stryd|Lon|Rhodfa|Maes|Clos|Bryn|Cwrt|Rhes|Tan)[ \-]"
    r"(?:(?:y|yr|Y|Yr)[ \-])?[A-Z][a-z]+(?: [A-Z][a-z]+)?)",
    marks=("heol", "ffordd", "stryd", "lon", "rhodfa", "maes", "clos", "bryn", "cwrt", "rhes", "tan"),
)
# "on Spencer Place", "off Cape Hill": after these two prepositions alone, for "in Leeds Court" is a court.
_ON = Sieve(
    rf"(?:^|[^A-Za-z])(?:on|off|along)\s{{1,2}}((?:[A-Z][A-Za-z'01]+[\s\-]{{1,2}}){{1,3}}(?:{_WEAK}|{_WEAK.upper()}))"
)
_LOWER_ON = Sieve(rf"(?:^|[^A-Za-z])(?:on|off|along)\s{{1,2}}((?:[a-z']{{2,15}}\s{{1,2}}){{1,3}}(?:{_LOWER_TYPES}))")
_PO_BOX = Sieve(r"P\.? ?O\.? ?Box \d{1,6}", any_case=True, marks=("box",), digits=Digits.NEAR)
# Words that no street name holds: then it is the number of something else.
_NOT_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:section|part|rule|article|paragraph|para|schedule|chapter|page|stage|level|item|adult|child|unborn|"
    r"act|order|"
    r"direction|appendix|figure|table|question|version|volume|step|january|february|march|april|may|june|july|"
    r"august|september|"
    r"october|november|december|ukpc|uksc|ukhl|civ|crim|ewfc|ewhc|ewca|fam|admin|jan|feb|mar|apr|jun|jul|aug|"
    r"sept?|oct|nov|dec)\.?"
    r"|[\[\]£$%/]\d{0,4}|\d[,.:/\-])\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:$|\D)")
_CUE_REACH = 90
# "2 Family Court hearings"
_NATIONAL_COURTS = frozenset({
    "family", "county", "crown", "high", "supreme", "youth", "magistrates", "magistrates'", "administrative",
    "commercial", "divisional", "sheriff", "coroner's", "coroners", "criminal", "civil", "juvenile", "district",
})  # fmt: skip
_JOINERS = frozenset({"the", "of", "and", "on", "in", "upon"})
_NO_FIRST, _NO_LAST = _JOINERS, _JOINERS - {"the"}


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield parts of addresses; ours where one of our postcodes or names stands close behind."""
    text, raw = clean.text, raw_of(clean.text)
    for match in _NUMBERED.catches(raw):
        if _is_street(clean, match, is_court=match[4].lower() in (b"court", b"ct")):
            yield _hit(clean, own, *match.span())
    for match in _ONE_WORD.catches(raw):
        if _is_street(clean, match):
            yield _hit(clean, own, *match.span())
    for match in _FLAT_IN.catches(raw):
        if not _bad_words(match[1].decode("latin-1")):
            yield _hit(clean, own, *match.span())
    for sieve in (_LOWER, _TOLD_LOWER, _TOLD):
        for match in sieve.catches(raw):
            start, end = match.span(1)
            middle = match[2].decode("latin-1").lower().split()
            if words("street_measures").isdisjoint(middle) and not text[end : end + 1].isalnum():
                yield _hit(clean, own, start, end)
    yield from _unnumbered(clean, raw, own)
    yield from _sure_streets(clean, raw, own)
    for match in _WELSH.catches(raw):
        lead = match.start() if text[match.start()].isdigit() else match.span(1)[0]
        yield _hit(clean, own, lead, match.end())
    for match in _PO_BOX.catches(raw):
        yield _hit(clean, own, *match.span())
    yield from _blocks(clean, raw, own)


def _unnumbered(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield streets without a number, after a word of place."""
    for sieve in (_UNNUMBERED, _ON, _LOWER_ON):
        for match in sieve.catches(raw):
            start, end = match.span(1)
            names = re.split(r"[\s\-]+", match[1].decode("latin-1").lower())
            stray = (
                words("street_generic").intersection(names[:-1])
                if sieve is _LOWER_ON
                else words("street_generic").intersection(names[-2:-1])
            )
            if stray or clean.text[end : end + 1].isalnum() or words("street_other_words").intersection(names[:-1]):
                continue
            if sieve is _LOWER_ON and words("street_measures").intersection(names[:-1]):
                continue
            yield _hit(clean, own, start, end)


def _sure_streets(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield "Cazenove Road" wherever it stands, without the small words in capitals before it ("The", "Near")."""
    for match in _SURE_STREET.catches(raw):
        start, end = match.span()
        names = list(re.finditer(r"[^\s\-]+", match[1].decode("latin-1")))
        while names and names[0].group().lower() in words("street_other_words") | words("street_generic"):
            names.pop(0)
        alone_here = not (start and clean.text[start - 1].isalnum())
        if (
            names
            and alone_here
            and not words("street_other_words").intersection(name.group().lower() for name in names)
        ):
            yield _hit(clean, own, start + names[0].start(), end)


def _blocks(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield the lines above each postcode and after each "Address:"."""
    for start, _, ours in postcodes.whole(clean.text, raw, own):
        for begin, end in lines_above(clean.text, start):
            yield Hit(begin, end, "address", own=ours)
    for begin, end in lines_after_label(clean.text, raw):
        yield _hit(clean, own, begin, end)


def _is_street(clean: Clean, match: Any, *, is_court: bool = False) -> bool:
    """Return whether a number and words before "Road" are an address: not a year, a date, a section or a court."""
    start, digits, name = match.start(), match[2].decode("latin-1"), match[3].decode("latin-1")
    before, further = clean.text[start - 1 : start], clean.text[start - 2 : start - 1]
    if before.isalnum() or before in tuple("£$.") or (before in tuple("-/") and further.isalnum()):
        return False
    if not match[1] and (_YEAR.match(digits) or follows(_NOT_NUMBER_BEFORE, clean.lower, start, 14)):
        return False
    if name.islower() or _bad_words(name) or (is_court and not _NATIONAL_COURTS.isdisjoint(name.lower().split())):
        return False
    parts = name.split()
    return parts[0] not in _NO_FIRST and parts[-1] not in _NO_LAST


def _bad_words(name: str) -> bool:
    """Return whether the words before "Road" make it no street."""
    parts = name.lower().replace("-", " ").split()
    telling = [part for part in parts if part not in _JOINERS]
    if not telling:
        return "the" not in parts
    return not words("street_other_words").isdisjoint(telling)


def _hit(clean: Clean, own: Own, start: int, end: int) -> Hit:
    """Return the hit; ours where an own postcode or name follows before the next sentence."""
    after = clean.text[end : end + _CUE_REACH].split(". ")[0].split("\n\n")[0]
    codes = [ours for _, _, ours in postcodes.whole(after, Raw(after), own)]
    ours = codes[0] if codes else own.is_named_in(after.lower())
    return Hit(start, end, "address", own=ours)
