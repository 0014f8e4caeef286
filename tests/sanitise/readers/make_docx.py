"""A Word document made by hand with a canary at every place where text can stand."""

from collections.abc import Mapping

from tests.sanitise.readers.make_package import R, content_types, packed, relations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """Return one run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """Return one paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def story(root: str, *inside: str) -> str:
    """Return one part of the text."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{"".join(inside)}</w:{root}>'


def document(*blocks: str) -> str:
    """Return the main part."""
    return story("document", f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>")


def docx(
    *blocks: str, parts: Mapping[str, bytes | str] | None = None, threads: tuple[tuple[str, ...], ...] = ()
) -> bytes:
    """Return a small Word document with these blocks."""
    return packed(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(*threads),
            "word/document.xml": document(*blocks),
            **(parts or {}),
        }
    )


BODY = (
    paragraph(run("Bodycanary"), properties='<w:pStyle w:val="Heading1"/>'),
    paragraph(
        run("Split"),
        '<w:proofErr w:type="spellStart"/><w:smartTag w:element="place">',
        run("can"),
        "</w:smartTag><w:hyperlink r:id='rId1' w:tooltip='Tooltipcanary' w:anchor='Anchorcanary'>",
        run("ary"),
        "</w:hyperlink>",
        "<w:r><w:softHyphen/><w:t>end</w:t><w:tab/><w:t>aftertab</w:t><w:br/><w:t>afterbreak</w:t></w:r>",
    ),
    "<w:tbl><w:tblPr/><w:tr><w:tc><w:p><w:r><w:t>Town</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>School</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Tablecanary</w:t></w:r></w:p><w:p><w:r><w:t>line two</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Nestedcanary</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>"
    "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>Hiddenrowcanary</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    paragraph(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wp:anchor><wp:docPr id='1' name='Shapenamecanary'"
        " descr='Altcanary' title='Alttitlecanary'/><wps:txbx><w:txbxContent>",
        paragraph(run("Boxcanary")),
        "</w:txbxContent></wps:txbx></wp:anchor></mc:Choice><mc:Fallback><w:pict>"
        "<v:shape alt='Vmlaltcanary'><v:textbox><w:txbxContent>",
        paragraph(run("Boxcanary")),
        paragraph(run("Fallbackcanary")),
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        run("Afterboxcanary"),
    ),
    paragraph(
        run("Kept "),
        '<w:del w:id="1" w:author="Delauthorcanary"><w:r><w:delText>Deleted</w:delText></w:r>'
        "<w:r><w:delText>canary</w:delText></w:r></w:del>",
        '<w:ins w:id="2" w:author="Insauthorcanary">',
        run("Insertedcanary"),
        "</w:ins>",
        '<w:moveFrom w:author="Moveauthorcanary">',
        run("Movedfromcanary"),
        "</w:moveFrom>",
    ),
    paragraph(
        run("Vanishcanary", "<w:vanish/>"),
        run("Notvanishcanary", '<w:vanish w:val="0"/>'),
        run("Whitecanary", '<w:color w:val="FFFFFF"/>'),
        run("Themewhitecanary", '<w:color w:val="FFFFFF" w:themeColor="background1"/>'),
        run("Whiteonbluecanary", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>'),
        run("Tinycanary", '<w:sz w:val="2"/>'),
        run("Stylevanishcanary", '<w:rStyle w:val="Gone"/>'),
    ),
    paragraph(
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='Formnamecanary'/>"
        "<w:helpText w:val='Formhelpcanary'/><w:ddList><w:listEntry w:val='Formentrycanary'/></w:ddList></w:ffData>"
        "</w:fldChar></w:r><w:r><w:instrText> FILENAME \\p Instrcanary </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Fieldresultcanary</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr=' AUTHOR Simplefieldcanary '>"
        "<w:r><w:t>Simpleresultcanary</w:t></w:r></w:fldSimple>"
    ),
    paragraph("<w:bookmarkStart w:id='1' w:name='Bookmarkcanary'/>", run("x"), "<w:bookmarkEnd w:id='1'/>"),
    "<w:bookmarkStart w:id='9' w:name='Bodymarkcanary'/>",
    "<w:sdt><w:sdtPr><w:alias w:val='Aliascanary'/><w:tag w:val='Tagcanary'/><w:placeholder>"
    "<w:docPart w:val='Placeholdercanary'/></w:placeholder><w:dropDownList><w:listItem w:displayText='Choicecanary'"
    " w:value='Choicevaluecanary'/></w:dropDownList></w:sdtPr><w:sdtContent>"
    + paragraph(run("Sdttextcanary"))
    + "</w:sdtContent></w:sdt>",
    paragraph(
        "<w:r><w:sym w:font='Arial' w:char='F04C'/><w:t>ymcanary</w:t></w:r>", run("Item"), properties="<w:numPr/>"
    ),
    "<w:customXml w:element='Customelementcanary'>" + paragraph(run("Incustomcanary")) + "</w:customXml>",
    "Straycanary<!-- Xmlcommentcanary --><?tool Instructioncanary?>",
    paragraph(run("x"), "Paragraphtailcanary"),
    "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default' r:id='rId2'/><w:headerReference w:type='first'"
    " r:id='rId3'/><w:footerReference w:type='default' r:id='rId4'/></w:sectPr></w:pPr></w:p>",
)

THREADS = (
    ("hyperlink", "https://addresscanary.example/", "External"),
    ("header", "header1.xml"),
    ("header", "header2.xml"),
    ("footer", "footer1.xml"),
    ("footnotes", "footnotes.xml"),
    ("endnotes", "endnotes.xml"),
    ("comments", "comments.xml"),
    ("people", "people.xml"),
    ("settings", "settings.xml"),
    ("styles", "styles.xml"),
    ("image", "media/image1.png"),
    ("image", "file:///C:/Imagelinkcanary/x.png", "External"),
    ("oleObject", "embeddings/oleObject1.bin"),
    ("glossaryDocument", "glossary/document.xml"),
    ("customXml", "../customXml/item1.xml"),
    ("printerSettings", "printerSettings/printerSettings1.bin"),
    ("vbaProject", "vbaProject.bin"),
    ("font", "fonts/font1.odttf"),
    ("chart", "charts/chart1.xml"),
    ("diagramData", "diagrams/data1.xml"),
)

PARTS: dict[str, bytes | str] = {
    "_rels/.rels": relations(
        ("officeDocument", "word/document.xml"),
        ("core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
        ("custom-properties", "docProps/custom.xml"),
        ("thumbnail", "docProps/thumbnail.jpeg"),
        ("classificationlabels", "docMetadata/LabelInfo.xml"),
    ),
    "word/header1.xml": story("hdr", paragraph(run("Headercanary"))),
    "word/header2.xml": story("hdr", paragraph(run("Firstheadercanary"))),
    "word/footer1.xml": story("ftr", paragraph(run("Footercanary"))),
    "word/footnotes.xml": story("footnotes", f"<w:footnote w:id='1'>{paragraph(run('Footnotecanary'))}</w:footnote>"),
    "word/endnotes.xml": story("endnotes", f"<w:endnote w:id='1'>{paragraph(run('Endnotecanary'))}</w:endnote>"),
    "word/comments.xml": story(
        "comments",
        "<w:comment w:id='0' w:author='Commentauthorcanary' w:initials='Initialscanary'>",
        paragraph(run("Comment"), run("canary")),
        "</w:comment>",
    ),
    "word/people.xml": "<w15:people xmlns:w15='http://schemas.microsoft.com/office/word/2012/wordml'>"
    "<w15:person w15:author='Personcanary'>"
    "<w15:presenceInfo w15:userId='S::user@peoplecanary.example'/></w15:person></w15:people>",
    "word/settings.xml": story(
        "settings",
        "<w:attachedTemplate r:id='rId1'/><w:docVars><w:docVar w:name='Varnamecanary' w:val='Varcanary'/></w:docVars>",
        "<w:mailMerge><w:query w:val='Querycanary'/><w:connectString w:val='Connectcanary'/></w:mailMerge>",
        "<w:rsids><w:rsidRoot w:val='00ABCDEF'/><w:rsid w:val='00C0FFEE'/></w:rsids>",
    ),
    "word/_rels/settings.xml.rels": relations(
        ("attachedTemplate", r"file:///\\Templatecanary\share\x.dotx", "External"),
        ("mailMergeSource", r"file:///\\Mergecanary\list.xlsx", "External"),
    ),
    "word/styles.xml": story(
        "styles",
        "<w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/></w:style>",
        "<w:style w:type='character' w:styleId='Gone'><w:name w:val='Stylenamecanary'/>",
        "<w:basedOn w:val='Base'/></w:style>",
        "<w:style w:type='character' w:styleId='Base'><w:name w:val='Base'/><w:rPr><w:vanish/></w:rPr></w:style>",
    ),
    "word/media/image1.png": b"\x89PNG Imagecanary",
    "word/embeddings/oleObject1.bin": b"\xd0\xcf Objectcanary",
    "word/glossary/document.xml": story(
        "glossaryDocument",
        "<w:docParts><w:docPart><w:docPartPr><w:name w:val='Blocknamecanary'/></w:docPartPr><w:docPartBody>",
        paragraph(run("Glossarycanary")),
        "</w:docPartBody></w:docPart></w:docParts>",
    ),
    "word/charts/chart1.xml": "<c:chart xmlns:c='c' xmlns:a='a'><a:p><a:r><a:t>Chart</a:t></a:r><a:r><a:t>titlecanary"
    "</a:t></a:r></a:p><c:pt><c:v>Chartcachecanary</c:v></c:pt></c:chart>",
    "word/diagrams/data1.xml": "<d xmlns:a='a'><a:p><a:r><a:t>Diagramcanary</a:t></a:r></a:p></d>",
    "word/printerSettings/printerSettings1.bin": b"\1\2" + r"\\Printercanary\x".encode("utf-16-le") + b"\0\0",
    "word/vbaProject.bin": b"\x01\x02Macrocanary\x00",
    "word/fonts/font1.odttf": b"\0\1\2" + "Fontcanary".encode("utf-16-be"),
    "word/header9.xml": story("hdr", paragraph(run("Orphancanary"))),
    "customXml/item1.xml": "<p:properties xmlns:p='http://namespacecanary.example/'>"
    "<Ward>Customxmlcanary</Ward></p:properties>",
    "docProps/core.xml": "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>Corecanary</dc:creator></c>",
    "docProps/app.xml": "<P><Company>Companycanary</Company><Manager>Managercanary</Manager>"
    "<Template>Tplcanary</Template><HyperlinkBase>Basecanary</HyperlinkBase></P>",
    "docProps/custom.xml": "<P><property name='MSIP_Label_x_SiteId'><vt:lpwstr xmlns:vt='vt'>Tenantcanary</vt:lpwstr>"
    "</property></P>",
    "docProps/thumbnail.jpeg": b"\xff\xd8 Thumbcanary",
    "docMetadata/LabelInfo.xml": "<clbl:labelList xmlns:clbl='x'><clbl:label siteId='Labelcanary'/></clbl:labelList>",
    "word/Strangepartcanary.xml": "<x/>",
}

# canary -> channel and whether a person sees it
CANARIES: dict[str, tuple[str, bool]] = {
    "Bodycanary": ("docx-body", True),
    "Splitcanaryend\taftertab\nafterbreak": ("docx-body", True),
    "Tooltipcanary": ("office-link", False),
    "Anchorcanary": ("docx-bookmark", False),
    "Tablecanary / line two": ("docx-table", True),
    "Nestedcanary": ("docx-table", True),
    "Hiddenrowcanary": ("docx-hidden-text", False),
    "Shapenamecanary": ("office-alt-text", False),
    "Altcanary": ("office-alt-text", False),
    "Alttitlecanary": ("office-alt-text", False),
    "Vmlaltcanary": ("office-alt-text", False),
    "Boxcanary": ("docx-text-box", True),
    "Fallbackcanary": ("docx-box-copy", False),
    "Afterboxcanary": ("docx-body", True),
    "Deletedcanary": ("docx-deleted", False),
    "Delauthorcanary": ("docx-revision-author", False),
    "Insertedcanary": ("docx-body", True),
    "Insauthorcanary": ("docx-revision-author", False),
    "Movedfromcanary": ("docx-moved", False),
    "Moveauthorcanary": ("docx-revision-author", False),
    "Vanishcanary": ("docx-hidden-text", False),
    "Notvanishcanary": ("docx-body", True),
    "Whitecanary": ("docx-white-text", False),
    "Themewhitecanary": ("docx-white-text", False),
    "Whiteonbluecanary": ("docx-body", True),
    "Tinycanary": ("docx-tiny-text", False),
    "Stylevanishcanary": ("docx-hidden-text", False),
    "Instrcanary": ("docx-field-code", False),
    "Simplefieldcanary": ("docx-field-code", False),
    "Fieldresultcanary": ("docx-body", True),
    "Simpleresultcanary": ("docx-body", True),
    "Formnamecanary": ("docx-form-field", False),
    "Formhelpcanary": ("docx-form-field", False),
    "Formentrycanary": ("docx-form-field", False),
    "Bookmarkcanary": ("docx-bookmark", False),
    "Bodymarkcanary": ("docx-bookmark", False),
    "Aliascanary": ("docx-content-control", False),
    "Tagcanary": ("docx-content-control", False),
    "Placeholdercanary": ("docx-content-control", False),
    "Choicecanary": ("docx-content-control", False),
    "Choicevaluecanary": ("docx-content-control", False),
    "Sdttextcanary": ("docx-body", True),
    "Lymcanary": ("docx-body", True),
    "Customelementcanary": ("office-attribute", False),
    "Incustomcanary": ("docx-body", True),
    "Straycanary": ("docx-other", False),
    "Paragraphtailcanary": ("docx-other", False),
    "Xmlcommentcanary": ("xml-comment", False),
    "Instructioncanary": ("xml-comment", False),
    "Headercanary": ("docx-header", True),
    "Firstheadercanary": ("docx-unused-header", False),
    "Footercanary": ("docx-footer", True),
    "Footnotecanary": ("docx-footnote", True),
    "Endnotecanary": ("docx-endnote", True),
    "Commentcanary": ("docx-comment", False),
    "Commentauthorcanary": ("docx-comment-author", False),
    "Initialscanary": ("docx-comment-author", False),
    "Personcanary": ("docx-people", False),
    "peoplecanary": ("docx-people", False),
    "addresscanary": ("office-link", False),
    "Imagelinkcanary": ("office-linked-file", False),
    "Templatecanary": ("docx-template", False),
    "Mergecanary": ("docx-mail-merge", False),
    "Querycanary": ("docx-mail-merge", False),
    "Connectcanary": ("docx-mail-merge", False),
    "Varnamecanary": ("docx-variable", False),
    "Varcanary": ("docx-variable", False),
    "00C0FFEE": ("docx-rsid", False),
    "Stylenamecanary": ("office-style", False),
    "Imagecanary": ("inside", False),
    "Objectcanary": ("inside", False),
    "Thumbcanary": ("inside", False),
    "Glossarycanary": ("docx-glossary", False),
    "Blocknamecanary": ("docx-glossary", False),
    "Charttitlecanary": ("office-chart-cache", False),
    "Chartcachecanary": ("office-chart-cache", False),
    "Diagramcanary": ("office-diagram", True),
    "Printercanary": ("office-printer", False),
    "Macrocanary": ("office-macro", False),
    "Fontcanary": ("office-font", False),
    "Orphancanary": ("office-orphan-part", False),
    "Customxmlcanary": ("office-custom-xml", False),
    "namespacecanary": ("office-custom-xml", False),
    "Corecanary": ("office-core-property", False),
    "Companycanary": ("office-app-property", False),
    "Managercanary": ("office-app-property", False),
    "Tplcanary": ("office-app-property", False),
    "Basecanary": ("office-app-property", False),
    "Tenantcanary": ("office-custom-property", False),
    "MSIP_Label": ("office-custom-property", False),
    "Labelcanary": ("office-label", False),
    "Zipcommentcanary": ("package-comment", False),
    "Extracanary": ("package-extra", False),
    "Strangepartcanary": ("package-name", False),
    "Behindcanary": ("package-gap", False),
}


def full_docx() -> bytes:
    """Return a document with all the canaries."""
    parts = {
        "[Content_Types].xml": content_types(),
        "word/document.xml": document(*BODY),
        "word/_rels/document.xml.rels": relations(*THREADS),
        **PARTS,
    }
    extra = b"\xfe\xca\x0b\x00Extracanary"
    return packed(parts, comment=b"Zipcommentcanary", extra=extra) + b" Behindcanary "
