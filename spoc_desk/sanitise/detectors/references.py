"""Case numbers of courts and tribunals: their first letters or digits name the court, district or council."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve, alone, by_shapes, follows, labelled, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# Two letters for the court, year, kind (C public law, P private law, F, D, A, Z), number: "LV24C01234". FD is the
# Family Division in London, which hears the whole country.
_FAMILY = Sieve(
    r"([A-Z]{2})[ ./\-]?\d{2}[ ./\-]?[A-Z][ ./\-]?\d{5}", any_case=True, kinds=("99999",), digits=Digits.NEAR
)
_KINDS = frozenset("ACDFPVZ")
# "9BM30477", "F02YM752", "CC-2023-MAN-000012", "2023/2/YOR".
_COUNTY = Sieve(r"\d[A-Z]{2}\d{5}|[A-HJ-Z]\d{2}[A-Z][A-Z0]\d{3}", any_case=True, digits=Digits.NEAR)
# A claim number whose last letter was read as a nought: "D69B0508".
_COUNTY_MISREAD = re.compile(r"[A-HJ-Z]\d{2}[A-Z]0\d{3}", re.IGNORECASE)
_DISTRICT = Sieve(
    r"[A-Z]{2}-\d{4}-([A-Z]{3})-\d{6}|(?:19|20)\d\d/\d{1,6}/([A-Z]{3})",
    any_case=True,
    kinds=(
        "-999999",
        "99/9",
    ),
    digits=Digits.NEAR,
)
_PNC_COURT = Sieve(r"\d{2}[/ ]\d{4}[/ ]\d{5,6}[A-HJ-NP-Z]", any_case=True, kinds=("99999",), digits=Digits.NEAR)
# Special needs appeals carry the council's number: EH383/23/00123.
_SPECIAL_NEEDS = Sieve(
    r"(?:EH|SE|EHC)[ ]?(\d{3})[/.\-](?:20)?\d{2}[/.\-]\d{4,5}",
    any_case=True,
    kinds=("99/9999", "99-9999", "99.9999"),
    digits=Digits.NEAR,
)
# Sheriff courts: "GLA-F123-24". In small letters and without the court only behind a label.
_SHERIFF = Sieve(r"[A-Z]{3}-[A-Z]{1,3}\d{1,5}-\d{2}", kinds=("-99", "9-99"), digits=Digits.NEAR)
_NAMED_COURT = labelled(
    r"(?:court(?: ?house)?|court centre|CREST|OU) (?:code|id)|sheriff court(?: (?:case|action|ref|reference))?|"
    r"(?:mental health )?tribunal (?:ref|reference|case)|(?:magistrates'? )?court (?:ref|reference|code)",
    r"[A-Z]{0,3}-?[A-Z]{0,3}\d[A-Z0-9]*(?:[/\-][A-Z0-9]+){0,4}|MP/\d{4}/\d{4,6}",
    digits=Digits.FAR,
)
_PROPERTY_TRIBUNAL = Sieve(
    r"(?:LON|MAN|BIR|CAM|CHI|HAV|NT|MM|SE|SW|E|N|S|W)/\d{2}[A-Z]{2}/[A-Z]{1,4}\d{0,2}/(?:19|20)\d\d/\d{3,5}",
    any_case=True,
    kinds=("/9999/",),
    digits=Digits.NEAR,
)
_EMPLOYMENT = Sieve(
    r"(?:S/)?(?:1\d|2\d|3[0-3]|4[01]|6\d|8\d)\d{5}/(?:19|20)\d\d", kinds=("9999999/",), digits=Digits.NEAR
)
_PROTECTION = Sieve(
    r"(?:COP|court of protection)(?: (?:case|ref|reference|no\.?|number))*[\s:.]{0,3}(\d{7,8}(?:-\d\d)?T?)",
    any_case=True,
    kinds=("9999999",),
    digits=Digits.FAR,
)
_CROWN = Sieve(r"[TAStas]20[012]\d{5}", kinds=("99999999",), digits=Digits.NEAR)
_NAMED = labelled(
    r"(?:case|claim|court|petition|application|matter|family court|county court)\s?(?:no|number|ref|reference)",
    r"[A-Z]{2}[ /\-]?\d{2}[ /\-]?[A-Z][ /\-]?\d{3,5}|[A-Z]\d{2}[A-Z]{2}\d{3}|\d[A-Z]{2}\d{5}|\d{2}/?\d{4}/?\d{6}[A-Z]",
    digits=Digits.FAR,
)
# Numbers that the county court gives to claims made online: "H7QZ4K2M", "123MC456".
_ONLINE = labelled(
    r"(?:county court |small |money |online |court )?claim(?: form)?|case",
    r"[A-HJ-Z]\d[A-Z]{2}\d[A-Z]\d[A-Z]|\d{3}(?:MC|DC)\d{3}",
)
_CASE_WORDS = re.compile(r"case|claim|court|petition|application|order|proceed|judgment|matter|between")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield case numbers: high where the shape is sure, low where it only may be one."""
    text, raw = clean.text, raw_of(clean.text)
    yield from _family(clean, raw)
    for _, start, end in alone(_COUNTY, text, raw):
        written = text[start:end]
        if _COUNTY_MISREAD.fullmatch(written) and not follows(_CASE_WORDS, clean.lower, start):
            continue
        if written.isupper() or follows(_CASE_WORDS, clean.lower, start) or written[-5:].isdigit() or written.islower():
            yield Hit(start, end, "court-reference")
    for sieve in (_DISTRICT, _SHERIFF):
        for _, start, end in alone(sieve, text, raw):
            yield Hit(start, end, "court-reference")
    for _, start, end in alone(_NAMED_COURT, text, raw, 1):
        if sum(map(str.isdigit, text[start:end])) >= 3:
            yield Hit(start, end, "court-reference")
    for _, start, end in alone(_PNC_COURT, text, raw):
        yield Hit(start, end, "court-reference")
    for match, start, end in alone(_SPECIAL_NEEDS, text, raw):
        yield Hit(start, end, "court-reference", own=match[1].decode() in own.numbers)
    for _, start, end in alone(_NAMED, text, raw, 1):
        if not clean.lower.startswith("fd", start):
            yield Hit(start, end, "court-reference")
    for _, start, end in alone(_ONLINE, text, raw, 1):
        yield Hit(start, end, "court-reference", Severity.LOW)
    for sieve in (_PROPERTY_TRIBUNAL, _EMPLOYMENT):
        for _, start, end in alone(sieve, text, raw):
            yield Hit(start, end, "court-reference")
    for _, start, end in alone(_PROTECTION, text, raw, 1):
        yield Hit(start, end, "court-reference", Severity.LOW)
    for _, start, end in alone(_CROWN, text, raw):
        yield Hit(start, end, "court-reference", Severity.LOW)


def _family(clean: Clean, raw: Raw) -> Iterator[Hit]:
    text = clean.text
    for match, start, end in alone(_FAMILY, text, raw):
        written = "".join(mark for mark in text[start:end] if mark.isalnum())
        if written[4].upper() not in _KINDS:
            continue
        if len(written) < end - start and not (written.isupper() or written[:2].islower()):
            continue
        severity = Severity.LOW if match[1].upper() == b"FD" else Severity.HIGH
        yield Hit(start, end, "court-reference", severity)
