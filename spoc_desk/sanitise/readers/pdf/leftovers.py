"""What the tables of a PDF do not list: replaced and lost objects, bytes before, between and behind the objects."""

import re
from collections.abc import Iterator

import pikepdf

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.images.inflate import inflated
from spoc_desk.sanitise.readers.pdf.carve import Carved, objects_in
from spoc_desk.sanitise.readers.pdf.gathering import Gathering
from spoc_desk.sanitise.readers.pdf.revisions import END
from spoc_desk.sanitise.readers.pdf.rooms import Room
from spoc_desk.sanitise.readers.pdf.standard_names import is_standard
from spoc_desk.sanitise.readers.pdf.streams import TROUBLE, Streams, mark_of
from spoc_desk.sanitise.readers.pdf.text_strings import is_chance, names_written, strings_written, text_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_FLATE_ONLY = re.compile(rb"/F(?:ilter)?\s*(?:\[\s*)?/(?:FlateDecode|Fl)\s*(?:\]|/|>|$)")
_NO_FILTER = re.compile(rb"/F(?:ilter)?\b")
_FILTERS = re.compile(rb"/F(?:ilter)?\s*(\[[^\]]*\]|/\w+)")
_FILTER_NAME = re.compile(rb"/\w+")
_TABLES = re.compile(rb"/Type\s*/XRef\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_SHEET = re.compile(rb"/Type\s*/Metadata\b")
_FILE = re.compile(rb"/Type\s*/EmbeddedFile\b")
_TABLE_LINES = re.compile(rb"(?:\d{10} \d{5} [nf]\s*)+|(?<!\d)\d{1,10}\s+\d{1,10}\s*(?=\d{10} )")
_KEYWORDS = re.compile(rb"\b(?:xref|trailer|startxref|endobj|endstream|obj)\b|%PDF-\d\.\d|%%EOF|<<|>>|\b\d+\b")
_NAMES = re.compile(rb"/(?:Info|Root|Size|Prev|ID|XRefStm|Encrypt)\b|<[0-9A-Fa-f\s]*>|\[\s*\]")
_MOST_UNPACKED = 50_000_000
_NESTED = (b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"\xd0\xcf\x11\xe0")
_LONGEST_GAP = 50_000_000


class Leftovers:
    """Goes through the raw bytes of a file whose listed objects were read."""

    def __init__(self, data: bytes, scope: Scope, gathering: Gathering, streams: Streams, last_start: int) -> None:
        self._data = data
        self._scope = scope
        self._gathering = gathering
        self._streams = streams
        self._last_start = last_start  # of the last version: what stands before it belongs to earlier ones

    def read(self) -> Iterator[Found]:
        """Yield what was not said yet."""
        place = 0
        for carved in objects_in(self._data):
            self._gap(self._data[place : carved.start])
            place = carved.end
            yield from self._object(carved)
            yield from self._gathering.ready()
        yield from self._behind(place)

    def _object(self, carved: Carved) -> Iterator[Found]:
        room = Room("pdf-earlier-version" if carved.start < self._last_start else "pdf-unreferenced")
        self._source(carved.head, room)
        if carved.stream is None:
            return
        start, end = carved.stream
        packed = self._data[start:end]
        if mark_of(packed) in self._streams.seen or _TABLES.search(carved.head):
            return
        self._streams.seen.add(mark_of(packed))
        if _PICTURE.search(carved.head):
            return
        data = self._unpacked(carved.head, packed)
        if data is None:
            yield Unscannable("pdf-unreferenced", "A lost part of this PDF could not be unpacked. It was not read.")
        elif _OBJECTS.search(carved.head):
            self._source(data, room)
        else:
            kind = "/Metadata" if _SHEET.search(carved.head) else "/EmbeddedFile" if _FILE.search(carved.head) else ""
            yield from self._streams.read_data(data, room, "", kind)

    def _unpacked(self, head: bytes, packed: bytes) -> bytes | None:
        if not _NO_FILTER.search(head):
            return packed
        if _FLATE_ONLY.search(head):
            return inflated(packed, self._scope.budget, _MOST_UNPACKED)
        return self._by_library(head, packed)

    def _by_library(self, head: bytes, packed: bytes) -> bytes | None:
        """Unpack what is packed in several ways; the library's limits on memory are set."""
        filters = _FILTERS.search(head)
        try:
            with pikepdf.new() as pdf:
                stream = pikepdf.Stream(pdf, packed.rstrip(b"\r\n"))
                names = _FILTER_NAME.findall(filters.group(1)) if filters else []
                stream.Filter = pikepdf.Array([pikepdf.Name(name.decode("ascii")) for name in names])
                data = stream.read_bytes()
        except TROUBLE:
            return None
        self._scope.budget.take_bytes(len(data))
        return data

    def _source(self, source: bytes, room: Room) -> None:
        """Take in strings and names of a piece of source that no listed object has."""
        for raw in strings_written(source):
            text = text_of(raw)
            if not self._gathering.knows(text):
                self._gathering.add(text, room)
        for name in names_written(source):
            if not is_standard(name) and not self._gathering.knows_name(name):
                self._gathering.add(name, room)

    def _gap(self, gap: bytes) -> None:
        """Take in what stands between two objects: comments, mostly nothing."""
        if len(gap) < 8:
            return
        bare = _KEYWORDS.sub(b" ", _TABLE_LINES.sub(b" ", gap[:_LONGEST_GAP]))
        swept = "\n".join(texts_in(_NAMES.sub(b" ", bare)))
        for text in swept.splitlines():
            if not self._gathering.knows(text):
                self._gathering.add(text, Room("pdf-outside"))
        for raw in strings_written(bare):
            text = "" if is_chance(raw) else text_of(raw)
            if text not in swept and not self._gathering.knows(text):
                self._gathering.add(text, Room("pdf-outside"))

    def _behind(self, place: int) -> Iterator[Found]:
        """Yield what stands behind the last object: behind the end mark, a file of its own may lie."""
        ends = [match.end() for match in END.finditer(self._data, place)]
        end = ends[-1] if ends else len(self._data)
        self._gap(self._data[place:end])
        yield from self._gathering.ready()
        yield from outside(self._data[end:], self._scope, "behind the end")


def outside(extra: bytes, scope: Scope, where: str) -> Iterator[Found]:
    """Yield the words of bytes that do not belong to the PDF."""
    if not extra.strip(b"\0 \t\r\n"):
        return
    yield Unscannable("pdf-outside", f"Bytes stand {where} of this PDF. A person does not see them.")
    for text in texts_in(extra):
        yield Unit(text, "pdf-outside", f"Bytes {where}")
    starts = [place for mark in _NESTED if (place := extra.find(mark)) >= 0]
    if starts:
        yield from scope.inside(extra[min(starts) :], f"File {where}")


def words_of_ruins(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield all words of a PDF that no library can open."""
    gathering = Gathering()
    streams = Streams(scope, gathering, lambda _word: False)
    yield from Leftovers(data, scope, gathering, streams, 0).read()
    yield from gathering.rest()
