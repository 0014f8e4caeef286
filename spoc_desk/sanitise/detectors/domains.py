"""Web and e-mail addresses of local bodies: councils, police, schools, the NHS, universities, tenants, server paths."""

import re
from collections.abc import Iterator
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Digits, Raw, Sieve, alone, by_shapes, follows, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import rows, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# The whole address is the leak, so the span runs from the scheme or mailbox to the end of the path.
_ADDRESS = Sieve(
    r"(?:[a-z]{2,6}://)?(?:[\w.+'%\-]{1,64} ?@ ?)?((?:[a-z0-9](?:[a-z0-9\-]{0,62})\.)+[a-z]{2,24})(?::\d{1,5})?"
    r"([/?#][^\s<>\"'|]*)?",
    any_case=True,
    by_itself=True,
)
_PUBLIC = (
    ".gov.uk", ".police.uk", ".sch.uk", ".nhs.uk", ".ac.uk", ".gov.wales", ".llyw.cymru", ".gov.scot", ".cjsm.net",
    ".nhs.wales", ".nhs.scot", ".hscni.net", ".wales", ".cymru", ".scot", ".london", ".gov.im", ".gov.je", ".gov.gg",
)  # fmt: skip
_TENANTS = (".sharepoint.com", ".onmicrosoft.com")
# Shared services whose link carries the tenant of the council.
_SHARED = re.compile(
    r"teams\.microsoft\.com/l/|forms\.(?:office|microsoft)\.com/|forms\.cloud\.microsoft/|\.zoom\.us/", re.I
)
# Registers of the whole country: the page of one school, practice, home or company is as good as its address.
_REGISTER = re.compile(
    r"get-information-schools|reports\.ofsted|compare-school|cqc\.org\.uk/(?:location|provider)|company-information|"
    r"register-of-charities|find-a-gp|nhs\.uk/services|gp-registration|get-into-teaching|find-energy-certificate|"
    r"planning",
    re.I,
)
_INSTITUTION = re.compile(
    r"school|academy|primary|infant|junior|nursery|college|surgery|medical|healthcentre|hospital|council|police|"
    r"borough|"
    r"parish|church|mosque|childrenscentre|sixthform|diocese|homes|housing"
)
_CUT = re.compile(r"\.(?:uk|com|org|net)(?=[A-Z][a-z])")
_SPOKEN = Sieve(
    r"(?:[\w.+\-]{1,64}(?: ?[(\[]at[)\]] ?| at |@))?(?:[a-z0-9\-]{2,40}(?: ?[(\[]dot[)\]] ?| dot |\.| \. ?))+"
    r"(?:gov|sch|nhs|police|ac)(?: ?[(\[]dot[)\]] ?| dot |\.| \. ?)uk",
    any_case=True,
    marks=("uk",),
    by_itself=True,
)
_SPOKEN_DOT = re.compile(r"\s*[(\[]?\bdot\b[)\]]?\s*|\s*\.\s*")
# A name that a person or group goes by: with the places in it, it is the business of the names.
_HANDLE = Sieve(
    r"(?:^|[^\w.])([@#][A-Za-z][\w]{3,40})|(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|twitter|facebook|fb|"
    r"gamertag|username|user ?name|handle|"
    r"discord|roblox|xbox|psn|steam)(?: (?:name|id|account|handle|is|called|as|"
    r"user))*[\s:]{1,3}@?([A-Za-z][\w.]{3,40})",
    any_case=True,
    marks=(
        "@",
        "#",
        "insta",
        "snap",
        "tik",
        "twitter",
        "facebook",
        "fb",
        "gamertag",
        "user",
        "handle",
        "discord",
        "roblox",
        "xbox",
        "psn",
        "steam",
    ),
)
_ACCOUNT_PAGE = re.compile(
    r"(?:facebook|fb|instagram|twitter|x|tiktok|youtube|linkedin|snapchat|threads|nextdoor)\.(?:com|net|co\.uk)/", re.I
)
_ADDRESS_NUMBER = Sieve(r"(?:\d{1,3}\.){3}\d{1,3}", kinds=("9.9",), digits=Digits.NEAR)
_LONG_NUMBER = Sieve(
    r"(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){2,6}(?::[0-9a-f]{1,4}){1,4}", any_case=True, kinds=(":",)
)
_INSIDE = re.compile(r"(?:10|127|0|22[4-9]|23\d|24\d|25[0-5]|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.")
_NETWORK_NEAR = re.compile(
    r"\bip\b|ip address|originating|logged in|login|server|router|wi-?fi|network|traced|ping|isp|broadband|host"
)
_TENANT_ID = Sieve(
    r"(?:site ?id|tenant(?: ?id)?|tid|"
    r"directory ?id)[\s:=\"'|(]{1,4}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
    any_case=True,
    marks=("tenant", "site", "tid", "directory"),
)
_SERVER = Sieve(r"\\\\[A-Za-z0-9][\w.\-]{1,62}(?:\\[^\s\\/:*?\"<>|]+(?: [^\s\\/:*?\"<>|]+)*)+\\?", marks=("\\\\",))
# Shorter names stand inside ordinary words too often to be read in a host name.
_LEAST_LETTERS, _MOST_LETTERS = 5, 24
_LONGEST_HOST = 253  # RFC 1035
_LISTS = (
    "councils_county", "councils_unitary", "councils_metropolitan", "councils_london", "councils_district",
    "councils_wales", "councils_scotland", "councils_northern_ireland", "councils_abolished", "counties", "cities",
)  # fmt: skip


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield addresses on hosts of local bodies, and on any host that has a place name in it."""
    text, raw = clean.text, raw_of(clean.text)
    for match in _ADDRESS.catches(raw):
        host = match[1].decode("latin-1")
        cut = _CUT.search(text, *match.span(1))
        start, end = match.span()
        if cut:
            host, end = text[match.span(1)[0] : cut.end()], cut.end()
        elif text[end : end + 1] == "-" and match.span(2)[0] < 0 and text[end + 1 : end + 2].isalnum():
            continue
        if start and text[start - 1].isalnum():
            continue
        hit = _judge(text, start, end, host.lower(), own)
        if hit:
            yield hit
    for _, start, end in alone(_SPOKEN, text, raw):
        if (
            "." not in text[start:end].replace(" . ", "")
            or " " in text[start:end]
            or "(" in text[start:end]
            or "[" in text[start:end]
        ):
            host = (
                re.sub(r"\s*[(\[]?\bdot\b[)\]]?\s*|\s*\.\s*", ".", text[start:end].lower())
                .rpartition("@")[2]
                .rpartition(" ")[2]
            )
            if _is_local(host, host) and host not in words("neutral_domains"):
                yield Hit(start, end, "domain", own=own.has_domain(host))
    yield from _network_numbers(clean, raw)
    yield from _handles(text, raw, own)
    for _, start, end in alone(_TENANT_ID, text, raw, 1):
        yield Hit(start, end, "tenant-id")
    for match in _SERVER.catches(raw):
        start, end = match.span()
        yield Hit(start, start + len(text[start:end].rstrip(".,;)")), "server-path")


def _network_numbers(clean: Clean, raw: Raw) -> Iterator[Hit]:
    """Yield public network addresses: the provider's register puts them in a town. Private ranges tell none."""
    text = clean.text
    for _, start, end in alone(_ADDRESS_NUMBER, text, raw):
        parts = text[start:end].split(".")
        outside = text[start - 1 : start] + text[end : end + 2]
        if any(int(part) > 255 or (len(part) > 1 and part[0] == "0") for part in parts) or _INSIDE.match(
            text, start, end
        ):
            continue
        if re.match(r"[.\-]|.?\.\d", outside):
            continue
        if follows(_NETWORK_NEAR, clean.lower, start, 40) or sum(len(part) > 1 for part in parts) > 2:
            yield Hit(start, end, "linkage-id", Severity.LOW)
    for _, start, end in alone(_LONG_NUMBER, text, raw):
        if text[start:end].lower().startswith(("2a", "20", "24", "26")) and any(map(str.isalpha, text[start:end])):
            yield Hit(start, end, "linkage-id", Severity.LOW)


def _handles(text: str, raw: Raw, own: Own) -> Iterator[Hit]:
    """Yield whole account names that have a council, county or city in them, with or without capitals."""
    for match in _HANDLE.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        if text[start - 1 : start].isalnum() or text[end : end + 1] in ("@", "-"):
            continue
        letters = "".join(mark for mark in text[start:end].lower() if mark.isalpha())
        named = _named_in(letters)
        if named:
            yield Hit(start, end, "domain", own=named <= _letters_of(own))


def _named_in(letters: str) -> set[str]:
    """Return the names of councils, counties and cities in a run of letters."""
    known = _host_names()
    lengths = range(_LEAST_LETTERS, min(_MOST_LETTERS, len(letters)) + 1)
    return {
        letters[at : at + length]
        for length in lengths
        for at in range(len(letters) - length + 1)
        if letters[at : at + length] in known
    }


def _judge(text: str, start: int, end: int, full_host: str, own: Own) -> Hit | None:
    """Return the hit for one address, without the full stop that ends the sentence."""
    written = text[start:end]
    shared = _SHARED.search(written) is not None
    register = _REGISTER.search(written) is not None and any(mark.isdigit() for mark in written)
    if _ACCOUNT_PAGE.match(full_host + "/"):
        return _page_of_account(text, start, end, own)
    host = full_host.removeprefix("www.").removesuffix(".cjsm.net")[-_LONGEST_HOST:]
    if host in words("neutral_domains") and not register:
        return None
    local = shared or register or _is_local(host, full_host)
    named = set() if local else _names_in(host)
    sure = local or bool(named) or (_known_ending(host) and _INSTITUTION.search(host.rpartition(".")[0]) is not None)
    if not sure and not _is_unknown(host, written):
        return None
    tail = written.rstrip(".,;:!?'*_")
    tail = tail.rstrip(")]}.,;") if tail.count("(") < tail.count(")") or tail.endswith(("]", "}")) else tail
    ours = own.has_domain(host) or _own_tenant(host, own) or (bool(named) and named <= _letters_of(own))
    severity = Severity.HIGH if sure else Severity.LOW
    return Hit(start, start + len(tail), "domain", severity, own=ours and not register and not shared)


def _page_of_account(text: str, start: int, end: int, own: Own) -> Hit | None:
    """Return the hit for a page of a social network, where a council, county or city stands in its name."""
    written = text[start:end]
    named = _named_in("".join(mark for mark in written.partition("/")[2].lower() if mark.isalpha()))
    if "://" in written:
        named |= _named_in(
            "".join(mark for mark in written.split("://", 1)[1].partition("/")[2].lower() if mark.isalpha())
        )
    if not named:
        return None
    return Hit(start, start + len(written.rstrip(".,;:!?'*_)")), "domain", own=named <= _letters_of(own))


def _is_unknown(host: str, written: str) -> bool:
    """Return whether this is an address of some body, and no mailbox provider or shop of the whole country."""
    parts = host.split(".")
    families = {".".join(parts[at:]) for at in range(len(parts) - 1)}
    if families & words("common_domains") or families & words("neutral_domains") or "example" in parts:
        return False
    marked = (
        "@" in written or "://" in written or written.lower().startswith("www.") or host.endswith((".org.uk", ".co.uk"))
    )
    return marked and _known_ending(host)


def _known_ending(host: str) -> bool:
    return host.rpartition(".")[2] in words("domain_endings")


def _is_local(host: str, full_host: str) -> bool:
    """Return whether a host is that of one council, force, school or trust."""
    if host.endswith(_below_neutral()):
        return False
    return full_host.endswith((*_PUBLIC, *_TENANTS))


def _names_in(host: str) -> set[str]:
    """Return the names of councils, counties and cities in a host of any kind ("leedsfamilysupport.org.uk")."""
    labels, _, ending = host.rpartition(".")
    if ending not in words("domain_endings"):
        return set()
    return _named_in("".join(mark for mark in labels if mark.isalpha() or mark == "."))


@cache
def _below_neutral() -> tuple[str, ...]:
    """Return what ends the hosts below those that are of no area, where these have more than two parts."""
    return tuple("." + neutral for neutral in words("neutral_domains") if neutral.count(".") > 1)


@cache
def _host_names() -> frozenset[str]:
    """Return the names to look for by their letters; an English word is none."""
    names = {"".join(mark for mark in row[0].lower() if mark.isalpha()) for name in _LISTS for row in rows(name)}
    return frozenset(name for name in names if len(name) >= _LEAST_LETTERS) - words("ambiguous")


def _letters_of(own: Own) -> set[str]:
    return {"".join(mark for mark in key if mark.isalpha()) for key in own.entries}


def _own_tenant(host: str, own: Own) -> bool:
    """Return whether a SharePoint tenant carries the first label of one of our domains."""
    tenant = host.split(".")[0].split("-my")[0]
    return host.endswith(_TENANTS) and any(tenant == domain.split(".")[0] for domain in own.domains)
