"""Many shapes in one pass over a text: which of them stand in it at all. Most do not, and cost nothing more."""

from collections.abc import Iterable, Sequence
from typing import Any

import re2

# For each pass, bytes: some thirty of them then stay below a hundred and fifty megabytes, whatever the text does.
_MOST_MEMORY = 1 << 22


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
        self._all = range(len(patterns) + 1)
        self._set = re2.Set.SearchSet(options(_MOST_MEMORY))
        # The first shape stands in every text: an answer without it is none, for want of memory. It stands at the
        # beginning alone, for at each place where a shape ends all that end there are counted.
        for pattern in (rb"\A", *patterns):
            self._set.Add(pattern)
        self._set.Compile()

    def standing_in(self, data: bytes) -> Sequence[int]:
        """Return the shapes that stand somewhere in a text, and 0; all where that could not be found out."""
        found: Sequence[int] | None = self._set.Match(data)
        return found or self._all


class Guards:
    """Plain strings one of which must stand in a text before a shape can: letters in small, or kinds of characters.

    Each shape is given by its strings of both sorts; none of a sort means that it asks for none. A set of shapes is a
    number with one bit for each, in their order.
    """

    __slots__ = ("_free", "_kinds", "_kinds_pass", "_marks", "_marks_pass")

    def __init__(self, shapes: Sequence[tuple[Iterable[bytes], Iterable[bytes]]]) -> None:
        marks, kinds = _bits(marks for marks, _ in shapes), _bits(kinds for _, kinds in shapes)
        self._free = marks.pop(b"", 0), kinds.pop(b"", 0)
        # By the place of a string in its pass; the first place is that of the shape in every text.
        self._marks, self._kinds = (0, *marks.values()), (0, *kinds.values())
        self._marks_pass = OnePass([re2.escape(mark) for mark in marks])
        self._kinds_pass = OnePass([re2.escape(kind) for kind in kinds])

    def allowing(self, low: bytes, kinds: bytes) -> int:
        """Return the shapes that may stand in a text, as bits."""
        by_marks, by_kinds = self._free
        for place in self._marks_pass.standing_in(low):
            by_marks |= self._marks[place]
        for place in self._kinds_pass.standing_in(kinds):
            by_kinds |= self._kinds[place]
        return by_marks & by_kinds


def _bits(asked: Iterable[Iterable[bytes]]) -> dict[bytes, int]:
    """Return for each string the shapes that ask for it; those that ask for none by the empty string."""
    found: dict[bytes, int] = {}
    for place, strings in enumerate(asked):
        for string in tuple(strings) or (b"",):
            found[string] = found.get(string, 0) | 1 << place
    return found
