# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""A workbook with a leak in each of its places."""

from benchmarks.leaks.files.packing import PROPERTY_PLACES, content_types, packed, properties, relations
from benchmarks.leaks.files.planting import Planter

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_NS = f'{_MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_THREADED = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def small_workbook(words: str) -> bytes:
    """Return a workbook with one cell."""
    return packed(
        {
            "[Content_Types].xml": content_types(
                {"xl/workbook.xml": f"{_SHEET}sheet.main+xml", "xl/worksheets/sheet1.xml": f"{_SHEET}worksheet+xml"}
            ),
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{_HEAD}<workbook {_NS}><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f"{_HEAD}<worksheet {_NS}><sheetData><row r='1'>{_inline('A1', words)}</row></sheetData></worksheet>",
        }
    )


def xlsx(planter: Planter) -> bytes:
    """Return the workbook."""
    words = planter.words
    parts: dict[str, str | bytes] = {"[Content_Types].xml": _types()}
    parts["_rels/.rels"] = relations(("rId1", "officeDocument", "xl/workbook.xml"))
    parts["xl/workbook.xml"] = _workbook(planter)
    parts["xl/_rels/workbook.xml.rels"] = relations(
        *((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in (1, 2, 3)),
        ("rId4", "sharedStrings", "sharedStrings.xml"),
        ("rId5", "styles", "styles.xml"),
        ("rId6", "externalLink", "externalLinks/externalLink1.xml"),
    )
    parts["xl/sharedStrings.xml"] = (
        f"{_HEAD}<sst {_MAIN}><si><t>{words('shared-text')}</t></si><si><t>{words('orphan-text')}</t></si>"
        f"<si><r><t>{words('rich-text')}</t></r></si></sst>"
    )
    parts["xl/worksheets/sheet1.xml"] = _first_sheet(planter)
    for number, place in ((2, "hidden-sheet"), (3, "very-hidden-sheet")):
        cell = _inline("A1", words(place))
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{_HEAD}<worksheet {_NS}><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
        )
    parts.update(_beside(planter))
    parts.update(_linked(planter))
    parts.update(properties({place: words(f"property-{place}") for place in PROPERTY_PLACES}))
    return packed(parts)


def _workbook(planter: Planter) -> str:
    return (
        f'{_HEAD}<workbook {_NS}><sheets><sheet name="{planter.name("sheet-name")}" sheetId="1" r:id="rId1"/>'
        '<sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"/><sheet name="Old" sheetId="3" state="veryHidden" r:id="rId3"/>'
        f'</sheets><definedNames><definedName name="Team_{planter.name("defined-name")}">"{planter.words("defined-value")}"'
        f'</definedName></definedNames><customWorkbookViews><customWorkbookView name="{planter.words("custom-view")}" '
        'guid="{00000000-0000-0000-0000-000000000001}"/></customWorkbookViews></workbook>'
    )


def _first_sheet(planter: Planter) -> str:
    words = planter.words
    return (
        f'{_HEAD}<worksheet {_NS}><cols><col min="5" max="5" hidden="1" width="8"/></cols><sheetData>'
        f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c>{_inline("C1", words("inline-text"))}'
        f"{_inline('E1', words('hidden-column'))}"
        f'<c r="F1" t="str"><f>CONCATENATE("{words("formula")}","")</f><v>{words("cached-value")}</v></c></row>'
        f'<row r="2" hidden="1">{_inline("A2", words("hidden-row"))}</row>'
        f'<row r="1048576">{_inline("XFD1048576", words("far-cell"))}</row></sheetData>'
        f'<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1="{words("conditional-format")}"'
        "</formula></cfRule></conditionalFormatting>"
        f'<dataValidations><dataValidation type="list" sqref="B2" promptTitle="{words("validation-prompt")}"><formula1>'
        f'"{words("validation-list")}"</formula1></dataValidation></dataValidations>'
        f"<headerFooter><oddHeader>&amp;L{words('page-header')}</oddHeader><oddFooter>&amp;C{words('page-footer')}</oddFooter>"
        '</headerFooter><drawing r:id="rId1"/></worksheet>'
    )


def _beside(planter: Planter) -> dict[str, str | bytes]:
    words = planter.words
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("rId1", "drawing", "../drawings/drawing1.xml"),
            ("rId2", "comments", "../comments1.xml"),
            ("rId3", "hyperlink", f"https://www.{planter.name('link').lower()}.gov.uk/send"),
        ),
        "xl/comments1.xml": f"{_HEAD}<comments {_MAIN}><authors><author>{words('comment-author')}</author></authors><commentList>"
        f'<comment ref="A1" authorId="0"><text><r><t>{words("comment")}</t></r></text></comment></commentList></comments>',
        "xl/threadedComments/threadedComment1.xml": f'{_HEAD}<ThreadedComments {_THREADED}><threadedComment ref="A1" id="1">'
        f"<text>{words('threaded-comment')}</text></threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f'{_HEAD}<personList {_THREADED}><person displayName="{words("person")}" id="1"/></personList>',
        "xl/styles.xml": f'{_HEAD}<styleSheet {_MAIN}><numFmts><numFmt numFmtId="165" formatCode="0&quot; {words("number-format")}&quot;"/>'
        "</numFmts></styleSheet>",
        "xl/drawings/drawing1.xml": f"{_HEAD}<xdr:wsDr {_XDR}><xdr:sp><xdr:nvSpPr><xdr:cNvPr id='2' name='Box' "
        f"descr='{words('drawing-alt')}'/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{words('drawing-text')}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>",
        "xl/printerSettings/printerSettings1.bin": f"\\\\{planter.name('printer')}-PRINT\\A4".encode("utf-16-le"),
    }


def _linked(planter: Planter) -> dict[str, str | bytes]:
    words = planter.words
    return {
        "xl/externalLinks/externalLink1.xml": f'{_HEAD}<externalLink {_NS}><externalBook r:id="rId1"><sheetDataSet><sheetData sheetId="0">'
        f'<row r="1"><cell r="A1" t="str"><v>{words("external-cache")}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            ("rId1", "externalLinkPath", f"file:///\\\\{planter.name('external-path')}-fs\\roll.xlsx")
        ),
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{_HEAD}<pivotCacheDefinition {_MAIN}><cacheFields><cacheField name="{words("pivot-field")}">'
        f'<sharedItems><s v="{words("pivot-item")}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
        "xl/connections.xml": f'{_HEAD}<connections {_MAIN}><connection id="1" name="db" description="{words("connection")}">'
        f'<dbPr connection="Server={planter.name("connection-server")}-sql"/></connection></connections>',
        "xl/charts/chart1.xml": f"{_HEAD}<c:chartSpace {_CHART}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{words('chart-title')}"
        "</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:ser><c:cat><c:strRef><c:strCache><c:pt idx='0'>"
        f"<c:v>{words('chart-cache')}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:plotArea></c:chart></c:chartSpace>",
        "xl/tables/table1.xml": f'{_HEAD}<table {_MAIN} id="1" name="T" displayName="T"><tableColumns><tableColumn id="1" '
        f'name="{words("table-column")}"/></tableColumns></table>',
        "xl/slicerCaches/slicerCache1.xml": f'{_HEAD}<slicerCacheDefinition sourceName="{words("slicer")}"/>',
        "xl/queryTables/queryTable1.xml": f'{_HEAD}<queryTable {_MAIN} name="{words("query-table")}"/>',
    }


def _inline(cell: str, words: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


def _types() -> str:
    kinds = {
        "xl/workbook.xml": "sheet.main",
        "xl/sharedStrings.xml": "sharedStrings",
        "xl/styles.xml": "styles",
        "xl/comments1.xml": "comments",
    }
    kinds |= {f"xl/worksheets/sheet{number}.xml": "worksheet" for number in (1, 2, 3)}
    return content_types({name: f"{_SHEET}{kind}+xml" for name, kind in kinds.items()})
