"""Vehicle registrations: the letters name the office that gave them out. Strict, for words in capitals look alike."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import LINK, Digits, Sieve, alone, by_shapes, follows, precedes, raw_of
from spoc_desk.sanitise.lists import plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_GAP = r"(?: |-|  |\n|\t|\.)?"
_CURRENT = Sieve(
    rf"([A-HJ-PR-Y][A-HJ-PR-Y])(?:0[2-9]|[12]\d|5[1-9]|[67]\d)({_GAP})([A-HJ-PR-Z]{{3}})",
    any_case=True,
    digits=Digits.NEAR,
)
_PREFIX = Sieve(rf"[A-HJ-NP-TV-Y]\d{{1,3}}({_GAP})([A-HJ-PR-Z]{{3}})", any_case=True, digits=Digits.NEAR)
_SUFFIX = Sieve(rf"([A-HJ-PR-Z]{{3}})({_GAP})\d{{1,3}}[A-HJ-NP-TV-Y]", any_case=True, digits=Digits.NEAR)
# O for 0 and I for 1, or the other way round: only where a vehicle is spoken of.
_MISREAD = Sieve(
    rf"[A-HJ-PR-Y0]{{2}}[\dOI]{{2}}{_GAP}[A-HJ-PR-Z0]{{3}}",
    any_case=True,
    kinds=(
        "A9",
        "9A",
    ),
)
_IRISH = Sieve(
    rf"[A-Za-z](?i:IA|IB|IG|IJ|IL|IW|JI|KZ|OI|XI|AZ|BZ|CZ|DZ|EZ|FZ|GZ|HZ|JZ|LZ|MZ|NZ|OZ|PZ|RZ|SZ|TZ|UI|UZ|VZ|WZ|XZ|"
    rf"YZ){_GAP}\d{{4}}",
    kinds=("9999",),
    digits=Digits.NEAR,
)
_OLD_IRISH = Sieve(
    rf"(?:[A-HJ-Z][A-Z]?[IZ]|I[A-Z]|[A-HJ-Z]I[A-HJ-Z]){_GAP}\d{{3,4}}|(?:[a-hj-z]i[a-hj-z]|[a-hj-z]{{2}}z)[ ]?\d{{4}}",
    kinds=("999",),
    digits=Digits.NEAR,
)
# "AB 12 CDE", "AB-12-CDE": beside a word about vehicles.
_IN_PIECES = Sieve(
    r"[A-HJ-PR-Y]{2}[ .\-](?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ .\-][A-HJ-PR-Z]{3}", any_case=True, digits=Digits.NEAR
)
# What somebody saw of a plate: its first letters and digits, or its last letters.
_PART = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:(?:part(?:ial)?|first (?:half|part) of (?:the )?) ?(?:reg(?:istration)?|"
    r"(?:number )?plate|index|VRM|"
    r"VRN)|(?:reg(?:istration)?|plate|index|VRM|VRN) (?:starts?|starting|begins?|beginning|ends?|ending))"
    r"(?: (?:with|in|is|of|no|number))?[\s:]{1,3}([A-Z]{2}\d{2}(?: ?[A-Z]{1,2}\b)?|[A-Z]{3}\b)",
    any_case=True,
    marks=("reg", "plate", "index", "vrm", "vrn"),
)
# The number on a taxi is the council's.
_TAXI = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:taxi|private hire|PHV|hackney(?: carriage)?|minicab|cab)(?: (?:plate|badge|"
    r"licence|license|driver|"
    r"vehicle))+(?: (?:no\.?|number|num))?[\s:.#]{1,3}((?:[A-Z]{1,3}[/\-]?)?\d{2,6})",
    any_case=True,
    digits=Digits.FAR,
    marks=("taxi", "hire", "phv", "hackney", "cab"),
)
_NAMED = Sieve(
    rf"(?:^|[^A-Za-z0-9])(?:VRM|VRN|V\.R\.[MN]\.?|reg(?:istration)?s?(?: (?:plate|mark|no|number))?|"
    rf"(?:number|licence|private|"
    rf"personal|cherished) (?:plates?|number)|plates?|index(?: mark| number)?)\b{LINK}"
    rf"([A-Z]{{2}}[ .\-]?\d\d(?:[ .\-]|  )?[A-Z]{{3}}|[A-Z]\d{{1,3}}{_GAP}[A-Z]{{3}}|[A-Z]{{3}}{_GAP}\d{{1,3}}[A-Z]|"
    rf"[A-Z]{{1,3}}{_GAP}\d{{1,4}}|\d{{1,4}}{_GAP}[A-Z]{{1,3}})",
    any_case=True,
    digits=Digits.FAR,
    marks=("reg", "plate", "index", "vrm", "vrn", "v.r.m", "v.r.n", "number"),
)
_VEHICLE = re.compile(
    r"\b(?:car|cars|vehicle|vehicles|van|vrm|vrn|reg|registration|registered|plate|plates|index|driv\w+|taxi|"
    r"motor\w*|bmw|audi|ford|"
    r"vauxhall|corsa|astra|fiesta|focus|golf|polo|toyota|nissan|micra|honda|mercedes|renault|clio|peugeot|kia|"
    r"hyundai|skoda|"
    r"seat|fiat|volvo|mini|mazda|volkswagen|vw|citroen|transit|range rover|land rover|lorry|truck|coach|saloon|estate|"
    r"gett?ing out|got out|gets out|vectra|cavalier|sierra|tigra|rover|metro|proton|daewoo|matiz|hilux|shogun|frontera|"
    r"zafira|meriva|mokka|punto|octavia|fabia|ibiza|yaris|auris|prius|aygo|civic|passat|tiguan|sharan|touran|caddy|sprinter|vito|"
    r"berlingo|trafic|vivaro|kuga|ecosport|mondeo|escort|megane|scenic|captur|picasso|xsara|saxo|picanto|sportage|tucson|vitara|"
    r"freelander|discovery|defender|touareg|beetle|lupo|laguna|people carrier|hatch|pick-?up|camper\w*|4x4|quad|tipper|"
    r"pulled up|pulls up|hit and run|bumper|windscreen|tyres?|caravan|trailer|bike|lift from|"
    r"hatchback|corsa|dacia|tesla|suzuki|jaguar|lexus|saab|mitsubishi|minibus|moped|scooter|motorbike|jeep|qashqai|juke|insignia|"
    r"gett?ing into|got into|gets into|dvla|anpr|parked|mot|keeper)\b"
)
# Words in capitals that stand after "Year 11" or a code, and letters that are no registration office.
_SCHOOL_YEAR = frozenset(
    {"yr", "ks", "ey", "pg", "pp", "rm", "ch", "no", "wk", "mg", "kg", "by", "at", "to", "on", "of", "in", "an", "as"}
)


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield registrations of the current kind by shape; the older kinds only where a vehicle is spoken of."""
    text, raw = clean.text, raw_of(clean.text)
    for match, start, end in alone(_CURRENT, text, raw):
        spoken = _is_spoken_of(clean, start, end)
        if spoken or _stands_by_itself(text[start:end], match[1], match[2], match[3]):
            yield Hit(start, end, "vehicle")
    for sieve in (_PREFIX, _SUFFIX):
        for match, start, end in alone(sieve, text, raw):
            word = (match[2] if sieve is _PREFIX else match[1]).decode().lower()
            if (
                word not in words("registration_words")
                and _is_spoken_of(clean, start, end)
                and _is_plain(text, start, end)
            ):
                yield Hit(start, end, "vehicle")
    for _, start, end in alone(_MISREAD, text, raw):
        count = sum(map(str.isdigit, text[start:end]))
        if 1 <= count <= 4 and text[start:end].isupper() and _is_spoken_of(clean, start, end):
            yield Hit(start, end, "vehicle")
    for _, start, end in alone(_IRISH, text, raw):
        if text[start].isupper() or _is_spoken_of(clean, start, end):
            yield Hit(start, end, "vehicle")
    for _, start, end in alone(_OLD_IRISH, text, raw):
        if (text[start].isupper() or _no_word(text[start:end])) and _is_spoken_of(clean, start, end):
            yield Hit(start, end, "vehicle")
    for _, start, end in alone(_IN_PIECES, text, raw):
        if _is_spoken_of(clean, start, end):
            yield Hit(start, end, "vehicle")
    for sieve in (_PART, _TAXI):
        for _, start, end in alone(sieve, text, raw, 1):
            if sieve is _TAXI or any(map(str.isdigit, text[start:end])) or text[start:end].isupper():
                yield Hit(start, end, "vehicle")
    for _, start, end in alone(_NAMED, text, raw, 1):
        if any(mark.isupper() for mark in text[start:end]) or _is_spoken_of(clean, start, end):
            yield Hit(start, end, "vehicle")


def _stands_by_itself(written: str, head: bytes, gap: bytes, tail: bytes) -> bool:
    """Return whether a current registration is sure without a word about vehicles."""
    if head.decode().lower() in _SCHOOL_YEAR or tail.decode().lower() in words("registration_words") or gap == b"\n":
        return False
    return written.upper() == written or (written.islower() and gap != b"\n")


def _is_plain(text: str, start: int, end: int) -> bool:
    """Return whether an older registration is in capitals, or joined in small letters."""
    written = text[start:end]
    return written.isupper() or (
        written.islower() and (" " not in written or _tail(written) not in plain_words("common_words"))
    )


def _tail(written: str) -> str:
    """Return the letters that stand together: "p123 bcd" has "bcd"."""
    return max((part.group() for part in re.finditer(r"[a-z]+", written)), key=len)


def _no_word(written: str) -> bool:
    """Return whether the letters of a plate in small letters are no word: "is 2012"."""
    return _tail(written) not in plain_words("common_words")


def _is_spoken_of(clean: Clean, start: int, end: int) -> bool:
    return follows(_VEHICLE, clean.lower, start, 56) or precedes(_VEHICLE, clean.lower, end, 32)
