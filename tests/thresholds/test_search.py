"""An officer finds an indicator by the words she would use."""

import pytest

from spoc_desk.thresholds.reading import load_set
from spoc_desk.thresholds.search import IndicatorSearch

SEARCH = IndicatorSearch(load_set("luton-2021-10"))


def texts(typed: str) -> list[str]:
    return [where.indicator.text for where in SEARCH.find(typed)]


@pytest.mark.parametrize(
    ("typed", "hoped"),
    [
        ("late to school", "punctuality"),
        ("sleep", "bedwetting"),
        ("immunis", "immunisations"),
        ("jabs", "immunisations"),
        ("domestic ab", "Domestic abuse"),
        ("missing", "missing from home"),
        ("smacking", "chastisement"),
        ("cutting", "self-harm"),
        ("radical", "radicalised"),
    ],
)
def test_everyday_words_find_the_line(typed: str, hoped: str) -> None:
    assert any(hoped.lower() in text.lower() for text in texts(typed)[:6])


def test_the_whole_word_comes_before_its_beginnings() -> None:
    found = texts("diet")

    assert found and "diet" in found[0].lower()


def test_every_typed_word_must_fit() -> None:
    assert set(texts("school attendance")) < set(texts("school"))


def test_an_empty_text_lists_everything_in_order() -> None:
    assert len(SEARCH.find("  ")) == 227
    assert SEARCH.find("")[0].indicator.id == "UNI.health.1"


@pytest.mark.parametrize("typed", ["xyzzy", "\x00", "((", "🙂", "to" * 5000])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert SEARCH.find(typed) in ((), SEARCH.find(""))


def test_the_same_words_in_two_places_are_found_twice() -> None:
    assert len(texts("severe emotional/behavioural challenges")) >= 2
