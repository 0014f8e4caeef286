"""A text as its words: small letters for looking up, letters as written for judging, and where each word stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate


class _OnlyLetters(dict[int, str]):
    """Turns everything that is no letter into one space, character for character. Fills itself as it goes."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        found = letter if letter.isalpha() else " "
        self[code] = found
        return found


_ONLY_LETTERS = _OnlyLetters()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order. `low` and `cased` run side by side; word *i* begins at `starts[i]`."""

    text: str
    low: Sequence[str]
    cased: Sequence[str]
    starts: Sequence[int]

    def end(self, at: int) -> int:
        """Return the offset just after a word."""
        return self.starts[at] + len(self.low[at])

    def gap(self, at: int) -> str:
        """Return what stands between a word and the next one."""
        return self.text[self.end(at) : self.starts[at + 1]]


def tokens_of(text: str, lower: str) -> Tokens:
    """Return the words of a text; *lower* is the same text in small letters, character for character."""
    parts = lower.translate(_ONLY_LETTERS).split(" ")
    lengths = list(map(len, parts))
    ends = accumulate(lengths)
    starts = [done - length + at for at, (done, length) in enumerate(zip(ends, lengths, strict=True)) if length]
    low = [part for part in parts if part]
    cased = text.translate(_ONLY_LETTERS).split()
    return Tokens(text, low, cased, starts)


@lru_cache(maxsize=2048)
def flat(name: str) -> str:
    """Return a name from a list as its words in small letters, one space between: the form it is looked up in."""
    return " ".join(name.lower().translate(_ONLY_LETTERS).split())
