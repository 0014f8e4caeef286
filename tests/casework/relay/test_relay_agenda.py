"""RELAY on Today: one line for each kind of step, and none where it is not worked with."""

import pytest

from spoc_desk.casework.agenda import agenda_page, today
from spoc_desk.casework.relay import misdirected
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.casework.schools.directory import load_listed_schools
from tests.casework.relay.desk import CHILD, RelayDesk, make_school
from tests.casework.story import Story


def lines(story: Story, section: str) -> list[tuple[str, str]]:
    return [(row.what, row.place) for row in agenda_page(story.vault, section=section).rows if row.case_ref == "RELAY"]


def test_where_relay_is_not_used_nothing_is_said(story: Story) -> None:
    load_listed_schools(story.vault, "luton")
    assert [lines(story, each) for each in ("due_soon", "waiting", "undated")] == [[], [], []]


def test_each_step_has_its_line(story: Story) -> None:
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture()
    relay.capture(police_ref="DA/2")
    assert lines(story, "due_soon") == [("Decide on 2 notifications", "relay/TO_DECIDE")]
    relay.share()
    relay.match()
    assert lines(story, "due_soon")[1] == ("Send 1 message", "relay/TO_SEND")
    relay.clear()
    relay.send()
    assert lines(story, "waiting") == [("1 message sent, receipt to be recorded", "relay/WAITING")]
    counts = today(story.vault).counts
    assert (counts.due_soon, counts.waiting) == (1, 1)


def test_a_stopped_notification_waits_for_the_office(story: Story) -> None:
    person = {"kind": "adoption", "given_name": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04"}
    add_record(story.vault, answers=person)
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture(CHILD)
    assert lines(story, "waiting") == [("1 notification stopped", "relay/STOPPED")]


def test_a_misdirected_message_stands_first(story: Story) -> None:
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture()
    relay.share()
    relay.match()
    relay.clear()
    relay.send()
    said = {"found_at": "2026-11-23T09:25", "what_happened": "It went to the school of a namesake."}
    misdirected.misdirected(story.vault, message_id=relay.message_id, answers=said)
    first = today(story.vault).due_soon[0]
    assert (first.what, first.place) == ("Contain 1 misdirected message", f"relay_notification/{relay.incident_id}")


@pytest.mark.req("R-000-21")
def test_schools_that_cannot_be_told_are_one_line(story: Story) -> None:
    make_school(story.vault)
    bare = make_school(story.vault, "Lantern Junior", in_order=False)
    assert lines(story, "undated") == [("Put schools in order", f"directory/schools/{bare}")]
    make_school(story.vault, "Beacon Infant", in_order=False)
    (row,) = [row for row in agenda_page(story.vault, section="undated").rows if row.case_ref == "RELAY"]
    assert row.words == "2 without a current agreement, 2 without a contact"
