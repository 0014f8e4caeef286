"""Reads Excel workbooks: every sheet as a person sees it, then all that is hidden in and behind them."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.readers.bad_redactions import with_remarks
from spoc_desk.sanitise.readers.ooxml.office_package import OfficePackage, relation_id
from spoc_desk.sanitise.readers.ooxml.office_parts import NAMES as OFFICE_NAMES
from spoc_desk.sanitise.readers.ooxml.office_parts import broken_part, rest
from spoc_desk.sanitise.readers.ooxml.part_sweep import TEXT, Names, kind, sweep, sweep_attributes, units
from spoc_desk.sanitise.readers.ooxml.sheet import Book, Sheet, Strings, rich_text, strays
from spoc_desk.sanitise.readers.ooxml.sheet_styles import S, cell_styles
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit, Unscannable
from spoc_desk.sanitise.readers.xml_parts import BrokenXml, Element, Stream, as_utf8, prepared

NAMES: Names = {
    ("definedName", TEXT): "xlsx-defined-name",
    ("definedName", ""): "xlsx-defined-name",
    ("sheet", "name"): "xlsx-sheet-name",
    ("customWorkbookView", ""): "xlsx-custom-view",
    ("customSheetView", ""): "xlsx-custom-view",
    ("numFmt", ""): "xlsx-number-format",
    ("dataValidation", ""): "xlsx-validation",
    ("hyperlink", ""): "xlsx-link",
    ("author", TEXT): "xlsx-comment-author",
    ("fileSharing", ""): "xlsx-workbook",
}

KINDS = (
    kind(r"xl/comments.*\.xml|xl/threadedcomments/.*|xl/drawings/vml.*", "xlsx-comment"),
    kind(r"xl/persons/.*", "xlsx-people"),
    kind(r"xl/externallinks/.*", "xlsx-external-link"),
    kind(r"xl/pivot(cache|tables)/.*", "xlsx-pivot"),
    kind(r"xl/(connections\.xml|querytables/.*|model/.*)", "xlsx-connection"),
    kind(r"xl/(slicers|slicercaches|timelines|timelinecaches)/.*", "xlsx-slicer"),
    kind(r"xl/(tables|tablesinglecells)/.*", "xlsx-table-name"),
    kind(r"xl/revisions/.*", "xlsx-revision"),
    kind(r"xl/drawings/drawing.*\.xml", "office-drawing-text", shown=True),
)

_SHEETS = {"worksheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet", "chartsheet"}
_BEGIN = re.compile(rb"<(?:\w{1,20}:)?sheetData\b")
_END = re.compile(rb"</(?:\w{1,20}:)?sheetData\s*>")
# The tags that cells are made of; only others may have attributes that say something.
_ODD_TAG = re.compile(
    rb'<(?!/|c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?(?: t="\w{1,9}")?\s?/?>|[vtf]>|is>|t xml:space="preserve">)[^<]*'
)


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in an Excel workbook."""
    yield from with_remarks(_everything(data, scope), "xlsx-")


def _everything(data: bytes, scope: Scope) -> Iterator[Found]:
    office = OfficePackage(data, scope.budget)
    main = office.main_part()
    if main.endswith(".bin"):
        yield Unscannable("xlsx-cell", "This is a binary workbook (.xlsb). Save it as .xlsx and check that.")
    workbook = office.tree(main)
    if workbook is None and not main.endswith(".bin"):
        yield Unscannable("xlsx-workbook", "The list of sheets is missing from this file or damaged.", place_of(main))
    strings = Strings()
    yield from _shared_strings(office, main, strings)
    styles = cell_styles(office.tree(next(iter(office.related(main, "styles")), "xl/styles.xml")))
    yield from _sheets(office, main, workbook, Book(strings, styles, _since_1904(workbook), office.budget))
    yield from units(strings.unused(), "xlsx-unused-text", "")
    if workbook is not None:
        names = {element.get("name", "") for element in workbook.iterfind(f"{S}sheets/{S}sheet")}
        yield from sweep(office.take(main), place_of(main), "xlsx-workbook", {**OFFICE_NAMES, **NAMES}, said=names)
    yield from rest(office, scope, KINDS, NAMES)


def _since_1904(workbook: Element | None) -> bool:
    setting = None if workbook is None else workbook.find(f"{S}workbookPr")
    return setting is not None and setting.get("date1904") in {"1", "true"}


def _shared_strings(office: OfficePackage, main: str, strings: Strings) -> Iterator[Found]:
    part = next(iter(office.related(main, "sharedStrings")), "xl/sharedStrings.xml")
    data = as_utf8(office.take(part))
    if not data:
        return
    try:
        stream = Stream(prepared(data), (f"{S}si",), office.budget)
        for element in stream.blocks():
            text, aside = rich_text(element)
            strings.add(text)
            if aside.strip():
                yield Unit(aside, "xlsx-other", place_of(part))
            stream.done(element)
        if stream.broken:
            raise BrokenXml("The shared texts of this workbook are damaged. Their raw text was read as well.")
    except BrokenXml as trouble:
        yield from broken_part(data, place_of(part), str(trouble))
    yield from sweep_attributes(data, place_of(part), "office-attribute", OFFICE_NAMES)


def _sheets(office: OfficePackage, main: str, workbook: Element | None, book: Book) -> Iterator[Found]:
    threads = {relation.number: relation for relation in office.relations(main) if relation.kind in _SHEETS}
    listed = list(workbook.iterfind(f"{S}sheets/{S}sheet")) if workbook is not None else []
    for number, element in enumerate(listed, 1):
        hidden = element.get("state", "visible") != "visible"
        channel = "xlsx-hidden-sheet" if hidden else "xlsx-sheet-name"
        shape = Shape.PARAGRAPH if hidden else Shape.HEADING
        part, name = f"Sheet {number}", element.get("name", "")
        if name.strip():
            yield Unit(name, channel, part, shown=not hidden, shape=shape, level=0 if hidden else 2)
        relation = threads.get(relation_id(element))
        if relation is not None and not office.is_done(relation.target):
            yield from _sheet(office, relation.target, book, part, hidden)
    for relation in threads.values():
        if not office.is_done(relation.target):
            yield from _sheet(office, relation.target, book, "A sheet that is not listed", hidden=True)


def _sheet(office: OfficePackage, name: str, book: Book, part: str, hidden: bool) -> Iterator[Found]:
    data = as_utf8(office.take(name))
    yield from units(strays(data), "xlsx-other", part)
    sheet = Sheet(data, book, part, hidden=hidden)
    yield from sheet.read()
    if sheet.broken:
        yield from broken_part(data, part, sheet.broken)
    begin = _BEGIN.search(data)
    end = _END.search(data, begin.end()) if begin else None
    if begin is None or end is None:
        yield from sweep_attributes(data, part, "office-attribute", {**OFFICE_NAMES, **NAMES})
        return
    around = data[: begin.start()] + data[end.start() :]
    yield from sweep_attributes(around, part, "office-attribute", {**OFFICE_NAMES, **NAMES})
    odd = b"".join(dict.fromkeys(_ODD_TAG.findall(data, begin.start(), end.start())))
    yield from sweep_attributes(odd, part, "office-attribute", {})
