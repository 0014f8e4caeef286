"""One XML part of an OpenDocument file, or a whole flat one, in one pass: texts, tables, slides, notes, changes."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from spoc_desk.sanitise.readers.data_uris import from_base64
from spoc_desk.sanitise.readers.odf.odf_names import (
    CONFIG,
    DC,
    DRAW,
    META,
    OFFICE,
    PRESENTATION,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    OdfStyles,
    count_of,
)
from spoc_desk.sanitise.readers.odf.odf_paragraph import OdfParagraph, loose, paragraphs_of, read_paragraph
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.table_rows import TableRows
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit
from spoc_desk.sanitise.readers.unseen import unseen
from spoc_desk.sanitise.readers.xml_parts import BrokenXml, Element, Stream, prepared

_P, _H = f"{TEXT}p", f"{TEXT}h"
_ROW, _TABLE, _COLUMN = f"{TABLE}table-row", f"{TABLE}table", f"{TABLE}table-column"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_STYLE, _PAGE, _SHEETS = f"{STYLE}style", f"{DRAW}page", f"{OFFICE}spreadsheet"
_ANNOTATION, _FILE = f"{OFFICE}annotation", f"{OFFICE}binary-data"
_MOST_REPEATED = 20

# What the surroundings of a paragraph say of it: the nearest that is named here counts.
_AROUND = {
    f"{TEXT}tracked-changes": "odf-deleted",
    f"{TABLE}tracked-changes": "odf-deleted",
    f"{PRESENTATION}notes": "odf-notes",
    f"{TABLE}dde-link": "odf-other",
    f"{STYLE}header": "odf-header",
    f"{STYLE}header-left": "odf-header",
    f"{STYLE}header-first": "odf-header",
    f"{STYLE}footer": "odf-header",
    f"{STYLE}footer-left": "odf-header",
    f"{STYLE}footer-first": "odf-header",
    f"{OFFICE}styles": "odf-style",
    f"{STYLE}master-page": "odf-master",
    _ANNOTATION: "odf-comment",
}
_SEEN = {"odf-body", "odf-slide", "odf-header", "odf-master", "odf-cell", "odf-table"}
_LEFT = {META: "odf-meta", CONFIG: "odf-setting", DC: "odf-meta", SVG: "odf-alt-text"}


@dataclass(frozen=True)
class Surroundings:
    """Where a paragraph or row stands."""

    channel: str = "odf-body"
    item: bool = False
    backed: bool = False

    @property
    def shown(self) -> bool:
        """Return whether a person sees it."""
        return self.channel in _SEEN


class OdfPart:
    """Reads one part. `broken` tells afterwards whether it was whole."""

    def __init__(self, data: bytes, styles: OdfStyles, scope: Scope, part: str = "") -> None:
        self._data = data
        self._styles = styles
        self._scope = scope
        self._part = part
        self._table: Element | None = None
        self._rows: dict[str, TableRows] = {}
        self._columns: list[tuple[int, int]] = []
        self._next_column = 0
        self._sheet = 0
        self._pages: dict[Element, int] = {}
        self.broken = ""
        self.said: set[str] = set()  # names already handed on as texts

    def read(self) -> Iterator[Found]:
        """Yield the texts of the part in order."""
        try:
            yield from self._blocks()
        except BrokenXml as trouble:
            self.broken = str(trouble)
        yield from self._end_table()

    def _blocks(self) -> Iterator[Found]:
        tags = (_P, _H, _ROW, _TABLE, _COLUMN, _STYLE, _ANNOTATION, _FILE)
        stream = Stream(prepared(self._data), tags, self._scope.budget)
        for element in stream.blocks():
            if next(element.iterancestors(_P, _H, _ROW, _ANNOTATION), None) is not None:
                continue
            yield from self._block(element)
            if element.tag not in {_TABLE, _COLUMN}:
                yield from self._left(stream.done(element), self._part)
        if stream.broken:
            raise BrokenXml("A part of this file is damaged. Its raw text was read as well.")
        yield from self._leftover(stream.root)

    def _block(self, element: Element) -> Iterator[Found]:
        if element.tag == _STYLE:
            self._styles.add(element)
            for paragraph in element.iter(_P, _H):
                yield from self._left("".join(paragraph.itertext()), self._part)
        elif element.tag == _FILE:
            yield from self._file(element.text or "")
        elif element.tag == _ANNOTATION:
            yield from self._comment(element)
        elif element.tag == _ROW:
            yield from self._row(element)
        elif element.tag == _COLUMN:
            self._column(element)
        elif element.tag == _TABLE:
            yield from self._end_table()
        else:
            yield from self._paragraph(element, self._around(element))

    def _around(self, element: Element) -> Surroundings:
        found = Surroundings()
        for above in element.iterancestors():
            tag = above.tag
            if tag in _AROUND:
                return replace(found, channel=_AROUND[tag])
            if tag == f"{TEXT}section" and above.get(f"{TEXT}display", "true") != "true":
                return replace(found, channel="odf-hidden-text")
            if tag == _PAGE:
                return replace(found, channel=self._page(above))
            if tag == f"{TEXT}list":
                found = replace(found, item=True)
            elif tag.startswith(DRAW) and self._styles.is_backed("graphic", above.get(f"{DRAW}style-name", "")):
                found = replace(found, backed=True)
        return found

    def _page(self, page: Element) -> str:
        self._pages.setdefault(page, len(self._pages) + 1)
        self._part = f"Slide {self._pages[page]}"
        hidden = self._styles.is_hidden("drawing-page", page.get(f"{DRAW}style-name", ""))
        return "odf-hidden-slide" if hidden else "odf-slide"

    def _paragraph(self, element: Element, around: Surroundings, part: str = "") -> Iterator[Found]:
        read = read_paragraph(element, self._styles, backed=around.backed)
        part = part or self._part
        text = read.text()
        if text.strip():
            level = min(count_of(element, f"{TEXT}outline-level"), 9) if element.tag == _H and around.shown else 0
            shape = Shape.HEADING if level else Shape.ITEM if around.item and around.shown else Shape.PARAGRAPH
            yield Unit(text, around.channel, part, shown=around.shown, shape=shape, level=level)
        yield from self._beside(read, around, part)

    def _beside(self, read: OdfParagraph, around: Surroundings, part: str) -> Iterator[Found]:
        """Yield what stands in a paragraph without being its text."""
        for channel, text in read.unseen():
            yield Unit(text, channel, part)
        for note in read.notes:
            inside = replace(around, channel="odf-footnote" if around.shown else around.channel)
            yield from self._inside(note, inside, part, shown=around.shown)
            yield from self._loose(note, part)
        for comment in read.comments:
            yield from self._comment(comment)
        for frame in read.frames:
            yield from self._frame(frame, around, part)
        for file in read.files:
            yield from self._file(file)

    def _inside(self, holder: Element, around: Surroundings, part: str, *, shown: bool) -> Iterator[Found]:
        for paragraph in paragraphs_of(holder):
            for found in self._paragraph(paragraph, around, part):
                is_text = isinstance(found, Unit) and found.channel == around.channel
                yield replace(found, shown=shown) if is_text and isinstance(found, Unit) else found

    def _frame(self, frame: Element, around: Surroundings, part: str) -> Iterator[Found]:
        backed = self._styles.is_backed("graphic", frame.get(f"{DRAW}style-name", ""))
        inside = Surroundings("odf-text-box" if around.shown else around.channel, backed=backed)
        yield from self._inside(frame, inside, part, shown=around.shown)
        yield from self._loose(frame, part)

    def _comment(self, comment: Element) -> Iterator[Found]:
        yield from self._left(comment.text or "", self._part)
        for child in comment:
            yield from self._left(child.tail or "", self._part)
            if child.tag.startswith((DC, META)):
                yield from _said(child.text or "", "odf-comment-author", self._part)
            else:
                yield from self._loose(child, self._part) if child.tag not in {_P, _H} else ()
        for paragraph in paragraphs_of(comment):
            yield from self._paragraph(paragraph, Surroundings("odf-comment"))

    def _loose(self, holder: Element, part: str) -> Iterator[Found]:
        """Yield what stands in a frame, note, comment or row without being a paragraph."""
        for element, text in loose(holder):
            if element.tag == _FILE:
                yield from self._file(text)
            else:
                yield Unit(text, _LEFT.get(element.tag.rpartition("}")[0] + "}", "odf-other"), part)

    def _column(self, column: Element) -> None:
        count = count_of(column, f"{TABLE}number-columns-repeated")
        if column.get(f"{TABLE}visibility", "visible") != "visible":
            self._columns.append((self._next_column, self._next_column + count - 1))
        self._next_column += count

    def _row(self, row: Element) -> Iterator[Found]:
        holder = next(row.iterancestors(_TABLE), None)
        if holder is not self._table:
            yield from self._begin_table(holder, row)
        around = self._around(row)
        usual = self._row_channel(row, holder, around)
        shown = usual in _SEEN
        cells: dict[str, dict[int, str]] = {}
        column = 0
        for cell in row.iterchildren(*_CELLS):
            count = count_of(cell, f"{TABLE}number-columns-repeated")
            text = yield from self._cell(cell, around)
            hidden = shown and any(first <= column <= last for first, last in self._columns)
            if text.strip():
                channel = "odf-hidden-column" if hidden else usual
                line = cells.setdefault(channel, {})
                line.update((column + more, text) for more in range(min(count, _MOST_REPEATED)))
            column += count
        yield from self._loose(row, self._part)
        for channel, line in cells.items():
            yield from self._lines(channel, shown=shown and channel == usual).add(line)

    def _row_channel(self, row: Element, table: Element | None, around: Surroundings) -> str:
        if around.channel != "odf-body":
            return around.channel
        if table is not None and self._styles.is_hidden("table", table.get(f"{TABLE}style-name", "")):
            return "odf-hidden-sheet"
        if row.get(f"{TABLE}visibility", "visible") != "visible":
            return "odf-hidden-row"
        return "odf-cell" if self._sheet else "odf-table"

    def _cell(self, cell: Element, around: Surroundings) -> Generator[Found, None, str]:
        backed = self._styles.is_backed("table-cell", cell.get(f"{TABLE}style-name", ""))
        default = self._styles.hides("table-cell", cell.get(f"{TABLE}style-name", ""), backed=backed)
        texts = []
        for paragraph in paragraphs_of(cell):
            if next(paragraph.iterancestors(_ANNOTATION), None) is not None:
                continue
            read = read_paragraph(paragraph, self._styles, backed=backed)
            texts.append(read.text())
            yield from self._beside(read, around, self._part)
        for comment in cell.iterchildren(_ANNOTATION):
            yield from self._comment(comment)
        text = "\n".join(text for text in texts if text.strip()) or cell.get(f"{OFFICE}string-value", "")
        if default and text.strip():
            yield Unit(text, default, self._part)
            return ""
        return text

    def _lines(self, channel: str, *, shown: bool) -> TableRows:
        if channel not in self._rows:
            self._rows[channel] = TableRows(channel, self._part, shown=shown)
        return self._rows[channel]

    def _begin_table(self, table: Element | None, row: Element) -> Iterator[Found]:
        yield from self._end_table(keep_columns=True)
        self._table = table
        if table is None or next(row.iterancestors(_SHEETS), None) is None:
            return
        self._sheet += 1
        self._part = f"Sheet {self._sheet}"
        hidden = self._styles.is_hidden("table", table.get(f"{TABLE}style-name", ""))
        name = table.get(f"{TABLE}name", "")
        self.said.add(name)
        if not name.strip():
            return
        if hidden:
            yield Unit(name, "odf-hidden-sheet", self._part)
        else:
            yield Unit(name, "odf-sheet-name", self._part, shown=True, shape=Shape.HEADING, level=2)

    def _end_table(self, *, keep_columns: bool = False) -> Iterator[Found]:
        for rows in self._rows.values():
            yield from rows.flush()
        self._rows = {}
        self._table = None
        if not keep_columns:
            self._columns, self._next_column = [], 0

    def _file(self, written: str) -> Iterator[Found]:
        data = from_base64(written)
        if data:
            yield from unseen(self._scope.inside(data, "A picture or file in the text"))

    def _leftover(self, root: Element | None) -> Iterator[Found]:
        """Yield the texts that are no paragraphs: properties, settings, and whatever stands where none should."""
        for element in root.iter() if root is not None else ():
            space, _, name = element.tag.rpartition("}")
            channel = _LEFT.get(f"{space}}}", "odf-other")
            if channel == "odf-meta" and next(element.iterancestors(f"{OFFICE}change-info"), None) is not None:
                channel = "odf-change-author"
            text = (element.text or "").strip()
            yield from _said(f"{name}: {text}" if text and channel != "odf-other" else text, channel, self._part)
            yield from self._left(element.tail or "", self._part)

    def _left(self, text: str, part: str) -> Iterator[Found]:
        yield from _said(text, "odf-other", part)


def _said(text: str, channel: str, part: str) -> Iterator[Unit]:
    if text.strip():
        yield Unit(text.strip(), channel, part)
