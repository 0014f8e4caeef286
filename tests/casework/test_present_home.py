"""Where an arrival lives now is marked, never kept: own area alone, taken off for good, gone with the case."""

import json
from collections.abc import Callable

import pytest

from spoc_desk.casework.cases import edit_case
from spoc_desk.casework.present_home import mark_home, present_home, unmark_home
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.protected_people import protected_addresses
from spoc_desk.vault.records.stores import PRESENT_HOMES
from spoc_desk.vault.vault import Vault
from tests.casework.story import Story

HOME = "14 Lantern Road, Luton LU1 2AB"
ALBANS = "12 St Albans Road, Luton"
"""A street of ours called after another town."""
NEXT = "Rose Cottage, Quiet Lane, Luton"


def mark(story: Story, text: str = HOME) -> None:
    mark_home(story.vault, case_id=story.case_id, answers={"marks": text})


def words_of(vault: Vault, table: str) -> str:
    return " ".join(str(value) for row in vault.own_rows(f"SELECT * FROM {table}") for value in row).casefold()


@pytest.mark.req("R-003-46")
def test_a_mark_is_all_that_is_kept_and_a_new_one_takes_its_place(story: Story) -> None:
    story.notify()
    assert present_home(story.vault, story.case).words == "Present address: not marked"
    mark(story)
    first = PRESENT_HOMES.find(story.vault)[0]
    assert present_home(story.vault, story.case).words == "Present address: (marked) Mon 23 Nov 2026"
    mark(story, NEXT)
    (second,) = PRESENT_HOMES.find(story.vault)
    assert not set(first.marks) & set(second.marks)
    for table in ("present_homes", "row_history", "audit", "audit_reasons", "drafts"):
        said = words_of(story.vault, table)
        assert not [part for part in ("lantern", "lu12ab", "lu1 2ab", "rose cottage", "quiet lane") if part in said]
        assert not [one for one in first.marks if one in said or json.dumps(one) in said]  # nor its former mark
    unmark_home(story.vault, case_id=story.case_id)
    assert protected_addresses(story.vault) == []
    assert not [one for one in second.marks if one in words_of(story.vault, "row_history")]
    with pytest.raises(NotYet):
        unmark_home(story.vault, case_id=story.case_id)


@pytest.mark.parametrize(
    "text",
    ["14 Lantern Road, AB10 1AB", "14 Lantern Road, Luton, Aberdeen", "14 Lantern Road", "Luton", "Lantern Road", ""],
)
def test_another_area_and_what_is_no_house_are_refused_before_anything_is_made(story: Story, text: str) -> None:
    story.notify()
    with pytest.raises(BadAnswer) as refused:
        mark(story, text)
    assert refused.value.field == "marks"
    assert PRESENT_HOMES.find(story.vault) == []


def withdrawn(story: Story) -> None:
    story.move("withdraw", told_by_ukpps_spoc="yes", closure_reason="ukpps_withdrew")


def in_error(story: Story) -> None:
    story.move("close_error", note="Typed twice.")


def test_a_street_of_ours_may_be_called_after_another_town(story: Story) -> None:
    story.notify()
    mark(story, ALBANS)
    assert len(protected_addresses(story.vault)) == 1


@pytest.mark.parametrize("close", [withdrawn, in_error])
def test_with_the_case_closed_there_is_no_mark(story: Story, close: Callable[[Story], None]) -> None:
    story.notify()
    mark(story)
    close(story)
    assert story.case.closed_on is not None
    assert PRESENT_HOMES.find(story.vault) == []
    assert not present_home(story.vault, story.case).possible
    with pytest.raises(NotYet, match="closed"):
        mark(story)
    story.move("reopen", note="It was the wrong one.")
    assert present_home(story.vault, story.case).possible  # to be marked again
    assert protected_addresses(story.vault) == []


def test_only_an_arrival_with_an_la_role_has_one(story: Story) -> None:
    story.notify(direction="departure")
    assert not present_home(story.vault, story.case).possible
    with pytest.raises(NotYet, match="arrived"):
        mark(story)
    story.notify()
    mark(story)
    edit_case(story.vault, case_id=story.case_id, answers={"direction": "departure"}, version=story.case.version)
    assert PRESENT_HOMES.find(story.vault) == []
