"""The shipped set is the source's, line for line; a council's own set is read or refused with the place."""

from collections import Counter

import pytest

from spoc_desk.resources import read_text
from spoc_desk.thresholds.reading import BadThresholdSet, load_set, read_set, shipped_sets
from spoc_desk.thresholds.threshold_set import ThresholdSet, Way

LUTON = "luton-2021-10"
TEXT = read_text("thresholds", f"{LUTON}.toml")


@pytest.fixture(scope="module")
def luton() -> ThresholdSet:
    return load_set(LUTON)


def test_the_set_has_227_indicators_under_47_headings(luton: ThresholdSet) -> None:
    per_level = [(level.label, len(level.headings), len(list(level.indicators))) for level in luton.levels]

    assert per_level == [("Universal", 12, 35), ("Additional", 13, 81), ("Intensive", 11, 47), ("Specialist", 11, 64)]
    assert len(luton.places) == 227


def test_seven_texts_stand_twice_and_stay_two_boxes(luton: ThresholdSet) -> None:
    texts = Counter(where.indicator.text.lower() for where in luton.places.values())

    assert sorted(texts.values(), reverse=True)[:8] == [2] * 7 + [1]


def test_corrections_are_for_the_eye_and_can_be_switched_off(luton: ThresholdSet) -> None:
    slip = luton.places["UNI.guidance.2"].indicator

    assert "facilities" in slip.words(corrected=True)
    assert slip.words(corrected=False) == slip.text and "facilitates" in slip.text


def test_only_the_two_upper_levels_go_by_referral(luton: ThresholdSet) -> None:
    assert [level.way for level in luton.levels] == [Way.OWN, Way.OWN, Way.REFERRAL, Way.REFERRAL]


def test_ticks_are_counted_by_level_and_unknown_ids_are_left_alone(luton: ThresholdSet) -> None:
    ticked = ("UNI.health.1", "INT.health.1", "INT.health.2", "of another set")

    assert luton.ticked_by_level(ticked) == {"UNI": 1, "ADD": 0, "INT": 2, "SPE": 0}
    assert luton.ticked_in(luton.levels[2].headings[0], ticked) == 2


def test_every_shipped_set_can_be_read() -> None:
    assert LUTON in shipped_sets()
    assert all(load_set(set_id).id == set_id for set_id in shipped_sets())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "Effective', 'tittle = "Effective', "“tittle” is not known"),
        ('route = "own"', 'route = "post"', "“route” must be own or referral"),
        ('id = "UNI.health.2"', 'id = "UNI.health.1"', "names two indicators"),
        ('id = "ADD"', 'id = "UNI"', "names two levels"),
        ('id = "UNI.health.1", text = "Physically well"', 'id = "UNI.health.1"', "“text” is missing"),
        ('id = "luton-2021-10"', 'id = "../luton"', "letters, digits"),
        ("[[level]]", "[[level", "not valid TOML"),
    ],
)
def test_a_set_with_a_mistake_is_refused_with_its_place(old: str, new: str, told: str) -> None:
    with pytest.raises(BadThresholdSet, match=told):
        read_set(TEXT.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "x = 1", "[" * 20_000, "level = []", 'id = "a"\ntitle = 3'])
def test_rubbish_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadThresholdSet):
        read_set(text)
