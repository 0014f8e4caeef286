"""Remarks about ticks and level quote the source and decide nothing."""

import pytest

from spoc_desk.thresholds.reading import load_set
from spoc_desk.thresholds.remarks import remarks
from spoc_desk.thresholds.threshold_set import ThresholdSet


@pytest.fixture(scope="module")
def luton() -> ThresholdSet:
    return load_set("luton-2021-10")


@pytest.mark.req("R-004-05")
def test_intensive_reminds_that_a_number_of_indicators_need_to_be_present(luton: ThresholdSet) -> None:
    (said,) = remarks(luton, ("INT.health.1",), "INT")

    assert "A number of these indicators would need to be present" in said


@pytest.mark.parametrize(
    ("tick", "judged", "side"), [("UNI.health.1", "SPE", "below"), ("SPE.health.1", "ADD", "above")]
)
def test_ticks_at_one_other_level_only_are_remarked_upon(
    luton: ThresholdSet, tick: str, judged: str, side: str
) -> None:
    (said,) = remarks(luton, (tick,), judged)

    assert f", {side} the level you judged" in said
    assert "Ticks do not decide" in said


def test_ticks_at_several_levels_or_at_the_judged_one_need_no_remark(luton: ThresholdSet) -> None:
    assert remarks(luton, ("UNI.health.1", "ADD.health.1"), "SPE") == ()
    assert remarks(luton, ("SPE.health.1",), "SPE") == ()
    assert remarks(luton, (), "SPE") == ()
    assert remarks(luton, ("SPE.health.1",), "") == ()
