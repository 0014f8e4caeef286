"""The words of a mail as a person reads them: any character set, folded lines, encoded words and parameters.

RFC 2047 (encoded words in headers), RFC 2231 (long and foreign parameters), RFC 5322 (folding).
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

_FOLD: Final = re.compile(r"(?:\r\n|\n|\r)[ \t]*")
_ENCODED_WORD: Final = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_PARAMETER: Final = re.compile(r';\s*([^\s=;"]{1,200})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_SECTION: Final = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?\Z")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
_NOT_PLAIN: Final = ("utf-16", "utf-32", "utf16", "utf32", "ucs")


def decoded(data: bytes, charset: str = "") -> str:
    """Return bytes as text. A character set that is unknown, or that the bytes do not fit, is not believed."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for encoding in (charset.strip(" '\""), "utf-8"):
        if text := _exactly(data, encoding):
            return text
    return data.decode("cp1252", "replace")


def _exactly(data: bytes, encoding: str) -> str:
    if not encoding or (b"\0" not in data and encoding.lower().startswith(_NOT_PLAIN)):
        return ""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return ""


def header_text(raw: bytes) -> str:
    """Return the value of a header on one line, encoded words read."""
    text = _FOLD.sub(" ", decoded(raw)).strip()
    if "=?" not in text:
        return text
    return "".join(_joined(list(_pieces(text))))


def _pieces(text: str) -> Iterator[str | tuple[bytes, str]]:
    """Yield plain text, and encoded words as their bytes with their character set."""
    done = 0
    for match in _ENCODED_WORD.finditer(text):
        if match.start() > done:
            yield text[done : match.start()]
        yield _word_bytes(match[2], match[3]), match[1].split("*")[0].lower()
        done = match.end()
    yield text[done:]


def _word_bytes(how: str, word: str) -> bytes:
    raw = word.encode("utf-8", "replace")
    return loose_base64(raw) if how in "bB" else binascii.a2b_qp(raw, header=True)


def _joined(pieces: list[str | tuple[bytes, str]]) -> Iterator[str]:
    """Yield the text; neighbouring encoded words are one: a letter may be parted between them."""
    held, charset = b"", ""
    for number, piece in enumerate(pieces):
        if isinstance(piece, tuple):
            if held and piece[1] != charset:
                yield decoded(held, charset)
                held = b""
            held, charset = held + piece[0], piece[1]
        elif piece.strip() or not held or number == len(pieces) - 1:
            if held:
                yield decoded(held, charset)
                held = b""
            yield piece
    if held:
        yield decoded(held, charset)


def loose_base64(data: bytes) -> bytes:
    """Return what base64 text holds; whatever is no letter of base64 is passed over, several pieces are joined."""
    whole = bytearray()
    for piece in re.split(rb"=+", data):
        letters = _NOT_BASE64.sub(b"", piece)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        whole += base64.b64decode(letters + b"=" * (-len(letters) % 4))
    return bytes(whole)


def main_value(raw: bytes) -> str:
    """Return a header's value before its parameters, in lower case: "text/plain"."""
    return header_text(raw).split(";")[0].split("(")[0].strip().lower()


def parameters(raw: bytes) -> dict[str, str]:
    """Return the parameters of a header by name, put together and decoded."""
    text = _FOLD.sub(" ", decoded(raw))
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for name, value in _PARAMETER.findall(text):
        match = _SECTION.match(name.lower())
        if match is not None:
            sections.setdefault(match[1], []).append((int(match[2] or 0), bool(match[3]), _unquoted(value)))
    return {name: _whole(parts) for name, parts in sections.items()}


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value


def _whole(parts: list[tuple[int, bool, str]]) -> str:
    """Return a parameter from its numbered sections; a name given twice is told twice."""
    parts.sort(key=lambda part: part[0])
    if not any(encoded for _, encoded, _ in parts):
        numbers = [number for number, _, _ in parts]
        joined = "" if len(set(numbers)) == len(numbers) else " "
        return header_text(joined.join(value for _, _, value in parts).encode("utf-8", "replace"))
    charset, raw = "", b""
    for place, (_, encoded, value) in enumerate(parts):
        if encoded and place == 0 and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        raw += percent_decoded(value) if encoded else value.encode("utf-8", "replace")
    return decoded(raw, charset)


def percent_decoded(text: str) -> bytes:
    """Return the bytes of a text in which some are written as %41."""
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), text.encode("utf-8", "replace"))
