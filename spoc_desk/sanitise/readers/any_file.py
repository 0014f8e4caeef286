"""Reads any file: finds out what it is, calls the reader for it, and names what nothing here can read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.kinds import Kind, kind_of
from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.scope import Reader, Scope
from spoc_desk.sanitise.readers.unit import Found, PageSize, Picture, Shape, Unit, Unscannable

CHANNELS: Final = {
    "file-name-own": "The name of the file itself",
    "binary-text": "Words in a part that no reader understands",
    "unreadable-part": "A part that cannot be read at all",
}


def read_file(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """Yield everything found in a file, its own name first.

    Raises:
        TooMuch: the file, or what it unpacks to, is larger than the limits.
    """
    if len(data) > budget.limits.file_bytes:
        raise TooMuch("This file is larger than the program reads.")
    if name:
        yield Unit(name, "file-name-own")
    yield from read(data, Scope(budget, read, name=name))


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in the bytes of a file, whatever it is."""
    kind = kind_of(data, scope.name)
    for found in READERS[kind](data, scope):
        if isinstance(found, Unit):
            scope.budget.take_text(len(found.text))
        if scope.depth:
            yield from _inside(found, scope)
        else:
            yield found


def _inside(found: Found, scope: Scope) -> Iterator[Found]:
    """Yield what was found in a file inside the file: it has no pages of its own, and no picture to be kept."""
    if isinstance(found, PageSize | Picture):
        return
    place = f"{scope.part}, {found.part}" if found.part and not found.part.startswith(scope.part) else scope.part
    if isinstance(found, Unit) and found.shape is Shape.PAGE:
        found = replace(found, shape=Shape.PARAGRAPH)
    yield replace(found, part=place, page=0)


def _read_unknown(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the words that stand in bytes nobody understands, and say that they are not understood."""
    del scope
    yield Unscannable("unreadable-part", "This kind of file cannot be read here.")
    for text in texts_in(data):
        yield Unit(text, "binary-text")


def _read_text(data: bytes, scope: Scope) -> Iterator[Found]:
    del scope
    yield Unit(data.decode("utf-8", "replace"), "text-line", shown=True)


READERS: Final[dict[Kind, Reader]] = dict.fromkeys(Kind, _read_unknown) | {
    Kind.TEXT: _read_text,
}
