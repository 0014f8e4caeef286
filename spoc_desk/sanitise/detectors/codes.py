"""Codes of public registers that can be looked up to an area: ONS, property and NHS organisation codes."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# E00 output area … E10 county, E14 constituency, E23 police force; W, S and N for the other countries.
_GSS = re.compile(r"(?<![A-Za-z0-9])[EWSNKJ](?:0\d|1\d|2\d|3\d|4\d|5\d|92)\d{6}(?![A-Za-z0-9])", re.I)
_UPRN = re.compile(r"\bU[PS]RN\W{0,12}(?P<number>\d{4,12})(?!\d)", re.I)
_ODS = re.compile(
    r"\b(?:ODS|practice|surgery|GP|organisation|org)\s*(?:code|no\.?|number|id)\s*[:#]?\s*(?:is\s+)?"
    r"(?P<code>[A-HJ-NPVWY]\d{5}|R[A-Z0-9]{2}(?:[A-Z0-9]{2})?|Q[A-Z0-9]{2})(?![A-Za-z0-9])",
    re.I,
)


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield register codes; only an ONS code listed as ours can be ours."""
    for match in _GSS.finditer(clean.text):
        yield Hit(*match.span(), "gss", own=match.group().upper() in own.numbers)
    for match in _UPRN.finditer(clean.text):
        yield Hit(*match.span("number"), "uprn")
    for match in _ODS.finditer(clean.text):
        yield Hit(*match.span("code"), "ods")
