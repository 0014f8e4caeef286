"""Many shapes in one pass over a text: which of them stand in it at all. Most do not, and cost nothing more."""

from collections.abc import Iterable, Sequence
from typing import Any

import re2

# For each pass, bytes: some thirty of them then stay below a hundred and fifty megabytes, whatever the text does.
_MOST_MEMORY = 1 << 22
_EMPTY: frozenset[int] = frozenset()


def options(memory: int) -> Any:
    """Return how RE2 reads our texts: one byte for a character, no words about errors."""
    found = re2.Options()
    found.encoding = re2.Options.Encoding.LATIN1
    found.log_errors = False
    found.max_mem = memory
    return found


class OnePass:
    """Shapes that are looked for at once. They are told by their places, counted from 1."""

    __slots__ = ("_all", "_set")

    def __init__(self, patterns: Sequence[bytes]) -> None:
        self._all = frozenset(range(1, len(patterns) + 1))
        self._set = re2.Set.SearchSet(options(_MOST_MEMORY))
        # The empty shape stands everywhere: an answer without it is none, for want of memory.
        for pattern in (b"", *patterns):
            self._set.Add(pattern)
        self._set.Compile()

    def standing_in(self, data: bytes) -> frozenset[int]:
        """Return the shapes that stand somewhere in a text; all where that could not be found out."""
        found = self._set.Match(data)
        return _EMPTY if found == [0] else frozenset(found or self._all)


class Guards:
    """Plain strings one of which must stand in a text before a shape can: letters in small, or kinds of characters."""

    __slots__ = ("_kinds", "_kinds_pass", "_marks", "_marks_pass")

    def __init__(self, marks: Iterable[bytes], kinds: Iterable[bytes]) -> None:
        self._marks = tuple(dict.fromkeys(marks))
        self._kinds = tuple(dict.fromkeys(kinds))
        self._marks_pass = OnePass([re2.escape(mark) for mark in self._marks])
        self._kinds_pass = OnePass([re2.escape(kind) for kind in self._kinds])

    def standing_in(self, low: bytes, kinds: bytes) -> frozenset[bytes]:
        """Return the strings that stand in a text."""
        marks = [self._marks[place - 1] for place in self._marks_pass.standing_in(low) if place]
        return frozenset((*marks, *(self._kinds[place - 1] for place in self._kinds_pass.standing_in(kinds) if place)))
