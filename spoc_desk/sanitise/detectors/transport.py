"""Roads by number, motorway junctions, and the codes of stops and stations."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import Catch, Sieve, alone, by_shapes, follows, labelled, raw_of
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_ROAD = Sieve(r"([AM])(\d{1,4})(\(M\)|M)?|(B)(\d{3,4})", kinds=("A9",))
_JUNCTION = Sieve(
    r"(?:junctions?|jct|jn|j)\.? ?\d{1,2}[A-Z]?(?: (?:of|on|off|from|with|at))?(?: the)? [AM]\d{1,3}(?:\(M\))?"
    r"|[AM]\d{1,3}(?:\(M\))?,? ?(?:at |junctions? |jct\.? ?|j)\d{1,2}[A-Z]?|junctions? \d{1,2}[A-Z]?",
    any_case=True,
)
_THE = re.compile(r"\bthe\s+$")
_ALONG = re.compile(r"\b(?:on|off|along|via|onto|joins?|joined|of)\s+$")
_TRAVEL = re.compile(
    r"\b(?:driv\w+|drove|road|motorway|travel\w*|junction|crash\w*|accident|collision|speeding|traffic|route|bus|"
    r"along|towards|"
    r"parked|lay-?by|petrol|garage|exit|slip|services|lorry|roundabout|carriageway|between|alongside|off|"
    r"seen on|sighting|hitch\w*|walk\w* (?:on|along|down|up)|stopped on|found on)\b"
)
_ROAD_AFTER = re.compile(
    r"^\s*(?:,?\s*(?:\(?[a-z]+ )?road\b|motorway|dual|by-?pass|junction|northbound|southbound|eastbound|westbound|"
    r"services|towards|"
    r"corridor|slip|roundabout|carriageway|traffic|flyover|hard shoulder|into|out of|heading|between|near|ring)"
)
_PAPER_AFTER = re.compile(
    r"^\s*(?:form|paper|sheet|size|poster|levels?\b|exhibit|document|page|format|step|print|envelope|card|folder|"
    r"notebook|pad|"
    r"file|report|model|plan|exam|grade|result|course|syllab|visa|landscape|portrait|booklet|leaflet|copy|copies|"
    r"version|"
    r"injection|vitamin|deficien|protein|receptor|strain|virus|flu|antigen|bundle|section|tab|divider|para|clause|"
    r"category|"
    r"bay|ward|bed\b|room|block|class|group|team|cohort|questionnaire|pro ?forma|template|certificate|diary|-|/)"
)
_PAGE_BEFORE = re.compile(
    r"(?:\bpages?|\bp\.|\bpp\.|exhibits?|tabs?|bundle|rooms?|paras?|paragraphs?|sections?|steps?|forms?|see|at|"
    r"[\[(])\s*$"
)
# Round the capital or through half the country: they tell little or nothing.
_EVERYWHERE = frozenset({"M25"})
_LONG = frozenset({"M1", "M4", "M5", "M6", "A1", "A1(M)"})
_STOP = labelled(
    r"ATCO|naptan|(?:bus |tram |coach )?stops?(?: ?(?:code|id))?|SMS code",
    r"\d{3,4}0[0-9A-Z]{4,10}|\d{8}|[a-z]{8}",
)
_CALLED_STATION = Sieve(r"(?:to|from|at|via|for)\s{1,2}([A-Z]{3}) (?:rail(?:way)? |train )?station\b")
_NO_STATION = frozenset({"THE", "BBC", "ITV", "BUS", "GAS", "OUR", "OLD", "NEW", "ONE", "HIS", "HER", "MY"})
_STATION = Sieve(
    r"(?:CRS|3 ?alpha|station code|tiploc)(?: code)?[\s:=(]{1,3}(?:is )?([A-Z]{3,7})|(?:STANOX|"
    r"NLC)[\s:=]{1,3}(\d{4,6})",
)


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield roads and junctions where the words speak of travel; codes of stops and stations with their label."""
    text, raw = clean.text, raw_of(clean.text)
    for _, start, end in alone(_JUNCTION, text, raw):
        if text[start] not in "jJ" or text[start].isupper() or clean.lower.startswith("junction", start):
            yield Hit(start, end, "road")
    for match, start, end in alone(_ROAD, text, raw):
        name = text[start:end]
        if name not in _EVERYWHERE and _is_road(clean, match, start, end):
            yield Hit(start, end, "road", Severity.LOW if name in _LONG else Severity.HIGH)
    for _, start, end in alone(_STOP, text, raw, 1):
        if any(mark.isdigit() for mark in text[start:end]) or follows(re.compile("naptan|sms"), clean.lower, start, 24):
            yield Hit(start, end, "transport-stop")
    for match in _CALLED_STATION.catches(raw):
        if match[1].decode() not in _NO_STATION:
            start, end = match.span(1)
            yield Hit(start, end, "transport-stop", Severity.LOW)
    for match in _STATION.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        if not text[end : end + 1].isalnum():
            yield Hit(start, end, "transport-stop")


def _is_road(clean: Clean, match: Catch, start: int, end: int) -> bool:
    """Return whether a letter and digits are a road and not an exhibit, a paper size or a page of a bundle."""
    if match[3] is not None and match[3] != b"M":
        return True
    lower = clean.lower
    if _PAPER_AFTER.match(lower[end : end + 16]) or follows(_PAGE_BEFORE, lower, start, 12):
        return False
    digits = (match[2] or match[5]).lstrip(b"0")
    if not digits:
        return False
    travels = follows(_TRAVEL, lower, start) or _ROAD_AFTER.match(lower[end : end + 24]) is not None
    if travels:
        return not (match[1] == b"M" and len(digits) > 3)
    has_the = follows(_THE, lower, start, 6)
    if match[4]:
        return has_the
    if match[1] == b"A" and len(digits) == 1:
        return False
    return has_the or (len(digits) >= 3 and follows(_ALONG, lower, start, 8))
