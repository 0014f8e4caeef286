"""Postcodes, whole or by their first half. The shape is enough: nobody checks whether the street exists."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_FULL = re.compile(
    r"(?<![A-Za-z0-9])(?P<code>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)[\s.\-]{0,3}"
    r"(?P<rest>\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.I,
)
# "1st 2nd 3rd 4th" after a room number has the shape of a second half; in lower case they are let go.
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth")
_GIRO = re.compile(r"(?<![A-Za-z0-9])GIR\s?0AA(?![A-Za-z0-9])", re.I)
# As scanned or typed in a hurry: O for 0 and I or l for 1, in capitals.
_MISREAD = re.compile(
    r"(?<![A-Za-z0-9])(?P<area>[A-Z]{1,2})(?P<digits>[\dOIl][A-Z\dl]?[ \-]{0,2}[\dOIl])"
    r"[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
_NAMED = re.compile(
    r"\b(?:postcode|post code|outcode|postal district|ward)s?\b\W{0,3}"
    r"(?:is |area |district |of |starts |begins |with )*"
    r"(?P<code>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)(?![A-Za-z0-9])",
    re.I,
)
_FOLLOWED = re.compile(
    r"(?<![A-Za-z0-9])(?P<code>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)"
    r"(?=\s+(?:area|postcode|post code|postal|district|estate|side)\b)",
    re.I,
)
# After a preposition: two-letter areas are sure; "in B1" may be an exhibit. "The M25" is a road, "to A1" a paper size.
_PLACED = re.compile(
    r"\b(?:in|at|near|around|from|area|to|In|At|Near|From|IN|NEAR|FROM)\s+(?P<code>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)(?![A-Za-z0-9])"
)


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield whole postcodes, and first halves where the words around say that they are one."""
    text = clean.text
    for match in _areas(_FULL, text):
        if not _ORDINAL.fullmatch(match["rest"]):
            yield Hit(*match.span(), "postcode", own=_is_own(match["code"], own))
    for match in _areas(_MISREAD, text):
        if any(mark.isdigit() for mark in match["digits"]) and any(mark in "OIl" for mark in match["digits"]):
            yield Hit(*match.span(), "postcode")
    for match in _GIRO.finditer(text):
        yield Hit(*match.span(), "postcode")
    for pattern in (_NAMED, _FOLLOWED):
        for match in _areas(pattern, text):
            yield Hit(*match.span("code"), "outcode", own=_is_own(match["code"], own))
    for match in _areas(_PLACED, text):
        sure = Severity.HIGH if len(match["area"]) > 1 else Severity.LOW
        yield Hit(*match.span("code"), "outcode", sure, own=_is_own(match["code"], own))


def _areas(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that begin with a real postcode area: far quicker than 124 alternatives at every word."""
    return (match for match in pattern.finditer(text) if match["area"].lower() in words("postcode_areas"))


def _is_own(outcode: str, own: Own) -> bool:
    """Return whether a first half is ours; read strictly, so that a misread one is never cleared."""
    return outcode.upper() in own.outcodes
