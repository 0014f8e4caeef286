"""A council's term dates from a table: looked at, what is wrong is named, the rest stored in one change."""

import pytest

from spoc_desk.casework.relay.closure_list import preview_closures, store_closures
from spoc_desk.casework.relay.school_year import closures_of
from spoc_desk.casework.table_file import read_table
from spoc_desk.errors import BadAnswer
from tests.casework.relay.desk import make_school
from tests.casework.story import Story

TERMS = (
    "First day,Last day,What,For\n"
    "26/10/2026,30/10/2026,Autumn half-term,\n"
    "21/12/2026,01/01/2027,Christmas,All schools\n"
    "04/01/2027,,INSET,Harbour Primary\n"
    "15/02/2027,12/02/2027,Half-term,\n"
    "someday,12/02/2027,Half-term,\n"
    "29/03/2027,09/04/2027,Easter,Nowhere Academy\n"
)


@pytest.mark.req("R-000-15")
def test_terms_are_taken_together_and_only_once(story: Story) -> None:
    make_school(story.vault)
    table = read_table(TERMS.encode())
    found = preview_closures(story.vault, table)
    assert closures_of(story.vault, "2026-27") == ()
    assert found.wrong == (
        "Line 5: The last day cannot be before the first.",
        "Line 6: “someday” is no date.",
        "Line 7: “Nowhere Academy” is no school and no partnership of the directory.",
    )
    store_closures(story.vault, found)
    assert [
        (line.days_words, line.closure.kind.value, line.for_words) for line in closures_of(story.vault, "2026-27")
    ] == [
        ("Mon 26 Oct 2026 to Fri 30 Oct 2026", "half_term", "Every school"),
        ("Mon 21 Dec 2026 to Fri 1 Jan 2027", "christmas", "Every school"),
        ("Mon 4 Jan 2027", "inset", "Harbour Primary"),
    ]
    again = preview_closures(story.vault, table)
    assert (again.new, again.known) == ((), 3)
    with pytest.raises(BadAnswer):
        store_closures(story.vault, again)


def test_a_table_without_first_days_is_asked_for_them(story: Story) -> None:
    with pytest.raises(BadAnswer, match="First day"):
        preview_closures(story.vault, read_table(b"When,What\n26/10/2026,Half-term\n"))
