"""Channels in the words of the review: a short noun for a list, and which channels speak of one and the same thing."""

import re

from spoc_desk.sanitise.channels import GIVES_AWAY, WHY
from spoc_desk.sanitise.findings import Finding

MARKED = "marked-by-hand"

_NOUNS: dict[str, str] = {
    "postcode": "postcode",
    "outcode": "half postcode",
    "phone": "phone number",
    "domain": "web or e-mail address",
    "upn": "pupil number",
    "laestab": "school number",
    "gss": "area code",
    "uprn": "property number",
    "ods": "NHS code",
    "file-name": "file name",
    "file-name-own": "file name",
    "grid-reference": "grid reference",
    "coordinates": "map position",
    "what3words": "map position",
    "map-link": "map link",
    "court-reference": "court reference",
    "police-reference": "police reference",
    "council": "council",
    "county": "county",
    "region": "region",
    "place": "place name",
    "demonym": "word for local people",
    "police": "police",
    "fire": "fire service",
    "health": "health body",
    "court": "court",
    "prison": "prison",
    "school": "school",
    "university": "university",
    "direction": "words of direction",
    "urn": "register number",
    "cqc": "care register number",
    "company": "company number",
    "account-ref": "account number",
    "transport-stop": "stop or station code",
    "address": "address",
    "collar-number": "collar number",
    "linkage-id": "personal number",
    "tenant-id": "tenant number",
    "server-path": "server path",
    "soft-clue": "local clue",
    "football-club": "club",
    "transport": "transport",
    "utility": "water or energy company",
    "local-media": "local paper or radio",
    "housing-association": "housing association",
    "landmark": "landmark",
    "river": "river or coast",
    "venue": "local venue",
    "estate": "estate or ward",
    "local-service": "local team or home",
    "named-place": "name of a place",
    "column": "in a place column",
    MARKED: "marked by you",
}
# A town that is also a council or a county is one word to decide about, not three.
_FAMILIES = dict.fromkeys(("place", "council", "county", "region"), "place")
_FORMATS = {"docx", "xlsx", "pptx", "ooxml", "odf", "odt", "ods", "pdf", "rtf", "html", "xml", "text", "msg"}
_ARTICLE = re.compile(r"^(?:An?|The)(?: name of an?)? ")
_OWN = "(our own area)."


def noun(channel: str) -> str:
    """Return the short word for a channel: "school"."""
    if channel in _NOUNS:
        return _NOUNS[channel]
    if channel in WHY:
        whole = WHY[channel].split(":")[0].split(" (")[0]
        return _ARTICLE.sub("", whole)
    first, _, rest = channel.partition("-")
    return (rest if rest and first in _FORMATS else channel).replace("-", " ")


def family(channel: str) -> str:
    """Return what a channel is grouped under."""
    return _FAMILIES.get(channel, channel)


def kind_sentence(channel: str) -> str:
    """Return a channel as the end of a sentence: "the name of a school, nursery or college"."""
    why = WHY.get(channel, "")
    if not why:
        return noun(channel)
    return why if why[:2].isupper() else why[0].lower() + why[1:]


def given_away(channel: str) -> str:
    """Return what a reader learns, as a sentence: "It can be looked up to the street."; "" where nobody knows."""
    words = GIVES_AWAY.get(channel, "")
    return f"It {words}." if words else ""


def names_own_area(finding: Finding) -> bool:
    """Return whether a finding is about our own area: in a copy we received, the sender knows where the family is."""
    return finding.why.endswith(_OWN)


def count_of(number: int, one: str, many: str = "") -> str:
    """Return "1 page", "3 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
