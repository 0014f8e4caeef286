"""Reads any Office file made since 2007: finds out whether it is a document, a workbook or slides."""

from collections.abc import Iterator

from spoc_desk.sanitise.readers.ooxml import docx, office_parts, pptx, xlsx
from spoc_desk.sanitise.readers.ooxml.office_package import OfficePackage
from spoc_desk.sanitise.readers.package import Package, tidy
from spoc_desk.sanitise.readers.scope import Reader, Scope
from spoc_desk.sanitise.readers.unit import Found, Unscannable

_READERS: dict[str, Reader] = {"word": docx.read, "xl": xlsx.read, "ppt": pptx.read}

# What Word leaves of its theme in an RTF file: a package without a document.
_ONLY_A_THEME = {"[content_types].xml", "_rels", "theme"}


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in an Office file."""
    package = Package(data, scope.budget)
    folders = [tidy(member.name).partition("/")[0] for member in package.members]
    kinds = sorted(set(folders) & set(_READERS), key=folders.count)
    if kinds:
        yield from _READERS[kinds[-1]](data, scope)
    else:
        if not set(folders) <= _ONLY_A_THEME:
            yield Unscannable("office-other-part", "This Office file is of a kind the program does not know.")
        yield from office_parts.rest(OfficePackage(data, scope.budget), scope, (), {})
