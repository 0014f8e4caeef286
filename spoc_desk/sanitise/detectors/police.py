"""References of the police: the first two digits are the force; logs and collar numbers narrow it down."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import LINK, Raw, Sieve, alone, by_shapes, follows, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# The first two digits of a prosecution number are the force (01 to 63; 93 the railways).
_FORCE = r"(?:0[1-7]|1[0-7]|2[0-4]|3[0-7]|4[0-8]|5[0-5]|6[0-3]|8[89]|9[0-8])"
_APART = r"(?:\s{1,2}|[/\-])?"
_URN = Sieve(rf"{_FORCE}{_APART}[A-Z][A-Z0-9]{_APART}\d{{5}}{_APART}\d{{2}}", any_case=True, kinds=("99999",))
_NAMED_URN = Sieve(
    rf"(?:^|[^A-Za-z0-9])(?:(?:police|case|CPS|"
    rf"prosecution) )?URN{LINK}({_FORCE}{_APART}[A-Z0-9]{{2}}{_APART}\d{{5}}{_APART}\d{{2}})",
    any_case=True,
    kinds=("99999",),
)
_WHAT = (
    r"(?:crime|occurrence|incident|police|niche|athena|custody|storm|cris|crimint|log|OIC|PPN|VPA|DASH|DV|MARAC|PVP|"
    r"safeguarding|missing person|misper)"
)
_LABELLED = Sieve(
    rf"(?:^|[^A-Za-z0-9]){_WHAT}(?: (?:report|referral|case|record|file|log|crime|incident|custody|occurrence))?"
    r"[\s.:#(/\-]{0,3}(?:(?:no|num|number|ref|reference|id|record|log|is|was|under)[\s.:#(]{1,4}){0,4}"
    r"((?:[A-Z]{1,8}[/\-]?)?\d[A-Z0-9]*(?:[/\-][A-Z0-9]+){0,4})",
    any_case=True,
)
_DATE = (
    r"(?:\d{1,2}[ /.\-]?(?:\d{1,2}|[A-Z]{3,9})[ /.\-]?(?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|"
    r"th)? (?:of )?[A-Z]{3,9}(?: \d{4})?)"
)
_CAD = Sieve(
    rf"CAD\s?(?:no\.?|ref\.?|number|reference|log)?[\s:#]{{0,3}}\d{{1,6}}(?:\s?(?:/|-|of|dated|on)\s?{_DATE})?",
    any_case=True,
    marks=("cad",),
)
_LOG_OF = Sieve(
    rf"(?:log|incident|storm)\s?(?:no\.?|ref\.?|number)?[\s:#]{{0,3}}\d{{1,6}}\s{{1,2}}(?:of|"
    rf"dated)\s{{1,2}}(?:the )?{_DATE}",
    any_case=True,
    marks=(
        "log",
        "incident",
        "storm",
    ),
)
_CRI = Sieve(
    r"(?:CRI|CRIMEC|CRIS|CR|IR|OCC|NICL|PIR|KB|ECR|INC)/[A-Z0-9]{1,8}(?:/[A-Z0-9]{1,8}){1,4}",
    any_case=True,
)
# "42/12345/24": force, number, year. "44240123456": force, year, a nought, number.
_ATHENA = Sieve(rf"{_FORCE}[A-Z]{{0,2}}/\d{{3,7}}[A-Z]?/[012]\d", kinds=("/999",))
_NICHE = Sieve(rf"{_FORCE}[012]\d0\d{{6}}", kinds=("99999999999",))
_POLICE_NEAR = re.compile(
    r"police|crime|occurrence|niche|incident|\bref\b|reference|\blog\b|officer|reported|\bcad\b|arrest|investigat|"
    r"\bcr\b|constab"
)
_COLLAR = Sieve(
    r"(?:PC|WPC|PCSO|CSO|Sgt|SGT|Sergeant|Constable|T/?DC)\s{0,2}(?:No\.? ?)?\d{1,5}(?:\s?[A-Z]{1,2})?|"
    r"(?:DC|DS|PS|DI|SC)\s{0,2}\d{2,5}(?:\s?[A-Z]{1,2})?|(?:pc|wpc|pcso|dc|ds|ps|sgt)\s{0,2}\d{3,5}"
)
_NO_UNIT = re.compile(
    r" (?:A|I|OF|TO|IN|ON|AT|IS|IT|HE|BY|AN|AS|OR|IF|WE|SO|MY|UP|NO|DO|DV|PC|DC|DS|PS|GB|MB|KG|MG|ML|CM|MM|PM|AM)$"
)
_MACHINE_AFTER = re.compile(r"\s?(?:gb|mb|inch|volts?|v\b|amps?|%|mg|ml|of \d|in \d|games?|monitors?|laptops?)", re.I)


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield police references: high where the force stands in them, low where they only may tell it."""
    text, raw = clean.text, raw_of(clean.text)
    for _, start, end in alone(_URN, text, raw):
        written = text[start:end]
        if written.isupper() or not any(map(str.isspace, written)):
            yield Hit(start, end, "police-reference")
    for _, start, end in alone(_NAMED_URN, text, raw, 1):
        yield Hit(start, end, "police-reference")
    for sieve in (_CAD, _LOG_OF, _CRI):
        for _, start, end in alone(sieve, text, raw):
            if text[start].isupper() or sieve is not _CRI:
                yield Hit(start, end, "police-reference")
    for _, start, end in alone(_ATHENA, text, raw):
        near = follows(_POLICE_NEAR, clean.lower, start, 48)
        if text[start - 1 : start] not in tuple("/-.") and text[end : end + 1] not in tuple("/-"):
            yield Hit(start, end, "police-reference", Severity.HIGH if near else Severity.LOW)
    for _, start, end in alone(_NICHE, text, raw):
        if follows(_POLICE_NEAR, clean.lower, start, 48):
            yield Hit(start, end, "police-reference")
    yield from _labelled(text, raw)
    yield from _collars(text, raw)


def _labelled(text: str, raw: Raw) -> Iterator[Hit]:
    """Yield what follows "crime ref" and the like, if it has four digits and is no date."""
    for _, start, end in alone(_LABELLED, text, raw, 1):
        written = text[start:end]
        count = sum(mark.isdigit() for mark in written)
        is_date = re.fullmatch(
            r"\d{1,2}[/\-]\d{1,2}(?:[/\-](?:\d{4}|\d{2}))?|(?:19|20)\d\d(?:[/\-]\d{1,2}){0,2}", written
        )
        is_phone = (
            written[:2] in {"03", "07", "08", "01", "02"} and written.isdigit() and len(written) in (4, 5, 10, 11)
        )
        if count >= 4 and not is_date and not is_phone and text[end : end + 1] not in tuple(":%"):
            sure = count >= 6 or "/" in written
            yield Hit(start, end, "police-reference", Severity.HIGH if sure else Severity.LOW)


def _collars(text: str, raw: Raw) -> Iterator[Hit]:
    for _, start, end in alone(_COLLAR, text, raw):
        unit = _NO_UNIT.search(text, start, end)
        end = unit.start() if unit else end
        if not _MACHINE_AFTER.match(text, end):
            yield Hit(start, end, "collar-number", Severity.LOW)
