"""Reads Word documents: the body with its tables and text boxes, every other story, and every other part."""

import re
from collections.abc import Iterable, Iterator

from spoc_desk.sanitise.readers.bad_redactions import with_remarks
from spoc_desk.sanitise.readers.ooxml.office_package import OfficePackage
from spoc_desk.sanitise.readers.ooxml.office_parts import NAMES as OFFICE_NAMES
from spoc_desk.sanitise.readers.ooxml.office_parts import broken_part, rest
from spoc_desk.sanitise.readers.ooxml.part_sweep import Names, kind, sweep_attributes
from spoc_desk.sanitise.readers.ooxml.word_story import Place, Story
from spoc_desk.sanitise.readers.ooxml.word_styles import Styles
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unscannable
from spoc_desk.sanitise.readers.xml_parts import as_utf8

NAMES: Names = {
    **{
        (element, attribute): "docx-revision-author"
        for element in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "rPrChange",
                        "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange",
                        "numberingChange", "cellIns", "cellDel", "cellMerge", "tblPrExChange")
        for attribute in ("author", "date", "name")
    },
    **{("comment", attribute): "docx-comment-author" for attribute in ("author", "initials", "date")},
    **{
        (element, ""): "docx-content-control"
        for element in ("alias", "tag", "placeholder", "docPart", "listItem", "dataBinding", "date", "docPartGallery",
                        "docPartCategory")
    },
    ("bookmarkStart", "name"): "docx-bookmark",
    ("hyperlink", "anchor"): "docx-bookmark",
    ("hyperlink", "tooltip"): "office-link",
    ("hyperlink", "tgtFrame"): "office-link",
    ("fldSimple", "instr"): "docx-field-code",
    ("docVar", ""): "docx-variable",
    ("rsid", ""): "docx-rsid",
    ("rsidRoot", ""): "docx-rsid",
    **{
        (element, ""): "docx-mail-merge"
        for element in ("connectString", "query", "dataType", "mailSubject", "addressFieldName", "mappedName", "udl",
                        "table", "uniqueTag", "column")
    },
    ("pStyle", ""): "office-style",
    ("rStyle", ""): "office-style",
    ("tblStyle", ""): "office-style",
    **{("rFonts", ""): "office-theme"},
}  # fmt: skip

# Only in the stories: elsewhere these elements are something else.
_STORY_NAMES: Names = {
    **OFFICE_NAMES,
    **NAMES,
    **{
        (element, ""): "docx-form-field"
        for element in ("name", "helpText", "statusText", "entryMacro", "exitMacro", "listEntry", "default", "format")
    },
}

KINDS = (
    kind(r"word/glossary/.*", "docx-glossary"),
    kind(r"word/settings[^/]*\.xml|word/websettings[^/]*\.xml", "docx-setting"),
    kind(r"word/people[^/]*\.xml", "docx-people"),
    kind(r"word/comments[^/]*\.xml", "docx-comment"),
    kind(r"word/(header|footer)[^/]*\.xml", "docx-unused-header"),
    kind(r"word/recipients[^/]*\.xml|word/recipientdata[^/]*\.xml|word/mailmerge[^/]*", "docx-mail-merge"),
    kind(r"word/keymapcustomizations[^/]*|word/customizations[^/]*", "docx-setting"),
)

_REFERENCE = re.compile(rb"<(?:\w{1,20}:)?(header|footer)Reference\b([^<>]{0,400})>")
_QUOTED = re.compile(rb"""\b(type|id)\s*=\s*["']([^"']*)""")


_NOTES = {
    "footnotes": Place("docx-footnote", "docx-footnote", "Footnote", one="footnote"),
    "endnotes": Place("docx-endnote", "docx-endnote", "Endnote", one="endnote"),
    "comments": Place("docx-comment", "docx-comment", "Comment", shown=False, one="comment"),
    "glossaryDocument": Place("docx-glossary", "docx-glossary", "Building block", shown=False),
}


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in a Word document."""
    yield from with_remarks(_everything(data, scope), "docx-")


def _everything(data: bytes, scope: Scope) -> Iterator[Found]:
    office = OfficePackage(data, scope.budget)
    main = office.main_part() or "word/document.xml"
    styles = Styles(office.tree(next(iter(office.related(main, "styles")), "word/styles.xml")))
    document = as_utf8(office.take(main))
    if not document:
        yield Unscannable("docx-body", "The text of this document is missing from the file.")
    around = list(_around(office, main, document))
    notes = [(part, place) for kind_of_note, place in _NOTES.items() for part in office.related(main, kind_of_note)]
    yield from _stories(office, [pair for pair in around if pair[1].body != "docx-footer"], styles)
    yield from _story(document, main, Place("docx-body", "docx-table"), styles, office)
    yield from _stories(office, notes, styles)
    yield from _stories(office, [pair for pair in around if pair[1].body == "docx-footer"], styles)
    yield from rest(office, scope, KINDS, NAMES)


def _stories(office: OfficePackage, pairs: Iterable[tuple[str, Place]], styles: Styles) -> Iterator[Found]:
    for part, place in pairs:
        if not office.is_done(part):
            yield from _story(as_utf8(office.take(part)), part, place, styles, office)


def _story(data: bytes, part: str, place: Place, styles: Styles, office: OfficePackage) -> Iterator[Found]:
    """Yield the texts of a story, then the names, authors and codes in its attributes."""
    story = Story(data, place, styles, office.budget)
    yield from story.read()
    if story.broken:
        yield from broken_part(data, place_of(part), story.broken)
    if place.body == "docx-glossary":
        yield from sweep_attributes(data, place_of(part), place.body, NAMES)
    else:
        yield from sweep_attributes(data, place_of(part), "office-attribute", _STORY_NAMES)


def _around(office: OfficePackage, main: str, document: bytes) -> Iterator[tuple[str, Place]]:
    """Yield the headers and footers with what they are: those no section asks for are seen by nobody."""
    used = dict(_references(office, main, document))
    for name in ("header", "footer"):
        for number, part in enumerate(dict.fromkeys(office.related(main, name)), 1):
            seen = used.get(part, False)
            channel = f"docx-{name}" if seen else "docx-unused-header"
            yield part, Place(channel, channel, f"{name.title()} {number}", shown=seen)


def _references(office: OfficePackage, main: str, document: bytes) -> Iterator[tuple[str, bool]]:
    """Yield each header or footer part that a section names, and whether a page may show it."""
    targets = {relation.number: relation.target for relation in office.relations(main)}
    settings = office.package.find(next(iter(office.related(main, "settings")), "word/settings.xml"))
    shows = {
        "default": True,
        "first": b"titlePg" in document,
        "even": settings is not None and b"evenAndOddHeaders" in office.data(settings),
    }
    found: dict[str, bool] = {}
    for _, inside in _REFERENCE.findall(document):
        says = {name: value.decode("utf-8", "replace") for name, value in _QUOTED.findall(inside)}
        part = targets.get(says.get(b"id", ""), "")
        found[part] = found.get(part, False) or shows.get(says.get(b"type", "default"), True)
    yield from found.items()
