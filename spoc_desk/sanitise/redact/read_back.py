"""The text of a copy, put together again as the reviewer saw it: passages, lines, rows and cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spoc_desk.sanitise.redact.grammar_pages import Run
from spoc_desk.sanitise.redact.tokens import PATTERN

# What our own template says: the foot, the label over a part of a wide table, the mark of a list.
_TEMPLATE = re.compile(r"Sanitised copy|Page \d+ of \d+|Columns \d+(?:, \d+)?(?: to \d+)? of \d+|\u2022")
_SAME_LINE = 1.0  # points; the words of a token stand a little higher


@dataclass
class ReadBack:
    """The text of a copy. `again` is what stands on several pages: the heads of a long table."""

    passages: list[str] = field(default_factory=list)
    again: set[str] = field(default_factory=set)
    tokens: int = 0
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _row_begins: bool = False
    _baseline: float | None = None

    def add_page(self, runs: Sequence[Run]) -> None:
        """Take in the texts of one page, in order. A line without a mark goes on with the text before it."""
        self.turn()
        for run in runs:
            self.add(run.text, run.begins, run.baseline, repeated=run.repeated)

    def turn(self) -> None:
        """Begin a page."""
        self._baseline = None

    def add(self, text: str, begins: str, baseline: float, *, repeated: bool) -> int:
        """Take in one text; return how long its passage was before it, or -1 for a repeated one."""
        if repeated:
            if not _TEMPLATE.fullmatch(text):
                self.again.add(text)
            return -1
        if begins:
            self._begin(begins)
        elif self._baseline is None or abs(baseline - self._baseline) > _SAME_LINE:
            self._put(" ")
        before = self._length
        self._put(text)
        self.tokens += PATTERN.fullmatch(text) is not None
        self._baseline = baseline
        return before

    def finish(self) -> None:
        """Close the last passage."""
        if self._parts:
            self.passages.append("".join(self._parts))
            self._parts, self._length = [], 0

    def _begin(self, marks: str) -> None:
        for mark in marks:
            if mark == "P":
                self.finish()
            elif mark == "D" and not self._row_begins:
                self._put("\t")
            elif mark in "LR" and self._parts:
                self._put("\n")
            self._row_begins = mark in "PR"

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
