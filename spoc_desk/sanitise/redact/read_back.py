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
    _row_begins: bool = False

    def add_page(self, runs: Sequence[Run]) -> None:
        """Take in the texts of one page, in order. A line without a mark goes on with the text before it."""
        baseline: float | None = None
        for run in runs:
            if run.repeated:
                if not _TEMPLATE.fullmatch(run.text):
                    self.again.add(run.text)
                continue
            if run.begins:
                self._begin(run.begins)
            elif baseline is None or abs(run.baseline - baseline) > _SAME_LINE:
                self._parts.append(" ")
            self._parts.append(run.text)
            self.tokens += PATTERN.fullmatch(run.text) is not None
            baseline = run.baseline

    def finish(self) -> None:
        """Close the last passage."""
        if self._parts:
            self.passages.append("".join(self._parts))
            self._parts = []

    def _begin(self, marks: str) -> None:
        for mark in marks:
            if mark == "P":
                self.finish()
            elif mark == "D" and not self._row_begins:
                self._parts.append("\t")
            elif mark in "LR" and self._parts:
                self._parts.append("\n")
            self._row_begins = mark in "PR"
