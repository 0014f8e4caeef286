"""Numbers of public registers: schools, childminders (URN), care services (CQC), companies, charities, land titles."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve, alone, by_shapes, follows, labelled, precedes, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_OFSTED = Sieve(r"(?:EY|CY|VC|RP)[ \-]?\d{6}|SC[ \-]?\d{6}", any_case=True, kinds=("999999",), digits=Digits.NEAR)
_URN = labelled(
    r"(?:school |ofsted |GIAS |establishment |setting |provider |nursery |unique |childminder )?(?:URN|U\.R\.N\.?)|"
    r"unique reference|ofsted(?: (?:reg|registered|registration|unique|provider|setting|inspection|"
    r"report))?\.?|edubase|GIAS|"
    r"get information about schools|(?:school|establishment|setting|nursery)(?:'s)? (?:no|number|ref|"
    r"reference|id|code)|UKPRN|UK provider(?: reference)?|inspection|estyn|RQIA|SIRC|(?:trust|MAT) UID",
    r"(?:EY|SC|CY|VC|RP)?\s?\d{6,8}",
    kinds=("999999",),
    digits=Digits.FAR,
)
_CQC = Sieve(r"(?:1|[A-Z]{3,4}\d)-\d{9,11}", kinds=("9-999999999",), digits=Digits.NEAR)
# Care Inspectorate (Scotland), Care Inspectorate Wales, trusts of academies.
_INSPECTED = Sieve(r"CS(?:19|20)\d{8}|SIN-\d{8}-[A-Z]{4}|TR0\d{4}", any_case=True, kinds=("99999",), digits=Digits.NEAR)
_TRUST_UID = labelled(
    r"(?:academy )?(?:trust|MAT) (?:UID|id)|(?:group|trust) UID", r"(?:TR)?\d{4,6}", digits=Digits.FAR
)
_VAT = labelled(
    r"V\.?A\.?T\.?(?:\s?(?:reg(?:istration|istered)?|no|number))*",
    r"(?:GB\s?)?\d{3}[ ]?\d{4}[ ]?\d{2}(?:[ ]?\d{3})?",
    kinds=("99999", "999 9999"),
    digits=Digits.FAR,
)
_ICO = labelled(
    r"ICO|data protection|information commissioner(?:'s office)?|DPA",
    r"Z[A-Z]?\d{6,7}",
    kinds=("999999",),
    digits=Digits.FAR,
)
_SOCIETY = labelled(
    r"mutuals?|registered society|community benefit society|industrial (?:and|&) provident society|IPS|"
    r"friendly society|"
    r"registered social landlord|RSL|regulator of social housing|RSH|homes england|HCA|"
    r"tenant services authority|TSA|FCA|FSA|FRN|"
    r"financial conduct authority|registered provider|landlord registration|scottish landlord|landlord reg",
    r"\d{6}/\d{3}/\d{5}|(?:IP|RS|SP|LH|L|SL|H)?\d{4,6}R?[SA]?",
    digits=Digits.FAR,
)
_BARE_SOCIETY = Sieve(r"\d{6}/\d{3}/\d{5}", kinds=("999999/999/99999",), digits=Digits.NEAR)
_NAMED_CQC = labelled(
    r"CQC(?: (?:location|provider|registration|reg|service|registered|manager))?\.?(?: id)?",
    r"[1Il]-\d{6,11}|[A-Z][A-Z0-9]{2}\d[A-Z0-9]|R[A-Z0-9]{2}\d{2}|[A-Z]\d[A-Z]\d[A-Z]",
    marks=("cqc",),
    digits=Digits.FAR,
)
_COMPANY = labelled(
    r"(?:company|companies house|co\.?|CRN|LLP|incorporated|registered in (?:england|wales|scotland|northern ireland)"
    r"(?: (?:and|&) wales)?|business|crn|limited by guarantee|registered|regd?|registration)[\s.]{0,2}"
    r"(?:registration|registered|reg|house)?\.?[\s(]{0,2}(?:no|num|number|nr|CRN|under|with)\.?|"
    r"companies house|company reg|CRN|"
    r"registered company|registered in (?:england|scotland|wales|northern ireland)(?: (?:and|&) wales)?|"
    r"limited by guarantee",
    r"(?:SC|NI|OC|SO|NC|LP|SL|IP|RS|SP|CE|CS|FC|BR|R0)\s?\d{6}|\d{7,8}",
    kinds=("999999",),
    digits=Digits.FAR,
)
_CHARITY = labelled(
    r"(?:registered )?charit(?:y|ies)(?: comm(?:ission)?)?(?: (?:registration|registered|reg))?\.?(?:[\s(]{0,2}(?:no|"
    r"num|number|nr|in england and wales|in england & wales|in scotland)\b\.?)?|CIO|OSCR|CCNI|NIC",
    r"(?:SC\s?0?\d{5}|NIC\s?\d{6}|\d{6,7}(?:-\d{1,3})?)",
    digits=Digits.FAR,
)
# "ABC Ltd, 01234567".
_LIMITED = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:company|ltd|limited|plc|CIC|LLP|reg|"
    r"incorporated(?: as)?)[\s.,(]{1,4}([01]\d{7}|SC\d{6}|NI\d{6}|OC\d{6})",
    any_case=True,
    kinds=("999999",),
    digits=Digits.NEAR,
)
# Any word between: "Ofsted inspected it last year (URN) as 123456".
_OFSTED_NEAR = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:ofsted|URN|edubase|GIAS)\b[^.;\n\d]{1,30}((?:EY|SC|VC|CY)?[12]\d{5,6})",
    any_case=True,
    kinds=("999999",),
    digits=Digits.FAR,
)
_BARE_REGISTERED = Sieve(r"(?:NI|OC|SO|NC|NIC)\d{6}|(?:oc|so|nic)\d{6}", kinds=("999999",), digits=Digits.NEAR)
# Land titles: county prefixes of 1934 to 1974, most of them; with "title" beside it, any prefix.
_TITLE_PREFIX = (
    r"AGL|AV|BD|BGL|BK|BL|BM|CB|CE|CH|CL|CU|CYM|DN|DT|DU|DY|EB|EGL|ESX|EX|GM|GR|HD|HE|HP|HS|HT|HW|IW|LAN|LA|LL|LN|"
    r"LT|MAN|MM|"
    r"MS|MX|NGL|ND|NK|NN|NT|NYK|OL|ON|PM|SF|SGL|SH|SK|SL|ST|SX|SYK|SY|TES|TGL|TT|TY|WA|WK|WM|WR|WSX|WT|WYK|YCT|"
    r"YEA|YWE|YY|K|P"
)
_TITLE = Sieve(rf"({_TITLE_PREFIX})(\d{{1,7}})", kinds=("A9",), digits=Digits.NEAR)
_TITLE_NEAR = re.compile(r"title|land reg|hmlr|registered at|freehold|leasehold|proprietor|charge over|register of")
_NAMED_TITLE = Sieve(
    r"(?:^|[^A-Za-z0-9])(?:(?:land reg(?:istry|ister)? )?titles?|land reg(?:istry|ister)?|HMLR|folio|"
    r"sasine|freehold|leasehold)"
    r"(?:\s{1,2}(?:no\.?s?|numbers?|ref|reference|title|under))*[\s:.#(]{1,4}([A-Z]{1,3}[ ]?\d{3,7}L?)",
    any_case=True,
    marks=("title", "land reg", "hmlr", "folio", "sasine", "hold"),
    digits=Digits.FAR,
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
    for sieve in (_INSPECTED, _BARE_SOCIETY):
        for _, start, end in alone(sieve, text, raw):
            yield Hit(start, end, "urn" if sieve is _INSPECTED else "company")
    for _, start, end in alone(_TRUST_UID, text, raw, 1):
        yield Hit(start, end, "urn")
    for _, start, end in alone(_NAMED_CQC, text, raw, 1):
        if any(mark.isdigit() for mark in text[start:end]):
            yield Hit(start, end, "cqc")
    for _, start, end in alone(_OFSTED_NEAR, text, raw, 1):
        yield Hit(start, end, "urn")
    for sieve in (_COMPANY, _LIMITED, _CHARITY, _VAT, _ICO, _SOCIETY):
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
