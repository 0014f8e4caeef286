"""The smallest writer of compound files (MS-CFB): storages, streams, and short streams apart."""

import struct
from dataclasses import dataclass, field

_SECTOR = 512
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALLEST = 4096  # shorter streams would belong into the small-stream table, so they are made this long


@dataclass
class Storage:
    """A folder of the compound file."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, "Storage"] = field(default_factory=dict)


def compound_file(root: Storage) -> bytes:
    """Return the file. Streams shorter than 4,096 bytes keep their length and lie in the small-stream table."""
    return _Writer(root).bytes()


class _Writer:
    def __init__(self, root: Storage) -> None:
        self._entries: list[list[object]] = []  # name, kind, left, right, child, start, size
        self._large: list[bytes] = []
        self._small = b""
        self._small_table: list[int] = []
        self._table: list[int] = []
        self._add("Root Entry", 5)
        self._folder(0, root)

    def _add(self, name: str, kind: int) -> int:
        self._entries.append([name, kind, _NONE, _NONE, _NONE, _END, 0])
        return len(self._entries) - 1

    def _folder(self, above: int, storage: Storage) -> None:
        """Write the children of a folder as a chain to the right, ordered as the format orders names."""
        named = [(name, None, data) for name, data in storage.streams.items()]
        named += [(name, inner, b"") for name, inner in storage.storages.items()]
        last = above
        for name, inner, data in sorted(named, key=lambda one: (len(one[0]), one[0].upper())):
            number = self._add(name, 2 if inner is None else 1)
            self._entries[last][4 if last == above else 3] = number
            last = number
            if inner is None:
                self._stream(number, data)
            else:
                self._folder(number, inner)

    def _stream(self, number: int, data: bytes) -> None:
        self._entries[number][6] = len(data)
        if len(data) >= _SMALLEST:
            self._entries[number][5] = self._chain(data)
        elif data:
            first, count = len(self._small_table), -(-len(data) // 64)
            self._small_table += [*range(first + 1, first + count), _END]
            self._small += data.ljust(count * 64, b"\x00")
            self._entries[number][5] = first

    def _chain(self, data: bytes) -> int:
        first, count = len(self._large), -(-len(data) // _SECTOR)
        self._table += [*range(first + 1, first + count), _END]
        self._large += [data[at : at + _SECTOR].ljust(_SECTOR, b"\x00") for at in range(0, count * _SECTOR, _SECTOR)]
        return first

    def bytes(self) -> bytes:
        """Return header, sectors, folders and tables."""
        if self._small:
            self._entries[0][5], self._entries[0][6] = self._chain(self._small), len(self._small)
        small_table = self._chain(_numbers(self._small_table)) if self._small else _END
        folders = self._chain(b"".join(map(self._entry, self._entries)))
        tables = -(-(len(self._large) + 1) // 127)
        first_table = len(self._large)
        table = self._table + [_TABLE] * tables
        packed = _numbers(table).ljust(tables * _SECTOR, b"\xff")
        places = _numbers([*range(first_table, first_table + tables)])[:436]
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
        head += struct.pack("<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, tables, folders, 0, _SMALLEST, small_table,
                            -(-len(self._small_table) // 128), _END, 0)  # fmt: skip
        return head + places + b"".join(self._large) + packed

    @staticmethod
    def _entry(entry: list[object]) -> bytes:
        name = str(entry[0]).encode("utf-16-le")
        return name.ljust(64, b"\x00") + struct.pack(
            "<HBBIII16xI8x8xIQ", len(name) + 2, entry[1], 1, entry[2], entry[3], entry[4], 0, entry[5], entry[6]
        )


def _numbers(values: list[int]) -> bytes:
    data = struct.pack(f"<{len(values)}I", *values)
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\xff")
