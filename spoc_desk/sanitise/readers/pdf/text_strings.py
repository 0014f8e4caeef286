"""The strings of a PDF as text, whichever of its encodings they are in (ISO 32000-2, 7.9.2)."""

import re
from collections.abc import Iterator

import pikepdf  # noqa: F401  it makes the encoding "pdfdoc" known

from spoc_desk.sanitise.readers.byte_strings import texts_in

_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_DATE = re.compile(r"D:\d{4,14}(?:[Z+-][\d']*)?")
_WORDS = re.compile(r"[^\W\d_]{2}|\d{3}")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x17\x7f]")
_LANGUAGE_MARK = re.compile("\x1b[^\x1b]{0,12}\x1b")


def text_of(raw: bytes) -> str:
    """Return the text of a string; of one that is no text, the words that stand in its bytes."""
    if raw.startswith(b"\xfe\xff"):
        text = raw[2:].decode("utf-16-be", "replace")
    elif raw.startswith(b"\xff\xfe"):
        text = raw[2:].decode("utf-16-le", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        text = raw[3:].decode("utf-8", "replace")
    elif len(_CONTROLS.findall(raw[:4000])) > len(raw[:4000]) * 0.02:
        text = "\n".join(texts_in(raw))
    else:
        text = _eight_bits(raw)
    return _LANGUAGE_MARK.sub("", text).replace("\0", " ").strip()


def _eight_bits(raw: bytes) -> str:
    if not raw.isascii():
        try:
            return raw.decode("utf-8")  # forbidden without its mark, and common
        except UnicodeDecodeError:
            pass
    return raw.decode("pdfdoc", "replace")


def says_something(text: str) -> bool:
    """Return whether a text could name anything: not a date, not a single sign."""
    return bool(_WORDS.search(text)) and not _DATE.fullmatch(text)


def is_chance(raw: bytes) -> bool:
    """Return whether a file identifier is the random number it should be."""
    return not raw.isascii() and not raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf"))


def unescaped(body: bytes) -> bytes:
    """Return the bytes of a string written in parentheses (without them)."""
    if b"\\" not in body:
        return body
    return _ESCAPE.sub(_escape, body)


def _escape(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 0xFF])
    if code in (b"\n", b"\r", b"\r\n"):
        return b""
    return _ESCAPES.get(code, code)


def from_hex(body: bytes) -> bytes:
    """Return the bytes of a string written in hexadecimal (without its brackets)."""
    digits = bytes(byte for byte in body if byte in b"0123456789abcdefABCDEF")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


STRING = rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*+\))*+\))*+\)"
_ANY_STRING = re.compile(STRING + rb"|<[0-9A-Fa-f\s]{2,}>")
_NAME = re.compile(rb"/([^\s()<>\[\]{}/%\x00]{4,120})")


def strings_written(source: bytes) -> Iterator[bytes]:
    """Yield the strings in a piece of PDF source as they stand, without building objects."""
    for match in _ANY_STRING.finditer(source):
        found = match.group()
        yield unescaped(found[1:-1]) if found.startswith(b"(") else from_hex(found[1:-1])


def names_written(source: bytes) -> Iterator[str]:
    """Yield the names in a piece of PDF source."""
    for match in _NAME.finditer(_ANY_STRING.sub(b" ", source)):
        yield name_of(match.group(1))


def name_of(raw: bytes) -> str:
    """Return a name as text, its #xx signs decoded."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match.group(1), 16)]), raw)
    return plain.decode("utf-8", "replace")
