"""Outlook items out of a compound file. MS-OXMSG."""

import re
import struct
from collections.abc import Iterator
from typing import Final

import olefile

from spoc_desk.sanitise.readers.compound import stream_names, stream_of
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.msg.item import Attached, Item
from spoc_desk.sanitise.readers.msg.properties import (
    BINARY,
    INTEGER,
    MANY,
    MOMENT,
    TEXT,
    WIDE_TEXT,
    Properties,
    Property,
    Tag,
    charset_of,
    value_of,
)

Path = tuple[str, ...]

_TABLE: Final = "__properties_version1.0"
_NAMES: Final = "__nameid_version1.0"
_RECIPIENT: Final = "__recip_version1.0_"
_ATTACHMENT: Final = "__attach_version1.0_"
_INNER: Final = f"__substg1.0_{Tag.DATA:04x}000d"
_VALUE: Final = re.compile(r"__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})(-[0-9a-f]{8})?")
_TOP_HEADER, _INNER_HEADER, _OTHER_HEADER = 32, 24, 8  # bytes before the first entry of a table
_ENTRY: Final = struct.Struct("<HHIQ")  # kind, number, flags, value
_NAME_STRINGS: Final = "__substg1.0_00040102"
_NAME_SETS: Final = "__substg1.0_00020102"


def is_item(names: list[Path]) -> bool:
    """Return whether a compound file with these streams is a MSG file."""
    return any(len(name) == 1 and name[0].lower() == _TABLE for name in names)


class MsgFile:
    """The items of one MSG file, and which of its streams nobody has read."""

    def __init__(self, compound: olefile.OleFileIO, budget: Budget) -> None:
        self._compound = compound
        self._budget = budget
        self._unread = {tuple(step.lower() for step in name): name for name in stream_names(compound)}

    def item(self, folder: Path = ()) -> Item:
        """Return the item in a folder of the file; the file's own item without one."""
        return Item(
            self._properties(folder, _INNER_HEADER if folder else _TOP_HEADER),
            (self._properties(each, _OTHER_HEADER) for each in self._folders(folder, _RECIPIENT)),
            (self._attached(each) for each in self._folders(folder, _ATTACHMENT)),
        )

    def property_names(self) -> Iterator[str]:
        """Yield the names that programs gave to properties of their own."""
        data = self._take((_NAMES, _NAME_STRINGS))
        at = 0
        while at + 4 <= len(data):
            (size,) = struct.unpack_from("<I", data, at)
            if name := data[at + 4 : at + 4 + size].decode("utf-16-le", "replace"):
                yield name
            at += 4 + -(-size // 4) * 4
        self._take((_NAMES, _NAME_SETS))

    def rest(self) -> Iterator[tuple[Path, bytes]]:
        """Yield every stream that was not asked for so far."""
        for path in list(self._unread):
            name = self._unread[path]
            yield name, self._take(path)

    def _attached(self, folder: Path) -> Attached:
        properties = self._properties(folder, _OTHER_HEADER)
        inner = (*folder, _INNER)
        if (*inner, _TABLE) in self._unread:
            return Attached(properties, item=self.item(inner))
        return Attached(properties, streams=self._streams(inner))

    def _streams(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        for path in [path for path in self._unread if path[: len(folder)] == folder]:
            yield path[-1], self._take(path)

    def _folders(self, folder: Path, start: str) -> list[Path]:
        """Return the folders right inside *folder* whose name begins so, in order."""
        depth = len(folder)
        found = {path[: depth + 1] for path in self._unread if len(path) > depth + 1 and path[:depth] == folder}
        return sorted(path for path in found if path[depth].startswith(start))

    def _properties(self, folder: Path, header: int) -> Properties:
        numbers = self._numbers(self._take((*folder, _TABLE))[header:])
        charset = charset_of(numbers)
        values = [Property(number, value) for number, value in numbers.items()]
        for path in sorted(path for path in self._unread if path[:-1] == folder):
            match = _VALUE.fullmatch(path[-1])
            kind = int(match[2], 16) & ~MANY if match else 0
            # The lengths of a list of values have a stream of their own: it is left to the sweep.
            is_value = match is not None and (match[3] or not int(match[2], 16) & MANY)
            if match and is_value and kind in (TEXT, WIDE_TEXT, BINARY):
                values.append(Property(int(match[1], 16), value_of(kind, self._take(path), charset)))
        return Properties(tuple(values))

    @staticmethod
    def _numbers(table: bytes) -> dict[int, int]:
        """Return the values that stand in the table itself: whole numbers and moments."""
        entries = _ENTRY.iter_unpack(table[: len(table) // _ENTRY.size * _ENTRY.size])
        return {
            number: value if kind == MOMENT else value & 0xFFFFFFFF
            for kind, number, _, value in entries
            if kind in (INTEGER, MOMENT)
        }

    def _take(self, path: Path) -> bytes:
        """Return a stream and remember that it was read."""
        name = self._unread.pop(path, None)
        return stream_of(self._compound, name, self._budget) if name else b""
