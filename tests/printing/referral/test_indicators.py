"""The indicators on paper: all of them on the blank, the ticked ones on the form, where they lie as a picture."""

import re

import pytest

from spoc_desk.printing.documents.referral.filled import referral_form
from tests.printing.conftest import in_one_line, printed
from tests.printing.referral.samples import PAPER, SET, TICKS, content


def _plain(words: str) -> str:
    return re.sub(r"[\s-]+", "", words)


@pytest.mark.req("R-004-02")
def test_the_blank_form_has_a_square_for_each_of_the_227_indicators(blank):
    text = _plain(in_one_line(blank))
    at = _plain(in_one_line(blank)).index(_plain("8 Indicators from Effective Support"))
    assert len(SET.places) == 227
    for where in SET.places.values():
        assert _plain(where.indicator.words(corrected=True)) in text[at:], where.indicator.id


def test_the_same_words_in_two_places_are_two_squares(blank, structure):
    words = [one.indicator.words(corrected=True) for one in SET.places.values()]
    twice = {one for one in words if words.count(one) == 2}
    text = _plain(in_one_line(blank))
    assert len(twice) >= 5
    assert all(text.count(_plain(one)) >= 2 for one in twice)
    assert sum(1 for role, alt in structure(blank) if alt == "empty tick box") > 227


@pytest.mark.req("R-004-03")
def test_the_caveat_of_the_source_stands_beside_the_picture_and_no_total_anywhere(filled):
    text = in_one_line(filled)
    assert "neither exhaustive nor weighted" in text
    part = re.sub(r"Page \d+ of \d+", "", text[text.index("8 Indicators") : text.index("9 Strengths")])
    assert not re.search(r"\b\d+ (of|ticks?|indicators?|points?)\b", part)
    assert "score" not in part.lower()


def test_the_picture_says_in_words_where_the_ticks_lie(filled, structure):
    (spoken,) = [alt for role, alt in structure(filled) if role == "Figure" and "Where the ticks lie" in alt]
    assert "Universal: health." in spoken
    assert "Intensive:" in spoken
    assert "The professional judged the level to be Intensive." in spoken
    text = in_one_line(filled)
    for words in (
        "Universal",
        "Additional",
        "Intensive",
        "Specialist",
        "ticks here",
        "Level judged by the professional",
    ):
        assert words in text


def test_bands_without_ticks_say_so_and_the_judged_band_is_drawn_apart():
    one = printed(referral_form(content(ticks=(TICKS[0],)), paper=PAPER))
    none = printed(referral_form(content(ticks=(), answers={}), paper=PAPER))
    assert in_one_line(one).count("no ticks") == 3
    assert in_one_line(none).count("no ticks") == 4
    assert "No indicator is ticked." in in_one_line(none)
    assert "Level judged by the professional" not in in_one_line(none)


def test_ticked_indicators_stand_under_level_and_heading_with_their_note(filled):
    text = in_one_line(filled)
    where = SET.places["ADD.learning.1"]
    at = text.index("Additional", text.index("About Intensive"))
    words = where.indicator.words(corrected=True)
    assert text.index(words) > at
    assert f"{words} Eleven of twenty lessons" in text


@pytest.mark.req("R-004-05")
def test_an_intensive_judgement_is_reminded_that_several_indicators_are_asked_for(filled):
    assert "A number of these indicators would need to be present" in in_one_line(filled)


def test_the_sources_own_words_can_be_printed_instead_of_the_corrected_ones():
    place = next(one for one in SET.places.values() if one.indicator.corrected)
    text = in_one_line(printed(referral_form(content(ticks=(place.indicator.id,), corrected=False), paper=PAPER)))
    assert _plain(place.indicator.text) in _plain(text)
