"""OpenDocument files made by hand with a canary at every place where text can stand."""

import base64

from tests.sanitise.readers.make_package import packed

_U = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [
        *(
            f'xmlns:{prefix}="{_U}{name}:1.0"'
            for prefix, name in [
                ("office", "office"),
                ("text", "text"),
                ("table", "table"),
                ("draw", "drawing"),
                ("style", "style"),
                ("svg", "svg-compatible"),
                ("fo", "xsl-fo-compatible"),
                ("presentation", "presentation"),
                ("meta", "meta"),
                ("config", "config"),
            ]
        ),
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)

STYLES = """<office:automatic-styles>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Child" style:family="text" style:parent-style-name="Gone"/>
<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Marked" style:family="text"><style:text-properties fo:color="#ffffff"
 fo:background-color="#000080"/></style:style>
<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="Away" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="Skip" style:family="drawing-page"><style:drawing-page-properties
 presentation:visibility="hidden"/></style:style>
</office:automatic-styles>"""

PICTURE = base64.b64encode(b"\x89PNG Flatpicturecanary").decode()

TEXT_BODY = """<office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info>
<dc:creator>Changercanary</dc:creator></office:change-info><text:p>Deletedcanary</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="2">Headingcanary</text:h>
<text:p>Split<text:span>can</text:span>ary<text:s text:c="2"/>then<text:tab/>tab<text:line-break/>line</text:p>
<text:list><text:list-item><text:p>Itemcanary</text:p></text:list-item></text:list>
<text:p>Before<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Footnotecanary</text:p>
</text:note-body></text:note><office:annotation><dc:creator>Commenterscanary</dc:creator><text:p>Commentcanary</text:p>
</office:annotation><text:bookmark text:name="Bookmarkcanary"/><text:a xlink:href="https://linkcanary.example">word</text:a>
<draw:frame draw:name="Framecanary"><draw:text-box><text:p>Boxcanary</text:p>Loosecanary</draw:text-box>
<svg:title>Titlecanary</svg:title><svg:desc>Altcanary</svg:desc></draw:frame>after</text:p>
<text:p>a<text:span text:style-name="Child">Vanishcanary</text:span>b<text:span text:style-name="White">Whitecanary
</text:span><text:span text:style-name="Marked">Whiteonbluecanary</text:span>
<text:span text:style-name="Tiny">Tinycanary</text:span>
<text:hidden-text text:string-value="Hiddenfieldcanary">Hiddentextcanary</text:hidden-text></text:p>
<text:p>x<text:hidden-paragraph/>Hiddenparagraphcanary</text:p>
<text:section text:name="Sectioncanary" text:display="none"><text:p>Hiddensectioncanary</text:p></text:section>
<table:table table:name="Tablenamecanary"><table:table-column/><table:table-row><table:table-cell><text:p>Town</text:p>
</table:table-cell><table:table-cell><text:p>Tablecanary</text:p><text:p>two</text:p></table:table-cell></table:table-row>
</table:table><text:user-field-decl text:name="Fieldcanary" office:string-value="Fieldvaluecanary"/>
<text:p><draw:frame><draw:image><office:binary-data>@</office:binary-data></draw:image></draw:frame></text:p>
Straycanary<!-- Remarkcanary --></office:text>""".replace("@", PICTURE)

META = """<office:meta><meta:generator>Programcanary</meta:generator><dc:title>Doctitlecanary</dc:title>
<meta:initial-creator>Authorcanary</meta:initial-creator><meta:user-defined meta:name="Usercanary">Uservaluecanary
</meta:user-defined><meta:template xlink:href="Templatecanary.ott"/></office:meta>"""
SETTINGS = """<office:settings><config:config-item config:name="PrinterName">Printercanary</config:config-item>
</office:settings>"""
MASTER = """<office:master-styles>
<style:master-page style:name="Mastercanary"><style:header><text:p>Headercanary</text:p>
</style:header><style:footer><text:p>Footercanary</text:p></style:footer></style:master-page></office:master-styles>"""


def part(root: str, inside: str) -> str:
    """Return one XML part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {SPACES}>{inside}</office:{root}>'


def odf(body: str, **more: bytes | str) -> bytes:
    """Return a package with this body and these further parts."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": part("document-content", STYLES + f"<office:body>{body}</office:body>"),
            "styles.xml": part("document-styles", MASTER),
            **more,
        }
    )


def full_odt() -> bytes:
    """Return a text with all its canaries."""
    return odf(
        TEXT_BODY,
        **{
            "meta.xml": part("document-meta", META),
            "settings.xml": part("document-settings", SETTINGS),
            "META-INF/manifest.xml": "<m:manifest xmlns:m='m'><m:file-entry m:full-path='Manifestcanary'/>"
            "</m:manifest>",
            "Thumbnails/thumbnail.png": b"\x89PNG Thumbcanary",
            "Pictures/1.png": b"\x89PNG Picturecanary",
            "Object 1/content.xml": part("document-content", "<text:p>Objectcanary</text:p>"),
            "Basic/Standard/Module1.xml": "<s:module xmlns:s='s' s:name='Modulecanary'>"
            "Print &quot;Macrocanary&quot;</s:module>",
            "Strange/x.xml": "<x>Strangecanary</x>",
        },
    )


def flat() -> bytes:
    """Return the same in one part."""
    body = f"<office:body>{TEXT_BODY}</office:body>"
    return part("document", META + SETTINGS + STYLES + MASTER + body).encode()


SHEETS = """<office:spreadsheet><table:table table:name="Sheetcanary"><table:table-column/><table:table-column
 table:visibility="collapse"/><table:table-column/><table:table-row><table:table-cell office:value-type="string">
<text:p>Cellcanary</text:p><office:annotation><text:p>Cellcommentcanary</text:p></office:annotation></table:table-cell>
<table:table-cell><text:p>Hiddencolumncanary</text:p></table:table-cell><table:table-cell
 table:formula="of:=VLOOKUP(&quot;Formulacanary&quot;)" office:value="3"><text:p>15/03/2023</text:p></table:table-cell>
</table:table-row><table:table-row table:visibility="filter"><table:table-cell><text:p>Filteredcanary</text:p>
</table:table-cell></table:table-row></table:table><table:table table:name="Awaynamecanary" table:style-name="Away">
<table:table-row><table:table-cell><text:p>Hiddensheetcanary</text:p></table:table-cell></table:table-row></table:table>
<table:named-expressions><table:named-range table:name="Rangecanary"/></table:named-expressions>
<table:tracked-changes><table:previous><table:change-track-table-cell><text:p>Formervaluecanary</text:p>
</table:change-track-table-cell></table:previous></table:tracked-changes></office:spreadsheet>"""

_BOX = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
SLIDES = (
    '<office:presentation><draw:page draw:name="Pagecanary">'
    + _BOX.format("Slide<text:span>canary</text:span>")
    + f"<presentation:notes>{_BOX.format('Notescanary')}</presentation:notes></draw:page>"
    + f'<draw:page draw:style-name="Skip">{_BOX.format("Hiddenslidecanary")}</draw:page></office:presentation>'
)

# canary -> channel and whether a person sees it
TEXT_CANARIES: dict[str, tuple[str, bool]] = {
    "Changercanary": ("odf-change-author", False),
    "Deletedcanary": ("odf-deleted", False),
    "Headingcanary": ("odf-body", True),
    "Splitcanary  then\ttab\nline": ("odf-body", True),
    "Itemcanary": ("odf-body", True),
    "Footnotecanary": ("odf-footnote", True),
    "Commenterscanary": ("odf-comment-author", False),
    "Commentcanary": ("odf-comment", False),
    "Bookmarkcanary": ("odf-name", False),
    "linkcanary": ("odf-link", False),
    "Boxcanary": ("odf-text-box", True),
    "Loosecanary": ("odf-other", False),
    "Framecanary": ("odf-alt-text", False),
    "Titlecanary": ("odf-alt-text", False),
    "Altcanary": ("odf-alt-text", False),
    "Vanishcanary": ("odf-hidden-text", False),
    "Whitecanary": ("odf-white-text", False),
    "Whiteonbluecanary": ("odf-body", True),
    "Tinycanary": ("odf-tiny-text", False),
    "Hiddenfieldcanary": ("odf-hidden-text", False),
    "Hiddentextcanary": ("odf-hidden-text", False),
    "Hiddenparagraphcanary": ("odf-hidden-text", False),
    "Hiddensectioncanary": ("odf-hidden-text", False),
    "Sectioncanary": ("odf-name", False),
    "Town\tTablecanary / two": ("odf-table", True),
    "Tablenamecanary": ("odf-attribute", False),
    "Fieldcanary": ("odf-field", False),
    "Fieldvaluecanary": ("odf-field", False),
    "Flatpicturecanary": ("inside", False),
    "Straycanary": ("odf-other", False),
    "Remarkcanary": ("xml-comment", False),
    "Programcanary": ("odf-meta", False),
    "Doctitlecanary": ("odf-meta", False),
    "Authorcanary": ("odf-meta", False),
    "Uservaluecanary": ("odf-meta", False),
    "Templatecanary": ("odf-meta", False),
    "Printercanary": ("odf-setting", False),
    "Headercanary": ("odf-header", True),
    "Footercanary": ("odf-header", True),
    "Mastercanary": ("odf-style", False),
}
PACKED_CANARIES: dict[str, tuple[str, bool]] = {
    "Manifestcanary": ("odf-manifest", False),
    "Thumbcanary": ("inside", False),
    "Picturecanary": ("inside", False),
    "Objectcanary": ("odf-object", False),
    "Modulecanary": ("odf-macro", False),
    "Macrocanary": ("odf-macro", False),
    "Strangecanary": ("odf-other-part", False),
}
SHEET_CANARIES: dict[str, tuple[str, bool]] = {
    "Sheetcanary": ("odf-sheet-name", True),
    "Cellcanary": ("odf-cell", True),
    "15/03/2023": ("odf-cell", True),
    "Cellcommentcanary": ("odf-comment", False),
    "Hiddencolumncanary": ("odf-hidden-column", False),
    "Filteredcanary": ("odf-hidden-row", False),
    "Formulacanary": ("odf-formula", False),
    "Awaynamecanary": ("odf-hidden-sheet", False),
    "Hiddensheetcanary": ("odf-hidden-sheet", False),
    "Rangecanary": ("odf-name", False),
    "Formervaluecanary": ("odf-deleted", False),
}
SLIDE_CANARIES: dict[str, tuple[str, bool]] = {
    "Slidecanary": ("odf-slide", True),
    "Notescanary": ("odf-notes", False),
    "Hiddenslidecanary": ("odf-hidden-slide", False),
    "Pagecanary": ("odf-alt-text", False),
}
