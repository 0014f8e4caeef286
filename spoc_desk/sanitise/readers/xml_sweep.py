"""The raw sweep of an XML part: every attribute value, every text, every comment, found without a parser.

It cannot be broken by bad nesting, and it sees what a parser drops. Readers use `attributes` and `asides` on each part,
`texts` on parts without a reader of their own, and `texts` and `odd_tags` on broken ones.
"""

import html
import re
from collections.abc import Iterator

# Fast, but it cuts a tag short at a > inside a value; then the careful one is asked as well.
_QUICK_TAG = re.compile(rb"""<([A-Za-z_][^\s<>/"'=]*\s[^<>]*)""")
_TAG = re.compile(rb"""<([A-Za-z_][^\s<>/"'=]{0,200}(?:\s+[^\s<>/"'=]{1,200}\s*=\s*(?:"[^"<]*"|'[^'<]*'))+)""")
_NAME = re.compile(rb"[^\s]+")
# A name begins where none is under way: inside a word of a hundred thousand letters nothing is tried again.
_ATTRIBUTE = re.compile(rb"""(?<![^\s<>/"'=])([^\s<>/"'=]++)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_TOKEN = re.compile(
    rb"""<!--(?P<comment>.*?)(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<\?(?P<pi>.*?)(?:\?>|\Z)"""
    rb"""|<(?P<tag>[^<>]*)>?|(?P<text>[^<]+)""",
    re.DOTALL,
)
_ASIDE = re.compile(
    rb"<!--(.*?)(?:-->|\Z)|<\?(?!xml\s)(.*?)(?:\?>|\Z)|(<!(?:DOCTYPE|ENTITY|ATTLIST|NOTATION)[^>]*)", re.DOTALL
)
_SOUND_TAG = re.compile(rb"""/[^\s<>]+\s*|[^\s<>/"'=]+(?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?""")
_ANY_TAG = re.compile(rb"<([^<>!?][^<>]*)")
_PIECE = 1_000_000
_MOST_REMEMBERED = 300_000  # distinct tags; beyond that some values come twice

# Values that say nothing of a place: empty, a switch, a short number with or without a unit, a colour.
_DULL = re.compile(
    r"\s*|preserve|true|false|none|auto|on|off|-?[\d.,]{1,7}(?:%|[a-z]{1,2})?|#?[0-9A-Fa-f]{6}|[A-Za-z]|rId\d+"
)
# The names of the formats themselves.
_FORMAT_NAME = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:org|oclc\.org)|www\.w3\.org|docs\.oasis-open\.org"
    r"|openoffice\.org|ns\.adobe\.com)/.*|urn:(?:schemas-microsoft-com|oasis:names):.*"
)
_MARKS_OF_EDITING = re.compile(r"(?:rsid\w*|paraId|textId|durableId)\Z")
_CELL_PLACES = {"r", "ref", "sqref", "activeCell", "topLeftCell", "spans", "cell"}
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}|\$?[A-Z]{1,3}|\$?\d{1,7}")
_HEX = re.compile(r"[0-9A-Fa-f]{8}")
# Inside a paragraph the tags part nothing: a word may run through several of them.
_PARAGRAPHS = {b"p", b"h", b"si", b"is", b"rich", b"text"}
_BREAKS = {b"br", b"tab", b"cr", b"line-break", b"s", b"annotation", b"note-body"}


def attributes(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (element, attribute, value) for the distinct attributes of the part that could say something."""
    seen: set[int] = set()
    for tag in _distinct_tags(data):
        element = _element(tag)
        for name, double, single in _ATTRIBUTE.findall(tag):
            key = hash((element, name, double, single))
            if key in seen:
                continue
            if len(seen) > _MOST_REMEMBERED:
                seen.clear()
            seen.add(key)
            value = unescaped(double or single)
            attribute = "xmlns" if name.startswith(b"xmlns") else _local(name)
            if not _says_nothing(attribute, value):
                yield element, attribute, value


def _distinct_tags(data: bytes) -> Iterator[bytes]:
    seen: set[int] = set()
    for piece in _pieces(data):
        for tag in _tags(piece):
            if hash(tag) not in seen:
                seen.add(hash(tag))
                yield tag
        if len(seen) > _MOST_REMEMBERED:
            seen.clear()


def _tags(piece: bytes) -> dict[bytes, None]:
    """Return the distinct tags that have attributes."""
    found = dict.fromkeys(_QUICK_TAG.findall(piece))
    if any(tag.count(b'"') % 2 or tag.count(b"'") % 2 for tag in found):
        found |= dict.fromkeys(_TAG.findall(piece))
    return found


def _element(tag: bytes) -> str:
    match = _NAME.match(tag)
    return _local(match.group()) if match else ""


def _pieces(data: bytes) -> Iterator[bytes]:
    """Yield the data in stretches that end before a tag begins."""
    start = 0
    while start < len(data):
        end = len(data) if start + _PIECE >= len(data) else data.find(b"<", start + _PIECE)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end


def _says_nothing(attribute: str, value: str) -> bool:
    if _DULL.fullmatch(value) or _FORMAT_NAME.fullmatch(value):
        return True
    if attribute in _CELL_PLACES:
        return all(_CELL.fullmatch(place) for place in value.replace(":", " ").split())
    return bool(_MARKS_OF_EDITING.match(attribute) and _HEX.fullmatch(value))


def asides(data: bytes) -> Iterator[str]:
    """Yield comments, processing instructions and declarations: text no reader of the document sees."""
    if b"<!" in data or b"<?" in data:
        for match in _ASIDE.finditer(data):
            text = unescaped(next((group for group in match.groups() if group), b"")).strip()
            if text:
                yield text


def odd_tags(data: bytes) -> Iterator[str]:
    """Yield the tags that are not rightly made: their text would be lost to `attributes`."""
    for piece in _pieces(data):
        for tag in dict.fromkeys(_ANY_TAG.findall(piece)):
            if not _SOUND_TAG.fullmatch(tag):
                yield unescaped(tag)


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text in order with the name of its element; a paragraph comes in one piece without a name."""
    name = b""
    depth = 0
    paragraph: list[bytes] = []
    for match in _TOKEN.finditer(data):
        kind = match.lastgroup
        raw = match.group(kind) if kind else b""
        if kind == "tag":
            closing = raw.startswith(b"/")
            name = _name(raw)
            if name in _PARAGRAPHS and not raw.endswith(b"/"):
                depth = max(0, depth - 1) if closing else depth + 1
                if paragraph and (closing or depth == 1):
                    yield from _said(b"".join(paragraph), b"")
                    paragraph = []
            elif depth and name in _BREAKS:
                paragraph.append(b" ")
        elif depth and kind in {"text", "cdata"}:
            paragraph.append(raw if kind == "text" else html.escape(raw.decode("utf-8", "replace")).encode())
        elif kind in {"text", "cdata"}:
            yield from _said(raw, name)
    yield from _said(b"".join(paragraph), b"")


def _name(raw: bytes) -> bytes:
    start = raw.lstrip(b"/").split(None, 1)
    return start[0].rstrip(b"/").rpartition(b":")[2] if start else b""


def _said(raw: bytes, name: bytes) -> Iterator[tuple[str, str]]:
    text = unescaped(raw).strip()
    if text:
        yield name.decode("utf-8", "replace"), text


def named(pair: tuple[str, str]) -> str:
    """Return a text with the name of its element in front."""
    name, text = pair
    return f"{name}: {text}" if name else text


def unescaped(raw: bytes) -> str:
    """Return the characters that the bytes of a text or value stand for."""
    text = raw.decode("utf-8", "replace")
    return html.unescape(text) if "&" in text else text


def _local(name: bytes) -> str:
    return name.rpartition(b":")[2].decode("utf-8", "replace")
