"""Points on the map: grid references, latitude and longitude, three-word addresses, links to maps."""

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
    raw_of,
    stands_alone,
)
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# The squares of 100 km that hold land.
_SQUARE = r"(?:H[PTUWXYZ]|N[A-DF-HJ-OR-UWXYZ]|OV|S[C-EHJKM-PR-Z]|T[AFGLMQRV])"
_REST = r"(?:\d{5}[\s,/\-]{0,2}\d{5}|\d{4}[\s,/\-]{0,2}\d{4}|\d{3}[\s,/\-]{0,2}\d{3})"
_GRID = Sieve(rf"({_SQUARE})[\s\-]{{0,2}}({_REST})", digits=Digits.NEAR)
_LOWER_GRID = Sieve(
    rf"({_SQUARE})(?:\d{{10}}|\d{{8}}|\d{{6}}| ?\d{{3}} \d{{3}}| ?\d{{4}} \d{{4}})",
    any_case=True,
    kinds=(
        "999999",
        "999 999",
        "9999 9999",
    ),
    digits=Digits.NEAR,
)
_NAMED_GRID = Sieve(
    r"(?:grid(?: ?ref(?:erence)?s?)?|NGR|OSGR|IGR|BNG|O\.?S\.? ?ref(?:erence)?|map ref(?:erence)?|Irish grid|ITM|"
    r"(?:OS )?co-?ord(?:inate)?s)[\s:.=(\-]{0,4}(?:is\s{1,2})?"
    rf"([A-Z]{{1,2}}[\s.\-]{{0,2}}(?:{_REST}|\d\d[ ,]?\d\d)|\d{{6}}[ ,/]{{1,3}}\d{{6,7}}|\d{{3}} \d{{3}}|\d{{6}})",
    any_case=True,
    digits=Digits.NEAR,
)
# Squares of one to ten kilometres, and the sheets of maps.
_NAMED_SQUARE = Sieve(
    r"(?:(?:grid|1 ?km|10 ?km|2 ?km) square|tetrad|hectad|monad|OS map|OS sheet)[\s:]{1,3}(?:sheet )?"
    rf"({_SQUARE}[ ]?\d\d(?:[A-Z]{{1,2}}|\d\d)?)",
    any_case=True,
    marks=("square", "tetrad", "hectad", "monad", "os "),
    digits=Digits.NEAR,
)
_SHEET = Sieve(
    r"(?:OS |ordnance survey )?(?:landranger|explorer|pathfinder|outdoor leisure)(?: (?:map|sheet|no\.?|"
    r"number))*[\s:]{1,3}"
    r"(OL ?\d{1,2}|\d{1,3})|(?:OS|ordnance survey)(?: map)? sheet[\s:]{1,3}(\d{1,3})",
    any_case=True,
    marks=("landranger", "explorer", "pathfinder", "outdoor", "sheet"),
    digits=Digits.FAR,
)
# The military and the radio amateurs' squares.
_MILITARY = Sieve(
    r"(?:29|30|31)[ ]?[UV][ ]?[A-Z]{2}[ ]?(?:\d{5} \d{5}|\d{4} \d{4}|\d{3} \d{3}|\d{10}|\d{8}|\d{6})"
    r"|(?:UTM|zone)[\s:]{1,3}(?:29|30|31) ?[NUV] \d{6}(?:\.\d+)?[ ,]{1,2}\d{7}(?:\.\d+)?",
    any_case=True,
    kinds=("999",),
    digits=Digits.FAR,
)
_LOCATOR = Sieve(
    r"(?:maidenhead|locator|QTH|grid square|geohash)(?: locator| square| code)?[\s:=]{1,3}"
    r"(I[OMN][78901][0-9][a-x]{2}|J[OM]0\d[a-x]{2}|[0-9b-hjkmnp-z]{5,12})",
    any_case=True,
    marks=("maidenhead", "locator", "qth", "grid square", "geohash"),
)
_EASTING = Sieve(
    r"(?:eastings?|(?:^|[^A-Za-z0-9])X|(?:^|"
    r"[^A-Za-z0-9])E)[\s:=,.]{0,4}(\d{5,6}(?:\.\d+)?[\s,;/]{1,4}(?:and )?(?:northings?|"
    r"Y|N)[\s:=,.]{0,4}"
    r"\d{5,7}(?:\.\d+)?)",
    any_case=True,
    kinds=("99999",),
    digits=Digits.FAR,
)
_PAIRED = Sieve(
    r"\d{5,6}(?:\.\d+)?[\s,;/]{1,4}(?:and )?northings?[\s:=,.]{0,4}\d{5,7}(?:\.\d+)?",
    any_case=True,
    marks=("northing",),
    digits=Digits.FAR,
)
_EASTING_ALONE = Sieve(
    r"(?:eastings?|northings?)[\s:=,./]{0,4}(?:northings?[\s:=,./]{0,4})?(\d{5,7}(?:[\s,;/]{1,3}\d{5,7})?)",
    any_case=True,
    marks=(
        "easting",
        "northing",
    ),
    digits=Digits.FAR,
)
_LAT, _LONG = r"(?:49|5\d|60)\.\d+", r"-?\s?(?:00)?[0-8]\.\d+"
_POINT = Sieve(
    r"POINT\s?(?:Z\s?)?\(\s?(-?[0-8]\.\d+ (?:49|5\d|60)\.\d+)", any_case=True, marks=("point",), digits=Digits.FAR
)
_ISO = Sieve(r"\+(?:49|5\d|60)\.\d{2,}[+\-]00\d\.\d{2,}/?", kinds=("99.99",), digits=Digits.FAR)
_MARK = r"(?: ?(?:°|\xba|deg(?:rees)?))?"
_DECIMAL = Sieve(
    rf"(?:\bN ?)?({_LAT}){_MARK} ?(N)?(?:\s{{0,2}}[,;/|]\s{{0,2}}|\s{{1,3}}|%2C)(?:(?:long?(?:itude)?|"
    rf"lng)[\s:=]{{0,3}})?([EW] ?)?({_LONG}){_MARK}(?: ?[EW])?"
    rf"|({_LONG}){_MARK}(?: ?([EW]))?\s?[,;/|]\s?({_LAT}){_MARK}(?: ?N)?",
    any_case=True,
    kinds=("99.9",),
    digits=Digits.FAR,
)
_NAMED_DEGREES = Sieve(
    rf"(?:lat(?:itude)?|long?(?:itude)?|lng)[\s:=\"'()]{{1,5}}((?:{_LAT}|{_LONG}){_MARK}(?: ?[NEW])?)",
    any_case=True,
    kinds=("9.9",),
    digits=Digits.FAR,
)
_ONE_DEGREE = Sieve(
    rf"(?:{_LAT} ?(?:°|\xba) ?N|[0-8]\.\d{{3,}} ?(?:°|\xba) ?[EW])",
    any_case=True,
    marks=(
        "°",
        "º",
    ),
    digits=Digits.FAR,
)
_DEG = r" ?(?:°|\xba|o|\*|deg(?:rees)?|d) ?"
_MINUTES = r"\d{1,2}(?:\.\d+)?(?: ?'| ?m(?:in)?\b)?(?: ?\d{1,2}(?:\.\d+)? ?(?:\"|''|s(?:ec)?\b)?)?"
_DEGREES = Sieve(
    rf"(?:\bN ?)?(?:49|5\d|60){_DEG}{_MINUTES} ?N?[\s,;/]{{0,3}}(?:[EW] ?)?-?(?:00)?[0-8]{_DEG}{_MINUTES} ?(?:[EW])?"
    rf"|\bN ?(?:49|5\d|60)(?:{_DEG}| )\d\d\.\d+'?[\s,;/]{{1,3}}[EW] ?(?:00)?[0-8](?:{_DEG}| )\d\d\.\d+'?"
    rf"|\b(?:49|5\d|60)[0-5]\d(?:[0-5]\d(?:\.\d+)?)? ?N[\s,;/]{{0,2}}00[0-8][0-5]\d(?:[0-5]\d(?:\.\d+)?)? ?[EW]"
    rf"|\b(?:49|5\d|60)-\d\d-\d\d(?:\.\d+)? ?N[\s,;/]{{0,2}}0?0?[0-8]-\d\d-\d\d(?:\.\d+)? ?[EW]"
    rf"|long(?:itude)?[\s:=]{{1,4}}0?0?[0-8]{_DEG}{_MINUTES} ?[EW]"
    rf"|(?:49|5\d|60)[ :]\d\d[ :]\d\d(?:\.\d+)? ?N[\s,;/]{{0,3}}0?0?[0-8][ :]\d\d[ :]\d\d(?:\.\d+)? ?[EW]"
    rf"|(?:49|5\d|60){_DEG}{_MINUTES} ?N",
    any_case=True,
    digits=Digits.FAR,
    by_itself=True,
)
_OLC = "23456789CFGHJMPQRVWX"
_PLUS_CODE = Sieve(
    rf"[{_OLC}]{{4,8}}\+[{_OLC}]{{2,3}}|9[CF][{_OLC}]{{2}}(?:[{_OLC}]{{2}}00|0000)\+", any_case=True, marks=("+",)
)
_PLUS_NAMED = re.compile(r"plus ?code[\s:]{1,3}(?:is )?$")
_GEO = Sieve(r"geo:-?\d+\.\d+,-?\d+\.\d+(?:[;?][^\s<>\"']*)?", any_case=True, marks=("geo:",), digits=Digits.FAR)
_THREE_WORDS = Sieve(
    r"///? ?[a-z]{2,24}\.[a-z]{2,24}\.[a-z]{2,24}|(?:what3words|what (?:3|three) words|w3w|(?:3|three) ?words? address|"
    r"(?:3|three) words)[\s:(/=)\-]{1,6}(?:(?:is|are|w3w|"
    r"address|location|of)[\s:)]{1,2}){0,3}"
    r"((?:///)? ?[a-z]{3,24}(?:[. \-]|, ?)[a-z]{3,24}(?:[. \-]|, ?)[a-z]{3,24})",
    any_case=True,
    marks=("//", "what3words", "what 3", "what three", "w3w", "words"),
)
_BARE_WORDS = Sieve(
    r"(?:^|[\s(\"'])([a-z]{3,18}\.[a-z]{3,18}\.([a-z]{3,18}))",
    kinds=("..",),
)
_ENDINGS = frozenset(
    {"com", "org", "net", "info", "gov", "edu", "biz", "xml", "pdf", "doc", "docx", "xlsx", "zip", "txt", "app"}
)
_MAP_LINK = Sieve(
    r"(?:https?://)?(?:www\.)?(?:maps\.google\.[a-z.]+|google\.[a-z.]{2,6}/maps|goo\.gl/maps|maps\.app\.goo\.gl|"
    r"g\.co/maps|"
    r"openstreetmap\.org|osm\.org|bing\.com/maps|maps\.apple\.com|streetmap\.co\.uk|what3words\.com|w3w\.co|waze\.com|"
    r"(?:explore\.)?osmaps\.com|streetview|gridreferencefinder\.com|citymapper\.com|plus\.codes|"
    r"her\.is|snapchat\.com/map|life360\.com|strava\.com/(?:activities|routes)|"
    r"rightmove\.co\.uk|zoopla\.co\.uk|onthemarket\.com|openrent\.co\.uk|spareroom\.co\.uk)[^\s<>\"']*",
    any_case=True,
    marks=(
        "google.",
        "goo.gl",
        "g.co/",
        "openstreetmap",
        "osm.org",
        "bing.com",
        "maps.apple",
        "streetmap",
        "what3words",
        "w3w.co",
        "waze",
        "osmaps",
        "streetview",
        "gridref",
        "citymapper",
        "plus.codes",
        "rightmove",
        "zoopla",
        "onthemarket",
        "openrent",
        "spareroom",
        "her.is",
        "snapchat",
        "life360",
        "strava",
    ),
)
_LOWER_WORDS = frozenset({"no", "so", "to", "sc", "st", "sn", "ss", "sd", "nd", "nn"})
_GRID_WORDS = re.compile(r"grid|ngr|map|located|location|found at|os ref|position")


@by_shapes
def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield points on the map. None is ever cleared as ours: nothing in a note needs one."""
    raw = raw_of(clean.text)
    yield from _grid(clean, raw)
    yield from _degrees(clean.text, raw)
    yield from _words_and_links(clean, raw)


def _grid(clean: Clean, raw: Raw) -> Iterator[Hit]:
    text = clean.text
    for match, start, end in alone(_GRID, text, raw):
        if _is_square(text, match, start) or follows(_GRID_WORDS, clean.lower, start):
            yield Hit(start, end, "grid-reference")
        elif text[start + 2].isdigit() and text[start - 1 : start] not in tuple("/-#£"):
            yield Hit(start, end, "grid-reference", Severity.LOW)
    for _, start, end in alone(_LOWER_GRID, text, raw):
        if text[start : start + 2].islower() and text[start : start + 2] not in _LOWER_WORDS:
            yield Hit(start, end, "grid-reference")
    for sieve in (_NAMED_GRID, _NAMED_SQUARE, _EASTING, _EASTING_ALONE):
        for _, start, end in alone(sieve, text, raw, 1):
            yield Hit(start, end, "grid-reference")
    for _, start, end in alone(_PAIRED, text, raw):
        yield Hit(start, end, "grid-reference")
    for _, start, end in alone(_MILITARY, text, raw):
        yield Hit(start, end, "grid-reference")
    for match in _SHEET.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span(2)
        if stands_alone(text, start, end):
            yield Hit(start, end, "grid-reference")
    for _, start, end in alone(_LOCATOR, text, raw, 1):
        if any(map(str.isdigit, text[start:end])):
            yield Hit(start, end, "grid-reference")


def _is_square(text: str, match: Catch, start: int) -> bool:
    """Let go "NO 123456" and "SO 123456" (number, so), "SC123456" (a company) and "SN 123456" (a serial number)."""
    square, rest = match[1], match[2]
    halves = len(rest) % 2 == 1
    if square in {b"NO", b"SO", b"TO"}:
        joined = len(rest) >= 8 and text[start + 2].isdigit()
        return joined or (halves and rest[len(rest) // 2 : len(rest) // 2 + 1] == b" ")
    if square in {b"SC", b"SN"} and not halves:
        return False
    return text[start - 1 : start] not in tuple("/-#£")


def _degrees(text: str, raw: Raw) -> Iterator[Hit]:
    for match, start, end in alone(_DECIMAL, text, raw):
        if text[start - 1 : start] != "." and _is_precise(match):
            yield Hit(start, end, "coordinates")
    for _, start, end in alone(_POINT, text, raw, 1):
        yield Hit(start, end, "coordinates")
    for sieve in (_DEGREES, _ONE_DEGREE, _GEO, _ISO):
        for _, start, end in alone(sieve, text, raw):
            yield Hit(start, start + len(text[start:end].rstrip(".,;")), "coordinates")
    for match, start, end in alone(_NAMED_DEGREES, text, raw, 1):
        if len(match[1].partition(b".")[2]) >= 2:
            yield Hit(start, end, "coordinates")
    for _, start, end in alone(_PLUS_CODE, text, raw):
        code = text[start:end]
        sure = (
            code.isupper()
            or (code[0] == "9" and code.find("+") == 8)
            or bool(_PLUS_NAMED.search(text[max(0, start - 16) : start].lower()))
        )
        if sure and any(mark.isalpha() for mark in code) and text[start - 1 : start] != "+":
            yield Hit(start, end, "coordinates")


def _is_precise(match: Catch) -> bool:
    """Return whether both numbers have three decimals and a sign, mark or comma: two means in a table have not."""
    latitude, longitude = match[1] or match[7], match[4] or match[5]
    places = min(len(part.partition(b".")[2]) for part in (latitude, longitude))
    whole = match[0]
    marked = any(mark in whole for mark in (b"N", b"W", b"E", b"\xb0", b"long", b"n", b"w", b"e"))
    signed = b"-" in longitude
    if places == 2 and signed and b"," in whole and max(len(latitude), len(longitude)) > 6:
        return True
    return (places >= 2 and marked) or (places >= 3 and (signed or b"," in whole)) or places >= 4


def _names_file(written: bytes) -> bool:
    """Return whether three words with points between them name a file: "data.txt.bak"."""
    return not _FILE_ENDINGS.isdisjoint(written.split(b".")[1:])


_FILE_ENDINGS = frozenset({
    *(b"txt", b"bak", b"orig", b"old", b"json", b"xml", b"html", b"csv", b"docx", b"xlsx", b"pdf", b"zip", b"tar"),
    *(b"yaml", b"toml", b"java", b"php", b"exe", b"dll", b"log", b"png", b"jpg", b"jpeg", b"gif", b"config"),
})  # fmt: skip


def _words_and_links(clean: Clean, raw: Raw) -> Iterator[Hit]:
    text = clean.text
    for match in _THREE_WORDS.catches(raw):
        start, end = match.span(1) if match.span(1)[0] >= 0 else match.span()
        written = text[start:end]
        start += len(written) - len(written.lstrip())
        by_name = match.span(1)[0] >= 0
        if by_name and match[0].lower().startswith((b"three words", b"3 words")) and "." not in written:
            continue
        two = "///" not in written and (
            text[start - 1 : start] == ":" or match[0].rpartition(b".")[2].decode() in _ENDINGS
        )
        if ("//" in written and not two) or (match.span(1)[0] >= 0 and not re.match(r"\w", text[end : end + 1])):
            yield Hit(start, end, "what3words")
    for match in _BARE_WORDS.catches(raw):
        start, end = match.span(1)
        is_host = match[2].decode() in _ENDINGS or match[1].startswith(b"www.") or _names_file(match[1])
        if not is_host and not re.match(r"[\w@/.\-]\w|[@/\-]", text[end : end + 2]):
            yield Hit(start, end, "what3words", Severity.LOW)
    for match in _MAP_LINK.catches(raw):
        start, end = match.span()
        if not (start and (text[start - 1].isalnum() or text[start - 1] in "@-")):
            yield Hit(start, start + len(text[start:end].rstrip(".,;:)]!?")), "map-link")
