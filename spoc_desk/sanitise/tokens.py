"""A text as its words: small letters for looking up, letters as written for judging, and where each word stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, compress, count
from operator import ne


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
_EUROPEAN = (*range(_ARMENIAN), *range(_LATIN_MORE, _PUNCTUATION))
LETTERS = frozenset(letter for letter in map(_ONLY_LETTERS.__getitem__, _EUROPEAN) if letter != " ")
"""Every letter that may be a word by itself, in small letters or as written."""

# The same for the characters of one byte, in which nearly every text is written.
_ONLY_LETTERS_BYTES = "".join(_ONLY_LETTERS[code] for code in range(256)).encode("latin-1")


@dataclass(frozen=True, eq=False)
class Tokens:
    """The words of a text in order. `low` and `cased` run side by side; word *i* stands at `starts[i]` to `ends[i]`."""

    text: str
    low: Sequence[str]
    cased: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def index(self) -> Mapping[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.low):
            if word in found:
                found[word].append(at)
            else:
                found[word] = [at]
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words: sets meet along the smaller of the two."""
        return frozenset(self.index)

    @cached_property
    def capitals(self) -> list[int]:
        """Where the words stand that are not in small letters throughout."""
        return list(compress(count(), map(ne, self.low, self.cased)))

    def places(self, wanted: frozenset[str]) -> list[int]:
        """Return where one of these words stands, in order."""
        here = wanted & self.vocabulary
        if not here:
            return []
        return sorted(chain.from_iterable(map(self.index.__getitem__, here)))

    def end(self, at: int) -> int:
        """Return the offset just after a word."""
        return self.ends[at]

    def gap(self, at: int) -> str:
        """Return what stands between a word and the next one."""
        return self.text[self.ends[at] : self.starts[at + 1]]

    def capital_run(self, first: int, most: int) -> int:
        """Return the last of at most so many words that stand together from here, all further ones in capitals."""
        last = first
        while (
            last + 1 < len(self.low)
            and last - first + 1 < most
            and self.gap(last) in {" ", "-"}
            and self.cased[last + 1][0].isupper()
        ):
            last += 1
        return last


def tokens_of(text: str, lower: str) -> Tokens:
    """Return the words of a text; *lower* is the same text in small letters, character for character."""
    try:
        cased = text.encode("latin-1").translate(_ONLY_LETTERS_BYTES).decode("latin-1")
        low = cased.lower()
    except UnicodeEncodeError:
        cased, low = text.translate(_ONLY_LETTERS), lower.translate(_ONLY_LETTERS)
    edges = _edges(cased)
    return Tokens(text, low.split(), cased.split(), edges[::2], edges[1::2])


def _edges(letters: str) -> list[int]:
    """Return where words begin and end, in turn: where a letter stands beside a space."""
    marks = f" {letters} ".encode("latin-1", "replace").translate(_IS_LETTER)
    number = int.from_bytes(marks, "little")
    # As one number, all bytes are compared with their neighbours at once.
    differing = (number ^ (number >> 8)).to_bytes(len(marks), "little")
    return list(compress(_PLACES if len(marks) <= len(_PLACES) else count(), differing))


# One for a letter, nothing for a space.
_IS_LETTER = bytes(code != ord(" ") for code in range(256))
# The offsets in most texts: taken from here they need not be made anew for every text.
_PLACES = tuple(range(1 << 14))


@lru_cache(maxsize=2048)
def flat(name: str) -> str:
    """Return a name from a list as its words in small letters, one space between: the form it is looked up in."""
    return " ".join(name.lower().translate(_ONLY_LETTERS).split())
