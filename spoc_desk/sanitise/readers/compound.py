"""Compound files (MS-CFB): a folder of streams in one file. Used by old Office files, mails, macros and OLE objects."""

import io
import struct

import olefile

from spoc_desk.sanitise.readers.limits import Budget, TooMuch

MARK: bytes = olefile.MAGIC
# What the library raises on files that are cut, looped or made up.
TROUBLE = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)
_MOST_STREAMS = 20_000


def open_compound(data: bytes) -> olefile.OleFileIO | None:
    """Return the compound file, to be closed by the caller; None if it is none or too damaged to be read."""
    if not data.startswith(MARK):
        return None
    try:
        return olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_FATAL)
    except TROUBLE:
        return None


def stream_names(compound: olefile.OleFileIO) -> list[tuple[str, ...]]:
    """Return the path of each stream.

    Raises:
        TooMuch: there are more than a file may have.
    """
    try:
        names = [tuple(path) for path in compound.listdir(streams=True, storages=False)]
    except TROUBLE:
        return []
    if len(names) > _MOST_STREAMS:
        raise TooMuch(f"This file holds more than {_MOST_STREAMS:,} parts. It was not read.")
    return names


def stream_of(compound: olefile.OleFileIO, name: tuple[str, ...], budget: Budget) -> bytes:
    """Return the bytes of a stream; nothing where it is damaged."""
    try:
        size = compound.get_size(list(name))
        budget.take_member(size, size)
        data: bytes = compound.openstream(list(name)).read()
    except TROUBLE:
        return b""
    budget.take_bytes(len(data))
    return data
