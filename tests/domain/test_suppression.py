"""Published figures: small ones hidden, the others rounded."""

import pytest

from spoc_desk.domain.suppression import (
    HIDDEN,
    Cell,
    may_show_by,
    percentage,
    published,
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
