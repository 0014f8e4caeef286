"""Numbers that tell little by their shape, but whose label says whose they are: accounts, systems, registers.

A label with "no", "ref" and the like needs four digits behind it, one without needs six. Always low.
"""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Sieve, alone, by_shapes, raw_of, stands_alone
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import rows
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_BLANK = r"\s{1,2}"
_NOUNS = (
    r"account|acct|acc|a/c|claim|application|case|card|bill|payment|registration|reg|registered|permit|customer|certificate|"
    r"file|agreement|claimant|code|register|membership|licence|eligibility|serial|system|client|person|child"
)
_ASKED = r"no|nos|number|numbers|num|ref|refs|reference|id|ID|pin|a/c|account"
_MARKS = r"[\s.:;,#=|>()\[\]\"'/_\-]"
# The bare value: letters before and after digits, in groups; a letter with digits at the end.
_VALUE = (
    r"(?:[A-Z]{1,5}[/\-]?)?\d[A-Z0-9]*(?:[/\-][A-Z0-9]+){0,4}(?: \d[\dA-Z]*){0,4}"
    r"|[A-Z]{2,6} ?\d{4,8}(?: [A-Z]{2})?|[A-Z]{2,4} \d{6,8}|[A-Z]{6} \d [A-Z] \d{4}[A-Z]\d{4}"
)


def _labels(group: str) -> str:
    return "|".join(row.replace(" ", f"(?:{_BLANK})") for row, kind in _rows() if kind == group)


def _rows() -> list[tuple[str, str]]:
    """Return the patterns of the list, with the kind of body each names."""
    return [("|".join(row[:-1]), row[-1]) for row in rows("reference_labels")]


def _sieve(group: str) -> Sieve:
    return Sieve(
        rf"(?:^|[^A-Za-z0-9])(?:{_labels(group)})(?:{_BLANK}(?:{_NOUNS}))*"
        rf"({_MARKS}{{1,4}}(?:(?:{_ASKED})\b{_MARKS}{{0,5}}(?:is{_BLANK})?){{0,3}})({_VALUE})",
        any_case=True,
        is_label=True,
    )


_ACCOUNTS, _PEOPLE = _sieve("account"), _sieve("person")
# Plans that a council keeps under a year, a number and a kind: "24/01234/FUL".
_PLANS = Sieve(
    r"(?:[A-Z]{1,3}/)?(?:20)?[012]\d/\d{4,5}/(?:FULL?|OUT|HOU|HH|LBC|ADV|TPO|DEX|CLU|REM|COU|HSE|VAR|DISCON|F|P|O)",
    kinds=("99/9999",),
    digits=Digits.NEAR,
)
_PENALTY = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:PCN|penalty charge(?: notice)?|parking (?:ticket|fine|notice))(?: (?:no\.?|"
    r"number|ref))?[\s:.]{1,3}"
    r"([A-Z]{2}\d{6,8}[A-Z0-9]?)",
    any_case=True,
    digits=Digits.FAR,
    marks=("pcn", "penalty", "parking"),
)
_POLLING = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:polling (?:district|station)|elector(?:al)?(?: roll| register)?)(?: (?:code|"
    r"no\.?|number|ref))?[\s:.]{1,3}"
    r"([A-Z]{1,3}\d{0,2}[/\-]\d{1,5}|[A-Z]{1,2}\d{1,2}|[A-Z]{2})\b",
    any_case=True,
    marks=("polling", "elector"),
)
_SORT_CODE = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:sort ?code|s/c|branch (?:code|sort code))(?: (?:is|"
    r"no\.?))?[\s:.=(]{1,3}(\d\d[ \-]?\d\d[ \-]?\d\d)"
    r"(?:[\s,;/)]{1,3}(?:and )?(?:account|acct?|a/c)?(?: (?:no\.?|number))?[\s:.]{0,3}(\d{7,8}))?",
    any_case=True,
    digits=Digits.FAR,
    marks=("sort", "s/c", "branch"),
)
_YEAR = re.compile(
    r"\d{1,2}[/\-](?:19|20)\d\d|"
    r"(?:19|20)\d\d(?:[/\-]\d{1,4})?|\d{1,2}[/\-]\d{1,2}(?:[/\-]\d{2,4})?|\d{1,2}[ ]\d{1,2}[ ]\d{2,4}"
)
_PHONE = re.compile(r"0[1237890]\d")
_LEAST_ASKED, _LEAST = 4, 6


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the numbers behind such labels, as whole as they are written."""
    text, raw = clean.text, raw_of(clean.text)
    for sieve, channel in ((_ACCOUNTS, "account-ref"), (_PEOPLE, "linkage-id")):
        for match, start, end in alone(sieve, text, raw, 2):
            least = _LEAST_ASKED if any(map(str.isalpha, match[1].decode("latin-1"))) else _LEAST
            if _tells(text[start:end], least):
                yield Hit(start, end, channel, Severity.LOW)
    for _, start, end in alone(_PLANS, text, raw):
        yield Hit(start, end, "account-ref", Severity.LOW)
    for sieve in (_PENALTY, _POLLING):
        for _, start, end in alone(sieve, text, raw, 1):
            if sieve is _PENALTY or any(map(str.isdigit, text[start:end])) or text[start:end].isupper():
                yield Hit(start, end, "account-ref", Severity.LOW)
    for match in _SORT_CODE.catches(raw):
        for group in (1, 2):
            start, end = match.span(group)
            if start >= 0 and stands_alone(text, start, end):
                yield Hit(start, end, "account-ref", Severity.LOW)


def _tells(written: str, least: int) -> bool:
    """Return whether a value has digits enough and is no date, year or telephone number."""
    count = sum(map(str.isdigit, written))
    return (
        count >= least
        and not _YEAR.fullmatch(written)
        and not (_PHONE.match(written) and written.isdigit() and count > 9)
    )
