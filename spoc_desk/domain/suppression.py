"""Small numbers in figures that leave the desk: hidden or rounded, so that nobody can be counted back (domain 2.7).

The method of the NHS hospital statistics: counts from 1 up to a threshold are not shown, all others are rounded to
five, nought stays nought; totals are added up first and then rounded, so that they need not fit their rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

THRESHOLD: Final = 7
STEP: Final = 5
LEAST_DENOMINATOR: Final = 20
HIDDEN: Final = "*"
_DOUBT: Final = 2
"""How many counts a hidden number must at least be able to be."""


@dataclass(frozen=True)
class Cell:
    """One published number; None is hidden."""

    value: int | None

    @property
    def words(self) -> str:
        """Return what stands in the table."""
        return HIDDEN if self.value is None else str(self.value)


def published(count: int, threshold: int = THRESHOLD) -> Cell:
    """Return *count* as it may be published. Raises ValueError for a count below nought."""
    if count < 0:
        raise ValueError("a count is not below nought")
    if 0 < count <= threshold:
        return Cell(None)
    return Cell(STEP * ((2 * count + STEP) // (2 * STEP)))


def published_total(counts: Iterable[int], threshold: int = THRESHOLD) -> Cell:
    """Return the total of true *counts*: added up, then published; moved by a step where it would give a row away.

    Rounding alone is not enough: of 1, 13 and 28 the table would show *, 15, 30 and 40 in all, and only 1 fits.
    """
    true = tuple(counts)
    rows = [published(count, threshold) for count in true]
    total = published(sum(true), threshold)
    if _leaves_doubt(rows, total, threshold):
        return total
    near = total.value if total.value is not None else 0
    steps = (near + sign * STEP * number for number in range(1, 2 * len(rows) + 3) for sign in (1, -1))
    moved = (Cell(value) for value in steps if value > threshold)
    return next((cell for cell in moved if _leaves_doubt(rows, cell, threshold)), Cell(None))


def _leaves_doubt(rows: Sequence[Cell], total: Cell, threshold: int) -> bool:
    """Say whether each hidden row could still be one of several counts for who knows the other rows and the total."""
    ranges = [_range(row, threshold) for row in rows]
    low, high = sum(each[0] for each in ranges), sum(each[1] for each in ranges)
    least, most = _range(total, threshold)
    for row, (first, last) in zip(rows, ranges, strict=True):
        if row.value is None:
            fits = [n for n in range(first, last + 1) if low - first + n <= most and high - last + n >= least]
            if len(fits) < _DOUBT:
                return False
    return True


def _range(cell: Cell, threshold: int) -> tuple[int, int]:
    """Return the least and the most that a published number may stand for."""
    if cell.value is None:
        return 1, threshold
    if cell.value == 0:
        return 0, 0
    return max(cell.value - STEP // 2, threshold + 1), cell.value + STEP // 2


def percentage(part: Cell, whole: Cell) -> str:
    """Return the share in whole per cent of published numbers; hidden where one is, or where the whole is small."""
    if part.value is None or whole.value is None or whole.value < LEAST_DENOMINATOR:
        return HIDDEN
    return f"{round(100 * part.value / whole.value)} %"


def may_show_by(counts: Iterable[int], threshold: int = THRESHOLD) -> bool:
    """Say whether a table by school may be published: more than one school, and no count that would be hidden."""
    shown = [count for count in counts if count > 0]
    return len(shown) > 1 and all(count > threshold for count in shown)
