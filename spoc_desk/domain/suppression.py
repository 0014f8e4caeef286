"""Small numbers in figures that leave the desk: hidden or rounded, so that nobody can be counted back (domain 2.7).

The method of the NHS hospital statistics: counts from 1 up to a threshold are not shown, all others are rounded to
five, nought stays nought; totals are added up first and then rounded, so that they need not fit their rows. What that
leaves to be worked out from several numbers together is looked after in `disclosure`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

THRESHOLD: Final = 7
THRESHOLDS: Final = (5, 7, 10)
"""What a council may choose from (domain 2.7)."""
STEP: Final = 5
LEAST_DENOMINATOR: Final = 20
HIDDEN: Final = "*"


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


def percentage(part: Cell, whole: Cell) -> str:
    """Return the share in whole per cent of published numbers; hidden where one is, or where the whole is small."""
    if part.value is None or whole.value is None or whole.value < LEAST_DENOMINATOR:
        return HIDDEN
    return f"{round(100 * part.value / whole.value)} %"


def may_show_by(counts: Iterable[int], threshold: int = THRESHOLD) -> bool:
    """Say whether a table by school may be published: more than one school, and no count that would be hidden."""
    shown = [count for count in counts if count > 0]
    return len(shown) > 1 and all(count > threshold for count in shown)
