"""Published figures: small ones hidden, the others rounded, and no hidden one can be counted back."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spoc_desk.domain.suppression import (
    HIDDEN,
    STEP,
    THRESHOLD,
    Cell,
    may_show_by,
    percentage,
    published,
    published_total,
)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (1, HIDDEN), (7, HIDDEN), (8, "10"), (12, "10"), (13, "15"), (17, "15"), (18, "20"), (2045, "2045")],
)
def test_a_count_is_hidden_rounded_or_nought(count: int, words: str) -> None:
    assert published(count).words == words


@pytest.mark.parametrize(("threshold", "hidden"), [(5, 5), (7, 7), (10, 10)])
def test_the_threshold_is_the_councils(threshold: int, hidden: int) -> None:
    assert published(hidden, threshold).value is None
    assert published(hidden + 1, threshold).value is not None


def test_a_share_is_of_published_numbers_and_of_twenty_at_least() -> None:
    assert percentage(Cell(10), Cell(20)) == "50 %"
    assert percentage(Cell(None), Cell(100)) == HIDDEN
    assert percentage(Cell(10), Cell(15)) == HIDDEN


def test_a_table_by_school_needs_more_than_one_and_none_that_is_small() -> None:
    assert may_show_by([12, 9, 0])
    assert not may_show_by([12, 3])
    assert not may_show_by([40])
    assert not may_show_by([])


_MOST_TRIED = 4


def possible(cell: Cell) -> range:
    """Every count a published number may stand for."""
    if cell.value is None:
        return range(1, THRESHOLD + 1)
    if cell.value == 0:
        return range(1)
    low = max(cell.value - STEP // 2, THRESHOLD + 1)
    return range(low, cell.value + STEP // 2 + 1)


@example([1, 13, 28])
@example([1, 1, 1, 1, 1, 1, 1])
@example([7, 12, 12])
@given(st.lists(st.integers(0, 30), min_size=2, max_size=4))
def test_no_hidden_count_is_found_by_taking_the_rows_from_their_total(counts: list[int]) -> None:
    """Whoever tries every count that fits the rows and the total finds more than one for each hidden row."""
    rows, total = [published(count) for count in counts], published_total(counts)
    if sum(row.value is None for row in rows) > _MOST_TRIED:
        # Too many to try out one by one: at least the total is not that of as many ones.
        assert total.value is None or total.value > len(rows)
        return
    fits = [guess for guess in itertools.product(*map(possible, rows)) if published_total(guess) == total]
    assert tuple(counts) in fits
    for place, cell in enumerate(rows):
        if cell.value is None:
            assert len({guess[place] for guess in fits}) > 1


@pytest.mark.parametrize("counts", [[1, 13, 28], [1] * 7])
def test_a_total_that_would_give_a_row_away_is_moved_by_a_step(counts: list[int]) -> None:
    moved = published_total(counts)
    assert moved != published(sum(counts))
    assert moved.value is not None
    assert abs(moved.value - sum(counts)) <= 2 * STEP
