"""Makes compound files (MS-CFB) and the MSG files in them, for the tests of their readers."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NOTHING = 0xFFFFFFFF
ROOT, FOLDER, STREAM = 5, 1, 2

Tree = Mapping[str, Any]  # bytes, or a Tree


@dataclass
class Entry:
    """One folder or stream."""

    name: str
    kind: int
    content: bytes = b""
    child: int = NOTHING
    right: int = NOTHING
    start: int = END

    def packed(self, size: int) -> bytes:
        """Return the entry as it stands in the directory."""
        raw = (self.name + "\0").encode("utf-16-le")
        links = (NOTHING, self.right, self.child)
        start = 0 if self.kind == FOLDER else self.start
        head = struct.pack("<64sHBBIII", raw.ljust(64, b"\0"), len(raw), self.kind, 1, *links)
        return head + struct.pack("<16xI16xIQ", 0, start, size)


class Sectors:
    """The body of a compound file and its table of sectors."""

    def __init__(self) -> None:
        self.table: list[int] = []
        self.body = b""

    def put(self, data: bytes, mark: int = END) -> int:
        """Add a chain of sectors; return the first."""
        count = max(-(-len(data) // SECTOR), 1)
        first = len(self.table)
        self.table += [*range(first + 1, first + count), mark]
        self.body += data.ljust(count * SECTOR, b"\0")
        return first


def compound(tree: Tree, left_over: bytes = b"") -> bytes:
    """Return a compound file with these folders and streams; *left_over* fills a sector marked as free."""
    entries = [Entry("Root Entry", ROOT)]
    _add(entries, entries[0], tree)
    sectors = Sectors()
    small, small_table = b"", list[int]()
    for entry in entries:
        if len(entry.content) >= CUTOFF:
            entry.start = sectors.put(entry.content)
        elif entry.content:
            count = -(-len(entry.content) // SMALL)
            entry.start = len(small_table)
            small_table += [*range(len(small_table) + 1, len(small_table) + count), END]
            small += entry.content.ljust(count * SMALL, b"\0")
    small_at = END
    if small:
        entries[0].start = sectors.put(small)
        packed = struct.pack(f"<{len(small_table)}I", *small_table)
        small_at = sectors.put(packed.ljust(-(-len(packed) // SECTOR) * SECTOR, b"\xff"))
    sizes = [len(small), *(len(entry.content) for entry in entries[1:])]
    blank = struct.pack("<64xHBBIII36xIQ", 0, 0, 0, NOTHING, NOTHING, NOTHING, 0, 0)
    directory = b"".join(entry.packed(size) for entry, size in zip(entries, sizes, strict=True))
    directory_at = sectors.put(directory + blank * (-len(entries) % 4))
    if left_over:
        sectors.put(left_over[:SECTOR], FREE)
    tables = -(-(len(sectors.table) + 2) // (SECTOR // 4))
    table_at = len(sectors.table)
    sectors.table += [TABLE] * tables
    whole = struct.pack(f"<{len(sectors.table)}I", *sectors.table).ljust(tables * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory_at, 0, CUTOFF),
        *(small_at, -(-len(small_table) // (SECTOR // 4)), END, 0),
    )
    places = struct.pack("<109I", *range(table_at, table_at + tables), *[FREE] * (109 - tables))
    return header + places + sectors.body + whole


def _add(entries: list[Entry], parent: Entry, tree: Tree) -> None:
    """Hang the entries of a folder on each other as a chain to the right: a lawful, if lopsided, tree."""
    before: Entry | None = None
    here = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        entry = Entry(name, STREAM, content) if isinstance(content, bytes) else Entry(name, FOLDER)
        if before is None:
            parent.child = len(entries)
        else:
            before.right = len(entries)
        entries.append(entry)
        here.append((entry, content))
        before = entry
    for entry, content in here:
        if entry.kind == FOLDER:
            _add(entries, entry, content)


def properties(
    texts: Mapping[int, str | bytes], header: int, numbers: Mapping[int, int] | None = None
) -> dict[str, bytes]:
    """Return the streams of an Outlook item's properties: texts are wide, bytes binary, large numbers moments."""
    streams: dict[str, bytes] = {}
    table = b"\0" * header
    for number, value in texts.items():
        kind, data = (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x102, value)
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
        table += struct.pack("<HHIQ", kind, number, 6, len(data))
    for number, whole in (numbers or {}).items():
        table += struct.pack("<HHIQ", 0x40 if whole > 0xFFFFFFFF else 3, number, 6, whole)
    return {**streams, "__properties_version1.0": table}
