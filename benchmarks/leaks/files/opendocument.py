# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""OpenDocument text and sheets with a leak in each of their places."""

from benchmarks.leaks.files.packing import packed
from benchmarks.leaks.files.pictures import jpeg_with_exif
from benchmarks.leaks.files.planting import Planter

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NS = (
    " ".join(
        f'xmlns:{name}="{_URN}{name}:1.0"'
        for name in ("office", "text", "table", "style", "meta", "presentation", "form", "config", "script")
    )
    + f' xmlns:draw="{_URN}drawing:1.0" xmlns:svg="{_URN}svg-compatible:1.0" xmlns:fo="{_URN}xsl-fo-compatible:1.0"'
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt(planter: Planter) -> bytes:
    """Return a text document."""
    words = planter.words
    body = (
        f"<text:p>{words('body')}</text:p>"
        f"<text:p>note<office:annotation><dc:creator>{words('note-author')}</dc:creator><text:p>{words('note')}</text:p></office:annotation></text:p>"
        f"<text:p>foot<text:note text:note-class='footnote'><text:note-body><text:p>{words('footnote')}</text:p></text:note-body></text:note></text:p>"
        f"<table:table table:name='{words('table-name')}'><table:table-row><table:table-cell><text:p>{words('table')}</text:p></table:table-cell></table:table-row></table:table>"
        f"<text:section text:name='s' text:display='none'><text:p>{words('hidden-section')}</text:p></text:section>"
        f"<text:p><text:hidden-text text:condition='1' text:string-value='{words('hidden-text')}'/></text:p>"
        f"<text:p><text:bookmark text:name='to_{planter.name('bookmark')}'/></text:p>"
        f"<text:p><text:a xlink:href='https://www.{planter.name('link').lower()}.gov.uk/x'>link</text:a></text:p>"
        f"<text:p><draw:frame><draw:text-box><text:p>{words('text-box')}</text:p></draw:text-box><svg:title>{words('alt-title')}</svg:title>"
        f"<svg:desc>{words('alt-text')}</svg:desc></draw:frame></text:p>"
        f"<text:p><text:database-display text:database-name='{words('database')}'/></text:p>"
        f"<text:p><text:user-field-get text:name='f'>shown</text:user-field-get></text:p>"
    )
    first = (
        f"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>{words('change-author')}</dc:creator>"
        f"</office:change-info><text:p>{words('deleted')}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:user-field-decls><text:user-field-decl office:value-type='string' text:name='f' office:string-value='{words('user-field')}'/></text:user-field-decls>"
    )
    return _document(planter, "text", f"<office:text>{first}{body}</office:text>")


def ods(planter: Planter) -> bytes:
    """Return a sheet document."""
    words = planter.words
    checks = (
        f"<table:content-validations><table:content-validation table:name='v' table:condition='cell-content-is-in-list(\"{words('validation')}\")'>"
        f"<table:help-message table:title='{words('validation-help')}'/></table:content-validation></table:content-validations>"
    )
    sheet = (
        f"<table:table table:name='{words('sheet-name')}'><table:table-column table:visibility='collapse'/>"
        f"<table:table-row>{_cell(words('hidden-column'))}{_cell(words('cell'))}"
        f"<table:table-cell table:formula='of:=\"{words('formula')}\"'><text:p>{words('cached-value')}</text:p></table:table-cell>"
        f"<table:table-cell><office:annotation><dc:creator>{words('note-author')}</dc:creator><text:p>{words('note')}</text:p></office:annotation></table:table-cell>"
        f"</table:table-row><table:table-row table:visibility='collapse'>{_cell(words('hidden-row'))}</table:table-row></table:table>"
        f"<table:table table:name='Old' table:display='false'><table:table-row>{_cell(words('hidden-sheet'))}</table:table-row></table:table>"
        f"<table:named-expressions><table:named-range table:name='team_{planter.name('named-range')}' table:cell-range-address='A1'/></table:named-expressions>"
    )
    return _document(planter, "spreadsheet", f"<office:spreadsheet>{checks}{sheet}</office:spreadsheet>")


def _document(planter: Planter, kind: str, body: str) -> bytes:
    words = planter.words
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"{_HEAD}<office:document-content {_NS}><office:scripts><office:script script:language='x'>{words('script')}</office:script></office:scripts>"
            f"<office:body>{body}</office:body></office:document-content>",
            "styles.xml": f"{_HEAD}<office:document-styles {_NS}><office:styles><style:style style:name='S1' style:display-name='{words('style-name')}'/></office:styles>"
            f"<office:master-styles><style:master-page style:name='M'><style:header><text:p>{words('header')}</text:p></style:header>"
            f"<style:footer><text:p>{words('footer')}</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
            "meta.xml": f"{_HEAD}<office:document-meta {_NS}><office:meta><dc:title>{words('title')}</dc:title><dc:creator>{words('creator')}</dc:creator>"
            f"<meta:keyword>{words('keyword')}</meta:keyword><meta:user-defined meta:name='Office'>{words('user-property')}</meta:user-defined></office:meta></office:document-meta>",
            "settings.xml": f"{_HEAD}<office:document-settings {_NS}><office:settings><config:config-item-set config:name='x'>"
            f"<config:config-item config:name='PrinterName'>{words('printer')}</config:config-item></config:config-item-set></office:settings></office:document-settings>",
            "Pictures/1.jpeg": jpeg_with_exif(words("picture-exif")),
            f"Object_{planter.name('member-name')}/content.xml": f"<x>{words('object')}</x>",
            "META-INF/manifest.xml": f"<manifest:manifest xmlns:manifest='{_URN}manifest:1.0'><manifest:file-entry manifest:full-path='/' "
            f"manifest:media-type='application/vnd.oasis.opendocument.{kind}'/></manifest:manifest>",
        }
    )


def _cell(words: str) -> str:
    return f"<table:table-cell office:value-type='string'><text:p>{words}</text:p></table:table-cell>"
