"""Postcodes, whole or by their first half. The shape is enough: nobody checks whether the street exists."""

import re
from collections.abc import Iterator
from typing import Any

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve, by_shapes, raw_of, stands_alone
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_FULL = Sieve(
    r"(([A-Z]{1,2})\d[A-Z\d]?)[\s._+\-]{0,4}(\d[ABD-HJLNP-UW-Z]{2})|GIR\s?0AA", any_case=True, digits=Digits.NEAR
)
# "LS1, 4AP", "LS1/4AP": in capitals and with two letters, for "E5, 2nd" is no postcode.
_PARTED = Sieve(r"([A-Z]{2})\d[A-Z\d]?\s?[/,:;(|*][ ]?\d[ABD-HJLNP-UW-Z]{2}", kinds=("AA9",), digits=Digits.NEAR)
_FORCES = Sieve(r"BFPO(?: no\.?| number)?\s{0,2}\d{1,4}", any_case=True, marks=("bfpo",), digits=Digits.NEAR)
# "1st 2nd 3rd 4th", "5hr" or "2yr" after a room number has the shape of a second half; in small letters, after one
# letter and apart from it ("b1 2nd floor"), they are let go.
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth")
_MEASURE = re.compile(r"\d(?:hr|yr|pt|ft|lb|ug|st|gb|tb|px|ah|pa|pl|qt)")
# As scanned or typed in a hurry: O for 0 and I or l for 1, and the other way round, in capitals.
_MISREAD = Sieve(
    r"([A-Z01]{1,2}?)([\dOIl][A-Z\dOIl]?)([ \-]{0,2})([\dOIl])[ABD-HJLNP-UW-Z]{2}",
    kinds=(
        "A9",
        "9A",
    ),
)
_TO_LETTER = str.maketrans("01", "OI")
_OUTCODE = r"(([A-Z]{1,2})\d[A-Z\d]?(?: \d)?)"
_LABEL = (
    r"(?:post[ \-]{0,2}codes?(?:\(s\))?|p/?codes?|p/c|out[ \-]?(?:ward )?codes?|postal (?:districts?|codes?|areas?)|"
)
_NAMED = Sieve(
    _LABEL + r"wards?|sectors?|locality|localities|areas? of choice|preferred areas?|preference)"
    rf"(?:\s{{0,2}}\((?:first|1st)(?: half| part)?\))?[\s:;,.=|(\"'_\-]{{0,4}}"
    rf"(?:(?:is|was|area|areas|district|sector|of|starts?|starting|begins?|beginning|with|prefix|only|"
    rf"in)\s{{1,2}}){{0,4}}{_OUTCODE}",
    any_case=True,
    digits=Digits.FAR,
)
# Behind the label a whole one may be in any pieces.
_NAMED_PIECES = Sieve(
    _LABEL + r"zip)[\s:;,.=|(\"'_\-]{1,4}(?:is\s)?([A-Z]{1,2})(?:[ .\-]?\d){1,2}[A-Z]?[ .\-]{0,2}\d(?:[ "
    r".\-]?[ABD-HJLNP-UW-Z]){2}",
    any_case=True,
    marks=("code", "p/c", "zip"),
    digits=Digits.NEAR,
)
# The letters alone: "an LS postcode", "postcode begins LS".
_LETTERS = Sieve(
    r"(?:[Aa]n?|[Tt]he|[Ii]n|[Oo]ther|[Aa]ll|and|or|[,/&])\s{1,2}([A-Z]{2})\s{1,2}(?i:post ?codes?|postal)"
    r"|(?i:post ?codes?)\s{1,2}(?i:starts?|starting|begins?|beginning|area|areas)(?i: with| in)?[\s:]{1,2}([A-Z]{1,2})",
    marks=("post",),
)
_FOLLOWED = Sieve(
    rf"{_OUTCODE}\s{{1,2}}(?:(area|district|estate|side|end|address|flat|house|home|property|properties|office|team|patch)|postcodes?|"
    r"post codes?|postal)",
    any_case=True,
    digits=Digits.NEAR,
)
# "LS1 ***", "LS1 4XX": somebody blacked out the half that tells least.
_MASKED = Sieve(
    r"(([A-Z]{2})\d[A-Z\d]? {0,2}\d?) ?(?:[*#?xX_]{2,3}|[*] [*](?: [*])?)", any_case=True, digits=Digits.NEAR
)
_PLACED = Sieve(
    r"(?:(?i:in|at|near|around|from|to|into|outside|area|between|across|within|throughout|towards|covers?|covering|"
    r"wants?|avoids?|avoiding|and|or)|[,/&])\s{0,2}"
    r"(([A-Z]{1,2}|[a-z]{2})\d[A-Z\d]?)",
    digits=Digits.NEAR,
)
# "SE15 and SE5": two of one area. In papers they may be exhibits, so they are low.
_PAIR = Sieve(r"([A-Z]{2})\d[A-Z\d]?(?:\s?[,/&]\s?|\s{1,2}(?:and|or)\s{1,2})([A-Z]{2})\d[A-Z\d]?", digits=Digits.NEAR)
_SURE_BEFORE = re.compile(r"(?:in|near|around|outside|within|across|into|throughout|towards)\s+$")
# Then even "ME7" and "SO2" are places, not a lesson or a gas.
_HOME_BEFORE = re.compile(
    r"\b(?:li[vf]\w+|mov\w+|flats?|hous\w+|homes?|address\w*|back|born|stay\w*|postcodes?|areas?|based|tenan\w+|propert\w+|"
    r"placed|placements?|somewhere|over)\s+(?:\w+\s+)?(?:in|to|at|from|near|around)\s+$"
)
_ONLY_PLACES = frozenset({"ME", "SO", "PE"})
_ROUND_BEFORE = re.compile(r"(?:near|around|outside|within|across|throughout|towards)\s+$")
_LISTED_BEFORE = re.compile(r"\b([a-z]{1,2})\d[a-z\d]?\s*(?:,|/|&|and|or)\s*$")
# Gases, vitamins, sections of acts, the vertebrae of the back: read as such unless a postcode is spoken of.
_OTHER_SENSE = re.compile(
    r"(?:CO2|CH4|B6|B12|M25|S(?:7|8|17|20|22|31|33|37|38|47|76|85|117|136)|(?:ME|SO|PE)\d|L[1-5]|S[1-5])$"
)
_VERTEBRA_NEAR = re.compile(r"spin|vertebr|lumbar|disc|nerve|level|/\s*[ls]\d")
_WIDE = frozenset({"area", "district", "estate", "side"})
_MOST = {"B": 98, "E": 20, "G": 84, "L": 75, "M": 90, "N": 22, "S": 99, "W": 14}


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield whole postcodes, and first halves where the words around say that they are one."""
    raw = raw_of(clean.text)
    for start, end, ours in whole(clean.text, raw, own):
        yield Hit(start, end, "postcode", own=ours)
    for sieve in (_PARTED, _NAMED_PIECES, _FORCES):
        yield from _in_pieces(clean.text, raw, own, sieve)
    yield from _misread(clean.text, raw)
    yield from _letters(clean.text, raw, own)
    yield from _halves(clean, raw, own)


def whole(text: str, raw: Raw, own: Own) -> Iterator[tuple[int, int, bool]]:
    """Yield the bounds of each whole postcode, and whether it is one of ours."""
    for match in _FULL.catches(raw, lambda match: _is_whole(text, match)):
        start, end = match.span()
        yield start, end, match.span(1)[0] >= 0 and _is_own(text[start : match.span(1)[1]], own)


def _is_whole(text: str, match: Any) -> bool:
    """Return whether a catch is a postcode of a real area that stands by itself, or touches words in small letters."""
    start, end = match.span()
    if match.span(1)[0] < 0:
        return stands_alone(text, start, end)
    if not _is_area(match[2]) or _is_measure(text, match):
        return False
    return stands_alone(text, start, end) or _is_glued(text, start, end)


def _in_pieces(text: str, raw: Raw, own: Own, sieve: Sieve) -> Iterator[Hit]:
    """Yield postcodes whose halves or letters stand apart, and numbers of the forces' post."""
    for match in sieve.catches(raw):
        start, end = match.start() if sieve is not _NAMED_PIECES else match.span(1)[0], match.end()
        if not stands_alone(text, start, end):
            continue
        if sieve is _FORCES:
            yield Hit(start, end, "postcode")
        elif _is_area(match[1]) and (sieve is _NAMED_PIECES or not _OTHER_SENSE.match(text[start : start + 4])):
            written = re.sub(r"[^A-Za-z0-9]", "", text[start:end])
            yield Hit(start, end, "postcode", own=_is_own(written[:-3], own))


def _letters(text: str, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield the letters of an area where a postcode is spoken of; ours where all our postcodes begin with them."""
    for match in _LETTERS.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        area = text[start:end]
        if _is_area(area.encode()) and stands_alone(text, start, end):
            yield Hit(start, end, "outcode", own=any(code.rstrip("0123456789") == area for code in own.outcodes))


def _is_measure(text: str, match: Any) -> bool:
    """Return whether the second half is "2nd" or "8lb" after a room or a class of one letter."""
    span = match.span(3)
    if len(match[2]) > 1:
        return False
    apart = text[span[0] - 1 : span[0]].isspace()
    return bool(_MEASURE.fullmatch(text, *span) or (apart and _ORDINAL.fullmatch(text, *span)))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Return whether a postcode in capitals touches a word in small letters, as after a table was taken apart."""
    code = text[start:end]
    if code != code.upper() or len(code) < 6:
        return False
    left = not start or not text[start - 1].isalnum() or text[start - 1].islower()
    right = end >= len(text) or not text[end].isalnum() or (text[end].isupper() and text[end + 1 : end + 2].islower())
    return left and right


def _misread(text: str, raw: Raw) -> Iterator[Hit]:
    for match in _MISREAD.catches(raw):
        start, end = match.span()
        area, digits = text[slice(*match.span(1))], text[match.span(2)[0] : match.span(4)[1]]
        swapped = any(mark in "01" for mark in area) or any(mark in "OIl" for mark in digits)
        if not swapped or not any(mark.isdigit() for mark in digits) or not stands_alone(text, start, end):
            continue
        if _is_area(area.translate(_TO_LETTER).encode()):
            yield Hit(start, end, "postcode")


def _halves(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    text = clean.text
    for match in _NAMED.catches(raw):
        start, end = match.span(1)
        if _is_area(match[2]) and stands_alone(text, start, end):
            yield Hit(start, end, "outcode", own=_is_own(text[start:end], own))
    for match in _FOLLOWED.catches(raw):
        start, end = match.span(1)
        if _is_area(match[2]) and stands_alone(text, start, end) and not (match[3] and _is_road(text[start:end])):
            if len(match[2]) == 1 and match[3] and match[3].decode().lower() not in _WIDE:
                continue
            sure = len(match[2]) > 1 or match[3] is None
            severity = Severity.HIGH if sure else Severity.LOW
            yield Hit(start, end, "outcode", severity, own=_is_own(text[start:end], own))
    for match in _MASKED.catches(raw):
        start, end = match.span()
        if _OTHER_SENSE.match(text[start : start + 3].upper()):
            continue
        if _is_area(match[2]) and stands_alone(text, start, end):
            yield Hit(start, end, "outcode", own=_is_own(text[start:end][:4].split(" ")[0], own))
    for match in _PAIR.catches(raw):
        start, end = match.span()
        if match[1] == match[2] and _is_area(match[1]) and not _OTHER_SENSE.match(text[start : start + 3]):
            first = start + len(re.match(r"\w+", text[start:end])[0])  # type: ignore[index]
            second = match.span(2)[0]
            for begin, stop in ((start, first), (second, end)):
                if stands_alone(text, begin, stop):
                    yield Hit(begin, stop, "outcode", Severity.LOW, own=_is_own(text[begin:stop], own))
    yield from _placed(clean, raw, own)


def _placed(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield first halves after a preposition: two letters are sure; "in B1" may be an exhibit, so it is low."""
    text = clean.text
    for match in _PLACED.catches(raw):
        start, end = match.span(1)
        code = text[start:end].upper()
        if not _is_area(match[2]) or not stands_alone(text, start, end):
            continue
        before = clean.lower[max(0, start - 32) : start]
        if _OTHER_SENSE.match(code) and not (
            code[:2] in _ONLY_PLACES and (_HOME_BEFORE.search(before) or _ROUND_BEFORE.search(before))
        ):
            continue
        joint = before.rstrip()
        listed = _LISTED_BEFORE.search(before) if joint.endswith((",", "/", "&", "and", "or")) else None
        goes_on = joint.endswith((",", "/", "&", " and", " or"))
        if goes_on and (listed is None or listed[1].upper() != match[2].decode().upper()):
            continue
        if text[end : end + 1] in "/-" and text[end + 1 : end + 3].isalnum():
            continue
        if len(match[2]) > 1:
            yield Hit(start, end, "outcode", own=_is_own(code, own))
        elif _is_likely(code) and (listed or _SURE_BEFORE.search(before) or _HOME_BEFORE.search(before)):
            yield Hit(start, end, "outcode", Severity.LOW, own=_is_own(code, own))


def _is_likely(code: str) -> bool:
    """Return whether a one-letter first half is in use: "in E34" is a page of a bundle."""
    digits = re.sub(r"\D", "", code)
    return code[0] != "M" and int(digits) <= _MOST.get(code[0], 0)


def _is_road(code: str) -> bool:
    """Return whether "M25 area" or "A1 side" speaks of a road, or "CO2 area" of a gas."""
    return (code.upper()[0] == "M" and code[1:].isdigit()) or _OTHER_SENSE.match(code.upper()) is not None


def _is_area(letters: bytes) -> bool:
    """Return whether these are the letters of a real postcode area: far quicker than 124 alternatives at every word."""
    return letters.decode("latin-1").lower() in words("postcode_areas")


def _is_own(outcode: str, own: Own) -> bool:
    """Return whether a first half is ours; read strictly, so that a misread one is never cleared."""
    return outcode.split(" ")[0].upper() in own.outcodes
