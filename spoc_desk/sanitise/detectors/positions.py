"""Points on the map: grid references, latitude and longitude, three-word addresses, links to maps."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own

# "NO 123456" and "SO 123456" are more often "number" and "so" in capitals: they need the word grid or both halves.
_GRID = re.compile(
    r"(?<![A-Za-z0-9])(?:(?!NO|SO|TO)[HNOST][A-HJ-Z] ?(?:\d{3} ?\d{3}|\d{4} ?\d{4}|\d{5} ?\d{5})"
    r"|(?:NO|SO|TO) ?(?:\d{3} \d{3}|\d{4} \d{4}|\d{5} \d{5}))(?![A-Za-z0-9])"
)
_EASTING = re.compile(r"\beastings?\W{0,4}\d{6}\W{1,6}(?:northings?\W{0,4})?\d{6,7}", re.I)
_DECIMAL = re.compile(
    r"(?<![\d.])(?:49|5\d|60)\.\d{3,}\s*°?\s*[Nn]?\s*[,;/\s]\s*(?:long(?:itude)?\W{0,3})?-?\s*[0-8]\.\d{3,}\s*°?\s*[EWew]?"
)
_DEGREES = re.compile(
    r"(?<!\d)(?:49|5\d|60)\s*°\s*\d{1,2}\s*'\s*[\d.]*\s*(?:\"|'')?\s*N[\s,]*"
    r"\d\s*°\s*\d{1,2}\s*'\s*[\d.]*\s*(?:\"|'')?\s*[EW]",
    re.I,
)
_PLUS_CODE = re.compile(r"(?<![A-Za-z0-9])[9C][23456789CFGHJMPQRVWX]{3,7}\+[23456789CFGHJMPQRVWX]{2,3}(?![A-Za-z0-9])")
_GEO = re.compile(r"\bgeo:-?\d+\.\d+,-?\d+\.\d+", re.I)
_THREE_WORDS = re.compile(
    r"///\s?[a-z]{2,}\.[a-z]{2,}\.[a-z]{2,}"
    r"|(?:what3words|w3w)\W{1,4}(?:is\s+)?[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}(?![\w/])",
    re.I,
)
_MAP_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:maps\.google\.[a-z.]+|google\.[a-z.]{2,6}/maps|goo\.gl/maps|maps\.app\.goo\.gl|"
    r"openstreetmap\.org|osm\.org|bing\.com/maps|maps\.apple\.com|streetmap\.co\.uk|what3words\.com|w3w\.co|waze\.com|"
    r"rightmove\.co\.uk|zoopla\.co\.uk)[^\s<>\"']*",
    re.I,
)
# Each pattern with marks of which one must be in the text: most notes hold none, and then nothing is searched.
_CHANNELS = (
    (_GRID, "grid-reference", ()),
    (_EASTING, "grid-reference", ("easting",)),
    (_DECIMAL, "coordinates", ("49.", "5", "60.")),
    (_DEGREES, "coordinates", ("°",)),
    (_PLUS_CODE, "coordinates", ("+",)),
    (_GEO, "coordinates", ("geo:",)),
    (_THREE_WORDS, "what3words", ("///", "what3words", "w3w")),
    (_MAP_LINK, "map-link", ("map", "goo.gl", "osm.org", "w3w", "what3words", "waze", "rightmove", "zoopla")),
)


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield points on the map. None is ever cleared as ours: nothing in a note needs one."""
    for pattern, channel, marks in _CHANNELS:
        if marks and not any(mark in clean.lower for mark in marks):
            continue
        for match in pattern.finditer(clean.text):
            yield Hit(*match.span(), channel)
