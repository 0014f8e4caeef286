"""Reads XML files of any kind, pupil transfer files among them: each text with the name of its element."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.readers.data_uris import file_in, from_base64
from spoc_desk.sanitise.readers.odf import odf_file
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable
from spoc_desk.sanitise.readers.unseen import unseen
from spoc_desk.sanitise.readers.xml_parts import as_utf8
from spoc_desk.sanitise.readers.xml_sweep import asides, attributes, named, odd_tags, texts

# A whole OpenDocument file in one part (.fodt, .fods, .fodp).
_FLAT = re.compile(rb"<office:document\b")
_ENTITY = re.compile(rb"<!ENTITY\s")
_START = 20_000
_USUAL = 3_000
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=\r\n]")
_NAME = re.compile(rb"<(?:[^\s<>/:\"'=?!]{1,100}:)?([^\s<>/:\"'=?!]{1,100})")


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the texts in order as "Element: value", then attributes, remarks, and files written as letters."""
    data = as_utf8(data)
    if _FLAT.search(data[:_START]):
        yield from odf_file.read_flat(data, scope)
        return
    if _ENTITY.search(data):
        yield Unscannable("xml-text", "This file puts words together from pieces. They were not put together here.")
    for text in _gathered(_with_files(data), _USUAL):
        if isinstance(text, str):
            yield Unit(text, "xml-text", shown=True)
        else:
            yield from unseen(scope.inside(text, "a file written as letters"))
    lines = []
    for _, attribute, value in attributes(data):
        file = file_in(value)
        if file is not None:
            yield from unseen(scope.inside(file, "a file in an attribute"))
        else:
            lines.append(f"{attribute}: {value}")
    for channel, source in (
        ("xml-attribute", iter(lines)),
        ("xml-attribute", odd_tags(data)),
        ("xml-comment", asides(data)),
        ("xml-name", _names(data)),
    ):
        yield from (Unit(text, channel) for text in _gathered(source, _USUAL) if isinstance(text, str))


def _with_files(data: bytes) -> Iterator[str | bytes]:
    for name, text in texts(data):
        if len(text) > 400 and not _NOT_BASE64.search(text):
            yield f"{name}: [a file]"
            yield from_base64(text)
        else:
            yield named((name, text))


def _gathered(source: Iterator[str] | Iterator[str | bytes], usual: int) -> Iterator[str | bytes]:
    """Yield lines put together to a usual length; files by themselves."""
    lines: list[str] = []
    length = 0
    for item in source:
        if isinstance(item, str):
            lines.append(item)
            length += len(item)
        if lines and (length > usual or not isinstance(item, str)):
            yield "\n".join(lines)
            lines, length = [], 0
        if not isinstance(item, str):
            yield item
    if lines:
        yield "\n".join(lines)


def _names(data: bytes) -> Iterator[str]:
    for name in dict.fromkeys(_NAME.findall(data)):
        yield re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name.decode("utf-8", "replace"))
