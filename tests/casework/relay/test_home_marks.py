"""An incident at the home of somebody restricted stops, however the police write the address; no address is kept."""

import pytest

from spoc_desk.casework.present_home import mark_home
from spoc_desk.casework.relay import capture, importing, messages, triage
from spoc_desk.casework.relay.pasted import propose
from spoc_desk.casework.restricted.home_marks import is_marked, marked, places_of
from spoc_desk.casework.restricted.records import KEPT, add_record, change_record, record, record_answers
from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import IncidentState
from spoc_desk.domain.restricted import RestrictedRecord
from spoc_desk.errors import BadAnswer, RefusedByRule
from spoc_desk.vault.records.stores import RELAY_INCIDENTS
from tests.casework.relay.desk import CHILD, INCIDENT, RelayDesk, make_school
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


PASTED = """Incident ref: 40/55123/26
Date of incident: 21/11/2026
Address of incident: {where}
Maja SAMPLE DOB 04/05/2017
"""
TABLE = (
    ("Police ref", "Date of incident", "Address", "Name", "DOB"),
    ("DA/77/26", "21/11/2026", "Flat 3, 14 LANTERN RD, Luton", "Ben Sample", "01/02/2015"),
    ("DA/78/26", "21/11/2026", "15 Lantern Road, Luton", "Kit Sample", "01/02/2016"),
)


class TestWhereAnArrivalLives:
    """Nobody of the household is named: only the address is the one that was marked on their case."""

    @pytest.fixture
    def relay(self, story: Story) -> RelayDesk:
        story.notify()
        mark_home(story.vault, case_id=story.case_id, answers={"marks": HOME})
        return RelayDesk(story.vault, make_school(story.vault))

    @pytest.mark.req("R-000-02", "R-000-18")
    def test_it_stops_typed_pasted_imported_and_corrected(self, relay: RelayDesk) -> None:
        vault = relay.vault
        relay.capture(incident_address="14, lantern road")
        assert relay.incident.state is IncidentState.STOPPED
        pasted = propose(PASTED.format(where="14 Lantern Rd., Luton"), vault.clock.today(), load_calendar())
        done = capture.capture(vault, answers={**INCIDENT, **pasted.incident}, children=pasted.children)
        assert done.record is not None
        assert RELAY_INCIDENTS.get(vault, done.record.id).state is IncidentState.STOPPED
        preview = importing.preview_import(vault, TABLE, importing.understood(TABLE[0]))
        assert [row.said for row in preview.rows] == [
            "New: 1 child, incident on Sat 21 Nov 2026."
        ] * 2  # nothing told early
        importing.store_import(vault, preview)
        came = {one.police_ref: one.state for one in RELAY_INCIDENTS.find(vault)}
        assert (came["DA/77/26"], came["DA/78/26"]) == (IncidentState.STOPPED, IncidentState.CAPTURED)
        relay.capture(police_ref="DA/79/26", incident_address="9 Quay Road, Luton")
        assert relay.incident.state is IncidentState.CAPTURED
        version = relay.incident.version
        capture.change_incident(
            vault, incident_id=relay.incident_id, answers={"incident_address": "14 LU1 2AB"}, version=version
        )
        assert relay.incident.state is IncidentState.STOPPED

    def test_the_office_lets_it_go_on_for_this_address_and_these_children(self, relay: RelayDesk) -> None:
        relay.capture(incident_address="14 Lantern Road")
        for step in (relay.match, relay.clear):
            with pytest.raises(RefusedByRule, match=RESTRICTED_WORDS[:17]):
                step()
        triage.release(relay.vault, incident_id=relay.incident_id, words="The DCS office looked at it.")
        relay.match()
        relay.clear()
        sibling = {**CHILD, "given_names": "Jan", "date_of_birth": "2014-09-30"}
        capture.add_child(relay.vault, incident_id=relay.incident_id, answers=sibling)
        assert relay.incident.state is IncidentState.STOPPED  # for these children: not for another

    def test_marked_later_it_stops_before_anything_can_be_copied(self, relay: RelayDesk, story: Story) -> None:
        relay.capture(incident_address="9 Quay Road, Luton")
        relay.share()
        relay.match()
        relay.clear()
        mark_home(story.vault, case_id=story.case_id, answers={"marks": "Flat 3, 9 Quay Road, Luton"})
        with pytest.raises(RefusedByRule, match=RESTRICTED_WORDS[:17]):
            messages.message_text(relay.vault, message_id=relay.message_id)
        assert relay.incident.state is IncidentState.STOPPED

    def test_with_the_case_closed_it_stops_no_longer(self, relay: RelayDesk, story: Story) -> None:
        story.move("withdraw", told_by_ukpps_spoc="yes", closure_reason="ukpps_withdrew")
        relay.capture(incident_address="14 Lantern Road")
        assert relay.incident.state is IncidentState.CAPTURED
