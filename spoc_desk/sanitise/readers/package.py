"""The members of a zip package, read one at a time within the budget; also what hides between and behind them.

Zip layout: PKWARE APPNOTE 6.3, sections 4.3.7 (local header) and 4.3.16 (end of the directory).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.local_headers import LOCAL_MARK, Local, inflated, local_at
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_PIECE = 1 << 18
_ENCRYPTED = 0x1
_DIRECTORY_MARK = b"PK\x01\x02"
_END_MARK = b"PK\x05\x06"
_END_SIZE = 22
_DAMAGED = "A part of this file is damaged. It was not read to the end."
_LOCKED = "A part of this file is locked with a password. It was not read."
_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
    IndexError,
)


@dataclass(frozen=True)
class Member:
    """One part of the package. Two parts may bear one name: `number` tells them apart."""

    number: int
    name: str
    packed: int = 0
    size: int = 0
    encrypted: bool = False
    comment: bytes = b""
    extra: bytes = b""
    start: int = 0  # of its local header
    listed: bool = True  # in the directory of the package; a lost part is not

    @property
    def is_folder(self) -> bool:
        """Return whether it is but a name for other members to lie under."""
        return self.name.endswith("/") and not self.size


@dataclass(frozen=True)
class Taken:
    """A member as far as it could be unpacked, and a plain sentence where it could not."""

    data: bytes
    trouble: str = ""


class Package:
    """A zip package in memory. A damaged one still shows the members that can be found."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        if data.count(_DIRECTORY_MARK) > 3 * budget.limits.members:
            raise TooMuch(f"This file holds more than {budget.limits.members:,} parts. It was not read.")
        self._data = data
        self._budget = budget
        self._zip, self._infos = _directory(data)
        self.damaged = self._zip is None
        listed = [_member(number, info) for number, info in enumerate(self._infos)]
        self._gaps = list(self._uncovered(listed))
        lost = _lost(data, self._gaps, len(listed), budget.limits.members)
        self.members: tuple[Member, ...] = (*listed, *lost)
        budget.expect_members(sum(1 for member in self.members if not member.encrypted and not member.is_folder))
        self._by_name: dict[str, Member] = {}
        for member in self.members:
            self._by_name.setdefault(tidy(member.name), member)

    def find(self, name: str) -> Member | None:
        """Return the first member of this name, letter case and a leading slash aside."""
        return self._by_name.get(tidy(name))

    def take(self, member: Member) -> Taken:
        """Return the member unpacked; of a damaged one what can be had.

        Raises:
            TooMuch: it unpacks to more than the budget allows.
        """
        if member.encrypted:
            return Taken(b"", _LOCKED)
        self._budget.take_member(member.packed, member.size)
        if not member.listed or self._zip is None:
            return Taken(inflated(self._data, member.start, self._budget))
        whole = io.BytesIO()  # hands out its bytes without a second copy
        try:
            with self._zip.open(self._infos[member.number]) as stream:
                while piece := stream.read(_PIECE):
                    self._budget.take_bytes(len(piece))
                    whole.write(piece)
        except _TROUBLE:
            again = inflated(self._data, member.start, self._budget)
            return Taken(max(whole.getvalue(), again, key=len), _DAMAGED)
        return Taken(whole.getvalue())

    def outside(self) -> Iterator[Found]:
        """Yield what stands beside the members: names, remarks, notes, and bytes that belong to none of them."""
        if self.damaged:
            yield Unscannable(
                "package-part", "This file is cut short or damaged. Only some of its parts could be read."
            )
        here = [local for member in self.members if (local := local_at(self._data, member.start)) is not None]
        names = [member.name for member in self.members] + [local.name for local in here]
        yield from _texts("package-name", ["\n".join(dict.fromkeys(names))])
        remarks = [self._zip.comment if self._zip else b"", *(member.comment for member in self.members)]
        yield from _texts("package-comment", (_readable(raw) for raw in dict.fromkeys(remarks)))
        notes = [member.extra for member in self.members] + [local.extra for local in here]
        yield from _texts("package-extra", (text for raw in dict.fromkeys(notes) for text in texts_in(raw)))
        for start, end in self._gaps:
            if LOCAL_MARK not in self._data[start:end]:
                yield from _texts("package-gap", texts_in(self._data[start:end]))
            elif not self.damaged:
                first = self._data.find(LOCAL_MARK, start)
                yield from _texts("package-gap", texts_in(self._data[start:first]))

    def _uncovered(self, members: Iterable[Member]) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the file that no member and no directory covers."""
        position = 0
        covered = [(m.start, local.begin + m.packed) for m in members if (local := local_at(self._data, m.start))]
        if self._zip is not None:
            end = self._data.rfind(_END_MARK)
            covered.append((self._zip.start_dir, end + _END_SIZE + len(self._zip.comment)))
        for start, end in sorted(covered):
            if start > position:
                yield position, start
            position = max(position, end)
        if position < len(self._data):
            yield position, len(self._data)


def tidy(name: str) -> str:
    """Return a member name as it is compared: forward slashes, no case, none in front."""
    return name.replace("\\", "/").lstrip("/").lower()


def _directory(data: bytes) -> tuple[zipfile.ZipFile | None, list[zipfile.ZipInfo]]:
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _TROUBLE:
        return None, []
    return opened, opened.infolist()


def _member(number: int, info: zipfile.ZipInfo) -> Member:
    return Member(
        number=number,
        name=info.orig_filename,
        packed=info.compress_size,
        size=info.file_size,
        encrypted=bool(info.flag_bits & _ENCRYPTED),
        comment=info.comment,
        extra=info.extra,
        start=info.header_offset,
    )


def _lost(data: bytes, gaps: Iterable[tuple[int, int]], number: int, most: int) -> Iterator[Member]:
    """Yield the members that lie in the file without being in its directory."""
    for start, end in gaps:
        position = data.find(LOCAL_MARK, start, end)
        while position >= 0 and number < most:
            local = local_at(data, position)
            if local is not None:
                yield _lost_member(number, position, local)
                number += 1
            position = data.find(LOCAL_MARK, position + 4 if local is None else local.begin + local.packed, end)


def _lost_member(number: int, start: int, local: Local) -> Member:
    return Member(number=number, name=local.name, encrypted=local.encrypted, start=start, listed=False)


def _readable(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _texts(channel: str, texts: Iterable[str]) -> Iterator[Found]:
    yield from (Unit(text, channel) for text in texts if text.strip())
