"""Copying a file from a disk that may be dying: what it does not give is noughts in the copy, and the rest is there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from spoc_desk.vault.connection import PAGE_BYTES

_AT_ONCE: Final = 256 * PAGE_BYTES

Read = Callable[[int, int], bytes]
"""(offset, how many bytes) → the bytes there; raises OSError where the disk does not give them."""


def copy_file(source: Path, target: Path, heard: Callable[[int, int], object]) -> None:
    """Make *target* a copy of *source*, readable by this user only. *heard* is told (bytes done, bytes in all).

    Raises OSError where the source cannot be opened or the target takes no more.
    """
    with source.open("rb", buffering=0) as given, target.open("xb") as out:
        os.chmod(target, 0o600)

        def read(offset: int, count: int) -> bytes:
            given.seek(offset)
            parts: list[bytes] = []
            while count and (part := given.read(count)):  # one call may give less than was asked for
                parts.append(part)
                count -= len(part)
            return b"".join(parts)

        pour(read, os.fstat(given.fileno()).st_size, out.write, heard)


def pour(read: Read, size: int, write: Callable[[bytes], object], heard: Callable[[int, int], object]) -> int:
    """Write everything that can be read, in its place; return how many pages were not given."""
    lost = 0
    for offset in range(0, size, _AT_ONCE):
        count = min(_AT_ONCE, size - offset)
        try:
            piece = read(offset, count)
        except OSError:
            piece, missed = _page_by_page(read, offset, count)
            lost += missed
        write(piece.ljust(count, b"\0")[:count])
        heard(offset + count, size)
    return lost


def _page_by_page(read: Read, start: int, count: int) -> tuple[bytes, int]:
    pages: list[bytes] = []
    missed = 0
    for offset in range(start, start + count, PAGE_BYTES):
        length = min(PAGE_BYTES, start + count - offset)
        try:
            page = read(offset, length)
        except OSError:
            page, missed = b"", missed + 1
        pages.append(page.ljust(length, b"\0"))
    return b"".join(pages), missed
