"""Numbers that tell no place but lead to one in another body's register: health, tax, identity, custody. Always low."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import (
    Catch,
    Digits,
    Raw,
    Sieve,
    alone,
    by_shapes,
    digits_of,
    follows,
    labelled,
    raw_of,
)
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_TEN = r"\d{3}[\s.\-]{0,2}\d{3}[\s.\-]{0,2}\d{4}"
_HEALTH = Sieve(_TEN, digits=Digits.NEAR)
_NAMED_HEALTH = labelled(
    r"(?:new |old )?N\.?H\.?S\.?(?:[ /\-]?(?:no|num|number|id)(?: \(if known\))?)?|national health service|patient",
    rf"{_TEN}|\d(?:[ .\-]{{0,2}}\d){{9}}",
    digits=Digits.FAR,
)
# The Scottish and the Northern Irish number tell the country by their very name.
_NAMED_COUNTRY = labelled(
    r"CHI|community health index|H ?(?:&|and|\+) ?C|HCN|HSC|health (?:&|and) (?:social )?care",
    rf"{_TEN}|\d{{6}}[ \-]?\d{{4}}",
    digits=Digits.FAR,
)
_INSURANCE = Sieve(
    r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]([\s.\-]{0,2})\d{2}[\s.\-]{0,2}\d{2}[\s.\-]{0,2}\d{2}[\s.\-]{0,2}[A-D]",
    any_case=True,
    digits=Digits.NEAR,
)
# Six digits and the last letter in threes, or without the letter: only behind the label.
_NOT_INSURANCE = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
_NAMED_INSURANCE = labelled(
    r"NINO|N\.?I\.?|national insurance|nat\.? ?ins\.?",
    r"[A-Z]{2}(?:[\s.\-]{0,2}\d){6}(?:[\s.\-]{0,2}[A-D]\b)?",
    digits=Digits.FAR,
)
_DRIVER = Sieve(
    r"[A-Z][A-Z9]{4}[ ]?\d[0156]\d(?:[0-2]\d|3[01])\d[ ]?[A-Z9]{2}[ ]?[A-Z0-9][A-Z]{2}(?:[ ]?\d{2})?",
    any_case=True,
    kinds=("999999",),
    digits=Digits.NEAR,
)
_NAMED_IDENTITY = labelled(
    r"passport|driving licence|driver number|driver licence|ULN|unique learner|share code|BRP|"
    r"biometric residence permit|"
    r"birth certificate|identity card|visa|PNC(?: ?id)?|CRO|NOMIS|NOMS|prison(?:er)?|GWF|ARC|NASS|unique tax|UTR",
    r"[A-Z0-9]{3} [A-Z0-9]{3} [A-Z0-9]{3}|\d{2,5}(?: \d{3,5}){1,3}|[A-Z]{0,3}\d[A-Z0-9]*(?:[/\-][A-Z0-9]+){0,3}",
)
_PNC = Sieve(r"((?:19|20)?\d{2})/(\d{1,7})([A-HJ-NP-RT-Z])", any_case=True, kinds=("9/9",), digits=Digits.NEAR)
_PRISON = Sieve(r"[A-HJ-NP-Z]\d{4}[A-HJ-NP-Z]{2}|[a-hj-np-z]\d{4}[a-hj-np-z]{2}", kinds=("9999",), digits=Digits.NEAR)
_CHECK = "ZABCDEFGHJKLMNPQRTUVWXY"
_ORDER_WORDS = re.compile(r"order|invoice|isbn|tel|phone|fax|account|ticket|tracking|parcel|barcode|call|ring|mob")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield linkage numbers. A check digit decides only where no label does."""
    text, raw = clean.text, raw_of(clean.text)
    yield from _health(clean, raw)
    for match, start, end in alone(_INSURANCE, text, raw):
        if text[start : start + 2].upper() not in _NOT_INSURANCE and _is_written_alike(text[start:end], match):
            yield Hit(start, end, "linkage-id", Severity.LOW)
    for _, start, end in alone(_NAMED_INSURANCE, text, raw, 1):
        yield Hit(start, end, "linkage-id", Severity.LOW)
    for _, start, end in alone(_DRIVER, text, raw):
        yield Hit(start, end, "linkage-id", Severity.LOW)
    for _, start, end in alone(_NAMED_IDENTITY, text, raw, 1):
        if sum(mark.isdigit() for mark in text[start:end]) >= 4 and not _is_year(text[start:end]):
            yield Hit(start, end, "linkage-id", Severity.LOW)
    for match, start, end in alone(_PNC, text, raw):
        if is_valid_pnc(match[1].decode(), match[2].decode(), match[3].decode()):
            yield Hit(start, end, "linkage-id", Severity.LOW)
    for _, start, end in alone(_PRISON, text, raw):
        yield Hit(start, end, "linkage-id", Severity.LOW)


def _is_written_alike(written: str, match: Catch) -> bool:
    """Return whether an insurance number is in capitals, or in small letters throughout."""
    return written[0].isupper() or not match[1] or written[-1].islower()


def _health(clean: Clean, raw: Raw) -> Iterator[Hit]:
    text = clean.text
    for _, start, end in alone(_NAMED_COUNTRY, text, raw, 1):
        yield Hit(start, end, "nhs-number")
    for _, start, end in alone(_NAMED_HEALTH, text, raw, 1):
        yield Hit(start, end, "nhs-number", Severity.LOW)
    for _, start, end in alone(_HEALTH, text, raw):
        number = digits_of(text[start:end])
        outside = text[start - 1 : start] + text[end : end + 2]
        apart = not re.match(r"[+/.\-£$(]|.?[/.\-]\d", outside)
        if (
            number[0] in "34679"
            and apart
            and is_valid_health(number)
            and not follows(_ORDER_WORDS, clean.lower, start, 20)
        ):
            yield Hit(start, end, "nhs-number", Severity.LOW)


def is_valid_health(number: str) -> bool:
    """Return whether the check digit of an NHS number fits: eleven less the weighted sum, tens never."""
    total = 11 - sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True)) % 11
    return int(number[9]) == total % 11 and len(set(number)) > 1


def is_valid_pnc(year: str, serial: str, letter: str) -> bool:
    """Return whether the check letter of a police national number fits: two digits of the year and seven, modulo 23."""
    return _CHECK[int(year[-2:] + serial.zfill(7)) % 23] == letter.upper()


def _is_year(written: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d|\d{1,2}[/\-]\d{1,2}[/\-]\d{2,4}", written) is not None
