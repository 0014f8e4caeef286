"""A workbook made by hand with a canary at every place where text can stand."""

from collections.abc import Mapping

from tests.sanitise.readers.make_package import R, content_types, packed, relations

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPACES = f'xmlns="{S}" xmlns:r="{R}"'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return the part of one sheet."""
    return f"<worksheet {SPACES}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def row(number: int, *cells: str, attributes: str = "") -> str:
    """Return one row."""
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def text(place: str, words: str, style: int = 0) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(place: str, value: str, style: int = 0, formula: str = "") -> str:
    """Return a cell with a number."""
    return f'<c r="{place}" s="{style}">{f"<f>{formula}</f>" if formula else ""}<v>{value}</v></c>'


def shared(place: str, index: int) -> str:
    """Return a cell with a shared text."""
    return f'<c r="{place}" t="s"><v>{index}</v></c>'


STYLES = f"""<styleSheet {SPACES}><numFmts><numFmt numFmtId="164" formatCode="00000\\ 000000"/>
<numFmt numFmtId="165" formatCode="&quot;Formatcanary&quot;\\ 0"/><numFmt numFmtId="166" formatCode=";;;"/></numFmts>
<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF000080"/></patternFill></fill></fills>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
<xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="0" fontId="1" fillId="2"/></cellXfs>
<cellStyles><cellStyle name="Stylenamecanary" xfId="0"/></cellStyles></styleSheet>"""

FIRST_SHEET = sheet(
    row(1, shared("A1", 0), text("B1", "Joined"), text("D1", "Town"))
    + row(2, shared("A2", 1), number("B2", "45000", 1), text("D2", "Inlinecanary"), text("F2", "Hiddencolumncanary"))
    + row(3, number("A3", "1582123456", 2), number("B3", "7", 3), text("C3", "Invisiblecanary", 4))
    + row(4, text("A4", "Whitecanary", 5), text("B4", "Whiteonbluecanary", 6))
    + row(5, text("A5", "Hiddenrowcanary"), attributes='hidden="1"')
    + row(6, '<c r="A6" t="str"><f>VLOOKUP("Formulacanary",Other!A1,2)</f><v>Cachedcanary</v></c>')
    + row(7, text("A7", "x"), text("ZZ7", "Farcolumncanary"))
    + row(9000, text("B9000", "Farrowcanary"))
    + "Straycellcanary",
    before='<cols><col min="6" max="6" hidden="1"/></cols>',
    after="<dataValidations><dataValidation promptTitle='x' prompt='Promptcanary'><formula1>"
    '"Validationcanary"</formula1>'
    "</dataValidation></dataValidations><conditionalFormatting sqref='A1:B2'><cfRule><formula>"
    'A1="Conditioncanary"</formula>'
    "</cfRule></conditionalFormatting><hyperlinks>"
    "<hyperlink ref='A1' location='Otherlinkcanary!A1' tooltip='Tipcanary'/>"
    "</hyperlinks><headerFooter><oddHeader>&amp;LPageheadercanary</oddHeader></headerFooter><!-- Remarkcanary -->"
    "<customSheetViews><customSheetView guid='Sheetviewcanary'/></customSheetViews>",
)

PARTS: dict[str, bytes | str] = {
    "[Content_Types].xml": content_types(),
    "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), ("core-properties", "docProps/core.xml")),
    "xl/workbook.xml": f"""<workbook {SPACES}><fileSharing userName="Lockedbycanary"/><sheets>
<sheet name="Sheetnamecanary" sheetId="1" r:id="rId1"/><sheet name="Hiddennamecanary" state="veryHidden" r:id="rId2"/>
</sheets><definedNames><definedName name="Definedcanary">Sheet!Namedplacecanary</definedName></definedNames>
<customWorkbookViews><customWorkbookView name="Viewcanary"/></customWorkbookViews></workbook>""",
    "xl/_rels/workbook.xml.rels": relations(
        ("worksheet", "worksheets/sheet1.xml"),
        ("worksheet", "worksheets/sheet2.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
        ("externalLink", "externalLinks/externalLink1.xml"),
        ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("connections", "connections.xml"),
        ("person", "persons/person.xml"),
        ("slicerCache", "slicerCaches/slicerCache1.xml"),
        ("worksheet", "worksheets/sheet3.xml"),
        ("revisionHeaders", "revisions/revisionHeaders.xml"),
    ),
    "xl/worksheets/sheet1.xml": FIRST_SHEET,
    "xl/worksheets/_rels/sheet1.xml.rels": relations(
        ("comments", "../comments1.xml"),
        ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("drawing", "../drawings/drawing1.xml"),
        ("printerSettings", "../printerSettings/printerSettings1.bin"),
        ("table", "../tables/table1.xml"),
        ("threadedComment", "../threadedComments/threadedComment1.xml"),
        ("pivotTable", "../pivotTables/pivotTable1.xml"),
        ("hyperlink", "https://celllinkcanary.example", "External"),
    ),
    "xl/worksheets/sheet2.xml": sheet(row(1, text("A1", "Hiddensheetcanary"))),
    "xl/worksheets/sheet3.xml": sheet(row(1, text("A1", "Unlistedsheetcanary"))),
    "xl/sharedStrings.xml": f"<sst {SPACES}><si><t>Sharedcanary</t></si><si><r><t>Rich</t></r><r><t>canary</t></r>"
    "<rPh><t>Phoneticcanary</t></rPh></si><si><t>Unusedcanary</t></si></sst>",
    "xl/styles.xml": STYLES,
    "xl/comments1.xml": f"<comments {SPACES}><authors><author>Commentauthorcanary</author></authors>"
    f"<commentList><comment>"
    "<text><r><t>Comm</t></r><r><t>entcanary</t></r></text></comment></commentList></comments>",
    "xl/threadedComments/threadedComment1.xml": "<T><threadedComment><text>Threadedcanary</text></threadedComment></T>",
    "xl/persons/person.xml": "<personList>"
    "<person displayName='Personcanary' userId='S::x@accountcanary.example'/></personList>",
    "xl/drawings/vmlDrawing1.vml": "<xml xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox><div>"
    "Vmlcanary</div>"
    "</v:textbox></v:shape></xml>",
    "xl/drawings/drawing1.xml": "<d xmlns:a='a' xmlns:xdr='xdr'>"
    "<xdr:cNvPr id='2' name='Picture 1' descr='Altcanary'/><a:p>"
    "<a:r><a:t>Draw</a:t></a:r><a:r><a:t>ingcanary</a:t></a:r></a:p></d>",
    "xl/drawings/_rels/drawing1.xml.rels": relations(
        ("chart", "../charts/chart1.xml"), ("image", "../media/image1.png")
    ),
    "xl/charts/chart1.xml": "<c:c xmlns:c='c'><c:pt><c:v>Chartcanary</c:v></c:pt></c:c>",
    "xl/media/image1.png": b"\x89PNG Imagecanary",
    "xl/printerSettings/printerSettings1.bin": r"\\Printercanary\y".encode("utf-16-le") + b"\0\0\4",
    "xl/tables/table1.xml": f"<table {SPACES} displayName='Tablecanary'><tableColumn name='Columncanary'/></table>",
    "xl/pivotTables/pivotTable1.xml": f"<pivotTableDefinition {SPACES} name='Pivottablecanary'/>",
    "xl/externalLinks/externalLink1.xml": f"<externalLink {SPACES}><externalBook><sheetNames>"
    f"<sheetName val='Extsheetcanary'/>"
    "</sheetNames><cell r='A1'><v>Extvaluecanary</v></cell></externalBook></externalLink>",
    "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
        ("externalLinkPath", r"\\Extpathcanary\x.xlsx", "External")
    ),
    "xl/pivotCache/pivotCacheDefinition1.xml": f"<pivotCacheDefinition {SPACES} refreshedBy='Refreshercanary'>"
    f"<sharedItems>"
    "<s v='Pivotvaluecanary'/></sharedItems></pivotCacheDefinition>",
    "xl/connections.xml": f"<connections {SPACES}><connection name='Connectioncanary'>"
    f"<dbPr connection='Databasecanary'/>"
    "</connection></connections>",
    "xl/slicerCaches/slicerCache1.xml": "<slicerCacheDefinition name='Slicercanary'/>",
    "xl/revisions/revisionHeaders.xml": f"<headers {SPACES}><header userName='Revisioncanary'/></headers>",
    "docProps/core.xml": "<c><creator>Corecanary</creator></c>",
    "xl/orphan.xml": "<x>Orphancanary</x>",
}

# canary -> channel and whether a person sees it
CANARIES: dict[str, tuple[str, bool]] = {
    "Sharedcanary\tJoined\tTown": ("xlsx-cell", True),
    "Richcanary\t15/03/2023\tInlinecanary": ("xlsx-cell", True),
    "Phoneticcanary": ("xlsx-other", False),
    "Unusedcanary": ("xlsx-unused-text", False),
    "01582 123456\tFormatcanary 7": ("xlsx-cell", True),
    'formatCode: "Formatcanary': ("xlsx-number-format", False),
    "Invisiblecanary": ("xlsx-hidden-value", False),
    "Whitecanary": ("xlsx-white-text", False),
    "Whiteonbluecanary": ("xlsx-cell", True),
    "Hiddencolumncanary": ("xlsx-hidden-column", False),
    "Hiddenrowcanary": ("xlsx-hidden-row", False),
    "Formulacanary": ("xlsx-formula", False),
    "Cachedcanary": ("xlsx-cell", True),
    "Farcolumncanary": ("xlsx-far-cell", False),
    "Farrowcanary": ("xlsx-far-cell", False),
    "Straycellcanary": ("xlsx-other", False),
    "Promptcanary": ("xlsx-validation", False),
    "Validationcanary": ("xlsx-validation", False),
    "Conditioncanary": ("xlsx-conditional-format", False),
    "Otherlinkcanary": ("xlsx-link", False),
    "Tipcanary": ("xlsx-link", False),
    "celllinkcanary": ("office-link", False),
    "Pageheadercanary": ("xlsx-page-header", False),
    "Remarkcanary": ("xml-comment", False),
    "Sheetviewcanary": ("xlsx-custom-view", False),
    "Sheetnamecanary": ("xlsx-sheet-name", True),
    "Hiddennamecanary": ("xlsx-hidden-sheet", False),
    "Hiddensheetcanary": ("xlsx-hidden-sheet", False),
    "Unlistedsheetcanary": ("xlsx-hidden-sheet", False),
    "Definedcanary": ("xlsx-defined-name", False),
    "Namedplacecanary": ("xlsx-defined-name", False),
    "Viewcanary": ("xlsx-custom-view", False),
    "Lockedbycanary": ("xlsx-workbook", False),
    "Stylenamecanary": ("office-style", False),
    "Commentauthorcanary": ("xlsx-comment-author", False),
    "Commentcanary": ("xlsx-comment", False),
    "Threadedcanary": ("xlsx-comment", False),
    "Personcanary": ("xlsx-people", False),
    "accountcanary": ("xlsx-people", False),
    "Vmlcanary": ("xlsx-comment", False),
    "Altcanary": ("office-alt-text", False),
    "Drawingcanary": ("office-drawing-text", True),
    "Chartcanary": ("office-chart-cache", False),
    "Imagecanary": ("inside", False),
    "Printercanary": ("office-printer", False),
    "Tablecanary": ("xlsx-table-name", False),
    "Columncanary": ("xlsx-table-name", False),
    "Pivottablecanary": ("xlsx-pivot", False),
    "Pivotvaluecanary": ("xlsx-pivot", False),
    "Refreshercanary": ("xlsx-pivot", False),
    "Extsheetcanary": ("xlsx-external-link", False),
    "Extvaluecanary": ("xlsx-external-link", False),
    "Extpathcanary": ("office-linked-file", False),
    "Connectioncanary": ("xlsx-connection", False),
    "Databasecanary": ("xlsx-connection", False),
    "Slicercanary": ("xlsx-slicer", False),
    "Revisioncanary": ("xlsx-revision", False),
    "Corecanary": ("office-core-property", False),
    "Orphancanary": ("office-orphan-part", False),
}


def xlsx(rows: str, parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return a workbook of one sheet."""
    return packed(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {SPACES}><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet(rows),
            **(parts or {}),
        }
    )


def full_xlsx() -> bytes:
    """Return a workbook with all the canaries."""
    return packed(PARTS)
