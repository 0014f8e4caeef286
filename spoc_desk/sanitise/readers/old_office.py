"""Compound files that are no mail: old Word, Excel and PowerPoint files, locked new ones, and embedded objects.

The old formats are not laid out here: their words are swept up, and the file is said not to be read as it is meant.
"""

import re
import struct
from collections.abc import Iterator

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.compound import open_compound, stream_names, stream_of
from spoc_desk.sanitise.readers.ooxml.macros import source_texts
from spoc_desk.sanitise.readers.part_names import place_of
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable
from spoc_desk.sanitise.readers.unseen import unseen

_LOCKED = {"encryptedpackage", "encryptioninfo", "drmencrypteddatapackage", "drmencryptedtransform"}
_FORMATS = {
    "worddocument": "This is a Word document in the old format (.doc). Save it as .docx and check that.",
    "workbook": "This is an Excel workbook in the old format (.xls). Save it as .xlsx and check that.",
    "book": "This is an Excel workbook in the old format (.xls). Save it as .xlsx and check that.",
    "powerpoint document": "These are PowerPoint slides in the old format (.ppt). Save them as .pptx and check that.",
}
_NATIVE = "\x01ole10native"
_WHOLE_FILES = {"package", "contents"}
_OUTSIDE_TEXT = re.compile(r"[^\x00-\x1f]+")


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the names, properties and words of all streams, and the files that lie in them."""
    compound = open_compound(data)
    if compound is None:
        yield Unscannable("old-office-text", "This file is damaged. Only its raw words were read.", scope.part)
        yield from _words(data, "old-office-text", "")
        return
    with compound:
        names = stream_names(compound)
        last = {name[-1].lower() for name in names}
        if last & _LOCKED:
            yield Unscannable(
                "old-office-locked", "This file is locked with a password. Nothing of it was read.", scope.part
            )
        yield from _formats(last, scope)
        for name in names:
            readable = "/".join("".join(_OUTSIDE_TEXT.findall(step)) for step in name)
            if readable.strip():
                yield Unit(readable, "old-office-name")
            if name[-1].lower() not in _LOCKED:
                yield from _stream(stream_of(compound, name, scope.budget), name[-1].lower(), place_of(readable), scope)


def _formats(last: set[str], scope: Scope) -> Iterator[Found]:
    for name, sentence in _FORMATS.items():
        if name in last:
            yield Unscannable("old-office-text", sentence, scope.part)
            return


def _stream(data: bytes, name: str, readable: str, scope: Scope) -> Iterator[Found]:
    if name == _NATIVE:
        yield from _native(data, readable, scope)
    elif name in _WHOLE_FILES and len(data) > 16:
        yield from unseen(scope.inside(data, readable))
    else:
        channel = "old-office-property" if name.startswith("\x05") else "old-office-text"
        for text in source_texts(data):
            yield Unit(text, "office-macro", readable)
        yield from _words(data, channel, readable)


def _words(data: bytes, channel: str, part: str) -> Iterator[Found]:
    yield from (Unit(text, channel, part) for text in texts_in(data))


def _native(data: bytes, readable: str, scope: Scope) -> Iterator[Found]:
    """Yield the names in an embedded file's wrapping, and the file (layout: MS-OLEDS 2.3.6 and the packager's own)."""
    inner = native_file(data)
    if inner is None:
        yield from _words(data, "old-office-object", readable)
        return
    wrapping, name, start, size = inner
    yield from _words(wrapping, "old-office-object", readable)
    yield from unseen(scope.inside(data[start : start + size], readable, name))
    yield from _words(data[start + size :], "old-office-object", readable)


def native_file(data: bytes) -> tuple[bytes, str, int, int] | None:
    """Return the wrapping of a packaged file, its name, and where its bytes start and how many they are."""
    try:
        label_at = 6
        label_end = data.index(b"\0", label_at)
        path_end = data.index(b"\0", label_end + 1)
        (kind,) = struct.unpack_from("<H", data, path_end + 3)
        (temporary,) = struct.unpack_from("<I", data, path_end + 5)
        size_at = path_end + 9 + temporary
        (size,) = struct.unpack_from("<I", data, size_at)
    except (ValueError, struct.error):
        return None
    start = size_at + 4
    if kind != 3 or not 0 < size <= len(data) - start:
        return None
    return data[:size_at], data[label_at:label_end].decode("cp1252", "replace"), start, size
