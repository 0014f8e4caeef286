# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""A Word file with a leak in each of its places."""

from benchmarks.leaks.files.excel import small_workbook
from benchmarks.leaks.files.packing import PROPERTY_PLACES, content_types, packed, properties, relations
from benchmarks.leaks.files.pictures import jpeg_with_exif, plain_jpeg
from benchmarks.leaks.files.planting import Planter

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EDGES = (("header", "default"), ("header", "first"), ("header", "even"), ("footer", "default"), ("footer", "first"),
          ("footer", "even"))  # fmt: skip


def docx(planter: Planter) -> bytes:
    """Return the file."""
    parts: dict[str, str | bytes] = {"[Content_Types].xml": _types()}
    parts["_rels/.rels"] = relations(
        ("rId1", "officeDocument", "word/document.xml"),
        (
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        ("rId3", "extended-properties", "docProps/app.xml"),
        ("rId4", "custom-properties", "docProps/custom.xml"),
    )
    parts["word/document.xml"] = f"{_HEAD}<w:document {_NS}><w:body>{_body(planter)}{_section()}</w:body></w:document>"
    for number, (edge, kind) in enumerate(_EDGES, 1):
        tag = "hdr" if edge == "header" else "ftr"
        words = _paragraph(planter.words(f"{edge}-{kind}"))
        parts[f"word/{edge}{number}.xml"] = f"{_HEAD}<w:{tag} {_NS}>{words}</w:{tag}>"
    parts.update(_notes(planter))
    parts.update(_settings(planter))
    parts.update(_attached(planter))
    parts.update(properties({place: planter.words(f"property-{place}") for place in PROPERTY_PLACES}))
    return packed(parts, planter.words("zip-comment").encode())


def _body(planter: Planter) -> str:
    words = planter.words
    return "".join(
        (
            _paragraph("Chronology for the family, printed for the review."),
            _paragraph(words("body")),
            f"<w:tbl><w:tr><w:tc>{_paragraph('Town')}</w:tc></w:tr><w:tr><w:tc>{_paragraph(words('table'))}</w:tc></w:tr></w:tbl>",
            _paragraph(_split(words("split-runs")), raw=True),
            f"<w:p><w:r><w:pict><v:shape alt='{words('vml-alt')}'><v:textbox><w:txbxContent>"
            f"{_paragraph(words('text-box'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
            _drawing(words("alt-text"), words("alt-title"), words("drawing-text")),
            f'<w:p><w:ins w:id="1" w:author="{words("inserted-author")}"><w:r><w:t>{words("inserted")}</w:t></w:r></w:ins>'
            f'<w:del w:id="2" w:author="A"><w:r><w:delText>{words("deleted")}</w:delText></w:r></w:del>'
            f'<w:moveFrom w:id="3" w:author="A"><w:r><w:t>{words("moved-away")}</w:t></w:r></w:moveFrom></w:p>',
            _styled("<w:vanish/>", words("hidden")),
            _styled('<w:color w:val="FFFFFF"/>', words("white")),
            _styled('<w:sz w:val="2"/>', words("tiny")),
            _field(f'INCLUDEPICTURE "\\\\\\\\{planter.name("field-picture")}-fs01\\\\logo.png"', "logo"),
            _field("FILENAME \\p", f"S:\\{words('field-result')}\\plan.docx"),
            _field(f'HYPERLINK "https://example.org/{planter.name("field-link")}"', "see here"),
            f'<w:p><w:bookmarkStart w:id="9" w:name="Move_to_{planter.name("bookmark")}"/><w:bookmarkEnd w:id="9"/></w:p>',
            f'<w:sdt><w:sdtPr><w:alias w:val="{words("control-alias")}"/><w:tag w:val="{words("control-tag")}"/></w:sdtPr>'
            f"<w:sdtContent>{_paragraph(words('control-text'))}</w:sdtContent></w:sdt>",
            '<w:p><w:hyperlink r:id="rId20"><w:r><w:t>local offer</w:t></w:r></w:hyperlink></w:p>',
        )
    )


def _notes(planter: Planter) -> dict[str, str]:
    words = planter.words
    comment = (
        f'<w:comment w:id="0" w:author="{words("comment-author")}" w:initials="{planter.name("comment-initials")}">'
        f"{_paragraph(words('comment'))}</w:comment>"
    )
    return {
        "word/footnotes.xml": f'{_HEAD}<w:footnotes {_NS}><w:footnote w:id="2">{_paragraph(words("footnote"))}</w:footnote></w:footnotes>',
        "word/endnotes.xml": f'{_HEAD}<w:endnotes {_NS}><w:endnote w:id="2">{_paragraph(words("endnote"))}</w:endnote></w:endnotes>',
        "word/comments.xml": f"{_HEAD}<w:comments {_NS}>{comment}</w:comments>",
        "word/people.xml": f'{_HEAD}<w15:people {_NS}><w15:person w15:author="Worker"><w15:presenceInfo w15:providerId="AD" '
        f'w15:userId="S::worker@{planter.name("people").lower()}.gov.uk::1"/></w15:person></w15:people>',
    }


def _settings(planter: Planter) -> dict[str, str]:
    words = planter.words
    return {
        "word/settings.xml": f'{_HEAD}<w:settings {_NS}><w:attachedTemplate r:id="rId1"/><w:mailMerge><w:dataSource r:id="rId2"/>'
        f'<w:query w:val="SELECT * FROM [{words("mail-merge-query")}]"/></w:mailMerge>'
        f'<w:docVars><w:docVar w:name="Office" w:val="{words("document-variable")}"/></w:docVars></w:settings>',
        "word/_rels/settings.xml.rels": relations(
            ("rId1", "attachedTemplate", f"file:///\\\\{planter.name('template-path')}-dc1\\templates\\cp.dotm"),
            ("rId2", "mailMergeSource", f"file:///G:\\{planter.name('mail-merge-source')}\\list.xlsx"),
        ),
        "word/styles.xml": f'{_HEAD}<w:styles {_NS}><w:style w:styleId="x"><w:name w:val="{words("style-name")}"/></w:style></w:styles>',
        "word/fontTable.xml": f'{_HEAD}<w:fonts {_NS}><w:font w:name="{words("font-name")}"/></w:fonts>',
        "word/numbering.xml": f'{_HEAD}<w:numbering {_NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:lvlText w:val="{words("list-label")} %1"/></w:lvl></w:abstractNum></w:numbering>',
        "word/glossary/document.xml": f"{_HEAD}<w:glossaryDocument {_NS}><w:docParts><w:docPart><w:docPartBody>"
        f"{_paragraph(words('glossary'))}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>",
    }


def _attached(planter: Planter) -> dict[str, str | bytes]:
    words = planter.words
    return {
        "word/_rels/document.xml.rels": relations(
            *((f"rId{number}", edge, f"{edge}{number}.xml") for number, (edge, _) in enumerate(_EDGES, 1)),
            ("rId10", "image", "media/image1.jpeg"),
            ("rId20", "hyperlink", f"https://{planter.name('link').lower()}cc.sharepoint.com/sites/x"),
            ("rId21", "image", f"https://www.example.org/{planter.name('linked-picture')}/crest.png"),
        ),
        "word/media/image1.jpeg": jpeg_with_exif(words("picture-exif")),
        "word/embeddings/book.xlsx": small_workbook(words("embedded-workbook")),
        "word/embeddings/oleObject1.bin": b"\x01\x05\x00\x00"
        + words("embedded-object").encode("utf-16-le")
        + b"\x00\x00",
        "word/embeddings/mail.eml": f"Subject: transfer\r\nFrom: a@example.org\r\n\r\n{words('embedded-mail')}\r\n",
        "word/afchunk.html": f"<html><body><p>{words('html-chunk')}</p></body></html>",
        "word/printerSettings1.bin": b"\x00\x01" + f"\\\\{planter.name('printer')}-PRN\\Floor 2".encode("utf-16-le"),
        "word/vbaProject.bin": b"Attribute VB_Name = " + words("macro").encode() + b"\x00",
        "customXml/item1.xml": f"<p><Site>{words('custom-xml')}</Site></p>",
        "docMetadata/LabelInfo.xml": f'<labelList><label id="1" siteName="{words("label-info")}"/></labelList>',
        "docProps/thumbnail.jpeg": plain_jpeg(words("thumbnail")),
        f"word/media/{planter.name('member-name')}.bin": b"\x00",
    }


def _paragraph(words: str, *, raw: bool = False) -> str:
    return f"<w:p>{words}</w:p>" if raw else f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _split(words: str) -> str:
    return "".join(f"<w:r><w:t xml:space='preserve'>{words[at : at + 3]}</w:t></w:r>" for at in range(0, len(words), 3))


def _styled(look: str, words: str) -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def _field(order: str, result: str) -> str:
    order = order.replace('"', "&quot;")
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{order}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def _drawing(descr: str, title: str, text: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{descr}" title="{title}"/>'
        f"<a:graphic><a:graphicData><wps:wsp><a:p><a:r><a:t>{text}</a:t></a:r></a:p></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _section() -> str:
    rows = "".join(
        f'<w:{edge}Reference w:type="{kind}" r:id="rId{number}"/>' for number, (edge, kind) in enumerate(_EDGES, 1)
    )
    return f"<w:sectPr>{rows}<w:titlePg/></w:sectPr>"


def _types() -> str:
    named = {"document": "document.main", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
             "settings": "settings", "styles": "styles"}  # fmt: skip
    kinds = {f"word/{name}.xml": f"{_WORD}{kind}+xml" for name, kind in named.items()}
    kinds |= {f"word/{edge}{number}.xml": f"{_WORD}{edge}+xml" for number, (edge, _) in enumerate(_EDGES, 1)}
    return content_types(kinds)
