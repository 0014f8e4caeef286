"""A mail taken apart: headers from body, body into parts, parts out of their transfer encoding. RFC 2045, RFC 2046.

Nothing is dropped: what stands before, between and behind the parts comes out as well.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.sanitise.readers.mail_text import decoded, header_text, loose_base64, main_value, parameters

_LINE: Final = re.compile(rb"([^\r\n]*)(\r\n|\n|\r|\Z)")
_NAME: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_STRAY_LINE: Final = re.compile(rb"(?m)^(?=[^\r\n]*?(?:[^A-Za-z0-9+/=\s]|\S[ \t]+\S))[^\r\n]+")
_LONGEST_BOUNDARY: Final = 1_000
_MOST_HEADERS: Final = 20_000


@dataclass(frozen=True)
class Header:
    """One header line, still folded and encoded. A line that is none has no name."""

    name: str
    raw: bytes

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        return header_text(self.raw)


@dataclass(frozen=True)
class Entity:
    """A mail, or one part of it."""

    headers: tuple[Header, ...]
    body: bytes
    usual: str = "text/plain"  # what it is where it does not say
    params: dict[str, str] = field(init=False)
    disposition: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", parameters(self.raw("content-type")))
        object.__setattr__(self, "disposition", parameters(self.raw("content-disposition")))

    def raw(self, name: str) -> bytes:
        """Return the first header of this name, or nothing."""
        return next((header.raw for header in self.headers if header.name == name), b"")

    @property
    def kind(self) -> str:
        """What it is: "text/html"."""
        kind = main_value(self.raw("content-type"))
        return kind if "/" in kind else self.usual

    @property
    def name(self) -> str:
        """What it is called, where it is a file."""
        return self.disposition.get("filename") or self.params.get("name") or self.params.get("filename") or ""

    @property
    def values(self) -> tuple[str, ...]:
        """Every parameter of its headers, put together and decoded: names, as several programs write them."""
        return tuple(dict.fromkeys([*self.params.values(), *self.disposition.values()]))

    @property
    def is_file(self) -> bool:
        """Whether it is meant to be saved, not read in the mail."""
        return main_value(self.raw("content-disposition")) == "attachment"

    @property
    def text(self) -> str:
        """Its body as text."""
        return decoded(self.content, self.params.get("charset", ""))

    @property
    def content(self) -> bytes:
        """Its body without the transfer encoding."""
        how = main_value(self.raw("content-transfer-encoding"))
        if how == "base64":
            return loose_base64(_STRAY_LINE.sub(b"", self.body))
        if how == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if how in {"x-uuencode", "uuencode", "x-uue"}:
            return b"".join(content for _, content in uuencoded(self.body))
        return self.body

    @property
    def strays(self) -> str:
        """Lines that stand among base64 without being any."""
        if main_value(self.raw("content-transfer-encoding")) != "base64":
            return ""
        return "\n".join(decoded(line) for line in _STRAY_LINE.findall(self.body))


def entity(data: bytes, usual: str = "text/plain") -> Entity:
    """Return a mail or a part of one, its headers parted from its body."""
    headers: list[tuple[str, list[bytes]]] = []
    at = 0
    for match in _LINE.finditer(data, len(data) - len(data.lstrip(b"\r\n\xef\xbb\xbf"))):
        line, at = match[1], match.end()
        name = _NAME.match(line)
        if not line.strip(b" \t") or len(headers) >= _MOST_HEADERS:
            break
        if line[:1] in b" \t" and headers:
            headers[-1][1].append(match[0])
        elif name is not None and not (not headers and line.startswith(b"From ")):
            headers.append((name[1].decode("ascii").lower(), [match[0][name.end() :]]))
        elif not headers and line.startswith((b"From ", b">From ")):
            headers.append(("", [match[0]]))
        else:
            at = match.start()  # the blank line is missing: the body starts here
            break
    return Entity(tuple(Header(name, b"".join(lines)) for name, lines in headers), data[at:], usual)


@dataclass(frozen=True)
class Parted:
    """A body of several parts."""

    parts: tuple[bytes, ...]
    before: bytes  # the first boundary
    behind: bytes  # everything that stands after a closing boundary
    closed: bool


def parted(body: bytes, boundary: str) -> Parted | None:
    """Return the parts of a body; None where its boundary does not occur in it."""
    if not boundary or len(boundary) > _LONGEST_BOUNDARY:
        return None
    line = re.compile(
        rb"(?:\A|\r\n|\n|\r)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?=[\r\n]|\Z)"
    )
    marks = list(line.finditer(body))
    if not marks:
        return None
    parts: list[bytes] = []
    behind: list[bytes] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        piece = body[mark.end() : following.start() if following else len(body)]
        (behind if mark[1] else parts).append(re.sub(rb"\A(?:\r\n|\n|\r)", b"", piece))
    return Parted(tuple(parts), body[: marks[0].start()], b"\n".join(behind), closed=bool(marks[-1][1]))


_UU_BEGIN: Final = re.compile(rb"(?m)^begin [0-7]{3,4} ([^\r\n]{1,300})\r?\n")
_UU_END: Final = re.compile(rb"(?m)^end[ \t]*\r?$")


def uuencoded(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file that stands uuencoded in a text."""
    for match in _UU_BEGIN.finditer(body):
        end = _UU_END.search(body, match.end())
        lines = body[match.end() : end.start() if end else len(body)].splitlines()
        yield decoded(match[1]), b"".join(_uu_line(line) for line in lines)


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    length = (line[0] - 32) & 63
    try:
        return binascii.a2b_uu(line[: 1 + (length * 4 + 5) // 3] + b"\n")
    except binascii.Error:
        return b""
