"""Geographic phone numbers (01 and 02). Numbers that begin 03, 07, 08 and 09 show no place."""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_BETWEEN = r"[\s()./\-]{0,3}"
# Not a date ("01/02/2024 10"), not the inside of a longer number or reference.
_NUMBER = re.compile(
    r"(?<![\w./\-+])(?!\(?\d{1,2}[./\- ]\d{1,2}[./\- ](?:19|20)?\d\d(?!\d))"
    rf"(?P<lead>(?:\(?(?:\+|00)\s?44\)?{_BETWEEN}(?:\(?0\)?{_BETWEEN})?)|\(?0{_BETWEEN})"
    rf"(?P<rest>[12](?:{_BETWEEN}\d){{8,9}})(?!\d)"
)
_REACH = 24
_CALLED = re.compile(r"\b(?:tel|telephone|phone|phoned|ring|rang|call|called|contact|number|fax|on|t)\b[\s.:()]*$")
# Six digits are a local number only where the words say so.
_LOCAL = re.compile(
    r"\b(?:tel|telephone|phone|ring|call)(?:ed|ing)?\.?:?\s*(?:no\.?|number)?:?\s*(?P<rest>\d{6})(?![\d\-/])", re.I
)


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield numbers with a geographic code; low where an unlisted code and a bare run of digits may be a reference."""
    for match in _NUMBER.finditer(clean.text):
        digits = "0" + re.sub(r"\D", "", match["rest"])
        before = clean.lower[max(0, match.start() - _REACH) : match.start()]
        sure = has_listed_code(digits) or not match.group().isdigit() or _CALLED.search(before)
        yield Hit(*match.span(), "phone", Severity.HIGH if sure else Severity.LOW, own=own.has_phone(digits))
    for match in _LOCAL.finditer(clean.text):
        yield Hit(*match.span("rest"), "phone", Severity.LOW)


def has_listed_code(digits: str) -> bool:
    """Return whether a number begins with a dialling code that is in use."""
    return any(digits[:length] in _codes() for length in (3, 4, 5))


@cache
def _codes() -> frozenset[str]:
    return words("dialling_codes")
