"""Tell what a file is by what stands in it: the marks at its start, then its structure. The name is only a hint."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The kinds of file that are told apart."""

    EMPTY = "empty"
    PDF = "pdf"
    ZIP = "zip"
    OFFICE = "office"
    ODF = "odf"
    FLAT_ODF = "flat-odf"  # the same in one XML file
    COMPOUND = "compound"  # MSG, the old Office formats, and locked new ones
    RTF = "rtf"
    IMAGE = "image"
    MAIL = "mail"
    MAILBOX = "mailbox"
    HTML = "html"
    XML = "xml"
    CSV = "csv"
    TEXT = "text"
    GZIP = "gzip"
    TAR = "tar"
    TNEF = "tnef"
    SIGNED_MAIL = "signed-mail"
    LOCKED_ARCHIVE = "archive"  # 7z, RAR, cabinet, bzip2, xz, zstd: nothing here unpacks them
    RECORDING = "recording"  # sound or film
    UNKNOWN = "unknown"


_MARKS: Final[tuple[tuple[int, bytes, Kind], ...]] = (
    (0, b"PK\x03\x04", Kind.ZIP),
    (0, b"PK\x05\x06", Kind.ZIP),
    (0, b"PK\x07\x08", Kind.ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.COMPOUND),
    (0, b"{\\rtf", Kind.RTF),
    (0, b"\xff\xd8\xff", Kind.IMAGE),
    (0, b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (0, b"GIF8", Kind.IMAGE),
    (0, b"II*\0", Kind.IMAGE),
    (0, b"MM\0*", Kind.IMAGE),
    (0, b"II+\0", Kind.IMAGE),
    (0, b"MM\0+", Kind.IMAGE),
    (0, b"\x78\x9f\x3e\x22", Kind.TNEF),
    (0, b"\x1f\x8b", Kind.GZIP),
    (257, b"ustar", Kind.TAR),
    (0, b"7z\xbc\xaf\x27\x1c", Kind.LOCKED_ARCHIVE),
    (0, b"Rar!\x1a\x07", Kind.LOCKED_ARCHIVE),
    (0, b"MSCF", Kind.LOCKED_ARCHIVE),
    (0, b"BZh", Kind.LOCKED_ARCHIVE),
    (0, b"\xfd7zXZ\0", Kind.LOCKED_ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", Kind.LOCKED_ARCHIVE),
    (0, b"ID3", Kind.RECORDING),
    (0, b"\xff\xfb", Kind.RECORDING),
    (0, b"\xff\xf3", Kind.RECORDING),
    (0, b"\xff\xf1", Kind.RECORDING),
    (0, b"OggS", Kind.RECORDING),
    (0, b"fLaC", Kind.RECORDING),
    (0, b"#!AMR", Kind.RECORDING),
    (0, b"\x1a\x45\xdf\xa3", Kind.RECORDING),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Kind.RECORDING),
)
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
_FIRST: Final = 8192

_PDF_MARK: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024  # readers look for the header this far in
_HEADER_LINE: Final = re.compile(rb"[A-Za-z][A-Za-z0-9_-]{0,70}:[ \t\r\n]?")
_MAIL_NAMES: Final = re.compile(
    rb"(?im)^(?:Received|Return-Path|Delivered-To|X-[\w-]+|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Message-ID|From"
    rb"|To|Cc|Subject|Date|MIME-Version|Content-Type|Content-Transfer-Encoding|Reply-To|Sender|Thread-Topic|List-[\w-]+)"
    rb"[ \t]*:"
)
_MAILBOX_LINE: Final = re.compile(rb"From [^\r\n]{1,300}\r?\n[A-Za-z][A-Za-z0-9-]{0,70}:")
_HTML: Final = re.compile(
    r"(?i)\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p|meta|style|title|h[1-6])\b", re.S
)
_XML: Final = re.compile(r"\A\s*<(?:\?xml\b|!DOCTYPE\b|[A-Za-z_][\w:.-]*[\s/>])")
_FLAT_ODF: Final = re.compile(r"<\w{1,20}:document\b[^>]{0,8000}urn:oasis:names:tc:opendocument:xmlns:office:1\.0")
_RTF: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,64}\{\\rt")
_TABLE_NAMES: Final = (".csv", ".tsv", ".tab")
_MAIL_ENDS: Final = (".eml", ".mht", ".mhtml")
_HTML_ENDS: Final = (".html", ".htm", ".xhtml")
_TEXT_CONTROLS: Final = bytes(range(8)) + bytes(range(14, 27)) + bytes(range(28, 32))


def kind_of(data: bytes, name: str = "", is_office: Callable[[bytes], Kind] | None = None) -> Kind:
    """Return the kind of a file. *is_office* tells what a zip file holds."""
    if not data.strip(b"\0 \t\r\n"):
        return Kind.EMPTY
    marked = _by_marks(data)
    if marked is Kind.ZIP and is_office is not None:
        return is_office(data)
    if marked is not None:
        return marked
    if _PDF_MARK in data[:_PDF_WITHIN] and b"startxref" in data:
        return Kind.PDF
    if _RTF.match(data):
        return Kind.RTF
    return _by_text(data, name.lower())


def _by_marks(data: bytes) -> Kind | None:
    if data.startswith(_PDF_MARK):
        return Kind.PDF
    for offset, mark, kind in _MARKS:
        if data.startswith(mark, offset):
            return kind
    if data[4:8] == b"ftyp":
        return Kind.IMAGE if data[8:12] in _PICTURE_BRANDS else Kind.RECORDING
    if data[:4] == b"RIFF":
        return Kind.IMAGE if data[8:12] == b"WEBP" else Kind.RECORDING
    if data[:2] == b"BM" and len(data) > 26 and data[6:10] == b"\0\0\0\0":
        return Kind.IMAGE
    return None


def _by_text(data: bytes, name: str) -> Kind:
    if _MAILBOX_LINE.match(data):
        return Kind.MAILBOX
    text = beginning_as_text(data)
    if is_mail(data) or (text is not None and name.endswith(_MAIL_ENDS)):
        return Kind.MAIL
    if text is None:
        return Kind.UNKNOWN
    if _HTML.match(text) or name.endswith(_HTML_ENDS):
        return Kind.HTML
    if _XML.match(text):
        return Kind.FLAT_ODF if _FLAT_ODF.search(text) else Kind.XML
    return Kind.CSV if name.endswith(_TABLE_NAMES) or _looks_like_table(text) else Kind.TEXT


def is_mail(data: bytes) -> bool:
    """Return whether the file starts with the headers of a mail (also MHTML: the same headers)."""
    start = data[:_FIRST].lstrip(b"\xef\xbb\xbf\r\n ")
    if not _HEADER_LINE.match(start):
        return False
    heads = re.split(rb"\r?\n\r?\n|\r\r", start, maxsplit=1)[0]
    known = {line.rstrip(b": \t").lower() for line in _MAIL_NAMES.findall(heads)}
    return len(known) >= 3 or bool(known & {b"received", b"mime-version", b"message-id", b"return-path"})


def beginning_as_text(data: bytes) -> str | None:
    """Return the start of the file as text, or None where it holds bytes that no text has."""
    start = data[:_FIRST]
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "ignore")
    if b"\0" in start:
        return _wide(start)
    if len(start.translate(None, _TEXT_CONTROLS)) < len(start) * 0.99:
        return None
    try:
        return start.decode("utf-8")
    except UnicodeDecodeError as err:
        if err.start > len(start) - 4:
            return start[: err.start].decode("utf-8")
        return start.decode("cp1252", "replace")


def _wide(start: bytes) -> str | None:
    """Return text of two bytes a character, told by where its zero bytes stand."""
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros.count(0) > 0.8 * len(zeros):
            text = start[: len(start) // 2 * 2].decode(encoding, "ignore")
            return text if sum(map(str.isprintable, text)) > 0.8 * len(text) else None
    return None


def _looks_like_table(text: str) -> bool:
    """Return whether the first lines part into the same number of cells, at least three."""
    lines = [line for line in text.splitlines()[:-1] if line.strip()][:20]
    if len(lines) < 2:
        return False
    return any(
        lines[0].count(mark) >= 2 and all(line.count(mark) == lines[0].count(mark) for line in lines)
        for mark in (",", "\t", ";", "|")
    )
