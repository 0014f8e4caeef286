"""Packages made by hand for the readers' tests: zip files, the relations of Office parts, and canaries.

A canary is an invented word that stands at one place only, so that a test can tell which channel brought it.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from spoc_desk.sanitise.readers.limits import Budget, Limits
from spoc_desk.sanitise.readers.scope import Reader, Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def packed(parts: Mapping[str, bytes | str], *, comment: bytes = b"", extra: bytes = b"") -> bytes:
    """Return a zip package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = comment
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = extra
            package.writestr(info, content)
    return out.getvalue()


def relations(*threads: tuple[str, str] | tuple[str, str, str]) -> str:
    """Return a .rels part; each thread is kind and target, and "External" where it leads out of the file."""
    lines = []
    for number, (kind, target, *mode) in enumerate(threads, 1):
        tail = f' TargetMode="{mode[0]}"' if mode else ""
        lines.append(f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"{tail}/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def content_types() -> str:
    """Return the list of content types, as short as it may be."""
    return f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'


def nothing_inside(data: bytes, scope: Scope) -> Iterator[Found]:
    """Stand in for the reader of files inside files: hands on their bytes as one text."""
    yield Unit(data.decode("latin-1"), "inside", scope.part)


def scope(limits: Limits | None = None, inside: Reader = nothing_inside) -> Scope:
    """Return what a reader is given beside the bytes."""
    return Scope(Budget(limits or Limits()), inside)


def found(read: Reader, data: bytes, limits: Limits | None = None) -> list[Found]:
    """Return everything that a reader finds."""
    return list(read(data, scope(limits)))


def units(items: Iterable[Found]) -> list[Unit]:
    """Return the texts among what was found."""
    return [item for item in items if isinstance(item, Unit)]


def unscannable(items: Iterable[Found]) -> list[Unscannable]:
    """Return what was said not to be readable."""
    return [item for item in items if isinstance(item, Unscannable)]


def channels_of(canary: str, items: Iterable[Found]) -> set[tuple[str, bool]]:
    """Return the channels that a canary came by, each with whether it is seen."""
    return {(unit.channel, unit.shown) for unit in units(items) if canary in unit.text}
