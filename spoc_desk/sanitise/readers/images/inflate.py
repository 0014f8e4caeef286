"""Unpacks zlib data up to a limit: a few bytes can claim gigabytes."""

import zlib

from spoc_desk.sanitise.readers.limits import Budget

_PIECE = 1 << 20


def inflated(data: bytes, budget: Budget, most: int) -> bytes:
    """Return up to *most* unpacked bytes; of damaged data what comes before the damage.

    Raises:
        TooMuch: the file unpacks to more than the limits allow.
    """
    machine = zlib.decompressobj()
    out = bytearray()
    rest = data
    try:
        while rest and len(out) < most and not machine.eof:
            piece = machine.decompress(rest, min(_PIECE, most - len(out)))
            rest = machine.unconsumed_tail
            budget.take_bytes(len(piece))
            out += piece
            if not piece and not rest:
                break
    except zlib.error:
        pass
    return bytes(out)
