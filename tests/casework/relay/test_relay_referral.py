"""The next step is a referral to the MASH: begun from the message, its facts offered, and linked back."""

import pytest

from spoc_desk.casework.referrals.from_relay import relay_people
from spoc_desk.casework.referrals.prefill import offers, shown_people
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.referrals.rows import save_row
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.casework.relay import messages, triage
from spoc_desk.casework.relay.lists import MessageView, relay_view
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.referrals import CHILD, Referral
from spoc_desk.domain.relay import IncidentState
from spoc_desk.errors import NotYet, UnknownRecord
from spoc_desk.forms.loader import load_form
from tests.casework.referrals.desk import BEFORE
from tests.casework.relay.desk import RelayDesk, sit
from tests.casework.story import Story


@pytest.fixture
def answered(relay: RelayDesk) -> RelayDesk:
    """A sent message whose school says that a referral to the MASH comes next."""
    relay.share()
    relay.match()
    relay.clear()
    relay.send()
    messages.feedback(relay.vault, message_id=relay.message_id, answers={"school_next": "mash"})
    return relay


def _begin(relay: RelayDesk) -> Referral:
    record = start_referral(relay.vault, answers=BEFORE, message_id=relay.message_id).record
    assert isinstance(record, Referral)
    return record


def _card(relay: RelayDesk) -> MessageView:
    return relay_view(relay.vault, relay.incident_id).messages[0]


@pytest.mark.req("R-000-13", "R-000-14")
def test_the_referral_is_offered_the_facts_and_the_message_shows_its_reference(answered: RelayDesk) -> None:
    assert _card(answered).may_refer
    referral = _begin(answered)
    view = referral_view(answered.vault, referral.id)
    told = {each.question: each for each in offers(answered.vault, view)}
    source = "the RELAY notification DA/1201/26"
    assert (told["source_who"].value, told["source_who"].from_where) == (
        "The police, in their notification DA/1201/26.", source,
    )  # fmt: skip
    assert told["when_where"].value == "Sat 21 Nov 2026, 4 Harbour Street, Luton"
    questions = {each.id for each in load_form("referral").questions}
    assert set(told) <= questions
    (child,) = shown_people(answered.vault, view)
    assert (child.words, child.from_where, child.answers["school"]) == ("Maja Sample", source, answered.school)
    save_row(answered.vault, referral_id=referral.id, form=CHILD, answers=child.answers)
    assert shown_people(answered.vault, referral_view(answered.vault, referral.id)) == ()
    card = _card(answered)
    assert f"Referral to the MASH begun: {referral.referral_ref}" in card.fact_words
    assert (card.may_refer, card.referral_is_kept) == (False, True)
    with pytest.raises(NotYet, match=referral.referral_ref):
        _begin(answered)


def test_a_decision_for_a_referral_offers_it_too_and_nothing_else_does(relay: RelayDesk) -> None:
    with pytest.raises(NotYet, match="not the next step"):
        _begin(relay)
    triage.decide(
        relay.vault, incident_id=relay.incident_id,
        answers={"triage": "mash_referral", "triage_reason": "The third time this year."},
    )  # fmt: skip
    assert _card(relay).may_refer
    assert _begin(relay).referral_ref == relay.message.mash_referral_ref


def test_a_stopped_notification_leads_to_no_referral(answered: RelayDesk, story: Story) -> None:
    add_record(story.vault, answers={"given_name": "Maja", "family_name": "Sample", "kind": "staff_family"})
    with story.vault.transaction("the office handles a RELAY notification") as tx:
        row = tx.rows("SELECT version FROM relay_incidents WHERE id = ?", (answered.incident_id,))[0]
        tx.update(
            "relay_incidents", answered.incident_id, {"state": IncidentState.STOPPED.value}, version=row["version"]
        )
    assert not _card(answered).may_refer
    with pytest.raises(NotYet):
        _begin(answered)


@pytest.mark.req("R-003-27")
def test_a_referrer_reads_nothing_of_relay_and_the_mash_only_the_reference(answered: RelayDesk) -> None:
    referral = _begin(answered)
    sit(answered.vault, "referrer")
    view = referral_view(answered.vault, referral.id)
    assert relay_people(answered.vault, referral.id) == ()
    assert not [each for each in offers(answered.vault, view) if "RELAY" in each.from_where]
    with pytest.raises(UnknownRecord):
        _begin(answered)
    sit(answered.vault, "mash")
    assert _card(answered).referral_is_kept is False
    assert f"Referral to the MASH begun: {referral.referral_ref}" in _card(answered).fact_words
