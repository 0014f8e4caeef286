"""Where something lies, in words: each page is said once."""

import pytest

from spoc_desk.sanitise.readers.unit import beside_page, place_words


@pytest.mark.parametrize(
    ("page", "part", "words"),
    [
        (2, "", "page 2"),
        (2, "Page 2", "page 2"),
        (2, "Page 2, picture", "page 2, picture"),
        (2, "Page 22", "page 2, Page 22"),
        (2, "Comment 3", "page 2, Comment 3"),
        (0, "Comment 3", "Comment 3"),
        (0, "", ""),
    ],
)
def test_a_part_that_repeats_its_page_is_not_said_twice(page: int, part: str, words: str) -> None:
    assert place_words(page, part) == words


def test_a_sentence_beside_its_page_does_not_begin_with_it() -> None:
    assert beside_page("Page 2: words lie under a box.", 2) == "Words lie under a box."
    assert beside_page("Page 2 is a picture without text.", 2) == "Page 2 is a picture without text."
    assert beside_page("Page 2: words lie under a box.", 3) == "Page 2: words lie under a box."
