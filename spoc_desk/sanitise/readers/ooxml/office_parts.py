"""The parts that Word, Excel and PowerPoint files share: properties, labels, links, pictures, embedded files, macros.

Whatever part no reader of its own has taken is read here, so that nothing in the package stays unread.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.ooxml.macros import read_macros
from spoc_desk.sanitise.readers.ooxml.office_package import OfficePackage, folder_of, relations_in
from spoc_desk.sanitise.readers.ooxml.part_sweep import (
    Kind,
    Names,
    is_xml,
    kind,
    kind_of,
    raw,
    sweep,
    sweep_attributes,
    units,
)
from spoc_desk.sanitise.readers.package import Member, tidy
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Remark, Unit, Unscannable
from spoc_desk.sanitise.readers.unseen import unseen
from spoc_desk.sanitise.readers.xml_parts import as_utf8
from spoc_desk.sanitise.readers.xml_sweep import named, texts

NAMES: Mapping[tuple[str, str], str] = {
    **dict.fromkeys(
        [(element, name) for element in ("docPr", "cNvPr") for name in ("descr", "title", "name")], "office-alt-text"
    ),
    **dict.fromkeys([("shape", name) for name in ("alt", "title", "id")], "office-alt-text"),
    ("imagedata", "title"): "office-alt-text",
    ("imagedata", "href"): "office-linked-file",
    ("textpath", "string"): "office-drawing-text",
    ("", "href"): "office-link",
    ("hlinkClick", ""): "office-link",
}

KINDS = (
    kind(r"\[content_types\]\.xml", "office-relation"),
    kind(r"docprops/core\.xml|package/services/metadata/core-properties/.*", "office-core-property"),
    kind(r"docprops/app\.xml", "office-app-property"),
    kind(r"docprops/custom\.xml", "office-custom-property"),
    kind(r"docmetadata/.*", "office-label"),
    kind(r"(.*/)?customxml/.*", "office-custom-xml"),
    kind(r".*/printersettings/.*|.*/printersettings[^/]*\.bin", "office-printer"),
    kind(r".*/(styles|stylesWithEffects|tableStyles|numbering|fontTable)\.xml".lower(), "office-style"),
    kind(r".*/theme/[^/]*\.xml", "office-theme"),
    kind(r".*/fonts?/.*|.*\.(odttf|fntdata|ttf|otf)", "office-font"),
    kind(r".*/diagrams/data[^/]*\.xml", "office-diagram", shown=True),
    kind(r".*/diagrams/[^/]*\.xml", "office-diagram"),
    kind(r".*/charts?(ex)?/chart[^/]*\.xml", "office-chart-cache"),
    kind(r".*/charts?/.*\.xml", "office-chart"),
    kind(r".*/drawings/.*\.(xml|vml)", "office-drawing-text"),
    kind(r".*/(activex|ctrlprops|controls)/.*", "office-control"),
    kind(r"_xmlsignatures/.*", "office-signature"),
)

_LINKED = {
    "attachedTemplate": "docx-template",
    "mailMergeSource": "docx-mail-merge",
    "mailMergeHeaderSource": "docx-mail-merge",
    "hyperlink": "office-link",
}
_BINARY = {"office-printer", "office-font"}
_CHUNK = kind(r"", "office-other-part")
_THUMBNAIL = "thumbnail"
_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")


def rest(office: OfficePackage, scope: Scope, kinds: Sequence[Kind], names: Names) -> Iterator[Found]:
    """Yield all that no reader of its own has read: each part by its kind, then the texts beside the parts."""
    reached = _reached(office)
    names = {**NAMES, **names}
    for member in office.left():
        tidied = tidy(member.name)
        found = kind_of(tidied, (*kinds, *KINDS))
        if tidied.endswith(".rels"):
            yield from _relations(office, member)
            continue
        tied_by = reached.get((tidied, member.number), "" if tidied != "[content_types].xml" else tidied)
        if tied_by == "aFChunk":
            found = _CHUNK
        elif not tied_by and (found is None or found.channel not in _BINARY):
            found = Kind(_CHUNK.name, "office-orphan-part")
        yield from _part(office, scope, member, found, names)
    yield from office.troubles()
    yield from office.package.outside()


def _part(office: OfficePackage, scope: Scope, member: Member, found: Kind | None, names: Names) -> Iterator[Found]:
    tidied, place = tidy(member.name), place_of(member.name)
    data = office.data(member)
    if not data:
        return
    if posixpath.basename(tidied) in _MACRO_NAMES:
        yield from read_macros(data, place, scope)
    elif is_xml(data) and found is not _CHUNK and not tidied.endswith((".htm", ".html", ".svg")):
        channel = found.channel if found else "office-other-part"
        shown = found is not None and found.shown
        yield from sweep(data, place, channel, names, shown=shown)
    elif found is not None and found.channel in _BINARY:
        yield from units(texts_in(data), found.channel, place)
    else:
        if _THUMBNAIL in tidied:
            yield Remark("office-thumbnail", "This file carries a small picture of its first page.", place)
        inside = scope.inside(data, place, posixpath.basename(member.name))
        # Word shows a page that was put into a document (w:altChunk) as part of its text.
        yield from inside if found is _CHUNK else unseen(inside)


def broken_part(data: bytes, part: str, sentence: str) -> Iterator[Found]:
    """Yield that a part could not be read as it is meant, and all the text that stands in it."""
    yield Unscannable("office-damaged-part", sentence, part)
    yield from raw(data, part, "office-damaged-part")


def _relations(office: OfficePackage, member: Member) -> Iterator[Found]:
    """Yield where links and linked files lead, and whatever else the relations say."""
    data, place = office.data(member), place_of(member.name)
    said: set[str] = set()
    for relation in relations_in(data, folder_of(member.name)):
        said |= {relation.number, relation.raw_target}
        leads_out = relation.external or office.package.find(relation.target) is None
        if leads_out and relation.raw_target.strip():
            yield Unit(relation.raw_target, _LINKED.get(relation.kind, "office-linked-file"), place)
    yield from units(map(named, texts(data)), "office-relation", place)
    yield from sweep_attributes(as_utf8(data), place, "office-relation", {}, said | {"External", "Internal"})


def _reached(office: OfficePackage) -> dict[tuple[str, int], str]:
    """Return the parts that can be reached from the file's root, each by its name and number, with what ties it."""
    reached: dict[tuple[str, int], str] = {}
    waiting = [""]
    while waiting:
        for relation in office.relations(waiting.pop()):
            member = None if relation.external else office.package.find(relation.target)
            if member is not None and (tidy(member.name), member.number) not in reached:
                reached[tidy(member.name), member.number] = relation.kind or "other"
                waiting.append(member.name)
    return reached
