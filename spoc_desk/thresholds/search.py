"""Find indicators by typing: every typed word must begin a word of the line, or one that staff mean by it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spoc_desk.resources import read_text
from spoc_desk.thresholds.threshold_set import ThresholdSet, Where

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_FILLERS = frozenset(
    ["a", "an", "and", "at", "for", "in", "is", "no", "not", "of", "on", "or", "the", "to", "too", "with"]
)
_SAME, _BEGINS, _MEANT, _HEADING = 8, 5, 3, 1
_SHORTEST_STEM = 4
_ENDING = re.compile(r"(?:ing|ed|es|s)$")


@dataclass(frozen=True)
class _Line:
    """One indicator. Its words stand in one text, a space before and after each: that is looked through quickest."""

    where: Where
    text: str
    words: str
    heading_words: str


@dataclass(frozen=True)
class _Wanted:
    """One typed word, as it is looked for."""

    whole: str
    begin: str
    stem: str  # "" where no shorter form is worth looking for
    meant: tuple[str, ...]


class IndicatorSearch:
    """The lines of one set, made ready for typing."""

    def __init__(self, of: ThresholdSet) -> None:
        self._lines = tuple(_line(where) for where in of.places.values())

    def find(self, typed: str) -> tuple[Where, ...]:
        """Return the indicators that fit, the best first; all of them, in their order, for an empty text."""
        wanted = [_wanted(word) for word in _words(typed) if word not in _FILLERS]
        wanted = wanted or [_wanted(word) for word in _words(typed)]
        if not wanted:
            return tuple(line.where for line in self._lines)
        scored = []
        for order, line in enumerate(self._lines):
            total = 0
            for word in wanted:
                score = _score(line, word)
                if not score:
                    break
                total += score
            else:
                scored.append((-total, order, line.where))
        return tuple(where for _, _, where in sorted(scored, key=lambda each: each[:2]))


def _line(where: Where) -> _Line:
    text = f"{where.indicator.text} {where.indicator.corrected}".lower()
    return _Line(where, text, _spaced(_words(text)), _spaced(_words(f"{where.heading.label} {where.level.label}")))


def _spaced(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def _wanted(word: str) -> _Wanted:
    """A longer form may be typed than stands there: "attending" also finds "attendance"."""
    stem = _ENDING.sub("", word)
    known = len(stem) >= _SHORTEST_STEM and stem != word
    return _Wanted(f" {word} ", f" {word}", f" {stem}" if known else "", _meanings().get(word, ()))


def _score(line: _Line, word: _Wanted) -> int:
    """Return how well one typed word fits a line; 0 where it does not."""
    if word.begin in line.words:
        return _SAME if word.whole in line.words else _BEGINS
    if word.meant and any(meant in line.text for meant in word.meant):
        return _MEANT
    if word.stem and word.stem in line.words:
        return _MEANT
    return _HEADING if word.begin in line.heading_words else 0


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, and the parts of those with a hyphen."""
    found = []
    for word in _WORD.findall(text.lower().replace("'", "’")):
        found.append(word)
        if "-" in word:
            found += word.split("-")
    return tuple(found)


@cache
def _meanings() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(read_text("thresholds", "search_words.toml"))
    return {word: tuple(meant) for word, meant in table.items()}
