"""Text set into lines of a width: words kept whole where they fit, tokens always whole and all equally wide."""

import re
from collections.abc import Iterator
from functools import lru_cache

from spoc_desk.sanitise.redact.signs import TOKEN_OF
from spoc_desk.sanitise.redact.typeface import Weight, face

# In thousandths of the type size. The longest token at TOKEN_SCALE is 7,463 wide; the rest is the air around it.
TOKEN_WIDTH = 8_100
TOKEN_SCALE = 0.84

_WORDS = re.compile(r"\S+")
_NO_GLYPH = 600


@lru_cache(maxsize=2)
def _widths(weight: Weight) -> dict[str, int]:
    """Return the widths by character; a token sign is a character like any other."""
    widths = {chr(code): width for code, width in face(weight).widths.items()}
    return widths | dict.fromkeys(TOKEN_OF, TOKEN_WIDTH)


@lru_cache(maxsize=65_536)
def _word_width(word: str, weight: Weight) -> int:
    return _sum(word, weight)


def _sum(text: str, weight: Weight) -> int:
    widths = _widths(weight)
    return sum(widths.get(sign, _NO_GLYPH) for sign in text)


def measure(text: str, weight: Weight) -> int:
    """Return the width of a line in thousandths of the type size."""
    return _sum(text, weight) if len(text) > 40 else _word_width(text, weight)


def wrap(text: str, weight: Weight, size: float, width: float) -> Iterator[str]:
    """Yield the lines of *text* at a type size (points) in a column of *width* points. Always at least one line.

    Takes time in proportion to the text, whatever it holds: a word wider than the column breaks inside.
    """
    room = int(width * 1000 / size)
    for part in text.split("\n"):
        yield from _wrap_part(part, weight, room)


def _wrap_part(part: str, weight: Weight, room: int) -> Iterator[str]:
    space = _widths(weight)[" "]
    line: list[str] = []
    used = 0
    for match in _WORDS.finditer(part):
        word = match.group()
        wide = measure(word, weight)
        if line and used + space + wide > room:
            yield " ".join(line)
            line, used = [], 0
        if wide > room:
            *full, word = _broken(word, weight, room)
            yield from full
            wide = measure(word, weight)
        used += wide + (space if line else 0)
        line.append(word)
    yield " ".join(line)


def _broken(word: str, weight: Weight, room: int) -> Iterator[str]:
    """Yield a word in pieces that each fit; a single sign wider than the room stands alone."""
    widths = _widths(weight)
    start = used = 0
    for at, sign in enumerate(word):
        wide = widths.get(sign, _NO_GLYPH)
        if used + wide > room and at > start:
            yield word[start:at]
            start, used = at, 0
        used += wide
    yield word[start:]
