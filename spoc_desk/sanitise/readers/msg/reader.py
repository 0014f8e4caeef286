"""Reads a MSG file: the item in it, the names of its own properties, and every stream that is left over."""

from collections.abc import Iterator

import olefile

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.msg.storage import MsgFile
from spoc_desk.sanitise.readers.msg.words import words
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit


def read_item(compound: olefile.OleFileIO, scope: Scope) -> Iterator[Found]:
    """Yield everything in a compound file that is an Outlook item."""
    msg = MsgFile(compound, scope.budget)
    yield from words(msg.item(), scope)
    names = "\n".join(msg.property_names())
    if names:
        yield Unit(names, "msg-named-property", "Names of properties")
    for path, data in msg.rest():
        yield from _left_over(path, data)


def _left_over(path: tuple[str, ...], data: bytes) -> Iterator[Found]:
    if not path[-1].startswith("__"):
        yield Unit("/".join(path), "msg-stream")
    for text in texts_in(data):
        yield Unit(text, "msg-stream")
