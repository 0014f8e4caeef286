"""The words of the register's narrow columns."""

import pytest

from spoc_desk_ui.models.register_rows import in_short


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("2 working days left, Tuesday 5 May 2026", "2 working days left, Tue 5 May"),
        ("1 working day late, was due Fri 20 Nov 2026", "1 working day late, Fri 20 Nov"),
        ("due today, Mon 23 Nov", "due today, Mon 23 Nov"),
    ],
)
def test_a_clock_is_shortened_but_stays_words_first(words: str, short: str) -> None:
    assert in_short(words) == short
