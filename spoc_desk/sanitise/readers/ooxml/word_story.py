"""A story of a Word document: the body, a header, the notes, the comments. Read in one pass, block by block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.ooxml.word_paragraph import read_paragraph
from spoc_desk.sanitise.readers.ooxml.word_styles import Styles, W, is_filled, is_on
from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit
from spoc_desk.sanitise.readers.xml_parts import BrokenXml, Element, Stream, prepared

_P, _TR, _TC, _TBL = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl"
_BOX = f"{W}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_COLUMNS = 1_000
_NOT_IN_A_PARAGRAPH = etree.XPath(
    "descendant-or-self::*/text()[normalize-space() and not(ancestor::w:p)]", namespaces={"w": W.strip("{}")}
)


@dataclass(frozen=True)
class Place:
    """What a story is to its reader: how its texts are called and whether they are seen."""

    body: str  # the channel of its paragraphs
    table: str
    part: str = ""
    shown: bool = True
    one: str = ""  # the element that parts a story into notes ("footnote"), named in `part` by number


@dataclass
class _Table:
    rows: TableRows
    styled: bool


@dataclass
class Story:
    """Reads one story. `broken` tells afterwards whether it was whole."""

    data: bytes
    place: Place
    styles: Styles
    budget: Budget
    broken: str = ""
    _table: _Table | None = None
    _numbers: dict[str, int] = field(default_factory=dict)

    def read(self) -> Iterator[Found]:
        """Yield the texts of the story in order."""
        try:
            yield from self._blocks()
        except BrokenXml as trouble:
            self.broken = str(trouble)
        yield from self._end_table()

    def _blocks(self) -> Iterator[Found]:
        data = prepared(self.data)
        stream = Stream(data, (_P, _TR, _TBL), self.budget)
        boxes = b"txbxContent" in data
        for element in stream.blocks():
            if next(element.iterancestors(_P, _TR), None) is not None:
                continue
            if element.tag == _TBL:
                yield from self._end_table()
                continue
            place = self._placed(element)
            taken = list(_taken_boxes(element)) if boxes else []
            if element.tag == _P:
                yield from self._paragraph(element, place)
            else:
                yield from self._row(element, place)
                yield from _outside_paragraphs(element, place)
            yield from self._boxes(taken, place)
            yield from _stray(stream.done(element), place)
        if stream.broken:
            raise BrokenXml("A part of this file is damaged. Its raw text was read as well.")
        yield from _leftover(stream.root, self.place)

    def _placed(self, element: Element) -> Place:
        """Return the place with the number of the note that the element stands in."""
        holder = next(element.iterancestors(f"{W}{self.place.one}"), None) if self.place.one else None
        if holder is None:
            return self.place
        untrusted_id = holder.get(f"{W}id", "")
        number = self._numbers.setdefault(untrusted_id, len(self._numbers) + 1)
        return replace(self.place, part=f"{self.place.part} {number}")

    def _paragraph(self, element: Element, place: Place) -> Iterator[Found]:
        read = read_paragraph(element, self.styles)
        if read.text.strip():
            yield Unit(read.text, place.body, place.part, shown=place.shown, shape=read.shape, level=read.level)
        yield from _unseen(read.unseen, place)

    def _row(self, row: Element, place: Place) -> Iterator[Found]:
        table = self._table
        if table is None:
            table = self._table = _table(row, place)
        hidden = row.find(f"{W}trPr/{W}hidden")
        cells: dict[int, str] = {}
        column = 0
        for cell in row.iter(_TC):
            if next(cell.iterancestors(_TR), None) is not row:
                continue
            cells[column], unseen = self._cell(cell, table.styled)
            yield from _unseen(unseen, place)
            column += _span(cell)
        if hidden is not None and is_on(hidden):
            line = "\t".join(cells.values())
            yield from [Unit(line, "docx-hidden-text", place.part)] if line.strip() else []
        else:
            yield from table.rows.add(cells)

    def _cell(self, cell: Element, styled: bool) -> tuple[str, list[tuple[str, str]]]:
        backed = styled or is_filled(cell.find(f"{W}tcPr/{W}shd"))
        read = [read_paragraph(paragraph, self.styles, backed=backed) for paragraph in cell.iter(_P)]
        text = "\n".join(paragraph.text for paragraph in read if paragraph.text.strip())
        return text, [piece for paragraph in read for piece in paragraph.unseen]

    def _end_table(self) -> Iterator[Found]:
        if self._table is not None:
            yield from self._table.rows.flush()
            self._table = None

    def _boxes(self, boxes: list[tuple[Element, bool]], place: Place) -> Iterator[Found]:
        """Yield the texts of text boxes; of the copy kept for old programs only what differs."""
        said: set[str] = set()
        inside = replace(place, body="docx-text-box")
        for box, is_copy in boxes:
            yield from _stray(box.tail or "", place)
            yield from _outside_paragraphs(box, place)
            for paragraph in box.iter(_P):
                if next(paragraph.iterancestors(_P), None) is not None:
                    continue
                found = list(self._paragraph(paragraph, inside))
                for unit in found:
                    if not isinstance(unit, Unit) or unit.text in said:
                        continue
                    if not is_copy:
                        said.add(unit.text)
                        yield unit
                    else:
                        yield replace(unit, channel="docx-box-copy", shown=False, shape=Shape.PARAGRAPH, level=0)


def _taken_boxes(element: Element) -> Iterator[tuple[Element, bool]]:
    """Take the text boxes out of a paragraph or row; tell for each whether it is the copy for old programs."""
    boxes = list(element.iter(_BOX))
    copies = [next(box.iterancestors(_FALLBACK), None) is not None for box in boxes]
    for box in boxes:
        holder = box.getparent()
        if holder is not None:
            holder.remove(box)
    yield from sorted(zip(boxes, copies, strict=True), key=lambda pair: pair[1])


def _table(row: Element, place: Place) -> _Table:
    holder = next(row.iterancestors(_TBL), None)
    style = None if holder is None else holder.find(f"{W}tblPr/{W}tblStyle")
    return _Table(TableRows(place.table, place.part, shown=place.shown), styled=style is not None)


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = "" if span is None else span.get(f"{W}val", "")
    return min(int(value), _MOST_COLUMNS) or 1 if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def _unseen(pieces: Iterable[tuple[str, str]], place: Place) -> Iterator[Unit]:
    for channel, text in pieces:
        shown = place.shown and channel == "docx-drawing-text"
        yield Unit(text, channel, place.part, shown=shown)


def _outside_paragraphs(element: Element, place: Place) -> Iterator[Unit]:
    for text in _NOT_IN_A_PARAGRAPH(element):
        yield from _stray(str(text), place)


def _stray(text: str, place: Place) -> Iterator[Unit]:
    if text.strip():
        yield Unit(text.strip(), "docx-other", place.part)


def _leftover(root: Element | None, place: Place) -> Iterator[Unit]:
    """Yield text that stands where Word itself would show none."""
    for element in root.iter() if root is not None else ():
        yield from _stray(element.text or "", place)
        yield from _stray(element.tail or "", place)
