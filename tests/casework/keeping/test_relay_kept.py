"""A RELAY notification that came to its end is kept as its class says, listed, and disposed of as one whole."""

from datetime import date

import pytest

from spoc_desk.casework.keeping import disposing, review
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.relay import messages, misdirected, triage
from spoc_desk.domain.relay import IncidentState
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import NotYet
from spoc_desk.vault.records.hanging_rows import rows_of_relay
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import PRINTS, RELAY_INCIDENTS, RELAY_MESSAGES
from tests.casework.keeping.needles import NEEDLE, plant
from tests.casework.keeping.test_other_records import dispose_of
from tests.casework.own_copy import issue
from tests.casework.relay.desk import RelayDesk, make_school, sit
from tests.casework.story import Story
from tests.vault.pages import hits, of_vault


@pytest.fixture
def relay(story: Story) -> RelayDesk:
    """A notification whose message was printed and sent."""
    made = RelayDesk(story.vault, make_school(story.vault))
    made.capture()
    made.share()
    made.match()
    made.clear()
    issue(story.vault, prepare(story.vault, kind="relay-message", record_ids=[made.message_id]))
    made.send()
    return made


def test_nothing_is_listed_before_its_end(relay: RelayDesk) -> None:
    assert retention_of(relay.vault, "relay", relay.incident_id) is None
    messages.close(relay.vault, message_id=relay.message_id)
    one = retention_of(relay.vault, "relay", relay.incident_id)
    assert one is not None
    assert (one.class_id, one.review_on, one.is_held) == ("relay", date(2029, 11, 23), False)
    (line,) = review.list_retention(relay.vault).rows
    assert (line.kind, line.reference, line.class_words) == (RecordKind.RELAY, "RELAY 2026-11-23", "RELAY message log")


def test_what_the_mash_ended_is_listed_when_somebody_opens_the_list(relay: RelayDesk) -> None:
    vault, before = relay.vault, relay.vault.actor.roles
    sit(vault, "mash")
    messages.close(vault, message_id=relay.message_id)
    assert relay.incident.state is IncidentState.CLOSED
    assert review.list_retention(vault).total == 0
    sit(vault, *before)
    assert review.open_list(vault) == 1
    (line,) = review.list_retention(vault).rows
    assert line.record.review_on == date(2029, 11, 23)


def test_nothing_of_a_disposed_notification_is_left(relay: RelayDesk) -> None:
    vault = relay.vault
    messages.close(vault, message_id=relay.message_id)
    places = rows_of_relay(vault, relay.incident_id)
    assert {table for table, _row in places} == {"prints", "relay_incidents", "relay_messages", "retention"}
    assert plant(vault, [place for place in places if place[0] != "relay_incidents"]) > 5
    assert hits(of_vault(vault), NEEDLE) > 5
    record = dispose_of(vault, RecordKind.RELAY, relay.incident_id)
    assert hits(of_vault(vault), NEEDLE) == 0
    assert vault.check().ok
    assert (record.rows, record.last_relay_copy, record.papers_out) == (len(places), 1, 1)
    assert [table.count(vault) for table in (RELAY_INCIDENTS, RELAY_MESSAGES, PRINTS)] == [0, 0, 0]
    again = RelayDesk(vault, relay.school)
    again.capture()
    again.share()
    again.match()
    again.clear()
    assert prepare(vault, kind="relay-message", record_ids=[again.message_id]).copy_no == 2


def test_a_message_in_the_wrong_place_keeps_it(relay: RelayDesk) -> None:
    vault = relay.vault
    messages.close(vault, message_id=relay.message_id)
    wrong = {"found_at": "2026-11-23T09:25", "what_happened": "It reached another school."}
    misdirected.misdirected(vault, message_id=relay.message_id, answers=wrong)
    one = retention_of(vault, "relay", relay.incident_id)
    assert one is not None
    with pytest.raises(NotYet, match="wrong place"):
        disposing.summary(vault, one.id)


def test_decided_anew_it_is_open_again(story: Story) -> None:
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture()
    answers = {"triage": "not_appropriate", "triage_reason": "The child was not there."}
    triage.decide(relay.vault, incident_id=relay.incident_id, answers=answers)
    one = retention_of(relay.vault, "relay", relay.incident_id)
    assert one is not None and one.closed_on == date(2026, 11, 23)
    relay.share()
    after = retention_of(relay.vault, "relay", relay.incident_id)
    assert after is not None and after.closed_on is None
