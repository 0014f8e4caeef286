"""A small Word document made by hand: headings, paragraphs and a table, and what nobody sees who only reads it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEADING = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
)
_MADE = (2026, 11, 27, 9, 0, 0)


def heading(words: str) -> str:
    """Return a heading."""
    return f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_run(words, "<w:b/>")}</w:p>'


def paragraph(words: str, *, comment: bool = False) -> str:
    """Return a paragraph; the one comment of the document may hang on it."""
    mark = '<w:r><w:commentReference w:id="0"/></w:r>' if comment else ""
    return f"<w:p>{_run(words)}{mark}</w:p>"


def table(*lines: Sequence[str]) -> str:
    """Return a table; its first line holds the heads."""
    rows = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in line) for line in lines)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def word(blocks: Sequence[str], *, page_head: str, comment: str, company: str, author: str) -> bytes:
    """Return the document. The same words give the same bytes."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    note = f'<w:comment w:id="0" w:author="{escape(author)}">{paragraph(comment)}</w:comment>'
    core = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return _packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": _threads(
                (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            "word/_rels/document.xml.rels": _threads(
                (f"{_OFFICE}/relationships/header", "header1.xml"),
                (f"{_OFFICE}/relationships/comments", "comments.xml"),
                (f"{_OFFICE}/relationships/styles", "styles.xml"),
            ),
            "word/document.xml": _part("document", f"<w:body>{''.join(blocks)}{section}</w:body>"),
            "word/header1.xml": _part("hdr", paragraph(page_head)),
            "word/comments.xml": _part("comments", note),
            "word/styles.xml": _part("styles", _HEADING),
            "docProps/core.xml": f"<cp:coreProperties {core}><dc:creator>{escape(author)}</dc:creator>"
            "</cp:coreProperties>",
            "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties">'
            f"<Company>{escape(company)}</Company></Properties>",
        }
    )


def _run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _part(root: str, inside: str) -> str:
    return f'<w:{root} xmlns:w="{_W}" xmlns:r="{_OFFICE}/relationships">{inside}</w:{root}>'


def _threads(*threads: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(threads, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _packed(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return out.getvalue()
