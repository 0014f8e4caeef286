"""Numbers of public registers: schools, childminders (URN), care services (CQC), companies, charities, land titles."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Raw, Sieve, alone, by_shapes, follows, labelled, precedes, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_OFSTED = Sieve(r"(?:EY|CY|VC|RP)[ \-]?\d{6}|SC[ \-]?\d{6}", any_case=True, kinds=("999999",))
_URN = labelled(
    r"(?:school |ofsted |GIAS |establishment |setting |provider |nursery |unique |childminder )?URN|unique reference"
    r"|ofsted(?: (?:reg|registered|registration|unique|provider|setting))?\.?|edubase|GIAS",
    r"(?:EY|SC|CY|VC|RP)?\s?\d{6,7}",
    kinds=("999999",),
)
_CQC = Sieve(r"1-\d{9,11}", kinds=("9-999999999",))
_NAMED_CQC = labelled(
    r"CQC(?: (?:location|provider|registration|reg|service|registered|manager))?\.?(?: id)?",
    r"[1Il]-\d{6,11}|[A-Z][A-Z0-9]{2}\d[A-Z0-9]|R[A-Z0-9]{2}\d{2}|[A-Z]\d[A-Z]\d[A-Z]",
    marks=("cqc",),
)
_COMPANY = labelled(
    r"(?:company|companies house|co\.?|CRN|LLP|incorporated|registered in (?:england|wales|scotland|northern ireland)"
    r"(?: (?:and|&) wales)?|business|crn)[\s.]{0,2}(?:registration|registered|reg|house)?\.?[\s(]{0,2}"
    r"(?:no|num|number|nr|CRN|under|with)\.?",
    r"(?:SC|NI|OC|SO|NC|LP|SL|IP|RS|SP|CE|CS|FC|BR|R0)?\d{6,8}",
    kinds=("999999",),
)
_CHARITY = labelled(
    r"(?:registered )?charit(?:y|ies)(?: commission)?(?: (?:registration|registered|reg))?\.?(?:[\s(]{0,2}(?:no|"
    r"num|number|nr|in england and wales)\b\.?)?",
    r"(?:SC0?\d{5}|NIC\d{6}|\d{6,7}(?:-\d{1,3})?)",
    marks=("charit",),
)
_BARE_REGISTERED = Sieve(r"(?:NI|OC|SO|NC|NIC)\d{6}", kinds=("A999999",))
# Land titles: county prefixes of 1934 to 1974, most of them; with "title" beside it, any prefix.
_TITLE_PREFIX = (
    r"AGL|AV|BD|BGL|BK|BL|BM|CB|CE|CH|CL|CU|CYM|DN|DT|DU|DY|EB|EGL|ESX|EX|GM|GR|HD|HE|HP|HS|HT|HW|IW|LAN|LA|LL|LN|"
    r"LT|MAN|MM|"
    r"MS|MX|NGL|ND|NK|NN|NT|NYK|OL|ON|PM|SF|SGL|SH|SK|SL|ST|SX|SYK|SY|TES|TGL|TT|TY|WA|WK|WM|WR|WSX|WT|WYK|YCT|"
    r"YEA|YWE|YY|K|P"
)
_TITLE = Sieve(rf"({_TITLE_PREFIX})(\d{{1,7}})", kinds=("A9",))
_TITLE_NEAR = re.compile(r"title|land reg|hmlr|registered at|freehold|leasehold|proprietor|charge over|register of")
_NAMED_TITLE = Sieve(
    r"(?:^|[^A-Za-z0-9])titles?(?:\s(?:no\.?s?|numbers?))?[\s:.#(]{1,4}([A-Z]{1,3}[ ]?\d{3,7})",
    any_case=True,
    marks=("title",),
)
_LEAST_BARE = {1: 5, 2: 5, 3: 3}


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield register numbers. None is ever cleared as ours: a look-up tells the very building."""
    text, raw = clean.text, raw_of(clean.text)
    for _, start, end in alone(_OFSTED, text, raw):
        if text[start : start + 2].isupper() or text[start + 2].isdigit():
            yield Hit(start, end, "urn")
    for _, start, end in alone(_URN, text, raw, 1):
        yield Hit(start + len(text[start:end]) - len(text[start:end].lstrip()), end, "urn")
    for _, start, end in alone(_CQC, text, raw):
        if text[start - 1 : start] not in tuple("+-/.") and not re.match(r"[\-./]\d", text[end : end + 2]):
            yield Hit(start, end, "cqc")
    for _, start, end in alone(_NAMED_CQC, text, raw, 1):
        if any(mark.isdigit() for mark in text[start:end]):
            yield Hit(start, end, "cqc")
    for sieve in (_COMPANY, _CHARITY):
        for _, start, end in alone(sieve, text, raw, 1):
            yield Hit(start, end, "company")
    for _, start, end in alone(_BARE_REGISTERED, text, raw):
        yield Hit(start, end, "company")
    yield from _titles(clean, raw)


def _titles(clean: Clean, raw: Raw) -> Iterator[Hit]:
    text = clean.text
    for _, start, end in alone(_NAMED_TITLE, text, raw, 1):
        yield Hit(start, end, "land-title")
    for match, start, end in alone(_TITLE, text, raw):
        if text[start - 1 : start] in tuple("/-.") and start and text[start - 2 : start - 1].isalnum():
            continue
        if text[end : end + 1] in tuple("/-") and text[end + 1 : end + 2].isalnum():
            continue
        near = follows(_TITLE_NEAR, clean.lower, start, 60) or precedes(_TITLE_NEAR, clean.lower, end, 40)
        if near:
            yield Hit(start, end, "land-title")
        elif len(match[2]) >= _LEAST_BARE[len(match[1])]:
            yield Hit(start, end, "land-title", Severity.LOW if len(match[1]) == 1 else Severity.HIGH)
