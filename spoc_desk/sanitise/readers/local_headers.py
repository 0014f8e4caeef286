"""The header that stands before each member of a zip package, read without the package's directory."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from spoc_desk.sanitise.readers.limits import Budget, TooMuch

LOCAL_MARK = b"PK\x03\x04"

_LAYOUT = struct.Struct("<4s5H3I2H")
_PIECE = 1 << 18
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8
_UTF8 = 0x800


@dataclass(frozen=True)
class Local:
    """What one local header says."""

    name: str
    extra: bytes
    encrypted: bool
    method: int
    packed: int  # 0 where the sizes follow the data
    begin: int  # of the packed data


def local_at(data: bytes, start: int) -> Local | None:
    """Return the local header at this place, if one stands there whole."""
    if start < 0 or start + _LAYOUT.size > len(data) or not data.startswith(LOCAL_MARK, start):
        return None
    _, _, flags, method, _, _, _, packed, _, name_size, extra_size = _LAYOUT.unpack_from(data, start)
    name_at = start + _LAYOUT.size
    extra_at = name_at + name_size
    return Local(
        name=data[name_at:extra_at].decode("utf-8" if flags & _UTF8 else "cp437", "replace"),
        extra=data[extra_at : extra_at + extra_size],
        encrypted=bool(flags & _ENCRYPTED),
        method=method,
        packed=0 if flags & _SIZES_FOLLOW else packed,
        begin=extra_at + extra_size,
    )


def inflated(data: bytes, start: int, budget: Budget) -> bytes:
    """Return what the member at this place unpacks to, as far as it goes; nothing where the packing is unknown.

    Raises:
        TooMuch: it unpacks to more than the budget allows.
    """
    local = local_at(data, start)
    if local is None or local.encrypted:
        return b""
    if local.method == zipfile.ZIP_STORED:
        stored = data[local.begin : local.begin + min(local.packed, budget.limits.member_bytes)]
        budget.take_bytes(len(stored))
        return stored
    return _unpacked(data, local.begin, budget) if local.method == zipfile.ZIP_DEFLATED else b""


def _unpacked(data: bytes, begin: int, budget: Budget) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    whole = io.BytesIO()
    position = begin
    feed = b""
    while not inflater.eof:
        if not feed:
            feed = data[position : position + _PIECE]
            position += len(feed)
        if not feed:
            break
        try:
            piece = inflater.decompress(feed, _PIECE)
        except zlib.error:
            break
        feed = inflater.unconsumed_tail
        whole.write(piece)
        budget.take_bytes(len(piece))
        if whole.tell() > budget.limits.member_bytes:
            raise TooMuch("A part of this file unpacks to more than the program reads. It was not read to the end.")
    return whole.getvalue()
