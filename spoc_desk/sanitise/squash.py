"""Letters and digits only, in lower case: the form in which names are looked up, whatever stands between them."""

import re
from dataclasses import dataclass

from spoc_desk.sanitise.normalise import normalise

# A run of letters, a run of digits, or an ampersand (read as "and").
_TOKEN = re.compile(r"[^\W\d_]+|\d+|&")


@dataclass(frozen=True)
class Squashed:
    """A text without anything between its letters, and where its words begin and end."""

    key: str
    index: list[int]  # for each character of the key, its offset in the text it came from
    starts: frozenset[int]  # positions in the key where a word starts
    ends: frozenset[int]  # positions in the key just after a word
    breaks: frozenset[int]  # starts that follow a real separator, not an apostrophe

    def pieces(self, start: int, end: int) -> list[int]:
        """Return the positions inside a span where the text was separated."""
        return [at for at in range(start + 1, end) if at in self.breaks]


def squash(lower: str) -> Squashed:
    """Return the squashed form of a lower-case text."""
    parts: list[str] = []
    index: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    for match in _TOKEN.finditer(lower):
        begin, finish = match.span()
        starts.append(len(index))
        if not begin or lower[begin - 1] != "'":
            breaks.append(len(index))
        if lower[begin] == "&":
            parts.append("and")
            index.extend((begin, begin, begin))
        else:
            parts.append(match.group())
            index.extend(range(begin, finish))
        ends.append(len(index))
    return Squashed("".join(parts), index, frozenset(starts), frozenset(ends), frozenset(breaks))


def squash_name(name: str) -> tuple[str, frozenset[int]]:
    """Return the key of a name from a list, and the positions in it where its words begin."""
    squashed = squash(normalise(name).lower)
    return squashed.key, squashed.breaks
