"""The directories of a TIFF, and of the Exif notes that use the same form: every tag with its raw value.

TIFF 6.0 section 2; BigTIFF: offsets of eight bytes; Exif 2.32: the tags that point to further directories.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_DIRECTORIES = 1_000
_MOST_TAGS = 2_000  # in one directory
_MOST_TAGS_IN_ALL = 50_000
_LONGEST_VALUE = 50_000_000

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8, 129: 1}
_NUMBERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q", 17: "q", 18: "Q"}
POINTERS = {0x8769: "camera", 0x8825: "gps", 0xA005: "interop", 0x014A: "sub"}


@dataclass(frozen=True)
class Tag:
    """One entry of a directory."""

    directory: str  # "main", "camera", "gps", "interop", "sub"
    number: int  # of the directory among those that follow one another, from 0
    tag: int
    kind: int
    raw: bytes
    order: str  # "<" or ">"

    def numbers(self) -> tuple[float, ...]:
        """Return the value as numbers; empty where it is none."""
        if self.kind in (5, 10):
            parts = struct.unpack(
                f"{self.order}{len(self.raw) // 8 * 2}{'I' if self.kind == 5 else 'i'}", self._whole(8)
            )
            return tuple(top / bottom if bottom else 0.0 for top, bottom in zip(parts[::2], parts[1::2], strict=True))
        letter = _NUMBERS.get(self.kind)
        if letter is None:
            return ()
        size = _SIZES[self.kind]
        found: tuple[float, ...] = struct.unpack(f"{self.order}{len(self.raw) // size}{letter}", self._whole(size))
        return found

    def _whole(self, size: int) -> bytes:
        return self.raw[: len(self.raw) // size * size]


@dataclass
class Tiff:
    """A block in TIFF form. `used` gathers which bytes belong to something known."""

    data: bytes
    order: str
    big: bool
    first: int
    used: list[tuple[int, int]] = field(default_factory=list)
    cut_short: bool = False  # there was more than is read, or it runs past the end

    def tags(self) -> Iterator[Tag]:
        """Yield every tag of every directory, each directory once."""
        waiting = [("main", 0, self.first)]
        seen: set[int] = set()
        served = 0
        self.used.append((0, 16 if self.big else 8))
        while waiting:
            name, number, offset = waiting.pop()
            if offset in seen or offset == 0:
                continue
            seen.add(offset)
            if len(seen) > MOST_DIRECTORIES or served > _MOST_TAGS_IN_ALL:
                self.cut_short = True
                return
            following, tags = self._directory(name, number, offset)
            served += len(tags)
            waiting.append((name, number + 1, following))
            for tag in tags:
                if tag.tag in POINTERS:
                    waiting.extend((POINTERS[tag.tag], number, int(place)) for place in tag.numbers()[:100])
                yield tag

    def _directory(self, name: str, number: int, offset: int) -> tuple[int, list[Tag]]:
        count_form, entry, next_form = ("Q", 20, "Q") if self.big else ("H", 12, "I")
        head = struct.calcsize(f"{self.order}{count_form}")
        count = self._number(offset, count_form)
        if count is None:
            self.cut_short = True
            return 0, []
        if count > _MOST_TAGS:
            self.cut_short = True
            count = _MOST_TAGS
        start = offset + head
        tags = [tag for index in range(count) if (tag := self._entry(name, number, start + index * entry))]
        end = start + count * entry
        self.used.append((offset, end + head))
        return self._number(end, next_form) or 0, tags

    def _entry(self, name: str, number: int, place: int) -> Tag | None:
        form, inline = ("HHQ", 8) if self.big else ("HHI", 4)
        head = struct.calcsize(f"{self.order}{form}")
        if place + head + inline > len(self.data):
            self.cut_short = True
            return None
        tag, kind, count = struct.unpack_from(f"{self.order}{form}", self.data, place)
        size = min(count * _SIZES.get(kind, 1), _LONGEST_VALUE)
        start = place + head
        if size > inline:
            start = self._number(start, "Q" if self.big else "I") or 0
            self.used.append((start, start + size))
        if start + size > len(self.data):
            self.cut_short = True
        return Tag(name, number, tag, kind, self.data[start : start + size], self.order)

    def _number(self, place: int, form: str) -> int | None:
        if place < 0 or place + struct.calcsize(f"{self.order}{form}") > len(self.data):
            return None
        return int(struct.unpack_from(f"{self.order}{form}", self.data, place)[0])


def tiff_in(data: bytes) -> Tiff | None:
    """Return the block, when it begins as a TIFF does."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return None
    mark = struct.unpack_from(f"{order}H", data, 2)[0]
    if mark == 43 and len(data) >= 16:
        return Tiff(data, order, True, struct.unpack_from(f"{order}Q", data, 8)[0])
    if mark in (42, 0x4F52, 0x5352, 0x55):  # also the raw files of some cameras
        return Tiff(data, order, False, struct.unpack_from(f"{order}I", data, 4)[0])
    return None


def gaps(tiff: Tiff) -> Iterator[bytes]:
    """Yield the bytes that no directory and no value claims. Only meaningful after all tags were read."""
    place = 0
    for start, end in sorted(tiff.used):
        if start > place + 8:
            yield tiff.data[place:start]
        place = max(place, end)
    if len(tiff.data) > place + 8:
        yield tiff.data[place:]
