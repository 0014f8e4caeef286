"""Codes of public registers that can be looked up to an area: ONS, property and NHS organisation codes."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve, alone, by_shapes, follows, labelled, precedes, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# E00 output area … E10 county, E14 constituency, E23 police force; W, S and N for the other countries. K02 to K04 are
# the nations together. In two pieces only as the codes begin in fact: with a nought after the kind.
_GSS = Sieve(
    r"(?:E(?:0\d|1[0-9]|2[0-9]|3\d|4\d|5\d|9\d)|W(?:0\d|1\d|2\d|3\d|4\d)|S(?:0\d|1\d|2\d|3\d)|N(?:0\d|1\d|"
    r"2\d))[ \-]\d{6}|[EWSNKJLM][0-79]\d[ \-]?0\d{5}|[EWSNKJLM][0-79]\d{7}",
    any_case=True,
    kinds=("999999",),
    digits=Digits.NEAR,
)
_UPRN = labelled(
    r"U[PS]RN|U\.[PS]\.R\.N\.?|UDPRN|unique (?:property|street) ref(?:erence)?|LLPG(?: U[PS]RN)?|TOID|"
    r"addressbase|street ref(?:erence)?|"
    r"(?:local )?gazetteer ref(?:erence)?",
    r"\d{1,4}(?:[ ,\-]{1,2}\d{3,4}){1,3}|\d{4,16}",
    digits=Digits.FAR,
)
# An energy certificate can be looked up by its number.
_CERTIFICATE = Sieve(r"\d{4}(?:-\d{4}){4}", kinds=("9999-9999-9999-9999-9999",), digits=Digits.NEAR)
# Statistical regions: UKH21, TLH21; only with their label, for the rest of the alphabet is anything.
_REGION = labelled(r"NUTS ?[0-3]?|ITL ?[1-3]?", r"(?:UK|TL)[C-N][1-9]?\d?")
_OLD_AREA = labelled(
    r"(?:old |former )?ONS(?: (?:ward|district|area|county|geography))?",
    r"\d\d[A-Z]{2}(?:[A-Z]{2})?",
    digits=Digits.FAR,
)
# Councils hold blocks of twelve digits that begin with 10 or 200. 2009 and a month may be a time of day.
_BARE_UPRN = Sieve(r"(?:10|200)\d{9,10}", kinds=("999999999999",), digits=Digits.NEAR)
_TIMESTAMP = re.compile(r"200\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
_TOID = Sieve(r"osgb\d{9,16}", any_case=True, marks=("osgb",), digits=Digits.NEAR)
_PRACTICE = Sieve(r"(?:[A-HJ-NP][89]\d{4}|W9[1-8]\d{3}|Y0\d{4})(?:\d{3})?", any_case=True, digits=Digits.NEAR)
_NO_PRACTICE = re.compile(r"v8199[789]", re.I)
_LABELS = (
    r"(?:ODS|OCS|NACS)(?: (?:site|trust|practice|provider|organisation|icb|parent))?|(?:GP |practice|surgery|"
    r"pharmacy|trust|provider|organisation|organization|org|site|commissioner|ICB|CCG|PCT|"
    r"sub-?ICB(?: location)?|GMP|GMC practice|PCN|primary care network|health board|hospital|organisation|"
    r"dental practice|"
    r"dentist|optician)\.?\s?(?:ODS |org )?(?:code|no|number|id)|ODS(?: code)? R[A-Z0-9]{2} site|PCN"
)
_ODS = labelled(_LABELS, r"[A-Z0-9]{3,9}")
_PHARMACY = labelled(
    r"pharmacy|chemist(?:'s)?|dispensed (?:by|at)|dispenser",
    r"F[A-Z][A-Z0-9]\d\d",
    marks=("pharm", "chemist", "dispens"),
)
_TRUST_SITE = Sieve(r"R[A-Z0-9]{2}\d{2}|F[A-Z]\d{3}|V[A-Z]\d{3}|R[A-Z0-9]{2}|Q[A-Z0-9]{2}")
# Near a word of the health service a site in capitals needs no label.
_SITE = Sieve(r"R[A-Z0-9]{2}\d{2}|7A\d(?:\d\d)?|[RQ][A-Z0-9]{2}", kinds=("A9", "AA"))
_SITE_NEAR = re.compile(
    r"\b(?:ods|org|organisation|provider|trust|site|commissioner|hospital|nhs|clinic)\b[^.;\n\d]{0,24}$"
)
_CODE_NEAR = re.compile(
    r"\b(?:ods|org(?:anisation)? (?:code|id)|provider (?:code|id)|trust (?:code|id)|nhs (?:code|id)|"
    r"icb (?:code|id)|commissioner code)\b"
    r"[^.;\n\d]{0,16}$"
    r"|\b(?:icb|nhs trust)\s?[:(]?\s?$|\b(?:commissioner|provider|organisation|trust)\s?[:(]\s?$"
)
_WORDS = frozenset({"red", "ran", "run", "raw", "ref", "reg", "rem", "rep", "row"})
_TRUST_BEFORE = re.compile(
    r"(?:\btrust|hospital|hospitals|infirmary|icb|care board|pharmacy|chemist|foundation|nhs|\bsite)\s{0,2}[:(\[,\-]\s*"
    r"(?:(?:site|code|site code|org code)\s{1,2})?$"
)
_SITE_BEFORE = re.compile(r"\bsite\s?[:(]\s?$")
_TRUST_AFTER = re.compile(r"\s?[)\]]")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield register codes; only an ONS code listed as ours can be ours."""
    text, raw = clean.text, raw_of(clean.text)
    for _, start, end in alone(_GSS, text, raw):
        code = text[start:end].upper().replace(" ", "").replace("-", "")
        if text[start - 1 : start] != "#":
            yield Hit(start, end, "gss", own=code in own.numbers)
    for sieve in (_REGION, _OLD_AREA):
        for _, start, end in alone(sieve, text, raw, 1):
            if sieve is _REGION or any(mark.isalpha() for mark in text[start + 2 : end]):
                yield Hit(start, end, "gss")
    yield from _properties(text, raw)
    yield from _health_bodies(clean, raw)


def _properties(text: str, raw: Raw) -> Iterator[Hit]:
    for _, start, end in alone(_UPRN, text, raw, 1):
        yield Hit(start, end, "uprn")
    for sieve in (_TOID, _CERTIFICATE):
        for _, start, end in alone(sieve, text, raw):
            yield Hit(start, end, "uprn")
    for _, start, end in alone(_BARE_UPRN, text, raw):
        around = text[start - 1 : start] + text[end : end + 2]
        if end - start == 12 and not re.match(r"[£$.+/\-]|.?[.\-/]\d", around):
            low = _TIMESTAMP.fullmatch(text, start, end) is not None
            yield Hit(start, end, "uprn", Severity.LOW if low else Severity.HIGH)


def _health_bodies(clean: Clean, raw: Raw) -> Iterator[Hit]:
    text = clean.text
    for _, start, end in alone(_PRACTICE, text, raw):
        if text[start - 1 : start] != "#" and not _NO_PRACTICE.match(text, start):
            yield Hit(start, end, "ods")
    for _, start, end in alone(_ODS, text, raw, 1):
        code = text[start:end]
        coded = any(mark.isdigit() for mark in code) or (code.isupper() and len(code) <= 5)
        low_body = len(code) == 3 and code[0] in "qr" and code not in _WORDS
        if (coded or low_body) and not _NO_PRACTICE.match(code):
            yield Hit(start, end, "ods")
    for _, start, end in alone(_PHARMACY, text, raw, 1):
        yield Hit(start, end, "ods")
    for _, start, end in alone(_SITE, text, raw):
        near = _SITE_NEAR if end - start == 5 else _CODE_NEAR
        if near.search(clean.lower, max(0, start - 48), start) and text[start:end].lower() not in _WORDS:
            yield Hit(start, end, "ods")
    for _, start, end in alone(_TRUST_SITE, text, raw):
        label = follows(_SITE_BEFORE, clean.lower, start, 12) and end - start == 5
        if label or (follows(_TRUST_BEFORE, clean.lower, start) and precedes(_TRUST_AFTER, clean.lower, end, 2)):
            yield Hit(start, end, "ods")
