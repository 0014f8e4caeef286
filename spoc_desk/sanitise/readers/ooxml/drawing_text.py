"""The text of slides: shapes with their paragraphs, tables, and titles (DrawingML)."""

from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit
from spoc_desk.sanitise.readers.xml_parts import BrokenXml, Element, Stream, prepared

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

_SHAPE, _FRAME, _PARAGRAPH, _ROW, _CELL, _TABLE = f"{P}sp", f"{P}graphicFrame", f"{A}p", f"{A}tr", f"{A}tc", f"{A}tbl"
_TEXT, _BREAK, _RUN_PROPERTIES = f"{A}t", f"{A}br", f"{A}rPr"
_PLACEHOLDER = f"{P}nvSpPr/{P}nvPr/{P}ph"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLES = {"title", "ctrTitle"}
_SMALL_FURNITURE = {"sldNum", "dt"}
_TINY = 200  # hundredths of a point


@dataclass(frozen=True)
class SlidePlace:
    """What a slide's texts are to their reader."""

    channel: str
    part: str
    shown: bool = True
    placeholders_shown: bool = True  # on a master they only say "Click to edit"


class Slide:
    """Reads one slide, its notes, its layout or its master. `broken` tells afterwards whether it was whole."""

    def __init__(self, data: bytes, place: SlidePlace, budget: Budget) -> None:
        self._data = data
        self._place = place
        self._budget = budget
        self.broken = ""

    def read(self) -> Iterator[Found]:
        """Yield the texts of all shapes in order, then any that stand elsewhere."""
        try:
            stream = Stream(prepared(self._data), (_SHAPE, _FRAME, _PARAGRAPH), self._budget)
            for element in stream.blocks():
                if next(element.iterancestors(_SHAPE, _FRAME), None) is not None:
                    continue
                yield from self._shape(element)
                yield from _other(stream.done(element), self._place)
            if stream.broken:
                raise BrokenXml("A slide of this file is damaged. Its raw text was read as well.")
            for element in stream.root.iter() if stream.root is not None else ():
                yield from _other(element.text or "", self._place)
                yield from _other(element.tail or "", self._place)
        except BrokenXml as trouble:
            self.broken = str(trouble)

    def _shape(self, shape: Element) -> Iterator[Found]:
        placeholder = shape.find(_PLACEHOLDER) if shape.tag == _SHAPE else None
        kind = "" if placeholder is None else placeholder.get("type", "body")
        hidden = shape.find(f"{P}nvSpPr/{P}cNvPr[@hidden='1']") is not None
        copy = next(shape.iterancestors(_FALLBACK), None) is not None  # kept for old programs beside the true one
        hidden = hidden or copy or (placeholder is not None and not self._place.placeholders_shown)
        shown = self._place.shown and not hidden
        for table in shape.iter(_TABLE):
            yield from self._table(table, shown)
        for paragraph in shape.iter(_PARAGRAPH):
            if next(paragraph.iterancestors(_TABLE), None) is None:
                yield from self._paragraph(paragraph, kind, shown)
        for element in shape.iter():
            if element.tag != _TEXT:
                yield from _other(element.text or "", self._place)
            yield from _other(element.tail or "", self._place)

    def _paragraph(self, paragraph: Element, kind: str, shown: bool) -> Iterator[Found]:
        text = paragraph_text(paragraph)
        if not text.strip():
            return
        title = kind in _TITLES
        seen = shown and kind not in _SMALL_FURNITURE and not _is_tiny(paragraph)
        shape = Shape.HEADING if title else Shape.ITEM if kind in {"body", "obj"} and seen else Shape.PARAGRAPH
        yield Unit(
            text,
            self._place.channel,
            self._place.part,
            shown=seen,
            shape=shape if seen else Shape.PARAGRAPH,
            level=2 if title and seen else 0,
        )

    def _table(self, table: Element, shown: bool) -> Iterator[Found]:
        rows = TableRows("pptx-table" if shown else self._place.channel, self._place.part, shown=shown)
        for row in table.iter(_ROW):
            cells = {
                number: "\n".join(paragraph_text(paragraph) for paragraph in cell.iter(_PARAGRAPH))
                for number, cell in enumerate(row.iterchildren(_CELL))
            }
            yield from rows.add(cells)
        yield from rows.flush()


def paragraph_text(paragraph: Element) -> str:
    """Return the text of a paragraph, its runs joined."""
    pieces = []
    for element in paragraph.iter(_TEXT, _BREAK):
        pieces.append("\n" if element.tag == _BREAK else element.text or "")
    return "".join(pieces)


def _is_tiny(paragraph: Element) -> bool:
    """Return whether all runs are too small to be seen."""
    sizes = [properties.get("sz", "1800") for properties in paragraph.iter(_RUN_PROPERTIES)]
    return bool(sizes) and all(size.isdecimal() and len(size) < 6 and int(size) <= _TINY for size in sizes)


def _other(text: str, place: SlidePlace) -> Iterator[Unit]:
    if text.strip():
        yield Unit(text.strip(), "pptx-other", place.part)
