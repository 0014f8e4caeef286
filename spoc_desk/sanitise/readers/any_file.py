"""Reads any file: finds out what it is, calls the reader for it, and names what nothing here can read."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Final

from spoc_desk.sanitise.readers import plain_text, signed_mail, zip_archive
from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.kinds import Kind, kind_of
from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.scope import Reader, Scope, placed
from spoc_desk.sanitise.readers.unit import Found, PageSize, Picture, Shape, Unit, Unscannable


def read_file(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """Yield everything found in a file, its own name first.

    Raises:
        TooMuch: the file, or what it unpacks to, is larger than the limits.
    """
    if len(data) > budget.limits.file_bytes:
        raise TooMuch("This file is larger than the program reads.")
    if name:
        yield Unit(name, "file-name-own")
    yield from read(data, Scope(budget, read, name=name, holds_pictures=kind(data, name) not in _PAGED))


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in the bytes of a file, whatever it is."""
    for found in _everything(data, scope):
        if isinstance(found, Unit):
            scope.budget.take_text(len(found.text))
        yield from _inside(found, scope) if scope.depth else (found,)


def kind(data: bytes, name: str) -> Kind:
    """Return what a file is."""
    if signed_mail.is_signed_mail(data):
        return Kind.SIGNED_MAIL
    return kind_of(data, name, zip_archive.office_kind)


def _everything(data: bytes, scope: Scope) -> Iterator[Found]:
    what = kind(data, scope.name)
    yield from READERS.get(what, _read_unknown)(data, scope)
    if what not in _ARCHIVES and (archive := zip_archive.appended(data)):
        # A picture or a document can carry an archive on its end; every program shows only one of the two.
        yield from scope.inside(archive, "Archive behind the file")


def _inside(found: Found, scope: Scope) -> Iterator[Found]:
    """Yield what was found in a file inside the file: it has no pages of its own; only a picture itself may be kept."""
    if isinstance(found, Picture) and not found.page and scope.depth == 1:
        yield replace(found, part=scope.part)
    if isinstance(found, PageSize | Picture):
        return
    if isinstance(found, Unit) and found.shape is Shape.PAGE:
        found = replace(found, shape=Shape.PARAGRAPH)
    yield replace(placed(found, scope.part), page=0)


def _by(module: str, name: str = "read") -> Reader:
    """Return a reader that loads what it needs with the first file of its kind: most files need little of it."""

    def read_it(data: bytes, scope: Scope) -> Iterator[Found]:
        reader: Reader = getattr(import_module(f"spoc_desk.sanitise.readers.{module}"), name)
        return reader(data, scope)

    return read_it


def _read_unknown(data: bytes, scope: Scope) -> Iterator[Found]:
    yield from _unreadable("This kind of file cannot be read here. Only its plain words were.", data, scope)


def _read_locked_archive(data: bytes, scope: Scope) -> Iterator[Found]:
    sentence = "This archive cannot be opened here. Unpack it, and check the files in it."
    yield from _unreadable(sentence, data, scope)


def _read_recording(data: bytes, scope: Scope) -> Iterator[Found]:
    yield from _unreadable("This is a recording. What is heard or seen in it was not checked.", data, scope)


def _unreadable(sentence: str, data: bytes, scope: Scope) -> Iterator[Found]:
    """Say that nobody here understands the bytes, and yield the words that stand in them."""
    scope.budget.take_bytes(len(data))
    yield Unscannable("unreadable-part", sentence)
    for text in texts_in(data):
        yield Unit(text, "binary-text")


def _read_empty(data: bytes, scope: Scope) -> Iterator[Found]:
    if not scope.depth:
        yield Unscannable(
            "empty-part", "There is nothing in this file." if not data else "This file holds only blanks."
        )


_ARCHIVES: Final = {Kind.ZIP, Kind.OFFICE, Kind.ODF, Kind.EMPTY}

_PAGED: Final = {Kind.PDF, Kind.IMAGE}

READERS: Final[dict[Kind, Reader]] = {
    Kind.UNKNOWN: _read_unknown,
    Kind.EMPTY: _read_empty,
    Kind.ZIP: zip_archive.read,
    Kind.PDF: _by("pdf"),
    Kind.OFFICE: _by("ooxml.office_file"),
    Kind.ODF: _by("odf.odf_file"),
    Kind.FLAT_ODF: _by("odf.odf_file", "read_flat"),
    Kind.HTML: _by("html"),
    Kind.RTF: _by("rtf"),
    Kind.IMAGE: _by("images"),
    Kind.COMPOUND: _by("any_compound"),
    Kind.MAIL: _by("eml"),
    Kind.MAILBOX: _by("eml", "read_mailbox"),
    Kind.SIGNED_MAIL: signed_mail.read,
    Kind.XML: _by("xml_file"),
    Kind.CSV: _by("csv_table"),
    Kind.TEXT: plain_text.read,
    Kind.GZIP: _by("squeezed", "read_gzip"),
    Kind.TAR: _by("squeezed", "read_tar"),
    Kind.TNEF: _by("tnef"),
    Kind.LOCKED_ARCHIVE: _read_locked_archive,
    Kind.RECORDING: _read_recording,
}
