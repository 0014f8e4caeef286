"""Towards sending: what each level needs, with the rule and its source; and the versions of the paper."""

import pytest

from spoc_desk.casework.referrals import moves
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referral_states import Offer
from spoc_desk.domain.referrals import CHILD, ReferralState
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.vault.records.stores import DECISIONS
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import DECISION, GIVEN, REFUSED, SHARING, ReferralDesk, write


def test_an_unfinished_form_is_not_ready_and_says_how_much_is_missing(written: ReferralDesk) -> None:
    written.save("judgement", {"reasons": ""})
    with pytest.raises(NotYet, match="1 answer is still missing"):
        moves.ready_for_consent(written.vault, referral_id=written.id)
    offer = written.offer("ready_for_consent")
    assert isinstance(offer, Offer)
    assert not offer.allowed


@pytest.mark.req("R-004-07")
def test_a_child_in_need_is_referred_with_consent_or_a_reason(vault: Vault, clock: FixedClock) -> None:
    desk = write(vault, clock, sought="cin", level="SPE")
    moves.ready_for_consent(vault, referral_id=desk.id)
    with pytest.raises(NotYet, match="section 17"):
        moves.ready_to_send(vault, referral_id=desk.id)
    desk.save(
        "lawful_basis", {"no_consent_reason": "The parents cannot be reached.", "no_consent_basis": "public_task"}
    )
    moves.ready_to_send(vault, referral_id=desk.id)
    assert desk.state is ReferralState.READY_TO_SEND


@pytest.mark.req("R-004-17", "R-004-07")
def test_protection_without_consent_needs_reason_and_a_decision_in_the_same_act(
    vault: Vault, clock: FixedClock
) -> None:
    desk = write(vault, clock, sought="cp", level="SPE")
    moves.ready_for_consent(vault, referral_id=desk.id)
    with pytest.raises(NotYet, match="say under"):
        moves.ready_to_send(vault, referral_id=desk.id, answers=DECISION)
    desk.save("lawful_basis", {"no_consent_reason": "Asking would raise the risk.", "no_consent_basis": "public_task"})
    with pytest.raises(NotYet, match="in the same act"):
        moves.ready_to_send(vault, referral_id=desk.id)
    assert DECISIONS.count(vault, "referral_id = ?", (desk.id,)) == 0
    moves.ready_to_send(vault, referral_id=desk.id, answers=DECISION)
    stored = desk.view().decisions[0]
    assert (stored.lawful_basis, stored.rationale, stored.case_id) == (
        "public_task",
        "Asking would raise the risk.",
        None,
    )
    assert len(stored.tests_met) == 7
    assert desk.state is ReferralState.READY_TO_SEND


@pytest.mark.parametrize(
    "slip",
    [
        {"tests_met": ("necessary", "proportionate")},
        {"necessary_and_proportionate": "no"},
        {"third_parties_protected": "no"},
        {"persons_informed": ("neither",)},
    ],
)
def test_a_decision_to_share_that_skips_a_golden_rule_is_refused_and_nothing_is_kept(
    protection: ReferralDesk, slip: dict[str, str]
) -> None:
    desk, vault = protection, protection.vault
    desk.save("lawful_basis", {"no_consent_reason": "Asking would raise the risk."})
    moves.ready_for_consent(vault, referral_id=desk.id)
    with pytest.raises(Incomplete):
        moves.ready_to_send(vault, referral_id=desk.id, answers={**DECISION, **slip})
    assert desk.state is ReferralState.READY_FOR_CONSENT
    assert DECISIONS.count(vault, "referral_id = ?", (desk.id,)) == 0


def test_a_decision_not_to_share_does_not_allow_sending(protection: ReferralDesk) -> None:
    desk, vault = protection, protection.vault
    desk.save("lawful_basis", {"no_consent_reason": "Asking would raise the risk."})
    moves.ready_for_consent(vault, referral_id=desk.id)
    with pytest.raises(NotYet):
        moves.ready_to_send(vault, referral_id=desk.id, answers={**DECISION, "outcome": "do_not_share"})


def test_protection_with_both_consents_needs_no_decision(protection: ReferralDesk) -> None:
    protection.consent("a", GIVEN)
    protection.consent("b", SHARING)
    protection.to_print()
    assert protection.state is ReferralState.PRINTED


@pytest.mark.req("R-004-21")
def test_the_refusal_of_a_young_person_who_is_able_to_decide_is_not_passed_over(ready: ReferralDesk) -> None:
    ready.row(CHILD, {"date_of_birth": "2010-05-04"}, row_id=ready.child)
    ready.consent("young_person", REFUSED, ready.child)
    moves.ready_for_consent(ready.vault, referral_id=ready.id)
    with pytest.raises(NotYet, match="has refused, and may"):
        moves.ready_to_send(ready.vault, referral_id=ready.id)


# versions -------------------------------------------------------------------------------------------------------------


def test_an_edit_after_printing_makes_a_new_version_and_the_old_paper_cannot_be_sent(ready: ReferralDesk) -> None:
    ready.to_print()
    ready.save("reason", {"impact": "She now sleeps at her desk."})
    assert (ready.state, ready.referral.form_version) == (ReferralState.READY_TO_SEND, 2)
    with pytest.raises(NotYet):
        ready.send()
    moves.mark_printed(ready.vault, referral_id=ready.id)
    with pytest.raises(BadAnswer, match="version printed last is 2"):
        ready.send(version_sent="1")
    ready.send(version_sent="2")
    assert ready.state is ReferralState.SENT


def test_saving_the_same_again_voids_nothing(ready: ReferralDesk) -> None:
    ready.to_print()
    ready.save("reason", {"impact": "She falls asleep in lessons."}, completed=True)
    ready.row(CHILD, {"given_names": "Maja"}, row_id=ready.child)
    assert (ready.state, ready.referral.form_version) == (ReferralState.PRINTED, 1)


def test_printing_again_is_the_same_version(ready: ReferralDesk) -> None:
    ready.to_print()
    moves.mark_printed(ready.vault, referral_id=ready.id)
    assert ready.referral.form_version == 1


def test_an_edit_that_takes_an_answer_away_stops_the_printing(ready: ReferralDesk) -> None:
    ready.to_print()
    ready.save("reason", {"impact": ""})
    with pytest.raises(NotYet, match="1 answer"):
        moves.mark_printed(ready.vault, referral_id=ready.id)


def test_what_was_sent_is_not_edited(sent: ReferralDesk) -> None:
    with pytest.raises(NotYet, match="no longer edited"):
        sent.save("reason", {"impact": "More."})
