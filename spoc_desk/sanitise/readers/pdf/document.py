"""Walks every object of a PDF once: by way of the pages and the catalogue, then what nothing refers to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from spoc_desk.sanitise.pages.pdf.opening import MOST_PAGES
from spoc_desk.sanitise.readers.pdf.gathering import Gathering
from spoc_desk.sanitise.readers.pdf.rooms import Room, room_of, room_of_value
from spoc_desk.sanitise.readers.pdf.standard_names import is_standard
from spoc_desk.sanitise.readers.pdf.streams import TROUBLE, Streams
from spoc_desk.sanitise.readers.pdf.text_strings import is_chance, text_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Remark, Unscannable

MOST_OBJECTS = 1_000_000
_DEEPEST = 60  # arrays in arrays, written out
_LONGEST_ARRAY = 200_000
_BACKWARDS = frozenset(("/Parent", "/P", "/Pg"))  # ways back to what is reached from above
_MOST_LOST = 300
_CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)


class Walk:
    """One walk through a document."""

    def __init__(self, pdf: pikepdf.Pdf, scope: Scope, gathering: Gathering, is_shown: Callable[[str], bool]) -> None:
        self._pdf = pdf
        self._gathering = gathering
        self.streams = Streams(scope, gathering, is_shown)
        self._visited: set[tuple[int, int]] = set()
        self._remarks: list[Found] = []
        self._xfa = False
        self._pages = _pages(pdf)
        self._waiting = {page.objgen for page in self._pages}  # links lead to pages before their turn
        self.lost: list[pikepdf.Object] = []  # pages and drawings that no page shows, to be drawn and read

    @property
    def layered(self) -> bool:
        """Return whether the document has layers that can be switched off."""
        return isinstance(_value(_value(self._pdf.trailer, "/Root"), "/OCProperties"), pikepdf.Dictionary)

    def read_page(self, number: int) -> Iterator[Found]:
        """Yield what hangs on one page."""
        if number > len(self._pages):
            return
        page = self._pages[number - 1]
        self._waiting.discard(page.objgen)
        self.streams.composite = composite_fonts(page)
        yield from self._read([(page, Room(page=number), 0)])

    def read_rest(self) -> Iterator[Found]:
        """Yield what hangs on the document, then what hangs on nothing."""
        self._waiting.clear()
        self.streams.composite = frozenset()
        trailer = self._pdf.trailer
        roots = [(trailer, Room(), 0)]
        for key in ("/Root", "/Info"):
            value = _value(trailer, key)
            if isinstance(value, pikepdf.Dictionary):
                roots.append((value, Room().through(key), 0))
        yield from self._read(roots)
        yield from self._read_unreferenced()
        if self._gathering.names:
            self._gathering.add("\n".join(self._gathering.names), Room("pdf-name"))

    def _read_unreferenced(self) -> Iterator[Found]:
        try:
            count = len(self._pdf.objects)
        except TROUBLE:
            return
        for index in range(min(count, MOST_OBJECTS)):
            try:
                lost = self._pdf.objects[index]
                visited = lost.objgen in self._visited
            except TROUBLE:
                continue
            if not visited:
                yield from self._read([(lost, Room("pdf-unreferenced"), 0)])

    def _read(self, roots: list[tuple[pikepdf.Object, Room, int]]) -> Iterator[Found]:
        stack = roots
        while stack:
            holder, room, depth = stack.pop()
            try:
                if self._is_visited(holder):
                    continue
                yield from self._holder(holder, room, depth, stack)
            except TROUBLE:
                yield Unscannable(
                    "pdf-broken", "A part of this PDF is damaged. It was not read.", room.place, room.page
                )
            yield from self._gathering.ready()
            yield from self._remarks
            self._remarks.clear()

    def _is_visited(self, holder: object) -> bool:
        if not isinstance(holder, pikepdf.Object) or not holder.is_indirect:
            return False
        if holder.objgen in self._visited or holder.objgen in self._waiting or len(self._visited) > MOST_OBJECTS:
            return True
        self._visited.add(holder.objgen)
        return False

    def _holder(
        self, holder: pikepdf.Object, room: Room, depth: int, stack: list[tuple[pikepdf.Object, Room, int]]
    ) -> Iterator[Found]:
        if isinstance(holder, pikepdf.Array):
            self._array(holder, room, depth, stack)
        elif isinstance(holder, pikepdf.Stream):
            self._dictionary(holder, room, depth, stack)
            self._lose(holder, room)
            yield from self.streams.read(holder, room_of(holder, room), room.key)
        elif isinstance(holder, pikepdf.Dictionary):
            self._dictionary(holder, room, depth, stack)
            if room.channel == "pdf-unreferenced" and holder.get("/Type") == pikepdf.Name.Page:
                self.lost.append(holder)
        else:
            self._scalar(holder, room)

    def _array(
        self, array: pikepdf.Object, room: Room, depth: int, stack: list[tuple[pikepdf.Object, Room, int]]
    ) -> None:
        if room.key == "/GPTS":
            self._positions(array, room)
        for index in range(min(len(array), _LONGEST_ARRAY)):
            self._value(array[index], room, depth, stack)

    def _dictionary(
        self, holder: pikepdf.Object, room: Room, depth: int, stack: list[tuple[pikepdf.Object, Room, int]]
    ) -> None:
        inside = room_of(holder, room)
        self._remark(holder, inside)
        self._name_files(holder)
        for key in list(holder.keys()):
            self._name(key)
            value = _value(holder, key)
            if not (key in _BACKWARDS and isinstance(value, pikepdf.Object) and value.is_indirect):
                self._value(value, room_of_value(inside, key), depth, stack)

    def _name_files(self, holder: pikepdf.Object) -> None:
        """Remember what attached files are called: their names help to tell what they are."""
        files = holder.get("/EF")
        name = holder.get("/UF", holder.get("/F"))
        if isinstance(files, pikepdf.Dictionary) and isinstance(name, pikepdf.String):
            for file in files.values():
                if isinstance(file, pikepdf.Stream):
                    self.streams.file_names[file.objgen] = text_of(bytes(name))

    def _value(self, value: object, room: Room, depth: int, stack: list[tuple[pikepdf.Object, Room, int]]) -> None:
        if isinstance(value, _CONTAINERS):
            if value.is_indirect or depth < _DEEPEST:
                stack.append((value, room, 0 if value.is_indirect else depth + 1))
        else:
            self._scalar(value, room)

    def _scalar(self, value: object, room: Room) -> None:
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            self._visited.add(value.objgen)
        if isinstance(value, pikepdf.String) and not (room.key == "/ID" and is_chance(bytes(value))):
            self._gathering.add(text_of(bytes(value)), room)
        elif isinstance(value, pikepdf.Name):
            self._name(str(value), room)

    def _lose(self, stream: pikepdf.Object, room: Room) -> None:
        """Keep drawings whose letters only drawing can tell."""
        drawn_elsewhere = (
            room.channel in ("pdf-unreferenced", "pdf-annotation", "pdf-form-field") or "/PatternType" in stream
        )
        if drawn_elsewhere and len(self.lost) < _MOST_LOST and composite_fonts(stream):
            self.lost.append(stream)

    def _name(self, name: str, room: Room | None = None) -> None:
        text = name.removeprefix("/")
        if room is not None and room.channel == "pdf-font" and room.key in ("/BaseFont", "/FontName"):
            self._gathering.add(text, room)
        elif len(text) >= 4 and len(self._gathering.names) < 100_000 and not is_standard(text):
            self._gathering.names[text] = None

    def _positions(self, array: pikepdf.Object, room: Room) -> None:
        """Say the corners of a map as the scan knows positions: "53.800000, -1.550000"."""
        numbers = [float(value) for value in list(array)[:200]]
        for north, east in zip(numbers[::2], numbers[1::2], strict=False):
            self._gathering.add(f"{north:.6f}, {east:.6f}", replace(room, channel="pdf-position"))

    def _remark(self, holder: pikepdf.Object, room: Room) -> None:
        subtype = str(holder.get("/Subtype", ""))
        page, place = room.page, room.place
        if subtype == "/Redact":
            where = f"Page {page}: " if page else ""
            self._remarks.append(
                Remark("pdf-redaction-mark", f"{where}words are marked for blacking out, and still there.", place, page)
            )
        elif subtype in ("/RichMedia", "/3D", "/Screen", "/Sound", "/Movie"):
            self._remarks.append(
                Unscannable("pdf-media", "A page holds sound, film or a model. It was not read.", place, page)
            )
        if "/XFA" in holder and not self._xfa:
            self._xfa = True
            self._remarks.append(
                Unscannable(
                    "pdf-xfa", "This PDF is a form in Adobe's own form language. Its pages may show other words there."
                )
            )
        if room.channel == "pdf-portfolio" and str(holder.get("/Type", "")) == "/Collection":
            self._remarks.append(
                Unscannable("pdf-portfolio", "This PDF is a folder of files. Its files have no page here.")
            )


def _pages(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the pages; of a broken tree those before the break."""
    found: list[pikepdf.Object] = []
    try:
        for page in pdf.pages:
            found.append(page.obj)
            if len(found) >= MOST_PAGES:
                break
    except TROUBLE:
        pass
    return found


def composite_fonts(holder: pikepdf.Object) -> frozenset[str]:
    """Return the names of the fonts whose strings are numbers of glyphs, for the drawing orders of a page or form."""
    found: set[str] = set()
    try:
        for _ in range(50):
            fonts = holder.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
            found.update(key[1:] for key, font in fonts.items() if font.get("/Subtype") == pikepdf.Name.Type0)
            above = holder.get("/Parent")
            if "/Resources" in holder or not isinstance(above, pikepdf.Dictionary):
                break
            holder = above
    except TROUBLE:
        pass
    return frozenset(found)


def _value(holder: Any, key: str) -> object:
    try:
        return holder.get(key)
    except TROUBLE:
        return None
