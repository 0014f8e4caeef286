"""Cuts RTF into its tokens: control words, control signs, braces, text, and raw bytes."""

import re
from collections.abc import Iterator
from enum import Enum

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,40})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([\r\n]+)|([^\\{}\r\n]+)|(\\)", re.DOTALL
)
_BINARY = b"bin"


class Kind(Enum):
    """What a token is."""

    WORD = 1
    BYTE = 2  # a character written as \'hh
    SIGN = 3
    OPEN = 4
    CLOSE = 5
    TEXT = 6
    RAW = 7  # the bytes of a \bin


Token = tuple[Kind, bytes, int | None]


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens with the number of each control word that has one."""
    position = 0
    while position < len(data):
        match = _TOKEN.match(data, position)
        if match is None:
            return
        position = match.end()
        index = match.lastindex
        if index == 7:
            yield Kind.TEXT, match.group(7), None
        elif index in {1, 2}:
            number = int(match.group(2)) if index == 2 else None
            if match.group(1) == _BINARY and number is not None and number > 0:
                yield Kind.RAW, data[position : position + number], None
                position += number
            else:
                yield Kind.WORD, match.group(1), number
        elif index == 5:
            yield (Kind.OPEN if match.group(5) == b"{" else Kind.CLOSE), b"", None
        elif index == 3:
            yield Kind.BYTE, bytes.fromhex(match.group(3).decode("ascii")), None
        elif index == 4:
            yield Kind.SIGN, match.group(4), None
