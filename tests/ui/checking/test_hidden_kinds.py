"""What is said of the texts that nobody sees: each kind once, the rest counted."""

import pytest

from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk_ui.checking.detail_words import detail_of
from spoc_desk_ui.checking.rows import Kind, Row
from tests.sanitise.review.documents import review_of, written


@pytest.mark.parametrize(("kinds", "rest"), [(9, "\n• and 1 more kind"), (10, "\n• and 2 more kinds")])
def test_what_is_not_listed_is_counted(kinds: int, rest: str) -> None:
    hidden = tuple((channel, "words") for channel in list(FILE_CHANNELS)[:kinds])
    view = detail_of(Row(Kind.HIDDEN), review_of(written("Words.", hidden=hidden)), -1, 0, words_shown=True)
    assert view.lines[-1] == rest
