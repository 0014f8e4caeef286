"""The words that stand in bytes nobody has a reader for: runs of letters in one byte each, in UTF-8 and in UTF-16."""

import re
from collections.abc import Iterator

# A run holds at least four printable characters: shorter ones occur by chance in every picture and program.
_ONE_BYTE = re.compile(rb"(?:[\x20-\x7e\t]|[\xc2-\xf4][\x80-\xbf]{1,3}|[\xa0-\xff](?=[\x20-\x7e])){4,}")
_TWO_BYTES_LITTLE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff\t]\x00|[\x00-\xff][\x01\x02\x1e\x20]){4,}")
_TWO_BYTES_BIG = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff\t]|[\x01\x02\x1e\x20][\x00-\xff]){4,}")
_WORDY = re.compile(r"[^\W\d_]{3}|\d{4}")
_PLAIN = re.compile(r"[\x20-\x7e\t]{4,}")
_PIECE = 4_000_000
_OVERLAP = 2_000
_LONGEST_TEXT = 20_000


def texts_in(data: bytes) -> Iterator[str]:
    """Yield the distinct readable runs of the bytes, some thousands of characters at a time, one run on a line."""
    lines: list[str] = []
    length = 0
    for line in _distinct(data):
        lines.append(line)
        length += len(line)
        if length > _LONGEST_TEXT:
            yield "\n".join(lines)
            lines, length = [], 0
    if lines:
        yield "\n".join(lines)


def _distinct(data: bytes) -> Iterator[str]:
    seen: set[int] = set()
    for start in range(0, len(data), _PIECE):
        piece = data[max(0, start - _OVERLAP) : start + _PIECE]
        for line in _runs(piece):
            if hash(line) not in seen:
                seen.add(hash(line))
                yield line


def _runs(piece: bytes) -> Iterator[str]:
    for pattern, encoding in (
        (_ONE_BYTE, ""),
        (_TWO_BYTES_LITTLE, "utf-16-le"),
        (_TWO_BYTES_BIG, "utf-16-be"),
    ):
        for match in pattern.finditer(piece):
            line = _decoded(match.group(), encoding)
            yield from (text for text in (line.strip(), *_plain(line)) if _WORDY.search(text))


def _plain(line: str) -> list[str]:
    """Return the plain stretches of a line: chance bytes beside a word often look like accented letters."""
    return [] if line.isascii() else [text.strip() for text in _PLAIN.findall(line)]


def _decoded(run: bytes, encoding: str) -> str:
    if encoding:
        return run.decode(encoding, "replace")
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return run.decode("cp1252", "replace")
