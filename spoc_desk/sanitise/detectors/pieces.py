"""A piece of text as it reads without its disguise, and where each of its characters stood."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """Which detectors read a piece."""

    ALL = "all"
    CODES = "codes"  # numbers and codes alone
    SURE = "sure"  # codes so sure in their shape that a bare line break may stand in them
    SHAPES = "shapes"  # what is told by its shape in capitals: institutions, streets


@dataclass(frozen=True)
class Piece:
    """Readable text made from a stretch of the clean text.

    `starts` and `ends` bound, for each character, what it was made from; empty where only the whole can be told.
    `seams` are the spans of the piece where something was undone: a hit must touch one (None: all count).
    """

    text: str
    start: int
    end: int
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    seams: Sequence[tuple[int, int]] | None = None
    asked: Asked = Asked.ALL
    sure_only: bool = False
    nested: bool = False

    @property
    def whole(self) -> bool:
        """Whether the stretch can only be told as a whole."""
        return not self.starts

    def touches(self, start: int, end: int) -> bool:
        """Return whether a span of the piece has something undone inside."""
        if self.seams is None:
            return True
        # The seams stand in order, so the last that begins before the end reaches furthest.
        last = bisect_left(self.seams, (end, 0)) - 1
        return last >= 0 and self.seams[last][1] > start

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the piece stood."""
        return self.starts[start], self.ends[end - 1]
