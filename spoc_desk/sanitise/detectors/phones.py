"""Geographic phone numbers (01 and 02). Numbers that begin 03, 07, 08 and 09 show no place."""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Sieve, by_shapes, digits_of, follows, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_BETWEEN = r"[\s()\[\]./:_\-]{0,3}"
# The way in: +44, 0044, (0), "44 " or the plain nought; group 1 ends where the national digits begin.
# A run of digits before it would otherwise be taken for its beginning, and the number itself be lost.
_START = Sieve(
    rf"(?:^|[^0-9])"
    rf"(\(?(?:\+|00)[\s(]{{0,2}}44\)?{_BETWEEN}(?:\(?0\)?{_BETWEEN})?|44[ \-]\(?0?\)?[ \-]?|[(\[]?0[\s)\-]{{0,2}})"
    rf"[12](?:{_BETWEEN}\d){{8}}",
    digits=Digits.FAR,
)
_GROUP = re.compile(r"(\d{1,13})([\s()\[\]./:_\-]{0,3})")
_EXTENSION = re.compile(r"[\s,(]{0,3}(?:extension|extn?|ext|x)\.?[\s:.#no]{0,4}\d{1,6}\b\)?", re.I)
_MORE = re.compile(
    r"\s{0,2}(?:[/\-&]|or|and)\s{0,2}(?!0)(?:\d{5,6}|\d{3} \d{3})(?![\d/\-]| ?\d)|\s?[/\-]\s?(?!0)\d{1,6}(?![\d/\-])"
)
_CALLED = re.compile(
    r"\b(?:tel|telephone|phone|phoned|ring|rang|call|called|contact|number|fax|mobile|landline|helpline|office|on|"
    r"t|f)\b"
    r"[\s.:()#no]*$"
)
_GLUED_LABEL = re.compile(r"(?:^|[^a-z])(?:tel|t|f|fax|ph|phone|telephone|no|number|office)$")
_REFERENCE = re.compile(
    r"\b(?:ref|reference|refs|order|invoice|account|a/c|acct|policy|claim|isbn|serial|case|id|customer|"
    r"transaction|barcode|"
    r"tracking|version|voucher|receipt|booking|nhs|upn|uln|chi|uprn|batch|sort code|card|member|membership|part)"
    r"(?:\s+(?:number|no|id|code))?[\s.:#]*$|[#£$]\s?$"
)
_LOCAL = Sieve(
    r"(?:tel|telephone|phone|ring|rang|call|dial|fax|landline|home|local)(?:ed|ing)?(?:\s{1,2}(?:me|her|him|them|us|back|from|on|no\.?|"
    r"number|line|phone|tel))*\.?(?:\s?\((?:home|work|day|eve|h|w)\))?[:.]?\s{0,2}(?:no\.?|number)?(?:\s(?:is|was))?:?\s{0,2}"
    r"(\d{6}|\d{3}\s{1,2}\d{3,4}|\d{4} \d{4})",
    any_case=True,
    digits=Digits.FAR,
    marks=("tel", "phone", "ring", "rang", "call", "dial", "fax", "landline", "home", "local"),
)
_HER_NUMBER = Sieve(
    r"(?:her|his|their|mum's|dad's|nan's|my|our|house) number (?:is|was) (\d{6}|\d{3} \d{3})",
    any_case=True,
    digits=Digits.NEAR,
    marks=("number",),
)
# The dialling code by itself: "an 0161 number", "area code 01274", "01274 xxxxxx".
_CODE = Sieve(
    r"(?:(?:area|dialling|phone|STD|telephone|local)\s{1,2}(?:code|prefix)|STD|prefix|code|(?:numbers?|calls?|ring(?:ing|s)?|rang|"
    r"called|calling|phoned)(?:\s{1,2}(?:that|which))?\s{1,2}(?:from|starting|starts?|beginning|begins?|with)(?:\s{1,2}with)?"
    r"(?:\s{1,2}an?)?)[\s:=(]{1,3}(?:is\s)?(0[12]\d{1,4})|"
    r"(0[12]\d{1,4})[\s)]{1,2}(?:numbers?|landlines?|area code|dialling|code|prefix|xxx|\*\*\*)",
    any_case=True,
    digits=Digits.FAR,
    marks=("code", "std", "prefix", "number", "call", "ring", "rang", "phon", "landline", "dialling", "xxx", "***"),
)
# The Samaritans, Childline's Europe-wide number, directory enquiries.
_NATIONAL_SHORT = ("116", "118", "999", "0800", "0300", "0345")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield numbers with a geographic code; low where an unlisted code and a bare run of digits may be a reference."""
    raw = raw_of(clean.text)
    reached = 0
    # A date before a number looks like its beginning: what is none is passed by one character only.
    for match in _START.catches(raw, lambda match: bool(_read(clean, *match.span(1))[0])):
        start, begin = match.span(1)
        end, groups = _read(clean, start, begin)
        if start >= reached:
            hit = _judge(clean, (start, end), groups, own, has_nought=_has_nought(clean, start, begin))
            if hit:
                reached = hit.end
                yield hit
    text = clean.text
    for match in _CODE.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        if text[start:end] in _codes() and not re.match(r"[\d/]|[ \-]\d", text[end : end + 2]):
            hidden = re.match(r"[\s)]{1,2}[x*]{3,7}(?: ?[x*]{3,4})?", text[end : end + 12], re.I)
            end += hidden.end() if hidden else 0
            yield Hit(start, end, "phone", own=own.has_phone(text[start:end]))
    for match in (*_LOCAL.catches(raw), *_HER_NUMBER.catches(raw)):
        start, end = match.span(1)
        if not text[start:end].startswith(_NATIONAL_SHORT) and not re.match(r"[\d/\-]| ?\d", text[end : end + 2]):
            yield Hit(start, end, "phone", Severity.LOW)


def _has_nought(clean: Clean, start: int, begin: int) -> bool:
    return clean.text[start:begin].strip("( )-") == "0"


def _read(clean: Clean, start: int, begin: int) -> tuple[int, list[str]]:
    """Return where a number that starts here ends, and its groups; 0 where none does."""
    apart = _has_nought(clean, start, begin) and clean.text[begin - 1] in " -"
    return _number_end(clean.text, begin, least=3 if apart else 2) if _starts_fresh(clean, start) else (0, [])


def _number_end(text: str, begin: int, *, least: int) -> tuple[int, list[str]]:
    """Return where the number ends and its groups: ten national digits, or nine where the groups stop there."""
    groups: list[str] = []
    ends: list[int] = []
    at = begin
    while match := _GROUP.match(text, at):
        groups.append(match[1])
        ends.append(match.end(1))
        at = match.end()
        if sum(map(len, groups)) >= 10 or not match[2]:
            break
    total = sum(map(len, groups))
    if not groups or len(groups[0]) < least:
        return 0, []
    if total == 10 and not (len(groups) > 1 and len(groups[-1]) == 1):
        return ends[-1], groups
    for count in range(len(groups), 0, -1):
        if sum(map(len, groups[:count])) == 9 and groups[0][0] == "1":
            return ends[count - 1], groups[:count]
    return 0, []


def _starts_fresh(clean: Clean, start: int) -> bool:
    """Return whether the number is not the tail of something longer."""
    before = clean.lower[max(0, start - 18) : start]
    if not before:
        return True
    last = before[-1]
    if last.isalpha():
        return _GLUED_LABEL.search(before) is not None
    if last.isdigit() or last == "+":
        return False
    if last in "./-" and before[-2:-1].isdigit():
        return last == "/" and len(digits_of(before)) >= 9
    return True


def _judge(clean: Clean, span: tuple[int, int], groups: list[str], own: Own, *, has_nought: bool) -> Hit | None:
    """Return the hit with its extension, or None where the words around make it a reference."""
    start, end = span
    text = clean.text
    digits = "0" + "".join(groups)
    written = text[start:end]
    tail = _EXTENSION.match(text, end) or _MORE.match(text, end)
    after = text[end : end + 2]
    if tail is None and after[:1].isalpha() and not (after[0].isupper() and after[1:].islower()):
        return None
    called = follows(_CALLED, clean.lower, start, 24)
    if written.isdigit() and follows(_REFERENCE, clean.lower, start, 32):
        return None
    if not has_nought and written.startswith("44") and not has_listed_code(digits):
        return None
    listed = has_listed_code(digits)
    bare = written.isdigit()
    sure = called or not bare or (listed and len(digits) == 11)
    if not sure and len(digits) == 10 and not listed:
        return None
    end = tail.end() if tail else end
    if text[start] == "(" and text.count("(", start, end) > text.count(")", start, end):
        start += 1
    return Hit(start, end, "phone", Severity.HIGH if sure else Severity.LOW, own=own.has_phone(digits))


def has_listed_code(digits: str) -> bool:
    """Return whether a number begins with a dialling code that is in use."""
    return any(digits[:length] in _codes() for length in (3, 4, 5))


@cache
def _codes() -> frozenset[str]:
    return words("dialling_codes")
