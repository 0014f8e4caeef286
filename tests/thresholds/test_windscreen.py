"""The picture shows where the ticks lie, in shape and word; nothing in it is a sum."""

from dataclasses import fields
from itertools import pairwise

import pytest

from spoc_desk.thresholds.reading import load_set
from spoc_desk.thresholds.threshold_set import ThresholdSet
from spoc_desk.thresholds.windscreen import Band, Mark, Pattern, windscreen

TICKS = ("INT.health.2", "ADD.learning.4", "ADD.health.1", "ADD.health.5", "of another set")


@pytest.fixture(scope="module")
def luton() -> ThresholdSet:
    return load_set("luton-2021-10")


def test_four_bands_stand_from_left_to_right_each_with_its_own_pattern(luton: ThresholdSet) -> None:
    bands = windscreen(luton, ()).bands

    assert [band.label for band in bands] == ["Universal", "Additional", "Intensive", "Specialist"]
    assert [band.pattern for band in bands] == list(Pattern)
    middles = [band.word_at[0] for band in bands]
    assert middles == sorted(middles)
    assert [(band.left, band.right) for band in bands] == [(0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1)]


def test_neighbours_share_their_edge(luton: ThresholdSet) -> None:
    bands = windscreen(luton, ()).bands

    for band, following in pairwise(bands):
        assert set(band.outline) & set(following.outline)


def test_every_shape_lies_on_the_glass_of_its_band(luton: ThresholdSet) -> None:
    for band in windscreen(luton, ()).bands:
        points = [*band.outline, *band.dots, *(end for line in band.lines for end in line), band.word_at, band.foot_at]
        left, right = min(x for x, _ in band.outline), max(x for x, _ in band.outline)
        assert all(-1e-9 <= x <= 1 + 1e-9 and -1e-9 <= y <= 1 + 1e-9 for x, y in points)
        assert all(left - 1e-9 <= x <= right + 1e-9 for x, _ in points)
        assert bool(band.dots) is (band.pattern is Pattern.DOTS)
        assert bool(band.lines) is (band.pattern in (Pattern.LINES, Pattern.CROSSED))


@pytest.mark.req("R-004-03")
def test_a_mark_is_a_heading_however_much_is_ticked_under_it(luton: ThresholdSet) -> None:
    picture = windscreen(luton, TICKS)
    additional = picture.bands[1]

    assert [mark.label for mark in additional.marks] == ["Health", "Learning"]
    assert additional.marks[0].indicators == ("ADD.health.1", "ADD.health.5")
    assert not {field.name for kind in (Band, Mark) for field in fields(kind)} & {"count", "total", "score", "weight"}
    assert not any(letter.isdigit() for letter in picture.spoken)


def test_the_table_says_the_same_as_the_picture(luton: ThresholdSet) -> None:
    picture = windscreen(luton, TICKS, "INT")

    assert picture.table == (
        ("Universal", "No ticks", ""),
        ("Additional", "Health; Learning", ""),
        ("Intensive", "Health", "Judged by the professional"),
        ("Specialist", "No ticks", ""),
    )
    assert "Intensive: health." in picture.spoken
    assert picture.spoken.endswith("The professional judged the level to be Intensive.")


def test_ticks_never_choose_the_level(luton: ThresholdSet) -> None:
    everything = windscreen(luton, luton.places)

    assert not any(band.judged for band in everything.bands)
    assert everything.caveat == luton.caveat
