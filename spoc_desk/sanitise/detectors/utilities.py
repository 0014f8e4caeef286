"""Numbers of supply and account: a meter point names the region; rent and tax accounts lead to the council."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Sieve, alone, by_shapes, digits_of, follows, labelled, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# Thirteen digits, of which the first two are the network region and the last a check.
_METER = Sieve(
    r"(?:1\d|2[0-3])[ \-]?\d{4}[ \-]?\d{4}[ \-]?\d{3}|(?:1\d|2[0-3])[ \-]?\d{3}[ \-]?\d{4}[ \-]?\d{4}",
    kinds=(
        "9999999",
        "9999 9999",
        "9999-9999",
    ),
    digits=Digits.NEAR,
)
_NAMED_METER = labelled(
    r"(?:MPAN(?: core)?|meter point(?: administration)?|supply|S)(?: (?:no|number))?[\s.:]{0,3}S?|supply S",
    r"(?:1\d|2[0-3])\d?(?:[ \-]?\d){10,11}|0\d[ ]?\d{3}[ ]?\d{3}[ ]?(?:1\d|2[0-3])(?:[ \-]?\d){11}",
    digits=Digits.FAR,
)
_GAS = labelled(
    r"MPRN?|(?:gas )?meter point(?: reference)?|M number|(?:gas|electricity|electric|water) (?:meter|"
    r"supply)|gas meter reference|"
    r"meter(?: serial)?|MSN|SPID",
    r"[A-Z]?\d{0,2}[A-Z]{0,2}\d{5,10}(?:W\d\d)?",
    digits=Digits.FAR,
)
_SUPPLIED_FROM = labelled(r"GSP(?: group)?", r"_[A-P]\b")
_WEIGHTS = (3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43)
_ACCOUNT = labelled(
    r"(?:council ?tax|rent|tenancy|tenant|housing(?: benefit| register| application| options)?|homechoice|"
    r"business rates?|rates|"
    r"NNDR|HB|CTR|CTAX|leasehold(?:er)?|homelessness|property|repairs?|library(?: card| ticket)?|parking permit|"
    r"blue badge|"
    r"bus pass|water|electricity|gas|energy|dinner money|free school meals|FSM|parentpay)"
    r"\s?(?:account|acct|a/c|payment|claim|application|case|card|register|customer|agreement|bill)?\s?"
    r"(?:no|num|number|ref|refs|reference|account|a/c|acct|id)",
    r"[A-Z]{0,5}[/\-]?\d[A-Z0-9]*(?:[/\- ][A-Z0-9]*\d[A-Z0-9]*){0,4}",
    digits=Digits.FAR,
)
_BILLING = labelled(r"BA|billing authority|VOA(?: BA)?", r"\d{4}(?:[/ \-]?\d{5,12})?", digits=Digits.FAR)
_EXCHANGE = Sieve(
    r"(?:^|[^A-Za-z0-9])((?:DX|D\.X\.)(?:\s{1,2}(?:(?i:Box|No\.?|Number|Address)))?[:\s.\-]{0,3}(?:[A-Z]{2}\d{1,4}|\d{3,7})"
    r"(?:[,(]? ?[ (\n][A-Z][A-Za-z'\-]+(?:[ \-](?:on|upon|under|the|of|in|"
    r"le)[ \-][A-Z][a-z]+)?(?: [A-Z][A-Za-z'\-]+){0,3}(?: \d{1,3})?)?)",
    marks=("dx", "d.x"),
    digits=Digits.FAR,
)
# Scotland has "legal post" besides.
_LEGAL_POST = Sieve(
    r"LP[ \-]\d{1,4},? [A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?(?: \d{1,3}\b)?", marks=("lp",), digits=Digits.FAR
)
_LOW_EXCHANGE = Sieve(
    r"(?:^|[^a-z0-9])(dx(?: (?:no\.?|number|box))?:? ?\d{4,7}(?:,? (?:st )?[a-z\-]{4,}(?: (?:upon|on|under) [a-z]+)?"
    r"(?: (?:regis|edmunds|keynes|albans|city|wells|spa))?)?(?: \d{1,3}\b)?)",
    marks=("dx",),
    digits=Digits.FAR,
)
_EXCHANGE_ENDS = re.compile(
    r"\s(?:Tel|Telephone|Fax|Email|E-mail|Our|Your|Ref|Date|Phone|Please|The|Website|Web|Direct|DX|PO)\b.*$", re.S
)
_NO_METER = re.compile(r"isbn|barcode|ean|order|tracking|account|card|iban|imei")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield meter points and DX boxes (high), account numbers with their label (low)."""
    text, raw = clean.text, raw_of(clean.text)
    for _, start, end in alone(_NAMED_METER, text, raw, 1):
        if len(digits_of(text[start:end])) in {13, 21}:
            yield Hit(start, end, "meter-point")
    for _, start, end in alone(_SUPPLIED_FROM, text, raw, 1):
        yield Hit(start, end, "meter-point")
    for _, start, end in alone(_METER, text, raw):
        joined = not re.match(r"[+/.\-]|.?[/.\-]\d", text[start - 1 : start] + text[end : end + 2])
        if joined and is_valid_meter(digits_of(text[start:end])) and not follows(_NO_METER, clean.lower, start, 24):
            yield Hit(start, end, "meter-point")
    for _, start, end in alone(_GAS, text, raw, 1):
        yield Hit(start, end, "meter-point", Severity.LOW)
    for sieve in (_ACCOUNT, _BILLING):
        for _, start, end in alone(sieve, text, raw, 1):
            count = len(digits_of(text[start:end]))
            if count >= 4 and not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}[/\-]\d{1,2}[/\-]\d{2,4}", text[start:end]):
                yield Hit(start, end, "account-ref", Severity.LOW)
    for _, start, end in alone(_EXCHANGE, text, raw, 1):
        cut = _EXCHANGE_ENDS.search(text, start, end)
        yield Hit(start, cut.start() if cut else end, "dx")
    for _, start, end in alone(_LEGAL_POST, text, raw):
        yield Hit(start, end, "dx")
    for _, start, end in alone(_LOW_EXCHANGE, text, raw, 1):
        yield Hit(start, end, "dx")


def is_valid_meter(number: str) -> bool:
    """Return whether the check digit of a meter point fits."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:12], _WEIGHTS, strict=True))
    return total % 11 % 10 == int(number[12])
