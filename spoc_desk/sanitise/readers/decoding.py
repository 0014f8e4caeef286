"""Turns the bytes of a text file into characters, a stretch at a time, whatever encoding they are in."""

import codecs
from collections.abc import Iterator

_SAMPLE = 1 << 16
_PIECE = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
# The five places cp1252 leaves empty stand for themselves, as browsers read them.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(128, 160)}


def encoding_of(data: bytes) -> tuple[str, int]:
    """Return the encoding of a text and the length of its mark; "" for bytes that are no text.

    One byte a character means UTF-8 where it is that, and Windows letters (cp1252) where it is not.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _wide(sample), 0
    if len(sample.translate(None, _CONTROLS)) < 0.9 * len(sample):
        return "", 0
    return "utf-8", 0


def _wide(sample: bytes) -> str:
    """Return the encoding of two bytes a character by where its zero bytes stand; "" if they stand anywhere."""
    low, high = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    # Plain English is above 0.9; a text of other scripts keeps its spaces and line ends.
    if high > 0.3 * half and low < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if low > 0.3 * half and high < 0.02 * half else ""


def decoded(data: bytes, encoding: str, start: int = 0) -> Iterator[str]:
    """Yield the text in stretches of about a megabyte. No character is lost: what is no UTF-8 is read as cp1252."""
    if encoding != "utf-8":
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for place in range(start, len(data), _PIECE):
            yield decoder.decode(data[place : place + _PIECE], place + _PIECE >= len(data))
        return
    while start < len(data):
        end = _character_end(data, start + _PIECE)
        yield narrow(data[start:end])
        start = end


def _character_end(data: bytes, end: int) -> int:
    """Return a place near *end* where a line ends, or at least no character is cut."""
    if end >= len(data):
        return len(data)
    line = data.rfind(b"\n", end - _PIECE // 2, end)
    if line >= 0:
        return line + 1
    inside = next((step for step in range(4) if not 0x80 <= data[min(end + step, len(data) - 1)] < 0xC0), 0)
    return min(end + inside, len(data))


def narrow(data: bytes) -> str:
    """Return text of one byte a character: UTF-8, and Windows letters for what is none."""
    return data.decode("utf-8", _AS_WINDOWS)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Return the letters of bytes that are no UTF-8, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1").translate(_WINDOWS), error.end


_AS_WINDOWS = "as-windows-letters"
codecs.register_error(_AS_WINDOWS, _as_windows)


def whole(data: bytes) -> str | None:
    """Return all of a text at once; None for bytes that are no text."""
    encoding, start = encoding_of(data)
    return "".join(decoded(data, encoding, start)) if encoding else None
