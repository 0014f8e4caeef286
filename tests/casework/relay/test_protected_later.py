"""Restricted after it was written down: whoever comes next stops it, and the office can let it go on."""

import pytest

from spoc_desk.casework.relay import triage
from spoc_desk.casework.relay.lists import Group, relay_counts
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.relay import IncidentState, MessageState
from spoc_desk.errors import RefusedByRule
from spoc_desk_ui.relay.facts import read_relay
from tests.casework.relay.desk import RelayDesk, sit

CHILD = {"kind": "adoption", "given_name": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04"}


@pytest.mark.req("R-000-18")
@pytest.mark.parametrize("step", ["clear", "open"])
def test_it_is_stopped_by_whoever_comes_next(relay: RelayDesk, step: str) -> None:
    relay.share()
    relay.match()
    add_record(relay.vault, answers=CHILD)
    if step == "clear":
        with pytest.raises(RefusedByRule, match="Restricted record"):
            relay.clear()
    else:
        facts = read_relay(relay.vault, relay.incident_id)
        assert facts.view.stopped
        assert [turn.name for turn in facts.turns] == ["release", "handle"]
        assert facts.message_turns == {relay.message_id: ()}
    assert relay.states == (IncidentState.STOPPED, MessageState.MATCHED)
    assert relay_counts(relay.vault)[Group.STOPPED] == 1
    triage.release(relay.vault, incident_id=relay.incident_id, words="The DCS office looked at it.")
    relay.clear()
    assert relay.states == (IncidentState.TO_SHARE, MessageState.CLEARED)


def test_one_that_was_not_to_be_shared_stays_as_it_was(relay: RelayDesk) -> None:
    answers = {"triage": "raises_risk", "triage_reason": "It would be read at home."}
    triage.decide(relay.vault, incident_id=relay.incident_id, answers=answers)
    add_record(relay.vault, answers=CHILD)
    assert not read_relay(relay.vault, relay.incident_id).view.stopped
    assert relay.incident.state is IncidentState.NOT_SHARED


def test_an_auditor_who_opens_it_changes_nothing(relay: RelayDesk) -> None:
    add_record(relay.vault, answers=CHILD)
    sit(relay.vault, "auditor")
    assert not read_relay(relay.vault, relay.incident_id).view.stopped
