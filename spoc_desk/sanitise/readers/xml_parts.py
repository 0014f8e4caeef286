"""Parses the XML of a file from elsewhere: no entity, no outside file, no network, bounded depth and memory.

One place for all readers. A part is read in one pass (`Stream`) or, where it is small, as a tree (`small_tree`). What
is broken beyond that is left to the raw sweep (`xml_sweep`), which needs no parser.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from lxml import etree

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.readers.limits import Budget, TooMuch

Element: TypeAlias = Any  # lxml ships no types

_PIECE = 1 << 16
# Elements and attributes held at once: about 300 MB at worst.
_MOST_HELD = 1_000_000
_MOST_UNCLOSED = 200
_MOST_IN_A_TREE = 400_000

# Of every parser here: no entity, no outside file, no network.
_SHUT_IN: Final = {
    "encoding": "utf-8",
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}

# A namespace whose name is no proper address loses no text.
_ONLY_THE_NAME = {etree.ErrorTypes.WAR_NS_URI, etree.ErrorTypes.WAR_NS_URI_RELATIVE}

_DECLARATION = re.compile(rb"\A\s*<\?xml\b[^>]*?\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
_KNOWN_ENCODING = re.compile(
    r"(?i)(us-)?ascii|utf-?(8|16|32)([bl]e|-[bl]e)?|iso-?8859-\d{1,2}|latin-?\d|(windows|cp)-?\d{3,4}|mac-?roman|koi8-[ru]"
)
_UNDECLARED = re.compile(rb"&(?=[A-Za-z_][\w.:-]{0,100};)(?!(?:amp|lt|gt|quot|apos);)")
_STRICT = b"purl.oclc.org/ooxml"
_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class BrokenXml(RefusedByRule):
    """{sentence}"""


def as_utf8(data: bytes) -> bytes:
    """Return the XML in UTF-8, whatever encoding it came in. Most parts come back as they are, uncopied."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    wide = _wide(data)
    if wide:
        data = data.decode(wide, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    declaration = _DECLARATION.match(data[:1000])
    if declaration is None:
        return data
    named = _ENCODING.search(declaration.group())
    name = named.group(1).decode("ascii").lower() if named else "utf-8"
    if wide:
        return data[declaration.end() :]
    return data if name in {"utf-8", "utf8"} else _recoded(data[declaration.end() :], name)


def _wide(data: bytes) -> str:
    """Return the encoding of two or four bytes a character, by its first bytes."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\0<") else ""


def _recoded(data: bytes, name: str) -> bytes:
    encoding = name if _KNOWN_ENCODING.fullmatch(name) and not name.startswith(("utf-16", "utf-32")) else "cp1252"
    try:
        return data.decode(encoding, "replace").encode("utf-8", "replace")
    except LookupError:
        return data.decode("cp1252", "replace").encode("utf-8", "replace")


def prepared(data: bytes) -> bytes:
    """Return the XML as the parsers here take it: UTF-8, with the namespaces of everyday Office files.

    Raises:
        BrokenXml: it declares entities. They serve only to hide text or to do harm.
    """
    data = as_utf8(data)
    if b"<!ENTITY" in data:
        raise BrokenXml("A part of this file declares text of its own making (entities). Only its raw text was read.")
    # A name that nothing declares stands for no text: it is read as it is written.
    if _UNDECLARED.search(data):
        data = _UNDECLARED.sub(b"&amp;", data)
    if _STRICT in data[:5000]:
        for strict, usual in _STRICT_NAMES:
            data = data.replace(strict, usual)
    return data


class Stream:
    """One XML part read in one pass: `blocks` yields elements as they end, `done` lets go of them."""

    def __init__(self, data: bytes, tags: Sequence[str], budget: Budget) -> None:
        self._data = data
        self._limits = budget.limits
        self._held = 0
        self._count = 0
        self._last: Element | None = None
        self._parser = etree.XMLPullParser(events=("end",), tag=list(tags), **_SHUT_IN)
        self.root: Element | None = None
        self.broken = False

    def blocks(self) -> Iterator[Element]:
        """Yield each element of the asked names when it is complete. Afterwards `broken` and `root` are known.

        Raises:
            BrokenXml: more of it hangs together than can be held.
            TooMuch: it has more elements than a file may have.
        """
        for start in range(0, len(self._data), _PIECE):
            piece = self._data[start : start + _PIECE]
            self._count_in(piece)
            if not self._fed(piece):
                break
            for _, element in self._parser.read_events():
                yield element
        self._close()

    def _count_in(self, piece: bytes) -> None:
        tags = piece.count(b"<")
        self._count += tags
        self._held += tags + piece.count(b"=")
        if self._count > 2 * self._limits.xml_elements:
            raise TooMuch("A part of this file has more elements than the program reads. It was not read to the end.")
        # Sound XML closes each tag before the next; to look ahead for the end of many open ones takes the parser hours.
        if self._held > _MOST_HELD or tags - piece.count(b">") > _MOST_UNCLOSED:
            raise BrokenXml("A part of this file is built in an odd way. Only its raw text was read.")

    def _fed(self, piece: bytes) -> bool:
        try:
            self._parser.feed(piece)
        except etree.XMLSyntaxError:
            self.broken = True
        return not self.broken

    def _close(self) -> None:
        try:
            self.root = self._parser.close()
        except etree.XMLSyntaxError:
            self.broken = True
        for entry in self._parser.feed_error_log:
            if entry.level >= etree.ErrorLevels.ERROR and entry.type not in _ONLY_THE_NAME:
                self.broken = True

    def done(self, element: Element) -> str:
        """Let go of an element that was read; return stray text that stood behind an earlier one."""
        stray = ""
        last = self._last
        # The parser may still append to the newest element's place, so each goes when the next one is done.
        if last is not None and (parent := last.getparent()) is not None:
            stray = last.tail or ""
            parent.remove(last)
        element.clear(keep_tail=True)
        self._last = element
        self._held = 0
        return stray


def small_tree(data: bytes) -> Element:
    """Return the root of a small part (styles, relationships, properties).

    Raises:
        BrokenXml: it is no XML, declares entities, or is too large to be one of these.
    """
    data = prepared(data)
    if data.count(b"<") + data.count(b"=") > _MOST_IN_A_TREE:
        raise BrokenXml("A part of this file is far larger than such parts are. Only its raw text was read.")
    parser = etree.XMLParser(**_SHUT_IN)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise BrokenXml("A part of this file is damaged. Only its raw text was read.") from trouble
    if root is None:
        raise BrokenXml("A part of this file is damaged. Only its raw text was read.")
    return root


def local(element: Element) -> str:
    """Return the element's name without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]
