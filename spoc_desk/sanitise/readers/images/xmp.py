"""The words of an XMP sheet: every text and attribute, the place in decimal degrees, and pictures kept inside it."""

import re
from collections.abc import Iterable, Iterator

from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.unit import Found
from spoc_desk.sanitise.readers.xml_parts import as_utf8
from spoc_desk.sanitise.readers.xml_sweep import asides, attributes, named, odd_tags, texts

_THUMBNAIL = re.compile(rb"GImg:image(?:>|=\")[^<\"]*")
_RAW = re.compile(rb"(?i)<\?xpacket[^>]*>\s*")
_POSITION = re.compile(
    rb"GPS(?:Dest)?(Latitude|Longitude)\s*(?:>|=\s*[\"'])\s*(\d{1,3})[,;. ]"
    rb"(\d{1,2}(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])"
)
_LONGEST = 20_000


def read_xmp(data: bytes, spot: Spot, channel: str = "image-xmp") -> Iterator[Found]:
    """Yield what the sheet says."""
    sheet = _RAW.sub(b"", as_utf8(data))
    if _THUMBNAIL.search(sheet):
        yield spot.unscannable(
            "A smaller picture lies inside the properties and may show what was cut away.", "image-thumbnail"
        )
        sheet = _THUMBNAIL.sub(b"GImg:image>", sheet)
    yield from spot.units(_positions(sheet), "image-gps", "position")
    lines: list[str] = [
        *map(named, texts(sheet)),
        *(f"{name}: {value}" for _, name, value in attributes(sheet)),
        *odd_tags(sheet),
    ]
    lines += [aside for aside in asides(sheet) if not aside.startswith("xpacket")]
    yield from spot.units(_gathered(dict.fromkeys(lines)), channel, "properties")


def _gathered(lines: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length > _LONGEST:
            yield "\n".join(held)
            held, length = [], 0
    if held:
        yield "\n".join(held)


def _positions(sheet: bytes) -> Iterator[str]:
    """Yield positions as the scan knows them; XMP writes "53,47.98N"."""
    found: dict[str, float] = {}
    for kind, degrees, minutes, seconds, side in _POSITION.findall(sheet):
        value = float(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
        found.setdefault(kind.decode(), -value if side in b"SW" else value)
    if len(found) == 2:
        yield f"{found['Latitude']:.6f}, {found['Longitude']:.6f}"
