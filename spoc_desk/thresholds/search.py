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


@dataclass(frozen=True)
class _Line:
    where: Where
    text: str
    words: tuple[str, ...]
    heading_words: tuple[str, ...]


class IndicatorSearch:
    """The lines of one set, made ready for typing."""

    def __init__(self, of: ThresholdSet) -> None:
        self._lines = tuple(_line(where) for where in of.places.values())

    def find(self, typed: str) -> tuple[Where, ...]:
        """Return the indicators that fit, the best first; all of them, in their order, for an empty text."""
        wanted = [word for word in _words(typed) if word not in _FILLERS] or list(_words(typed))
        if not wanted:
            return tuple(line.where for line in self._lines)
        scored = []
        for order, line in enumerate(self._lines):
            scores = [_score(line, word) for word in wanted]
            if all(scores):
                scored.append((-sum(scores), order, line.where))
        return tuple(where for _, _, where in sorted(scored, key=lambda each: each[:2]))


def _line(where: Where) -> _Line:
    text = f"{where.indicator.text} {where.indicator.corrected}".lower()
    return _Line(where, text, _words(text), _words(f"{where.heading.label} {where.level.label}"))


def _score(line: _Line, word: str) -> int:
    """Return how well one typed word fits a line; 0 where it does not."""
    if word in line.words:
        return _SAME
    if any(each.startswith(word) for each in line.words):
        return _BEGINS
    if any(meant in line.text for meant in _meanings().get(word, ())):
        return _MEANT
    if _has_stem(line, word):
        return _MEANT
    return _HEADING if any(each.startswith(word) for each in line.heading_words) else 0


def _has_stem(line: _Line, word: str) -> bool:
    """Return whether a longer form was typed than stands there: "attending" for "attendance"."""
    stem = re.sub(r"(?:ing|ed|es|s)$", "", word)
    return len(stem) >= _SHORTEST_STEM and stem != word and any(each.startswith(stem) for each in line.words)


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
