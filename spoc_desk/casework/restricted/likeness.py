"""How alike two words of names are: the same, a short form, one or two letters apart, or alike only in sound."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cache
from typing import Final

from spoc_desk.casework.restricted.sounds import sound
from spoc_desk.resources import read_text

_ONE_LETTER_FROM: Final = 4
_TWO_LETTERS_FROM: Final = 7
"""Lengths from which a word may be one or two letters off: Ali and Ari are two names, Katarzyna and Katarzna one."""


class Alike(IntEnum):
    """How alike, the strongest last."""

    NOT = 0
    SOUND = 1
    NEAR = 2
    PART = 3  # one half of a double name, or a middle name: given out by the comparison of whole names
    SAME = 4


class Likeness:
    """Answers for every pair of one of *ours* and one of *theirs*; worked out once, then looked up."""

    def __init__(self, ours: Iterable[str], theirs: Iterable[str]) -> None:
        self._levels: dict[tuple[str, str], Alike] = {}
        self._related: dict[str, set[str]] = defaultdict(set)
        near, heard, short = _index(frozenset(ours))
        for word in frozenset(theirs):
            self._relate(word, heard.get(sound(word), ()), Alike.SOUND)
            found = {one for stump in _stumps(word) for one in near.get(stump, ())}
            self._relate(word, (one for one in found if _letters_apart(one, word) <= _allowed(one, word)), Alike.NEAR)
            self._relate(word, {one for group in _groups_of(word) for one in short.get(group, ())}, Alike.SAME)
            self._relate(word, near.get(word, frozenset()) & {word}, Alike.SAME)

    def between(self, ours: str, theirs: str) -> Alike:
        """Return how alike two words are."""
        return self._levels.get((ours, theirs), Alike.NOT)

    def related(self, theirs: str) -> Iterable[str]:
        """Return those of our words that are alike to one of theirs in some way."""
        return self._related.get(theirs, ())

    def _relate(self, theirs: str, ours: Iterable[str], level: Alike) -> None:
        for one in ours:
            self._levels[one, theirs] = level
            self._related[theirs].add(one)


def _index(
    words: frozenset[str],
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]], Mapping[int, set[str]]]:
    """Return our words by what is left of them without one or two letters, by sound, and by group of short forms."""
    near: dict[str, set[str]] = defaultdict(set)
    heard: dict[str, set[str]] = defaultdict(set)
    short: dict[int, set[str]] = defaultdict(set)
    for word in words:
        heard[sound(word)].add(word)
        for stump in _stumps(word):
            near[stump].add(word)
        for group in _groups_of(word):
            short[group].add(word)
    return near, heard, short


def _stumps(word: str) -> Iterator[str]:
    """Yield the word, and what is left when as many letters are taken out as it may be off."""
    yield word
    if len(word) < _ONE_LETTER_FROM:
        return
    for place in range(len(word)):
        shorter = word[:place] + word[place + 1 :]
        yield shorter
        if len(word) >= _TWO_LETTERS_FROM:
            for further in range(place, len(shorter)):
                yield shorter[:further] + shorter[further + 1 :]


def _allowed(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    return 0 if shorter < _ONE_LETTER_FROM else 1 if shorter < _TWO_LETTERS_FROM else 2


def _letters_apart(one: str, other: str) -> int:
    """Return how many letters were added, lost, changed or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, mine in enumerate(one, 1):
        now = [row]
        for place, theirs in enumerate(other, 1):
            cost = min(last[place] + 1, now[-1] + 1, last[place - 1] + (mine != theirs))
            if row > 1 and place > 1 and mine == other[place - 2] and one[row - 2] == theirs:
                cost = min(cost, before[place - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


@cache
def _groups() -> Mapping[str, tuple[int, ...]]:
    lines = tomllib.loads(read_text("restricted", "nicknames.toml"))["groups"]
    found: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for word in line.split():
            found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def _groups_of(word: str) -> tuple[int, ...]:
    return _groups().get(word, ())
