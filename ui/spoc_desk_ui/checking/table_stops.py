"""Where the columns of tables begin in the text pane: after the widest cell of each, so that no two cells touch."""

from PySide6.QtGui import QFontMetricsF

from spoc_desk.sanitise.readers.unit import Shape

from .text_lines import Lines

_WIDEST = 24
"""In widths of the letter n: a longer cell pushes on what follows, for the columns of one page must stay in sight."""

_GAP = 3
_MEASURED = 8
"""The longest cells of a column by their letters: the widest is among them."""


def table_stops(lines: Lines, metrics: QFontMetricsF) -> list[float]:
    """Return the tab stops, in pixels, that hold the columns of all tables apart; none where there is no table."""
    letter = metrics.horizontalAdvance("n")
    stops: list[float] = []
    at = 0.0
    for cells in _columns(lines):
        longest = sorted(cells, key=len)[-_MEASURED:]
        widths = (metrics.horizontalAdvance(cell[: 2 * _WIDEST]) for cell in longest)
        at += min(max(widths, default=0.0), _WIDEST * letter) + _GAP * letter
        stops.append(at)
    return stops


def _columns(lines: Lines) -> list[set[str]]:
    """Return the different cells of each column but the last, which nothing follows."""
    found: list[set[str]] = []
    for line, words in zip(lines.all, lines.words.split("\n"), strict=False):
        if line.shape is Shape.TABLE and "\t" in words:
            cells = words.split("\t")[:-1]
            found.extend(set() for _ in range(len(cells) - len(found)))
            for column, cell in zip(found, cells, strict=False):
                column.add(cell)
    return found
