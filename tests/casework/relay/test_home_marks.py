"""An incident at the home of somebody restricted stops, however the police write the address; no address is kept."""

import pytest

from spoc_desk.casework.relay import messages, triage
from spoc_desk.casework.restricted.home_marks import is_marked, marked, places_of
from spoc_desk.casework.restricted.records import KEPT, add_record, change_record, record, record_answers
from spoc_desk.domain.relay import IncidentState
from spoc_desk.domain.restricted import RestrictedRecord
from spoc_desk.errors import BadAnswer
from tests.casework.relay.desk import RelayDesk, make_school
from tests.casework.story import Story

PERSON = {"kind": "staff_family", "given_name": "Lena", "family_name": "Hartfield"}
HOME = "14 Lantern Road, Luton LU1 2AB"


@pytest.mark.parametrize(
    "text",
    ["14 LANTERN RD", "Flat 3, 14 Lantern Road, Luton", "14, lantern road", "14 LU1 2AB", "No. 14 Lantern Rd., lu12ab"],
)
def test_the_same_house_is_found_in_every_writing(text: str) -> None:
    assert is_marked(text, marked(HOME))


@pytest.mark.parametrize("text", ["", "Luton", "Lantern Road", "15 Lantern Road", "14 Lantern Street", "LU1 2AB", "14"])
def test_another_house_a_street_or_a_town_is_not_it(text: str) -> None:
    assert not is_marked(text, marked(HOME))


def test_a_house_with_a_name_is_one_with_its_street_alone() -> None:
    assert places_of("Rose Cottage, Quiet Lane, Luton") == {"rose cottage|quiet lane"}
    assert marked("Luton") == ()


@pytest.fixture
def kept(story: Story) -> RestrictedRecord:
    stored = add_record(story.vault, answers={**PERSON, "home_marks": HOME}).record
    assert isinstance(stored, RestrictedRecord)
    return stored


def test_the_address_is_not_kept_and_can_be_taken_off(story: Story, kept: RestrictedRecord) -> None:
    assert record_answers(kept)["home_marks"] == KEPT
    for row in story.vault.own_rows("SELECT * FROM restricted_records"):
        assert not [value for value in row if "antern" in str(value).casefold() or "lu12ab" in str(value).casefold()]
    same = change_record(
        story.vault, record_id=kept.id, answers={"home_marks": KEPT, "note": "Ask HR."}, version=kept.version
    ).record
    assert isinstance(same, RestrictedRecord)
    assert same.home_marks == kept.home_marks
    change_record(story.vault, record_id=kept.id, answers={"home_marks": ""}, version=same.version)
    assert record(story.vault, kept.id).record.home_marks == ()


@pytest.mark.parametrize("address", ["14 Lantern Road, AB10 1AB", "14 Lantern Road, Aberdeen", "somewhere"])
def test_only_a_house_of_our_own_area_is_taken(story: Story, address: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        add_record(story.vault, answers={**PERSON, "home_marks": address})
    assert refused.value.field == "home_marks"


@pytest.mark.req("R-000-02")
def test_a_notification_at_that_address_stops_and_the_office_releases_it(story: Story, kept: RestrictedRecord) -> None:
    assert kept.home_marks
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture(incident_address="Flat 3, 14 Lantern Rd, Luton")
    assert relay.incident.state is IncidentState.STOPPED
    triage.release(story.vault, incident_id=relay.incident_id, words="The DCS office looked at it.")
    relay.match()
    relay.clear()
    assert messages.message_text(story.vault, message_id=relay.message_id).body.count("•") == 4
    relay.capture(police_ref="DA/2", incident_address="16 Lantern Rd, Luton")
    assert relay.incident.state is IncidentState.CAPTURED
