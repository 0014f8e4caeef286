"""The text of a mail as Outlook packs it (MS-OXRTFCP): unpacked as far as it goes, whatever its checksum says."""

from typing import Final

from spoc_desk.sanitise.readers.limits import Budget

_START: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW: Final = 4096
_HEADER: Final = 16


def unpacked(data: bytes, budget: Budget) -> bytes:
    """Return the rich text, or nothing where the bytes are no packed text."""
    if data[8:12] == b"MELA":
        return data[_HEADER:]
    if data[8:12] != b"LZFu":
        return b""
    whole = _follow(data[_HEADER:])
    budget.take_bytes(len(whole))
    return whole


def _follow(packed: bytes) -> bytes:
    """Return the bytes: each control bit says whether a letter follows or a place in what came before."""
    window = bytearray(_START.ljust(_WINDOW, b" "))
    write = len(_START)
    whole = bytearray()
    at = 0
    while at < len(packed):
        control = packed[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                piece = packed[at : at + 1]
                at += 1
            else:
                word = int.from_bytes(packed[at : at + 2], "big")
                at += 2
                if at > len(packed) or word >> 4 == write:
                    return bytes(whole)
                piece = _copied(window, word >> 4, (word & 15) + 2, write)
            for byte in piece:
                window[write] = byte
                write = (write + 1) % _WINDOW
            whole += piece
    return bytes(whole)


def _copied(window: bytearray, start: int, count: int, write: int) -> bytes:
    """Return a stretch of the window; it may run into what it is itself about to write."""
    copy = bytearray()
    for step in range(count):
        place = (start + step) % _WINDOW
        ahead = (place - write) % _WINDOW
        copy.append(copy[ahead] if ahead < len(copy) else window[place])
    return bytes(copy)
