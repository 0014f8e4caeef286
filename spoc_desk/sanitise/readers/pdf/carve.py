"""The objects of a PDF found in its bytes, whatever its tables say: for old versions, lost parts and broken files.

Also the check against streams that claim to be small and unpack to gigabytes, made before any library unpacks them.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.readers.limits import Budget, TooMuch

MOST_OBJECTS = 2_000_000

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[\s\x00]+(\d{1,5})[\s\x00]+obj\b")
_STREAM_OR_END = re.compile(rb"\bstream\r?\n|\bstream\r|\bendobj\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_CHAIN = re.compile(rb"/F(?:ilter)?\s*\[([^\]]*)\]")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_WIDTH, _HEIGHT = re.compile(rb"/(?:Width|W)\s+(\d{1,12})"), re.compile(rb"/(?:Height|H)\s+(\d{1,12})")
_PIECE = 1 << 20
_SUSPICIOUS = 30_000_000  # below this, no ratio matters
_LARGEST_IMAGE = 2_000_000_000  # bytes an image may claim; larger ones are left out of the page picture


@dataclass(frozen=True, slots=True)
class Carved:
    """One object as it stands in the bytes."""

    number: int
    start: int
    head: bytes  # what stands before its stream, or all of it
    stream: tuple[int, int] | None  # from, to
    end: int


def objects_in(data: bytes) -> Iterator[Carved]:
    """Yield the objects in the order they stand in the file."""
    place = 0
    for _ in range(MOST_OBJECTS):
        begin = _OBJECT.search(data, place)
        if begin is None:
            return
        stop = _STREAM_OR_END.search(data, begin.end())
        if stop is None:
            yield Carved(
                int(begin.group(1)), begin.start(), data[begin.end() : begin.end() + 1_000_000], None, len(data)
            )
            return
        head = data[begin.end() : stop.start()]
        if stop.group().startswith(b"endobj"):
            yield Carved(int(begin.group(1)), begin.start(), head, None, stop.end())
            place = stop.end()
            continue
        end = data.find(b"endstream", stop.end())
        end = len(data) if end < 0 else end
        place = end + 9
        closing = data.find(b"endobj", place, place + 40)
        place = closing + 6 if closing >= 0 else place
        yield Carved(int(begin.group(1)), begin.start(), head, (stop.end(), end), min(place, len(data)))


def refuse_bombs(data: bytes, budget: Budget) -> None:
    """Unpack every packed stream piece by piece without keeping it.

    Raises:
        TooMuch: a stream, or all together, unpack to more than a file may hold.
    """
    for carved in objects_in(data):
        if carved.stream is not None:
            start, end = carved.stream
            refuse_bomb(carved.head, data[start:end], budget)


def refuse_bomb(head: bytes, packed: bytes, budget: Budget) -> None:
    """Check one stream.

    Raises:
        TooMuch: it unpacks to more than a stream may hold.
    """
    times = _times_packed(head)
    if not times:
        return
    image = _IMAGE.search(head) is not None
    if image and times == 1:
        return  # drawn line by line; what it claims is checked where it is drawn
    size = 0
    for length in _lengths(packed, times):
        size += length
        budget.take_bytes(length)
        if size > budget.limits.member_bytes:
            raise TooMuch("A part of this PDF unpacks to more than the program reads.")
    if size > _SUSPICIOUS and size > budget.limits.ratio * max(len(packed), 1):
        raise TooMuch("A part of this PDF unpacks to far more than it seems: it may be meant to do harm.")


def _times_packed(head: bytes) -> int:
    chain = _CHAIN.search(head)
    return len(_FLATE.findall(chain.group(1) if chain else head))


def _lengths(packed: bytes, times: int) -> Iterator[int]:
    """Yield the sizes of the pieces that come out after unpacking *times* times."""
    if times > 8:
        raise TooMuch("A part of this PDF is packed too many times over. It may be meant to do harm.")
    for piece in _unpacked(iter((packed,)), times):
        yield len(piece)


def _unpacked(pieces: Iterator[bytes], times: int) -> Iterator[bytes]:
    if times == 0:
        yield from pieces
        return
    machine = zlib.decompressobj()
    try:
        for piece in _unpacked(pieces, times - 1):
            rest = piece
            while rest and not machine.eof:
                out = machine.decompress(rest, _PIECE)
                rest = machine.unconsumed_tail
                if out:
                    yield out
    except zlib.error:
        return


def claimed_pixels(head: bytes) -> int:
    """Return how many dots an image dictionary claims."""
    width, height = _WIDTH.search(head), _HEIGHT.search(head)
    return int(width.group(1)) * int(height.group(1)) if width and height else 0
