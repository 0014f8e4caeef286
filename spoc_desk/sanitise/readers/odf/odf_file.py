"""Reads OpenDocument files (texts, sheets, slides), packed or flat: every part, whether it is shown or not."""

import posixpath
from collections.abc import Iterator

from spoc_desk.sanitise.readers.bad_redactions import with_remarks
from spoc_desk.sanitise.readers.limits import TooMuch
from spoc_desk.sanitise.readers.odf.odf_names import OdfStyles
from spoc_desk.sanitise.readers.odf.odf_part import OdfPart
from spoc_desk.sanitise.readers.ooxml.part_sweep import Kind, Names, is_xml, kind, kind_of, raw, sweep, sweep_attributes
from spoc_desk.sanitise.readers.package import Member, Package, Taken, tidy
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Remark, Unscannable
from spoc_desk.sanitise.readers.unseen import unseen
from spoc_desk.sanitise.readers.xml_parts import as_utf8
from spoc_desk.sanitise.readers.zip_archive import is_spent

NAMES: Names = {
    ("", "href"): "odf-link",
    ("", "formula"): "odf-formula",
    ("", "author"): "odf-change-author",
    ("", "creator"): "odf-change-author",
    **{(element, "name"): "odf-name" for element in ("bookmark", "bookmark-start", "section", "reference-mark")},
    **{(element, ""): "odf-name" for element in ("named-range", "named-expression", "database-range")},
    **{(element, "name"): "odf-alt-text" for element in ("frame", "custom-shape", "g", "rect", "line", "page")},
    **{
        (element, ""): "odf-field"
        for element in ("user-field-decl", "variable-decl", "variable-set", "user-field-get", "placeholder",
                        "content-validation", "help-message", "error-message", "database-display", "conditional-text",
                        "dde-connection-decl", "text-input", "file-name", "template-name", "expression")
    },
    ("hidden-text", ""): "odf-hidden-text",
    ("hidden-paragraph", ""): "odf-hidden-text",
    **{(element, ""): "odf-style" for element in ("style", "font-face", "list-style", "page-layout", "master-page")},
    **{("", name): "odf-style" for name in ("style-name", "font-family", "parent-style-name", "font-name")},
    ("template", ""): "odf-meta",
    ("event-listener", ""): "odf-macro",
    ("listener", ""): "odf-macro",
}  # fmt: skip

_KINDS = (
    kind(r"meta-inf/.*|manifest\.rdf|mimetype", "odf-manifest"),
    kind(r"(basic|scripts|dialogs)/.*", "odf-macro"),
    kind(r"configurations2?/.*|settings\.xml|layout-cache", "odf-setting"),
    kind(r"meta\.xml", "odf-meta"),
    kind(r"object[^/]*/.*\.xml|objectreplacements/.*\.xml", "odf-object"),
)
_MAIN = ("styles.xml", "content.xml")
_NO_FILES = {"mimetype", "layout-cache"}


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in an OpenDocument package."""
    yield from with_remarks(_everything(data, scope), "odf-")


def _everything(data: bytes, scope: Scope) -> Iterator[Found]:
    package = Package(data, scope.budget)
    locked = _is_locked(package, scope)
    if locked:
        yield Unscannable("odf-locked", "This file is locked with a password. Nothing of its text was read.")
    styles = OdfStyles()
    read_first = [member for name in _MAIN if (member := package.find(name)) is not None and not locked]
    for member in read_first:
        yield from _story(_taken(package, member, scope), place_of(member.name), styles, scope)
    if len(read_first) < len(_MAIN) and not locked:
        yield Unscannable("odf-body", "A part of this document is missing from the file.")
    done = {member.number for member in read_first}
    for member in package.members:
        if member.number not in done and not (locked and _looks_locked(package, member, scope)):
            yield from _part(_taken(package, member, scope), member, scope)
    yield from package.outside()


def read_flat(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in a flat OpenDocument file: the whole document in one XML part."""
    yield from with_remarks(_story(Taken(data), "", OdfStyles(), scope), "odf-")


def _taken(package: Package, member: Member, scope: Scope) -> Taken:
    try:
        return package.take(member)
    except TooMuch as much:
        if is_spent(scope.budget):
            raise
        return Taken(b"", str(much))


def _is_locked(package: Package, scope: Scope) -> bool:
    manifest = package.find("META-INF/manifest.xml")
    return manifest is not None and b"encryption-data" in as_utf8(_taken(package, manifest, scope).data)


def _looks_locked(package: Package, member: Member, scope: Scope) -> bool:
    """Return whether a part of a locked file is locked itself: the list of parts and the first words are not."""
    if tidy(member.name).startswith("meta-inf/") or tidy(member.name) in {"mimetype", "manifest.rdf"}:
        return False
    data = _taken(package, member, scope).data
    return not is_xml(data) and not data.startswith(b"\x89PNG")


def _story(taken: Taken, place: str, styles: OdfStyles, scope: Scope) -> Iterator[Found]:
    if taken.trouble:
        yield Unscannable("package-part", taken.trouble, place)
    data = as_utf8(taken.data)
    part = OdfPart(data, styles, scope)
    yield from part.read()
    if part.broken:
        yield Unscannable("odf-damaged-part", part.broken, place)
        yield from raw(data, place, "odf-damaged-part")
    yield from sweep_attributes(data, place, "odf-attribute", NAMES, part.said)


def _part(taken: Taken, member: Member, scope: Scope) -> Iterator[Found]:
    """Yield a part that is not the document itself."""
    tidied, place = tidy(member.name), place_of(member.name)
    found = kind_of(tidied, _KINDS) or Kind(_KINDS[0].name, "odf-other-part")
    if taken.trouble:
        yield Unscannable("package-part", taken.trouble, place)
    if not taken.data:
        return
    if is_xml(taken.data) or tidied in _NO_FILES:
        yield from sweep(taken.data, place, found.channel, NAMES)
        return
    if tidied.startswith("thumbnails/"):
        yield Remark("odf-thumbnail", "This file carries a small picture of its first page.", place)
    yield from unseen(scope.inside(taken.data, place, posixpath.basename(member.name)))
