"""What the streams of a PDF hold, each by its kind: properties, scripts, attachments, fonts, notes inside pictures."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.images.colour import read_colour
from spoc_desk.sanitise.readers.images.reading import read_notes
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.pdf.content import lost_words
from spoc_desk.sanitise.readers.pdf.font_words import font_words
from spoc_desk.sanitise.readers.pdf.gathering import Gathering
from spoc_desk.sanitise.readers.pdf.rooms import Room
from spoc_desk.sanitise.readers.pdf.text_strings import strings_written, text_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable
from spoc_desk.sanitise.readers.xml_parts import as_utf8
from spoc_desk.sanitise.readers.xml_sweep import attributes, named, texts

# What pikepdf raises on damaged or hostile objects.
TROUBLE = (
    pikepdf.PikepdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OverflowError,
    MemoryError,
)
_NUMBERS = ("/FunctionType", "/ShadingType", "/HalftoneType", "/MeshType")
_MODELS = {"/U3D": "a model in three dimensions", "/PRC": "a model in three dimensions"}
_MARKS_OF_ORDERS = (b" Tj", b" TJ", b"BT\n", b"BT ", b" BDC")


class Streams:
    """Reads streams; remembers nothing but which packed bytes it has seen."""

    def __init__(self, scope: Scope, gathering: Gathering, is_shown: Callable[[str], bool]) -> None:
        self._scope = scope
        self._gathering = gathering
        self._is_shown = is_shown
        self._attachments = 0
        self._name = ""
        self.file_names: dict[tuple[int, int], str] = {}
        self.composite: frozenset[str] = frozenset()  # of the page being read
        self.seen: set[int] = set()  # of the packed bytes of every stream that was read

    def read(self, stream: pikepdf.Object, room: Room, key: str = "") -> Iterator[Found]:
        """Yield what a stream holds."""
        try:
            packed = stream.read_raw_bytes()
            self.seen.add(mark_of(packed))
            kind, subtype = (str(stream.get(name, "")) for name in ("/Type", "/Subtype"))
            if kind in ("/XRef", "/ObjStm") or any(name in stream for name in _NUMBERS):
                return
            if subtype == "/Image" or key == "/Thumb":
                yield from self._image(stream, packed, room)
                return
            self._name = self.file_names.get(stream.objgen, "")
            data = stream.read_bytes()
        except TROUBLE:
            yield Unscannable(
                "pdf-broken", "A part of this PDF could not be unpacked. It was not read.", room.place, room.page
            )
            return
        self._scope.budget.take_bytes(len(data))
        yield from self.read_data(data, room, key, kind, subtype)

    def read_data(self, data: bytes, room: Room, key: str, kind: str = "", subtype: str = "") -> Iterator[Found]:
        """Yield what the unpacked bytes of a stream hold."""
        spot = Spot(self._scope, room.place, room.page)
        if kind == "/EmbeddedFile" or room.channel == "pdf-attachment":
            yield from self._attached(data)
        elif kind == "/Metadata" or subtype == "/XML" or room.channel == "pdf-xmp":
            yield from read_xmp(data, spot, "pdf-xmp")
        elif room.channel == "pdf-javascript":
            self._gathering.add(text_of(data), room)
        elif room.channel == "pdf-xfa":
            self._xml(data, room)
        elif subtype in _MODELS or room.channel == "pdf-media":
            yield Unscannable(
                "pdf-media", "The file holds sound, film or a model. It was not read.", room.place, room.page
            )
            self._sweep(data, replace(room, channel="pdf-media"))
        elif data[36:40] == b"acsp":
            yield from (replace(found, channel="pdf-colour") for found in _units(read_colour(data, spot)))
        elif room.channel == "pdf-font" or key.startswith(("/FontFile", "/ToUnicode")) or b"begincmap" in data[:6000]:
            for words in font_words(data, key):
                self._gathering.add(words, replace(room, channel="pdf-font"))
        elif subtype == "/Form" or key == "/Contents" or any(mark in data for mark in _MARKS_OF_ORDERS):
            self.read_orders(data, room)
        else:
            self._sweep(data, room)

    def read_orders(self, data: bytes, room: Room) -> None:
        """Gather the words of drawing orders that no page shows."""
        for text, described in lost_words(data, self._is_shown, self.composite):
            self._gathering.add(text, replace(room, channel="pdf-alt-text" if described else _orders(room)))

    def _image(self, stream: pikepdf.Object, packed: bytes, room: Room) -> Iterator[Found]:
        """Yield the notes inside a picture; its dots are seen on the page."""
        filters = stream.get("/Filter", pikepdf.Array())
        names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        place = ", ".join(part for part in (f"Page {room.page}" if room.page else "", "picture") if part)
        spot = Spot(self._scope, place, room.page)
        if names == ["/DCTDecode"] or names == ["/JPXDecode"]:
            yield from read_notes(packed, spot)
        elif names[-1:] in (["/DCTDecode"], ["/JPXDecode"]):
            plain = pikepdf.Stream(pikepdf.Pdf.new(), packed)
            plain.Filter = pikepdf.Array([pikepdf.Name(name) for name in names[:-1]])
            yield from read_notes(plain.read_bytes(), spot)
        if room.channel == "pdf-thumbnail":
            yield Unscannable(
                "pdf-thumbnail",
                "A small picture of a page lies in the file and may show an older state.",
                place,
                room.page,
            )

    def _attached(self, data: bytes) -> Iterator[Found]:
        self._attachments += 1
        name, self._name = self._name, ""
        yield from self._scope.inside(data, f"Attachment {self._attachments}", name)

    def _xml(self, data: bytes, room: Room) -> None:
        sheet = as_utf8(data)
        for pair in texts(sheet):
            self._gathering.add(named(pair), room)
        for _, name, value in attributes(sheet):
            self._gathering.add(f"{name}: {value}", room)

    def _sweep(self, data: bytes, room: Room) -> None:
        for text in texts_in(data):
            self._gathering.add(text, room)
        for raw in strings_written(data[:100_000]):
            if raw.startswith((b"\xfe\xff", b"\xef\xbb\xbf")):
                self._gathering.add(text_of(raw), room)


def _orders(room: Room) -> str:
    return room.channel if room.channel in ("pdf-unreferenced", "pdf-earlier-version") else "pdf-content"


def _units(found: Iterator[Found]) -> Iterator[Unit]:
    return (one for one in found if isinstance(one, Unit))


def mark_of(packed: bytes) -> int:
    """Return a number by which the same packed bytes are known again."""
    return hash(packed.rstrip(b"\r\n"))
