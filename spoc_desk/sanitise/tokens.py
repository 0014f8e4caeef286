"""A text as its words: small letters for looking up, letters as written for judging, and where each word stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import overload


class _OnlyLetters(dict[int, str]):
    """Turns everything that is no letter into one space, character for character. Fills itself as it goes."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        low = letter.lower()  # capital and small letter are judged alike, or the two rows of words would part
        judged = low if len(low) == 1 else letter
        found = letter if judged.isalpha() and _is_european(ord(judged)) else " "
        self[code] = found
        return found


def _is_european(code: int) -> bool:
    """Return whether a letter may stand in a name of the lists: Latin, Greek or Cyrillic. Others end a word."""
    return code < _ARMENIAN or _LATIN_MORE <= code < _PUNCTUATION


_ARMENIAN, _LATIN_MORE, _PUNCTUATION = 0x530, 0x1E00, 0x2000
_ONLY_LETTERS = _OnlyLetters()


class _Starts(Sequence[int]):
    """Where the words begin, reckoned when asked: most words of a text are never asked for."""

    __slots__ = ("_ends", "_kept", "_parts")

    def __init__(self, parts: list[str], kept: list[int]) -> None:
        self._parts = parts
        self._kept = kept
        self._ends = list(accumulate(map(len, parts)))

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        part = self._kept[at]
        return self._ends[part] - len(self._parts[part]) + part


@dataclass(frozen=True, slots=True, eq=False)
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
    kept = [at for at, part in enumerate(parts) if part]
    cased = text.translate(_ONLY_LETTERS).split()
    return Tokens(text, [parts[at] for at in kept], cased, _Starts(parts, kept))


@lru_cache(maxsize=2048)
def flat(name: str) -> str:
    """Return a name from a list as its words in small letters, one space between: the form it is looked up in."""
    return " ".join(name.lower().translate(_ONLY_LETTERS).split())
