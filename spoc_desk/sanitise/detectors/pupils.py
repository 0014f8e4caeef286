"""Numbers of pupils and schools: the UPN, the LAESTAB, the authority's own number, pupil transfer files."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# Any letters: a mistyped number still names the authority (characters 2 to 4) and the school (5 to 8).
_UPN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z](?:\d{11}|[ \-]?\d{3}[ \-]\d{4}[ \-]\d{2}[ \-]?\d{2})[A-Z\d](?![A-Za-z0-9])", re.I
)
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_AUTHORITY = (
    r"(?:20[1-9]|21[0-3]|30[1-9]|31\d|320|33[0-6]|34[0-4]|35\d|37[0-3]|38[0-4]|39[0-4]|420|"
    r"6[67]\d|68[01]|8\d\d|9[0-4]\d)"
)
_SCHOOL = re.compile(rf"(?<![\w/.\-£])(?P<la>{_AUTHORITY})\s?(?P<mark>[/\-])\s?(?P<school>\d{{4}})(?![\w/\-]|[.,]\d)")
_NAMED_SCHOOL = re.compile(
    r"\b(?:LAESTAB|LA\s?ESTAB|DfE|DfES|establishment|estab|school)\s*(?:no\.?|number|code|ref)?\s*[:#]?\s*(?:is\s+)?"
    rf"(?P<number>(?P<la>{_AUTHORITY})[ /\-]?\d{{4}})(?!\d)",
    re.I,
)
_NAMED_AUTHORITY = re.compile(
    rf"\b(?:LA|LEA|DfE|authority|council)\s*(?:code|number|no\.?)\s*[:#]?\s*(?:is\s+)?(?P<la>{_AUTHORITY})(?!\d)", re.I
)
_TRANSFER_FILE = re.compile(
    r"(?<![A-Za-z0-9])(?P<la>\d{3})(?:\d{4}|LLLL)_[A-Z]{2,4}_"
    r"(?:(?P<to>\d{3})(?:\d{4}|LLLL)|X{7}|M{7})_\d{3}\.(?:xml|zip)",
    re.I,
)
_SCHOOL_WORDS = re.compile(r"dfe|estab|school|urn|pupil|la no", re.I)


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield pupil, school and authority numbers; ours where the authority's three digits are ours."""
    text = clean.text
    for match in _UPN.finditer(text):
        yield Hit(*match.span(), "upn", own=_digits(match.group())[:3] in own.numbers)
    for match in _NAMED_SCHOOL.finditer(text):
        yield Hit(*match.span("number"), "laestab", own=match["la"] in own.numbers)
    for match in _NAMED_AUTHORITY.finditer(text):
        yield Hit(*match.span("la"), "laestab", own=match["la"] in own.numbers)
    for match in _TRANSFER_FILE.finditer(text):
        yield Hit(*match.span(), "file-name", own={match["la"], match["to"]} <= own.numbers)
    yield from _bare_schools(clean, own)


def _bare_schools(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield 123/4567 without a label: low, and not at all where it looks like a regulation and its year."""
    for match in _SCHOOL.finditer(clean.text):
        named = _SCHOOL_WORDS.search(clean.text, max(0, match.start() - 40), match.start()) is not None
        year_like = match["school"][:2] in {"19", "20"}
        if named or (match["mark"] == "/" and not year_like):
            severity = Severity.HIGH if named else Severity.LOW
            yield Hit(*match.span(), "laestab", severity, own=match["la"] in own.numbers)


def is_valid_upn(upn: str) -> bool:
    """Return whether the check letter of a pupil number fits (domain.md Annex B)."""
    if not re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", upn):
        return False
    values = [int(mark) if mark.isdigit() else _LETTERS.index(mark) for mark in upn[1:]]
    return _LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23] == upn[0]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
