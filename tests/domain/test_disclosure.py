"""Nobody works out a hidden number from everything that was published: quarters, year, parts, shares, all at once."""

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spoc_desk.domain.disclosure import another_world, near_world
from spoc_desk.domain.figure_years import late_in, year_beside
from spoc_desk.domain.figures import YEAR, Measure, Sum, cell_key, sums_of
from spoc_desk.domain.suppression import STEP, THRESHOLD, THRESHOLDS, Cell, published

QUARTERS = ("q1", "q2", "q3", "q4")
MEASURES = (
    Measure("decided", "Decided"),
    Measure("accepted", "Accepted", "decided", share=True),
    Measure("fps", "Family Partnership Service", "decided", share=True),
    Measure("enquiry", "Enquiry", "accepted"),
    Measure("apart", "Something else"),
)
MOST_MOVED = 2
"""How far a number that is shown may lie from the true one, before it is rounded."""


class Published:
    """Everything a partnership publishes of one year, and the numbers whose looks those are."""

    def __init__(self, truth: Mapping[str, int], rows: Sequence[int] = (), threshold: int = THRESHOLD) -> None:
        self.threshold = threshold
        quarters: dict[str, int] = {}
        for quarter in QUARTERS:
            counts = {cell_key(each.id, quarter): truth[cell_key(each.id, quarter)] for each in MEASURES}
            quarters |= near_world(counts, list(sums_of(MEASURES, [quarter])), threshold)
        year = {each.id: sum(truth[cell_key(each.id, quarter)] for quarter in QUARTERS) for each in MEASURES}
        by_name = [("apart", {f"row {place}": number for place, number in enumerate(rows)})] if rows else []
        tables = year_beside(MEASURES, year, truth, quarters, QUARTERS, by_name)
        looks = {key: published(number, threshold) for key, number in quarters.items()}
        self.sums = tables.sums
        self.world = near_world(tables.counts, tables.sums, threshold, given=looks)

    @property
    def cells(self) -> dict[str, Cell]:
        return {key: published(number, self.threshold) for key, number in self.world.items()}

    @property
    def hidden(self) -> list[str]:
        return [key for key, cell in self.cells.items() if cell.value is None]


def intervals(cells: Mapping[str, Cell], sums: Sequence[Sum], threshold: int = THRESHOLD) -> dict[str, tuple[int, int]]:
    """What somebody with a pencil finds: the least and the most of each number, narrowed sum by sum to the end."""
    most = 10_000
    found = {}
    for key, cell in cells.items():
        if cell.value is None:
            found[key] = (1, threshold)
        else:
            low = 0 if cell.value == 0 else max(cell.value - STEP // 2, threshold + 1)
            found[key] = (low, 0 if cell.value == 0 else cell.value + STEP // 2)
    while True:
        before = dict(found)
        for each in sums:
            least = {part: found[part][0] for part in each.parts}
            highest = {part: found[part][1] for part in each.parts}
            low, high = found[each.total]
            floor, roof = sum(least.values()), sum(highest.values()) if each.whole else most
            found[each.total] = (max(low, floor), min(high, roof))
            for part in each.parts:
                low, high = found[part]
                others = floor - least[part]
                high = min(high, found[each.total][1] - others)
                if each.whole:
                    low = max(low, found[each.total][0] - (roof - highest[part]))
                found[part] = (low, high)
        if found == before:
            return found


@st.composite
def years(draw: st.DrawFn) -> dict[str, int]:
    """Four quarters of true numbers, most of them where hiding and rounding are tight."""
    small = st.sampled_from((0, 1, 1, 2, 6, 7, 7, 7, 8, 12, 13)) | st.integers(0, 45)
    rest = st.sampled_from((0, 0, 0, 1)) | st.integers(0, 9)
    truth = {}
    for quarter in QUARTERS:
        enquiry, fps, apart = draw(small), draw(small), draw(small)
        accepted = enquiry + draw(rest)
        numbers = {"enquiry": enquiry, "fps": fps, "accepted": accepted, "apart": apart}
        numbers["decided"] = accepted + fps + draw(rest)
        truth |= {cell_key(name, quarter): number for name, number in numbers.items()}
    return truth


def alike(number: int) -> dict[str, int]:
    return {cell_key(each.id, quarter): number for each in MEASURES for quarter in QUARTERS} | {
        cell_key("decided", quarter): 2 * number for quarter in QUARTERS
    }


@pytest.mark.req("R-001-18", "R-001-19")
@example(alike(10), 10)
@example(alike(7), 7)
@example(alike(5), 5)
@example(alike(1), 7)
@settings(max_examples=60)
@given(years(), st.sampled_from(THRESHOLDS))
def test_for_every_hidden_number_another_year_would_be_published_to_the_same_letters(
    truth: dict[str, int], threshold: int
) -> None:
    """No reckoning tells two years apart whose tables are the same: quarters, year, totals, and the shares of them.

    Whatever threshold the council chose.
    """
    made = Published(truth, threshold=threshold)
    assert made.hidden == [key for key, number in made.world.items() if 0 < number <= threshold]
    for key in made.hidden:
        other = another_world(made.world, made.sums, key, threshold)
        assert other is not None, key
        assert other[key] != made.world[key]
        again = Published({each: other[each] for each in truth}, threshold=threshold)
        assert again.cells == made.cells, key
    narrowed = intervals(made.cells, made.sums, threshold)
    assert [key for key in made.hidden if narrowed[key][0] == narrowed[key][1]] == []


@settings(max_examples=30)
@given(years(), st.sampled_from(THRESHOLDS), st.data())
def test_nor_from_the_year_by_partnership(truth: dict[str, int], threshold: int, data: st.DataObject) -> None:
    left = sum(truth[cell_key("apart", quarter)] for quarter in QUARTERS)
    rows = []
    for _ in range(5):
        rows.append(data.draw(st.integers(0, left)))
        left -= rows[-1]
    made = Published(truth, (*rows, left), threshold)
    for key in made.hidden:
        assert another_world(made.world, made.sums, key, threshold) is not None, key
    narrowed = intervals(made.cells, made.sums, threshold)
    assert [key for key in made.hidden if narrowed[key][0] == narrowed[key][1]] == []


def test_all_four_quarters_are_tried_out_one_by_one() -> None:
    """Every year of four quarters up to 17: whoever knows the rule and tries them all finds two for each hidden one."""
    sums = [Sum("year", QUARTERS)]

    def year_shown(counts: tuple[int, ...]) -> int | None:
        world = dict(zip(QUARTERS, counts, strict=True)) | {"year": sum(counts)}
        looks = {quarter: published(world[quarter]) for quarter in QUARTERS}
        return published(near_world(world, sums, given=looks)["year"]).value

    shown = {each: year_shown(each) for each in itertools.combinations_with_replacement(range(18), 4)}
    looks = [published(count).value for count in range(18)]
    fits: dict[tuple[int | None, ...], tuple[set[int], ...]] = defaultdict(lambda: (set(), set(), set(), set()))
    for counts in itertools.product(range(18), repeat=4):
        seen = (*(looks[count] for count in counts), shown[tuple(sorted(counts))])
        for found, count in zip(fits[seen], counts, strict=True):
            found.add(count)
    assert all(
        len(found) > 1 for seen, each in fits.items() for look, found in zip(seen, each, strict=False) if look is None
    )


@settings(max_examples=40)
@given(years())
def test_what_is_shown_lies_near_the_truth(truth: dict[str, int]) -> None:
    made = Published(truth)
    for key, number in truth.items():
        assert abs(made.world[key] - number) <= MOST_MOVED
    for each in MEASURES:
        year = sum(truth[cell_key(each.id, quarter)] for quarter in QUARTERS)
        assert abs(made.world[cell_key(each.id, YEAR)] - year) <= len(QUARTERS) * MOST_MOVED


def test_four_sevens_do_not_stand_as_thirty() -> None:
    world = dict.fromkeys(QUARTERS, 7) | {"year": 28}
    sums = [Sum("year", QUARTERS)]
    assert another_world(world, sums, "q1") is None
    assert published(near_world(world, sums)["year"]).value == 25


def test_records_that_came_later_are_counted_and_said_to_be_late() -> None:
    truth = alike(9)
    quarters = {key: number for key, number in truth.items() if not key.startswith("apart") or key != "apart/q1"}
    quarters["apart/q1"] = 4  # five more came in after the first quarter was given out
    year = {each.id: sum(truth[cell_key(each.id, quarter)] for quarter in QUARTERS) for each in MEASURES}
    tables = year_beside(MEASURES, year, quarters, quarters, QUARTERS)
    assert tables.late == ("apart",)
    assert tables.counts["apart/year"] == 36
    assert "apart/year" not in {each.total for each in tables.sums}
    assert late_in(MEASURES, quarters) == ()


def test_parts_stay_within_a_measure_that_was_moved() -> None:
    truth = alike(7)
    moved = {**truth, "decided/q1": 13, "accepted/q1": 6, "enquiry/q1": 6}
    year = {each.id: sum(truth[cell_key(each.id, quarter)] for quarter in QUARTERS) for each in MEASURES}
    tables = year_beside(MEASURES, {**year, "accepted": 60}, truth, moved, QUARTERS)
    for each in tables.sums:
        assert sum(tables.counts[part] for part in each.parts) <= tables.counts[each.total]


def test_counts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        near_world({"a": 3, "b": 4}, [Sum("a", ("b",), whole=False)])
    with pytest.raises(ValueError, match="given out otherwise"):
        near_world({"a": 9}, [], given={"a": Cell(None)})
