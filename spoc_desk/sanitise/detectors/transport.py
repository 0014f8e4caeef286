"""Roads by number, motorway junctions, and the codes of stops and stations."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import (
    Catch,
    Digits,
    Raw,
    Sieve,
    alone,
    by_shapes,
    follows,
    labelled,
    raw_of,
    stands_alone,
)
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import plain_words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

_ROAD = Sieve(r"([AM])(\d{1,4})(\(M\)|M)?|(B)(\d{3,4})", kinds=("A9",), digits=Digits.NEAR)
# In small letters only with the article or a word of travel before it: "off the a647".
_LOWER_ROAD = Sieve(
    r"(?:^|[^a-z0-9])(?:the|on|off|along|via|near|onto|over|route|bypass|carriageway|road)\s{1,2}((?:a|m|b)\d{1,4}(?:\(m\))?)"
    r"|([am]\d{1,3}\(m\))",
    digits=Digits.NEAR,
)
# A big road at work: "A505 roadworks" without any word before it.
_AT_WORK = re.compile(r"^\s*(?:roadworks|road works|closed|closure|jam|tailback|queue|blocked|flooded|shut|junction)")
_JUNCTION = Sieve(
    r"(?:junctions?|jct|jn|j)\.? ?\d{1,2}[A-Z]?(?: (?:of|on|off|from|with|at))?(?: the)? [AM]\d{1,3}(?:\(M\))?"
    r"|[AM]\d{1,3}(?:\(M\))?,? ?(?:at |junctions? |jct\.? ?|j)\d{1,2}[A-Z]?|junctions? \d{1,2}[A-Z]?",
    any_case=True,
    digits=Digits.NEAR,
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
# In lists of roads: "B4596, Llancayo: 30mph", "B4235, Chepstow to Mynydd Bach: 50mph", "B4233/B4347 Junction".
_WHERE_AFTER = re.compile(
    r"(?:, | to )(?:The )?[A-Z][a-z]{2,}[A-Za-z' -]{0,30}(?:, [A-Z][A-Za-z' -]{2,30})?[:)]"
    r"|/[AB]\d{3,4} (?:[Jj]unction|[Rr]oundabout)\b"
)
_WORD = re.compile(r"[a-z]{2,}")
_LISTED_BEFORE = re.compile(r"(?:^|[.;:(]\s|\(|\n)\s*$")
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
    r"ATCO|naptan|(?:bus |tram |coach )?stops?(?: ?(?:code|id))|(?:bus|tram|coach) stop|SMS code",
    r"\d{3,4}[0-9A-Z]{4,10}|\d{5,9}|[a-z]{7,8}",
)
_CALLED_STATION = Sieve(
    r"([A-Z]{3})\s{1,2}(?:rail(?:way)? |train |bus )?(?:station|airport)\b|(?:station|airport|Station|"
    r"Airport)\s?[(\[]([A-Z]{3})[)\]]",
    marks=("station", "airport"),
)
# Letters of an airport, the number of a flight or a bus.
_AIRPORT = Sieve(
    r"(?:flew|flying|fly|flights?|landed|landing|IATA|airport code)(?: (?:in|out|back|home|"
    r"over))?(?: (?:from|to|at|into|via|of))?"
    r"[\s:]{1,2}([A-Z]{3})(?:\b|[-/]([A-Z]{3})\b)|([A-Z]{3})[-/]([A-Z]{3}) flights?|ICAO[\s:]{1,2}(EG[A-Z]{2})",
    marks=("flew", "fly", "flight", "land", "iata", "airport", "icao"),
)
_FLIGHT = Sieve(
    r"flights?(?: (?:no\.?|number|ref))?[\s:]{1,3}([A-Z]{2}\d?[A-Z]? ?\d{2,4}[A-Z]?|[A-Z]\d ?\d{2,4}|"
    r"[A-Z]{3} ?\d{2,4})",
    any_case=True,
    marks=("flight",),
    digits=Digits.NEAR,
)
_BUS = Sieve(
    r"(?:^|[^a-z0-9])(?:bus|buses|coach|night bus|school bus|busway)(?: (?:no\.?|nos\.?|number|numbers|"
    r"route|routes|service|services|line))*"
    r"[\s:]{1,2}([A-Z]{0,2}\d{1,3}[A-Z]?)(?:$|[\s.,;:!?)/&])|(?:^|[^a-z0-9])(?:the|number|no\.?|route|"
    r"route number|takes?|took|on)\s{1,2}"
    r"([A-Z]{0,2}\d{1,3}[A-Z]?)\s{1,2}(?:night |school |express )?(?:bus|buses|coach|tram)(?:$|[^a-z])|"
    r"route number ([A-Z]?\d{1,3}[A-Z]?)"
    r"|([A-Z]{0,2}\d{2,3}[A-Z]?)\s{1,2}(?:night |school )?(?:bus|tram)(?:$|[^a-z])",
    any_case=True,
    marks=("bus", "coach", "tram", "route"),
    digits=Digits.FAR,
)
# The number of a stop, with any words between: "gets off at the stop by the shops, 450012345".
_STOP_NEAR = Sieve(
    r"(?:^|[^A-Za-z])(?:stop|naptan|ATCO|bus shelter)\b[^.;\n\d]{0,30}([1-9]\d{2}0\d{4,8})",
    any_case=True,
    kinds=("99999999",),
    digits=Digits.FAR,
)
_TEXT_STOP = Sieve(
    r"text (\d{8}) for|stop (?:no\.?|number|ref) (\d{3,4}[0-9A-Z]{4,9})", any_case=True, digits=Digits.NEAR
)
_NO_STATION = frozenset(
    {
        "SHE",
        "AND",
        "FOR",
        "NOT",
        "BUT",
        "ALL",
        "ANY",
        "TWO",
        "USA",
        "UAE",
        "THE",
        "BBC",
        "ITV",
        "BUS",
        "GAS",
        "OUR",
        "OLD",
        "NEW",
        "ONE",
        "HIS",
        "HER",
        "MY",
    }
)
_STATION = Sieve(
    r"(?i:CRS|3 ?alpha|station code|tiploc)(?i: code)?[\s:=(]{1,3}(?:is )?([A-Z]{3,7})|(?i:STANOX|"
    r"NLC)[\s:=]{1,3}(\d{4,6})|(?:crs|tiploc|station code)(?: code)?[\s:=(]{1,3}([a-z]{3})\b",
    marks=("crs", "alpha", "station", "tiploc", "stanox", "nlc"),
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
        elif _is_listed(text, start, end):
            yield Hit(start, end, "road", Severity.LOW)
    for match in _LOWER_ROAD.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        if _is_low_road(clean, start, end):
            yield Hit(start, end, "road")
    yield from _ways(clean.text, raw)
    for _, start, end in alone(_STOP_NEAR, text, raw, 1):
        yield Hit(start, end, "transport-stop")
    for _, start, end in alone(_STOP, text, raw, 1):
        if any(mark.isdigit() for mark in text[start:end]) or follows(re.compile("naptan|sms"), clean.lower, start, 24):
            yield Hit(start, end, "transport-stop")
    for match in _CALLED_STATION.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        if text[start:end] not in _NO_STATION and stands_alone(text, start, end) and not _is_shouted(text, start, end):
            yield Hit(start, end, "transport-stop", Severity.LOW)
    for match in _STATION.catches(raw):
        start, end = next(match.span(group) for group in (1, 2, 3) if match.span(group)[0] >= 0)
        if not text[end : end + 1].isalnum():
            yield Hit(start, end, "transport-stop")


def _is_listed(text: str, start: int, end: int) -> bool:
    """Return whether a number heads a line of a list of roads, with a place behind it and not only everyday words."""
    if end - start < _LEAST_LISTED or text[start] not in "AB":
        return False
    behind = _WHERE_AFTER.match(text, end, end + 80)
    if behind is None or _LISTED_BEFORE.search(text, max(0, start - 3), start) is None:
        return False
    named = _WORD.findall(behind.group().lower())
    return behind.group().startswith("/") or not plain_words("common_words").issuperset(named)


_LEAST_LISTED = 4


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the word before or after stands in capitals too, as in a heading."""
    return text[max(0, start - 4) : start].strip().isupper() or text[end : end + 5].strip()[-2:].isupper()


def _is_low_road(clean: Clean, start: int, end: int) -> bool:
    lower = clean.lower
    long = end - start > 2 or follows(_TRAVEL, lower, start)
    return (
        long
        and lower[start:end] != "m25"
        and not _PAPER_AFTER.match(lower[end : end + 16])
        and stands_alone(lower, start, end)
    )


def _ways(text: str, raw: Raw) -> Iterator[Hit]:
    """Yield the letters of airports, the numbers of flights, buses and their stops. Each tells little alone."""
    for sieve, channel in (
        (_AIRPORT, "transport-stop"),
        (_FLIGHT, "transport-stop"),
        (_BUS, "soft-clue"),
        (_TEXT_STOP, "transport-stop"),
    ):
        for match in sieve.catches(raw):
            for group in range(1, match.groups()):
                start, end = match.span(group)
                known = text[start:end] in _NO_STATION or not any(map(str.isalnum, text[start:end]))
                if start >= 0 and not known and stands_alone(text, start, end):
                    yield Hit(start, end, channel, Severity.LOW)


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
    if len(digits) >= 2 and match[1] == b"A" and _AT_WORK.match(lower[end : end + 16]):
        return True
    travels = follows(_TRAVEL, lower, start) or _ROAD_AFTER.match(lower[end : end + 24]) is not None
    if travels:
        return not (match[1] == b"M" and len(digits) > 3)
    has_the = follows(_THE, lower, start, 6)
    if match[4]:
        return has_the
    if match[1] == b"A" and len(digits) == 1:
        return False
    return has_the or (len(digits) >= 3 and follows(_ALONG, lower, start, 8))
