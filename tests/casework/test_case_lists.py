"""The list of relocations: found by reference, alias and name, paged in the vault, and never showing a name."""

from dataclasses import fields
from datetime import date

import pytest

from spoc_desk.casework import household
from spoc_desk.casework.agenda import Counts, today
from spoc_desk.casework.case_lists import CaseFilter, CaseRow, case_header, list_cases
from spoc_desk.casework.clocks import cancel_case_clocks
from spoc_desk.casework.concerns import contact_ukpps, inform_la_spoc, raise_concern, record_advice
from spoc_desk.casework.exchange import record_hand
from spoc_desk.casework.paging import Page
from spoc_desk.deadlines.wording import State
from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk.vault.records.stores import ITEMS
from tests.casework.story import CHILD, GRANDFATHER, MOTHER, Story


def found(story: Story, text: str = "", **wanted: object) -> list[str]:
    page = list_cases(story.vault, filter=CaseFilter(text=text, **wanted))  # type: ignore[arg-type]
    assert page.total == len(page.rows)
    return [row.case_id for row in page.rows]


@pytest.fixture
def two(story: Story) -> tuple[str, str]:
    """Two cases; the second is a departure with a named child."""
    first = story.notify(ukpps_notified_on="2026-11-10").id
    second = story.notify(direction="departure").id
    child = story.add(CHILD)
    household.set_name(story.vault, member_id=child.id, answers={"given_name": "Zoë", "family_name": "O'Neill"})
    return first, second


def test_every_part_of_a_reference_finds_its_case(story: Story, two: tuple[str, str]) -> None:
    for case_id in two:
        story.case_id = case_id
        ref = story.case.case_ref
        for text in (ref, ref.upper()):
            assert found(story, text) == [case_id]
        for text in (ref[:9], ref.split(" ", 1)[1], ref.rsplit(" ", maxsplit=1)[1]):  # the other may share these
            assert case_id in found(story, text)


@pytest.mark.parametrize("text", ["oneill", "O'Neill", "one", "zoe", "ZOË", "child a"])
def test_a_name_or_an_alias_finds_its_case(story: Story, two: tuple[str, str], text: str) -> None:
    assert found(story, text) == [two[1]]


@pytest.mark.parametrize("text", ["neill", "adult 1", "%", "_", "zzz"])
def test_what_is_not_the_beginning_of_anything_finds_nothing(story: Story, two: tuple[str, str], text: str) -> None:
    assert found(story, text) == []


def test_the_la_spoc_finds_the_cases_they_hold(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    assert found(story, "jordan") == [story.case_id]


def test_no_row_shows_a_name(story: Story, two: tuple[str, str]) -> None:
    page = list_cases(story.vault, filter=CaseFilter(text="oneill"))
    assert "Neill" not in str(page)
    assert "name" not in {field.name for field in fields(CaseRow)}


def test_the_list_is_filtered(story: Story, two: tuple[str, str]) -> None:
    assert found(story, direction=Direction.DEPARTURE) == [two[1]]
    assert found(story, state=CaseState.MEETING_HELD) == []
    assert found(story, route=Route.UNKNOWN, sort="notified", descending=False) == list(two)


def test_closed_cases_are_left_out_unless_asked_for(story: Story, two: tuple[str, str]) -> None:
    story.move("close_error", note="Entered twice.")
    assert found(story) == [two[0]]
    assert set(found(story, open_only=False)) == set(two)


@pytest.mark.parametrize("sort", ["reference", "direction", "route", "state", "due", "notified", "closed"])
def test_every_sort_shows_every_case_once_over_its_pages(story: Story, sort: str) -> None:
    made = {story.notify().id for _ in range(5)}
    seen: list[str] = []
    for offset in range(0, 5, 2):
        page: Page[CaseRow] = list_cases(story.vault, filter=CaseFilter(sort=sort), offset=offset, limit=2)
        assert page.total == 5
        seen += [row.case_id for row in page.rows]
    assert len(seen) == 5
    assert set(seen) == made


def test_the_row_says_what_is_due_next_in_words(story: Story) -> None:
    story.up_to_meeting()
    row = list_cases(story.vault).rows[0]
    assert (row.due_rule, row.due_what, row.due_on) == ("D-02", "Name the LA SPOC", date(2026, 11, 27))
    assert row.due_words == "4 working days left, Friday 27 November 2026"
    assert row.due_state is State.ON_TIME
    assert row.people == 5
    story.clock.advance(days=10)
    assert list_cases(story.vault).rows[0].due_state is State.OVERDUE


def test_a_birthday_years_away_is_nothing_to_do(story: Story) -> None:
    story.notify()
    story.add(CHILD)
    assert list_cases(story.vault).rows[0].due_on is None
    story.add(CHILD, date_of_birth="2010-12-24")
    assert list_cases(story.vault).rows[0].due_rule == "D-32"
    assert case_header(story.vault, story.case_id).due_on == date(2026, 12, 24)


def test_the_header_says_what_the_case_is_and_how_it_stands(story: Story) -> None:
    story.up_to_exchange()
    header = case_header(story.vault, story.case_id)
    assert header.kind_words == "Arrival · joint (children and adult) · Exchange active"
    assert header.household_words == "Child A, 9; Child B, 6; Unborn 1 (due Wed 3 Mar); Adult 1; Adult 2"
    assert header.spoc_words == "Jordan Field, LA SPOC"
    assert header.flags_words == "0 of 0 flags placed"
    assert (header.counts.members, header.counts.meetings, header.counts.standards_met) == (5, 1, 1)
    assert header.counts.items_unanswered == header.counts.items > 0


def test_the_header_tells_that_the_route_no_longer_fits(story: Story) -> None:
    story.notify()
    story.add(GRANDFATHER)
    story.confirm("adult")
    assert not case_header(story.vault, story.case_id).route_stale
    story.add(CHILD)
    assert case_header(story.vault, story.case_id).route_stale
    assert list_cases(story.vault).rows[0].route_stale


def to_chase(story: Story) -> None:
    """Ask the UKPPS SPOC for one record and let three weeks go by; everything else of the case is done in time."""
    story.up_to_exchange()
    with story.vault.transaction("test") as tx:
        cancel_case_clocks(tx, story.case_id, story.clock.today())
    item = ITEMS.find(story.vault, "case_id = ?", (story.case_id,))[0]
    record_hand(story.vault, item_id=item.id, hand="A2", answers={})
    story.clock.advance(days=21)


def test_on_hold_no_record_is_chased_and_the_clock_goes_on_afterwards(story: Story) -> None:
    to_chase(story)
    assert case_header(story.vault, story.case_id).due_what == "Chase the record"
    story.move("hold", note="UKPPS asked us to wait.")
    header, row = case_header(story.vault, story.case_id), list_cases(story.vault).rows[0]
    assert (header.due_what, header.due_state, row.due_what, row.due_on) == ("", None, "", None)
    assert [one.case_id for one in list_cases(story.vault, filter=CaseFilter(sort="due")).rows] == [story.case_id]
    assert today(story.vault).counts == Counts(late=0, due_soon=0, waiting=0, unfinished=0, undated=0)
    story.move("resume", note="Go on.", second_person="D. Hill", second_role="dcs_office")
    header, row = case_header(story.vault, story.case_id), list_cases(story.vault).rows[0]
    assert (header.due_what, header.due_state, row.due_rule) == ("Chase the record", State.OVERDUE, "D-06")
    assert today(story.vault).counts.late == today(story.vault).counts.waiting == 1


def test_a_family_that_moved_on_has_no_record_to_chase(story: Story) -> None:
    to_chase(story)
    arrival = story.case_id
    story.move("hold", note="They say that they move again.")
    story.move("moved_on", note="Yes.", second_person="D. Hill", second_role="dcs_office")
    assert case_header(story.vault, arrival).due_what == ""


def test_a_reopened_case_chases_again(story: Story) -> None:
    to_chase(story)
    story.move("close_error", note="Thought it was entered twice.")
    assert case_header(story.vault, story.case_id).due_what == ""
    story.move("reopen", note="It was not.")
    assert case_header(story.vault, story.case_id).due_what == "Chase the record"


def test_a_concern_comes_before_every_clock_until_ukpps_has_advised(story: Story) -> None:
    to_chase(story)
    concern = raise_concern(
        story.vault, case_id=story.case_id,
        answers={"kind": "self", "what_happened": "A photo.", "who_is_at_risk": ("family",)},
    ).change.ids[0]  # fmt: skip
    held = story.case_id
    story.up_to_meeting()
    header = case_header(story.vault, held)
    assert (header.due_what, header.due_words) == ("Security concern", "Tell the LA SPOC at once.")
    assert header.due_state is State.OVERDUE
    by_due = list_cases(story.vault, filter=CaseFilter(sort="due", descending=False)).rows
    assert [row.case_id for row in by_due] == [held, story.case_id], "before the other one, which has a clock"
    assert by_due[0].due_what == "Security concern"
    assert by_due[0].due_words.startswith("raised Mon 14 Dec 2026")
    second = list_cases(story.vault, filter=CaseFilter(sort="due"), offset=1, limit=1)
    assert [row.case_id for row in second.rows] == [story.case_id]
    inform_la_spoc(story.vault, concern_id=concern)
    contact_ukpps(story.vault, concern_id=concern)
    header = case_header(story.vault, held)
    assert (header.due_words, header.due_state) == ("Record what UKPPS advises.", State.NO_LIMIT)
    record_advice(story.vault, concern_id=concern, advice="Go on.")
    assert case_header(story.vault, held).due_what == "", "on hold until somebody resumes it"


def test_a_held_case_remembers_where_it_was(story: Story) -> None:
    story.notify()
    story.add(MOTHER)
    story.move("hold", note="Waiting.")
    header = case_header(story.vault, story.case_id)
    assert (header.state, header.state_before, header.hold_reason) == (
        CaseState.ON_HOLD, CaseState.NOTIFIED, "Waiting.",
    )  # fmt: skip
