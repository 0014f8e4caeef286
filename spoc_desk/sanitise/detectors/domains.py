"""Web and e-mail addresses of local bodies: councils, police, schools, the NHS, universities, SharePoint tenants."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.gazetteer import Tier, finder
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.squash import squash

# The whole address is the leak, so the span runs from the scheme or mailbox to the end of the path.
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w.+'%\-]{1,64}@)?(?P<host>(?<![\w\-])(?:[a-z0-9](?:[a-z0-9\-]{0,62})\.){1,8}[a-z]{2,24})"
    r"(?![a-z0-9\-])(?::\d+)?(?:/[^\s<>\"']*)?",
    re.IGNORECASE,
)
_DOT_IN_WORD = re.compile(r"[a-z0-9]\.[a-z]")
_PUBLIC = (".gov.uk", ".police.uk", ".sch.uk", ".nhs.uk", ".ac.uk", ".gov.wales", ".gov.scot", ".cjsm.net")
_TENANT = ".sharepoint.com"
# Shorter names stand inside ordinary words too often to be read in a host name.
_LEAST_LETTERS = 5


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield addresses on hosts of local bodies, and on any host that has a place name in it."""
    if not _DOT_IN_WORD.search(clean.lower):
        return
    for match in _ADDRESS.finditer(clean.text):
        host = match["host"].lower().removeprefix("www.").removesuffix(".cjsm.net")
        if host in words("neutral_domains"):
            continue
        named = _names_in(host)
        if _is_local(host, match["host"].lower()) or named:
            end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:)]"))
            ours = own.has_domain(host) or _own_tenant(host, own) or (bool(named) and named <= own.entries.keys())
            yield Hit(match.start(), end, "domain", own=ours)


def _is_local(host: str, full_host: str) -> bool:
    """Return whether a host is that of one council, force, school or trust."""
    if any(host.endswith("." + neutral) for neutral in words("neutral_domains") if neutral.count(".") > 1):
        return False
    return full_host.endswith((*_PUBLIC, _TENANT))


def _names_in(host: str) -> set[str]:
    """Return the names of councils, counties and cities in a host of any kind ("leedsfamilysupport.org.uk")."""
    labels = squash(host.rpartition(".")[0]).key
    return {
        entry.key
        for _, _, entry in finder().find(labels)
        if entry.tier is not Tier.WORD and len(entry.key) >= _LEAST_LETTERS and entry.weighty
    }


def _own_tenant(host: str, own: Own) -> bool:
    """Return whether a SharePoint tenant carries the first label of one of our domains."""
    tenant = host.removesuffix(_TENANT).split("-my")[0]
    return host.endswith(_TENANT) and any(tenant == domain.split(".")[0] for domain in own.domains)
