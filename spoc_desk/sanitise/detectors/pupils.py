"""Numbers of pupils and schools: the UPN, the LAESTAB, the authority's own number, pupil transfer files."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import (
    LINK,
    Digits,
    Raw,
    Sieve,
    alone,
    by_shapes,
    digits_of,
    follows,
    labelled,
    raw_of,
    stands_alone,
)
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# Any letters: a mistyped number still names the authority (characters 2 to 4) and the school (5 to 8).
_UPN = Sieve(
    r"([A-Z])(?:\d{11}|[ ./\-]?\d{3}[ ./\-]\d{4}[ ./\-]?\d{2}[ ./\-]?\d{2}[ ./\-]?|[ ./\-]?\d{7}[ ./\-]\d{4}|"
    r"[ ./\-]\d{11})[A-Z\d]",
    any_case=True,
    digits=Digits.NEAR,
)
# With the label before it, in whatever pieces it was typed.
_NAMED_UPN = labelled(
    r"UPN|U\.P\.N\.?|unique pupil|pupil", r"[A-Z](?:[ ./\-]{0,2}\d){11}[ ./\-]{0,2}[A-Z\d]", digits=Digits.FAR
)
_UPN_GLUED = re.compile(r"(?:^|[^a-z])upn[s:]?$")
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_AUTHORITY = (
    r"(?:20[1-9]|21[0-3]|30[1-9]|31\d|320|33[0-6]|34[0-4]|35\d|37[0-3]|38[0-4]|39[0-4]|420|"
    r"6[67]\d|68[01]|8\d\d|9[0-4]\d)"
)
_SCHOOL = Sieve(
    rf"({_AUTHORITY})\s?/\s?(\d{{4}})",
    kinds=(
        "/9999",
        "/ 9999",
    ),
    digits=Digits.NEAR,
)
_NAMED_SCHOOL = labelled(
    r"LA[\s/\-]?ESTAB|(?:LA|LEA|DfE|DfES|DfEE|DCSF|DES|estab|establishment|school|(?:dept|department) for education|"
    r"ministry|education)(?:'s)?[\s/\-]*(?:LA|LEA|DfE|DfES|DCSF|estab|establishment|school)?"
    r"(?:[\s/\-]*(?:no|number|code|ref|id))?",
    rf"{_AUTHORITY}[\s/\-.]{{0,3}}\d{{4}}",
    digits=Digits.FAR,
)
_NAMED_AUTHORITY = Sieve(
    rf"(?:^|[^A-Za-z0-9])(?:(?:LA|LEA|DfE|local authority|authority|council)[\s_\-]{{0,2}}(?:code|number|"
    rf"no\b\.?|ref|id)"
    rf"{LINK}|(?:LA|LEA|local authority)\s{{0,2}}(?:[:=#(>|\-]\s?|is )|(?:sending|receiving|home|placing|"
    rf"maintaining|previous|"
    rf"former|old|new|from|to|source|destination|responsible|issuing) (?:LA|LEA|authority|local authority)[:\s(]{{1,2}}"
    rf"|LEA )({_AUTHORITY})",
    any_case=True,
    digits=Digits.FAR,
)
_BARE_AUTHORITY = Sieve(rf"(?:LA|LEA|[Ll]ocal [Aa]uthority|Authority)[ ](?:is )?({_AUTHORITY})", digits=Digits.NEAR)
# Near a word about schools the number may be joined, or in two with a space or hyphen.
_NEAR_SCHOOL = Sieve(rf"{_AUTHORITY}[ \-]?[1-7]\d{{3}}", kinds=("9999999", "999 9999", "999-9999"), digits=Digits.NEAR)
_NUMBER_OF_SCHOOL = re.compile(
    r"\b(?:dfe|dfes|dcsf|la ?estab|estab|establishment|la no|(?:school|academy|college|"
    r"nursery)(?:'s)? (?:ref|no|num|code|id)\w*|"
    r"(?:code|number|ref|reference|id) (?:of|for) (?:the|her|his|their) (?:\w+ )?(?:school|nursery|"
    r"academy))\b[^.;\n]{0,30}$"
)
# "LA 383, Estab 2001": the two halves with a label each.
_HALVES = Sieve(
    rf"(?:^|[^A-Za-z0-9])(?:LA|LEA|local authority)(?: (?:code|no|"
    rf"number))?[\s.:(/]{{1,3}}({_AUTHORITY})[\s,;/)(\-]{{0,4}}"
    rf"(?:and )?(?:DfE )?(?:estab|establishment|school)(?: (?:code|no|number|id))?[\s.:/]{{1,3}}(\d{{4}})",
    any_case=True,
    digits=Digits.FAR,
)
# An application for a school place: "383-2024-09-E-012345".
_ADMISSION = Sieve(
    rf"({_AUTHORITY})-(?:20)?\d\d-\d\d-[A-Z]-\d{{4,8}}", any_case=True, kinds=("9-99",), digits=Digits.NEAR
)
_ELSEWHERE = labelled(
    r"(?:exam(?:ination)? |JCQ |AQA |test )?centre (?:no|number|code)|SEED(?: code| number| no)?|estyn|"
    r"(?:NI |DENI |DE )?(?:school )?(?:DE|DENI) (?:ref|reference|number|no)|NI school",
    r"[1-7]\d\d-\d{4}|\d{7}|\d{5}",
    digits=Digits.FAR,
)
_KIND = r"[_\- ][A-Z][A-Z0-9]{1,4}[_\- ]"
_TRANSFER_FILE = Sieve(
    rf"(\d{{3}})(?:\d{{4}}|LLLL){_KIND}(?:(\d{{3}})(?:\d{{4}}|LLLL|LL\d\d)|X{{7}}|M{{7}})[_\- ]\d{{3}}"
    r"(?: ?\(\d{1,2}\))?(?:\.(?:xml|zip|csv|xlsx?))?",
    any_case=True,
    digits=Digits.NEAR,
)
_SCHOOL_WORDS = re.compile(r"dfe|estab|school|urn|pupil|la no|academy|college|nursery|primary|infant|junior")
_RULE_WORDS = re.compile(r"regulation|directive|\bec\b|\beu\b|\beec\b|no\.? ?$|council decision")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield pupil, school and authority numbers; ours where the authority's three digits are ours."""
    text, raw = clean.text, raw_of(clean.text)
    yield from _pupils(clean, raw, own)
    for _, start, end in alone(_NAMED_SCHOOL, text, raw, 1):
        if not re.match(r"[/\-]\d", text[end : end + 2]):
            yield Hit(start, end, "laestab", own=text[start : start + 3] in own.numbers)
    for _, start, end in alone(_BARE_AUTHORITY, text, raw, 1):
        if not re.match(r"[/.,\-]?\d| ?[a-z%]", text[end : end + 2]):
            yield Hit(start, end, "laestab", own=text[start:end] in own.numbers)
    for _, start, end in alone(_NEAR_SCHOOL, text, raw):
        apart = not re.match(r"\d ?", text[max(0, start - 2) : start]) and not re.match(
            r"[/\-. ]?\d", text[end : end + 2]
        )
        if apart and follows(_NUMBER_OF_SCHOOL, clean.lower, start, 70):
            yield Hit(start, end, "laestab", own=text[start : start + 3] in own.numbers)
    for match in _HALVES.catches(raw):
        for group in (1, 2):
            start, end = match.span(group)
            if stands_alone(text, start, end):
                yield Hit(start, end, "laestab", own=match[1].decode() in own.numbers)
    for match, start, end in alone(_ADMISSION, text, raw):
        yield Hit(start, end, "laestab", own=match[1].decode() in own.numbers)
    for _, start, end in alone(_ELSEWHERE, text, raw, 1):
        yield Hit(start, end, "laestab")
    for _, start, end in alone(_NAMED_AUTHORITY, text, raw, 1):
        yield Hit(start, end, "laestab", own=text[start:end] in own.numbers)
    for match, start, end in alone(_TRANSFER_FILE, text, raw):
        both = match[2] is not None and {match[1].decode(), match[2].decode()} <= own.numbers
        yield Hit(start, end, "file-name", own=both)
    yield from _bare_schools(clean, raw, own)


def _pupils(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    text = clean.text
    for match in _UPN.catches(raw):
        start, end = match.span()
        glued = follows(_UPN_GLUED, clean.lower, start, 6) and not text[end : end + 1].isalnum()
        if glued or stands_alone(text, start, end):
            yield Hit(start, end, "upn", own=digits_of(text[start:end])[:3] in own.numbers)
    for match in _NAMED_UPN.catches(raw):
        start, end = match.span(1)
        if not text[end : end + 1].isalnum():
            yield Hit(start, end, "upn", own=digits_of(text[start:end])[:3] in own.numbers)


def _bare_schools(clean: Clean, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield 123/4567 without a label, but not where it looks like a regulation and its year."""
    text = clean.text
    for match, start, end in alone(_SCHOOL, text, raw):
        if not _is_apart(text, start, end):
            continue
        named = follows(_SCHOOL_WORDS, clean.lower, start)
        year_like = match[2][:2] in {b"19", b"20"}
        plausible = match[2][:1] in b"1234567" and not follows(_RULE_WORDS, clean.lower, start, 24)
        if named or (plausible and not year_like):
            yield Hit(start, end, "laestab", own=match[1].decode() in own.numbers)


def _is_apart(text: str, start: int, end: int) -> bool:
    """Return whether no other part of a date, sum or longer reference touches it."""
    after = text[end : end + 2]
    return text[start - 1 : start] not in tuple("/.-£$") and not re.match(r"[/\-]\w|[.,]\d", after)


def is_valid_upn(upn: str) -> bool:
    """Return whether the check letter of a pupil number fits (domain.md Annex B)."""
    if not re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", upn):
        return False
    values = [int(mark) if mark.isdigit() else _LETTERS.index(mark) for mark in upn[1:]]
    return _LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23] == upn[0]
