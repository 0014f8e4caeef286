"""Which words stay, and the sentence about how many areas they fit."""

import pytest

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.reasons import Reason, Why
from spoc_desk.sanitise.review.staying import is_measured, sentence_of, words_that_stay
from tests.sanitise.review.documents import group_named, remove_everything, review_of, written


def words(story: str, mode: Mode, *kept: tuple[str, Why], hidden: tuple[tuple[str, str], ...] = ()) -> list[str]:
    review = review_of(written(story, hidden=hidden, mode=mode), mode)
    if mode is not Mode.IN:
        remove_everything(review)
    for word, why in kept:
        review.keep_group(group_named(review, word), Reason(why, "said"))
    return [each.word for each in words_that_stay(review)]


def test_in_a_copy_only_what_was_kept_stays_and_once() -> None:
    assert words("In Leeds, Bradford, Hull. In Leeds.", Mode.OUT, ("Leeds", Why.OTHER)) == ["Leeds"]


@pytest.mark.parametrize("why", [Why.NO_PLACE, Why.NATIONAL])
def test_what_tells_no_area_by_her_reason_does_not_count(why: Why) -> None:
    assert words("In Leeds, in Bradford.", Mode.OUT, ("Leeds", why)) == []
    assert words("In Leeds, in Bradford.", Mode.IN, ("Leeds", why)) == ["Bradford"]


def test_in_a_received_file_all_stays_also_what_is_hidden_but_our_own_area() -> None:
    found = words("In Leeds. They are in Luton now.", Mode.IN, hidden=(("docx-comment", "In Hull."),))
    assert sorted(found) == ["Hull", "Leeds"]


def test_where_our_own_area_may_be_named_nothing_is_measured() -> None:
    assert [mode for mode in Mode if is_measured(mode)] == [Mode.OUT, Mode.IN]


@pytest.mark.parametrize(
    ("numbers", "apart", "received", "sentence"),
    [
        ((12, 153, 0), False, False, "What stays in the copy fits at most 12 of 153 areas."),
        ((12, 153, 1), False, True, "What it shows fits at most 12 of 153 areas (1 word could not be placed)."),
        (
            (1, 153, 0),
            True,
            False,
            "What stays in the copy points to different areas. The narrowest word fits at most 1 of 153 areas.",
        ),
        ((153, 153, 0), False, False, "Of what was found, nothing is left that tells an area."),
        ((153, 153, 0), False, True, "Of what was found, nothing tells an area."),
        (
            (153, 153, 2),
            False,
            False,
            "What stays in the copy could not be placed (2 words): how many of 153 areas it fits is not known.",
        ),
    ],
)
def test_the_sentence_says_the_number_and_its_limits(
    numbers: tuple[int, int, int], apart: bool, received: bool, sentence: str
) -> None:
    assert sentence_of(*numbers, apart=apart, received=received) == sentence
