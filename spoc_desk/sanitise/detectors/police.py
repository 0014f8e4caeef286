"""References of the police: the first two digits are the force; logs and collar numbers narrow it down."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import LINK, Digits, Raw, Sieve, alone, by_shapes, follows, precedes, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# The first two digits of a prosecution number are the force (01 to 63; 93 the railways).
_FORCE = r"(?:0[1-7]|1[0-7]|2[0-4]|3[0-7]|4[0-8]|5[0-5]|6[0-3]|8[89]|9[0-8])"
_APART = r"(?:\s{1,2}|[/\-])?"
_URN = Sieve(
    rf"{_FORCE}{_APART}[A-Z][A-Z0-9]{_APART}\d{{5}}{_APART}\d{{2}}", any_case=True, kinds=("99999",), digits=Digits.NEAR
)
_NAMED_URN = Sieve(
    rf"(?:^|[^A-Za-z0-9])(?:(?:police|case|CPS|"
    rf"prosecution) )?URN{LINK}({_FORCE}{_APART}[A-Z0-9]{{2}}{_APART}\d{{5}}{_APART}\d{{2}})",
    any_case=True,
    kinds=("99999",),
    digits=Digits.FAR,
)
_WHAT = (
    r"(?:crime|occurrence|occ|incident|police|niche|athena|custody|storm|cris|crimint|log|OIC|PPN|VPA|DASH|DV|MARAC|PVP|"
    r"safeguarding|missing person|misper|intel(?:ligence)?|investigation|PND|ViSOR|BTP|"
    r"British Transport Police|Action Fraud|CCTV|"
    r"BWV|101|999|arrest[ /]summons|ASN|fire incident|ambulance CAD|EOC)"
)
_LABELLED = Sieve(
    rf"(?:^|[^A-Za-z0-9]){_WHAT}(?: (?:report|referral|case|record|file|log|crime|incident|custody|occurrence))?"
    r"[\s.:#(/\-]{0,3}(?:(?:no|num|number|ref|reference|id|record|log|is|was|under)[\s.:#(]{1,4}){0,4}"
    r"((?:[A-Z]{1,8}[/\-]?)?\d[A-Z0-9]*(?:[/*\-][A-Z0-9]+){0,5})",
    any_case=True,
    digits=Digits.FAR,
)
# A log number with its day: "LC-20240131-0123", "0123-310124", "1234 310124"; the first by its shape alone.
_DAY_LOG = Sieve(
    r"[A-Z]{2,4}-20[12]\d(?:0[1-9]|1[0-2])[0-3]\d-\d{3,5}", any_case=True, kinds=("-99999999-",), digits=Digits.NEAR
)
_LOG_DAY = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:log|incident|storm|CAD|occurrence)(?: (?:no\.?|number|ref\.?|log))?[\s.:#]{1,3}"
    r"(\d{1,5}[ /\-](?:[0-3]\d[01]\d(?:20)?[12]\d|\d{1,2}[/.]\d{1,2}[/.](?:20)?[12]\d|[0-3]\d[A-Z]{3}(?:20)?[12]\d))",
    any_case=True,
    digits=Digits.NEAR,
)
# An arrest or summons: year, force and station, system, number and check letter.
_ARREST = Sieve(r"\d\d/[0-9][0-9][A-Z0-9]{2}/\d\d/\d{1,11}[A-Z]", any_case=True, kinds=("/99/9",), digits=Digits.NEAR)
_STARRED = Sieve(r"[012]\d\*\d{5,7}", kinds=("99*99999",), digits=Digits.NEAR)
_CRN = Sieve(rf"CRN[\s:.no]{{1,6}}({_FORCE}[012]\d0\d{{6}})", any_case=True, marks=("crn",), digits=Digits.NEAR)
_DATE = (
    r"(?:\d{1,2}[ /.\-]?(?:\d{1,2}|[A-Z]{3,9})[ /.\-]?(?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|"
    r"th)? (?:of )?[A-Z]{3,9}(?: \d{4})?)"
)
_CAD = Sieve(
    rf"CAD\s?(?:no\.?|ref\.?|number|reference|log)?[\s:#]{{0,3}}\d{{1,6}}(?:\s?(?:/|-|of|dated|on)\s?{_DATE})?",
    any_case=True,
    marks=("cad",),
    digits=Digits.FAR,
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
    digits=Digits.FAR,
)
_CRI = Sieve(
    r"(?:CRI|CRIMEC|CRIS|CR|IR|OCC|NICL|PIR|KB|ECR|INC)/[A-Z0-9]{1,8}(?:/[A-Z0-9]{1,8}){1,4}",
    any_case=True,
    marks=("/",),
)
# "42/12345/24": force, number, year. "44240123456": force, year, a nought, number.
_ATHENA = Sieve(rf"{_FORCE}[A-Z]{{0,2}}/\d{{3,7}}[A-Z]?/[012]\d", kinds=("/999",), digits=Digits.NEAR)
_NICHE = Sieve(rf"{_FORCE}[012]\d0\d{{6}}", kinds=("99999999999",), digits=Digits.NEAR)
_POLICE_NEAR = re.compile(
    r"police|crime|occurrence|niche|incident|\bref\b|reference|\blog\b|officer|reported|\bcad\b|arrest|investigat|"
    r"\bcr\b|constab"
)
_OFFENCE = re.compile(
    r"criminal|assault|theft|burgl|harass|abh\b|gbh\b|arrest|damage|stalking|breach|domestic|robbery|affray"
)
_FILED = re.compile(r"\b(?:file|case|prosecut\w+|charge[ds]?|cps|urn)\b")
_NO_POLICE = re.compile(
    r"order|invoice|account|tracking|parcel|card|isbn|barcode|ean\b|serial|imei|policy|voucher|booking|ticket|receipt|tel\b|phone"
)
_COLLAR = Sieve(
    r"(?:(?:[TA]/?)?(?:PC|WPC|PCSO|CSO|Sgt|SGT|Sergeant|Constable|DC|PS|DS)|Inspector|Insp|CONSTABLE|SERGEANT|INSPECTOR|"
    r"DCI|D/?Sgt)\s{0,2}(?:No\.? ?)?\d{2,5}(?: ?[A-Z]{1,2}\b)?|(?:PC|WPC|PCSO)\s{0,2}\d(?: ?[A-Z]{1,2}\b)?|"
    r"(?:DI|SC)\s{0,2}\d{2,5}(?: ?[A-Z]{1,2}\b)?|(?:[ta]/?)?(?:pc|wpc|pcso|dc|ds|ps|di|sc|sgt|sergeant|"
    r"constable|inspector|insp)"
    r"\s{0,2}\d{3,5}(?: [a-z]{2}\b)?|(?:pc|PC)\s{0,2}\d{2,4}[a-zA-Z]{1,2}\b",
    digits=Digits.NEAR,
)
_NAMED_COLLAR = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:collar|shoulder|epaulette|warrant(?: card)?|badge|officer|force|PC|DC|DS|PS|PCSO|Sgt)"
    r"\s{1,2}(?:[A-Z][a-z]+ )?(?:\(?(?:collar|shoulder) )?(?:no\.?|number|num|id|ref)?[\s:(#]{0,3}"
    r"(\d{2,6}[ ]?[A-Z]{0,2}|[A-Z]{1,2}\d{2,5}|\d{2}[A-Z]{2})",
    any_case=True,
    digits=Digits.FAR,
    marks=("collar", "shoulder", "epaulette", "warrant", "badge", "officer", "force", "pc", "dc", "ds", "ps", "sgt"),
)
_COLLAR_LABEL = re.compile(r"(?:no\.?|number|num|id|ref)[\s:(#]{1,3}$")
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
        if written.isupper() or not any(map(str.isspace, written)) or _is_filed(clean.lower, start, end):
            yield Hit(start, end, "police-reference")
    for _, start, end in alone(_NAMED_URN, text, raw, 1):
        yield Hit(start, end, "police-reference")
    for sieve in (_DAY_LOG, _ARREST, _STARRED):
        for _, start, end in alone(sieve, text, raw):
            if sieve is not _STARRED or follows(_POLICE_NEAR, clean.lower, start, 48):
                yield Hit(start, end, "police-reference")
    for sieve in (_LOG_DAY, _CRN):
        for _, start, end in alone(sieve, text, raw, 1):
            yield Hit(start, end, "police-reference")
    for sieve in (_CAD, _LOG_OF, _CRI):
        for _, start, end in alone(sieve, text, raw):
            if text[start].isupper() or sieve is not _CRI or sum(map(str.isdigit, text[start:end])) > 4:
                yield Hit(start, end, "police-reference")
    for _, start, end in alone(_ATHENA, text, raw):
        near = follows(_POLICE_NEAR, clean.lower, start, 48)
        if text[start - 1 : start] not in tuple("/-.") and text[end : end + 1] not in tuple("/-"):
            yield Hit(start, end, "police-reference", Severity.HIGH if near else Severity.LOW)
    for _, start, end in alone(_NICHE, text, raw):
        if follows(_POLICE_NEAR, clean.lower, start, 48) or precedes(_OFFENCE, clean.lower, end, 40):
            yield Hit(start, end, "police-reference")
        elif (
            text[start] != "0"
            and text[start - 1 : start] not in tuple("+-/.#")
            and not follows(_NO_POLICE, clean.lower, start, 32)
        ):
            yield Hit(start, end, "police-reference", Severity.LOW)
    yield from _labelled(text, raw)
    yield from _collars(text, raw)


def _is_filed(lower: str, start: int, end: int) -> bool:
    """Return whether the words around speak of the police, of a file or of a prosecution."""
    return follows(_POLICE_NEAR, lower, start, 48) or follows(_FILED, lower, start) or precedes(_FILED, lower, end, 24)


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
    for _, start, end in alone(_NAMED_COLLAR, text, raw, 1):
        if _COLLAR_LABEL.search(text[max(0, start - 12) : start].lower()) and not _MACHINE_AFTER.match(text, end):
            yield Hit(start, end, "collar-number", Severity.LOW)
