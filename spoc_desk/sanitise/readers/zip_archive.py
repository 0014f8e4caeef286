"""Zip archives: every member under its name, and what stands beside the members. Also tells Office files from them."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from spoc_desk.sanitise.readers.kinds import Kind
from spoc_desk.sanitise.readers.limits import Budget, TooMuch
from spoc_desk.sanitise.readers.local_headers import local_at
from spoc_desk.sanitise.readers.package import Member, Package
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Shape, Unit, Unscannable

_OFFICE: Final = "[content_types].xml"
_ODF_MARK: Final = b"mimetypeapplication/vnd.oasis.opendocument"
_ODF_PARTS: Final = {"meta-inf/manifest.xml", "content.xml"}
_TROUBLE: Final = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    IndexError,
)
_LONGEST_DIRECTORY: Final = 300_000  # members


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield every file in the archive, its name before it."""
    package = Package(data, scope.budget)
    listed = {member.name for member in package.members}
    for found in package.outside():
        # The names come with their files; here only those that stand nowhere else.
        if isinstance(found, Unit) and found.channel == "package-name":
            other = [name for name in found.text.split("\n") if name not in listed]
            if other:
                yield Unit("\n".join(other), "zip-name", "Second name of a file")
        else:
            yield found
    for number, member in enumerate(package.members, 1):
        yield from _member(package, member, f"File {number}", scope)


def _member(package: Package, member: Member, place: str, scope: Scope) -> Iterator[Found]:
    yield Unit(member.name, "zip-name", place, shown=True, shape=Shape.HEADING, level=2)
    if member.is_folder:
        return
    try:
        taken = package.take(member)
        if taken.trouble:
            yield Unscannable("zip-member", taken.trouble, place)
        if taken.data:
            yield from scope.inside(taken.data, place, member.name)
    except TooMuch as much:
        if is_spent(scope.budget):
            raise
        yield Unscannable("zip-member", str(much), place)


def is_spent(budget: Budget) -> bool:
    """Return whether nothing more of the whole file may be read; else only one part was too much."""
    limits = budget.limits
    return (
        budget.unpacked > limits.unpacked_bytes
        or budget.members > limits.members
        or budget.characters > limits.text_characters
    )


def office_kind(data: bytes) -> Kind:
    """Return whether a zip file is an Office document of either family, or just an archive."""
    names = _names(data)
    if _OFFICE in names:
        return Kind.OFFICE
    if _ODF_MARK in data[26:120] or names >= _ODF_PARTS:
        return Kind.ODF
    return Kind.ZIP


def _names(data: bytes) -> set[str]:
    """Return the member names in lower case; of a damaged archive those that stand before the first members."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _TROUBLE:
        return {name for at in _starts(data) if (name := _local_name(data, at))}
    return {info.filename.replace("\\", "/").lower() for info in opened.infolist()[:_LONGEST_DIRECTORY]}


def _starts(data: bytes) -> Iterator[int]:
    at = data.find(b"PK\x03\x04")
    for _ in range(100):
        if at < 0:
            return
        yield at
        at = data.find(b"PK\x03\x04", at + 4)


def _local_name(data: bytes, at: int) -> str:
    local = local_at(data, at)
    return local.name.lower() if local else ""


def appended(data: bytes) -> bytes:
    """Return the archive that hangs on the end of another file, or nothing."""
    if b"PK\x05\x06" not in data[-70_000:]:
        return b""
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _TROUBLE:
        return b""
    start = min((info.header_offset for info in infos), default=0)
    return data[start:] if start > 0 else b""
