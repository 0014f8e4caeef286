"""Where else a word stands: with a possessive, in other case, spaced out, hyphenated, broken at a line end."""

import re
from collections.abc import Iterator, Mapping, Sequence

from spoc_desk.sanitise.normalise import Clean, normalise
from spoc_desk.sanitise.squash import squash

Span = tuple[int, int, int]
"""Which text of the document, and where in it: start and end."""

LEAST = 2
"""A single letter is no word to look for."""

_GAP = r"['\-\s_/&.,()]{0,4}"
_NUMBER_FROM = 4  # digits: from here on it is a number, whose blanks may stand anywhere


class Term:
    """One word to look for, made ready."""

    def __init__(self, word: str) -> None:
        squashed = squash(normalise(word).lower)
        self.key = squashed.key
        self._breaks = frozenset(at for at in squashed.starts if at)
        self._is_number = sum(letter.isdigit() for letter in self.key) >= _NUMBER_FROM
        letters = _GAP.join(re.escape(letter) for letter in self.key)
        self._pattern = re.compile(rf"(?<![^\W_]){letters}(?![^\W_])")

    @property
    def is_usable(self) -> bool:
        """Whether there is something to look for."""
        return len(self.key) >= LEAST

    def find(self, clean: Clean) -> Iterator[tuple[int, int]]:
        """Yield the spans, in the text as given, where the word stands."""
        if not self.is_usable:
            return
        for match in self._pattern.finditer(clean.lower):
            if self._is_one_word(match.group()):
                yield clean.given_span(*match.span())

    def _is_one_word(self, written: str) -> bool:
        """Return whether a word with other gaps than its own is still this word, and not two others."""
        squashed = squash(written)
        if squashed.key != self.key:
            return False  # an "&" stood between its letters
        extra = [at for at in squashed.starts if at and at not in self._breaks]
        if not extra or self._is_number:
            return True
        if len(squashed.starts) == len(self.key):
            return True  # spaced out, letter by letter
        gaps = [written[squashed.index[at - 1] + 1 : squashed.index[at]] for at in extra]
        return all("-" in gap or "\n" in gap for gap in gaps)


def find_everywhere(term: Term, texts: Mapping[int, Clean], which: Sequence[int]) -> list[Span]:
    """Return every place of a word in the texts numbered in *which*."""
    return [(number, start, end) for number in which for start, end in term.find(texts[number])]
