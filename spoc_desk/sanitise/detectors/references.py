"""Case numbers of courts and references of the police: their first characters name the court or force."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# Two letters for the court, year, kind (C public law, P private law, F, D, A, Z), number: "LV24C01234".
_FAMILY_COURT = re.compile(r"(?<![A-Za-z0-9])(?!FD)[A-Z]{2}\d{2}[ACDFPVZ]\d{5}(?![A-Za-z0-9])")
_OTHER_COURT = re.compile(
    r"(?<![A-Za-z0-9])(?:\d[A-Z]{2}\d{5}|[A-HJ-Z]\d{2}[A-Z]{2}\d{3}|[A-Z]{2}-\d{4}-[A-Z]{3}-\d{6})(?![A-Za-z0-9])"
)
_PNC_COURT = re.compile(r"(?<![\d/])\d{2}/\d{4}/\d{6}[A-HJ-NP-RT-Z](?![A-Za-z0-9])")
# The first two digits of a prosecution number are the force (02 to 63).
_URN = re.compile(
    r"(?<![A-Za-z0-9])(?:0[1-7]|1[0-7]|2[0-3]|3[0-7]|4[0-8]|5[0-5]|6[0-3])[A-Z][A-Z0-9]\d{7}(?![A-Za-z0-9])"
)
_LABELLED = re.compile(
    r"\b(?:crime|occurrence|incident|police|log|CAD|URN|custody)\s*(?:ref(?:erence)?|no\.?|number|log)?\s*[:#]?\s*"
    r"(?P<ref>(?=[A-Z/\-]*\d)(?:[A-Z]{2,3}[/\-])?\d{2}[A-Z/\-]?[A-Z\d]{1,3}[/\-]?\d{3,7}(?:[/\-]\d{2,4})?)(?![\w/])",
    re.I,
)
_CAD = re.compile(r"\bCAD\s?(?:no\.?|ref\.?)?\s?\d{2,6}\b")
_COLLAR = re.compile(r"\b(?:PC|DC|DS|PS|PCSO|Sgt|WPC)\s?\d{2,5}\s?[A-Z]{0,2}\b")


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield court and police numbers: high where the shape is sure, low where it only may be one."""
    for pattern, channel, severity in (
        (_FAMILY_COURT, "court-reference", Severity.HIGH),
        (_PNC_COURT, "court-reference", Severity.HIGH),
        (_OTHER_COURT, "court-reference", Severity.LOW),
        (_URN, "police-reference", Severity.HIGH),
        (_CAD, "police-reference", Severity.LOW),
        (_COLLAR, "police-reference", Severity.LOW),
    ):
        for match in pattern.finditer(clean.text):
            yield Hit(*match.span(), channel, severity)
    for match in _LABELLED.finditer(clean.text):
        yield Hit(*match.span("ref"), "police-reference", Severity.LOW)
