"""Before you start: what ends early is kept with its advice; what goes on is a draft."""

from pathlib import Path

import pytest

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.referrals.lists import list_referrals
from spoc_desk.casework.referrals.start import ending, start_referral
from spoc_desk.casework.referrals.threshold_sets import current_set
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import ReferralEvent, ReferralState
from spoc_desk.errors import NotYet, UnknownRecord
from spoc_desk.vault.records.stores import CASES, REFERRALS
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import BEFORE, ReferralDesk, begin, said
from tests.factories import make_vault

NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}


@pytest.mark.req("R-004-09")
@pytest.mark.parametrize("level", ["INT", "SPE"])
def test_intensive_and_specialist_needs_go_on_as_a_draft(vault: Vault, clock: FixedClock, level: str) -> None:
    desk = begin(vault, clock, need_level=level)
    assert desk.state is ReferralState.DRAFT
    assert desk.referral.set_id == "luton-2021-10"


@pytest.mark.req("R-001-09")
def test_each_of_the_four_levels_says_what_to_do_next(vault: Vault) -> None:
    threshold = current_set(vault)
    said = {
        level.id: ending(threshold, {"need_level": level.id, "immediate_danger": "no"}) for level in threshold.levels
    }
    assert list(said) == ["UNI", "ADD", "INT", "SPE"]
    assert said["UNI"] == said["ADD"] != said["INT"] == said["SPE"]


@pytest.mark.req("R-004-08")
@pytest.mark.parametrize("level", ["UNI", "ADD"])
def test_universal_and_additional_needs_are_advice_only_and_still_on_record(
    vault: Vault, clock: FixedClock, level: str
) -> None:
    desk = begin(vault, clock, need_level=level, advice_note="Team Around the Family on Thursday.")
    assert desk.state is ReferralState.ADVICE_ONLY
    assert desk.view().text("advice_note") == "Team Around the Family on Thursday."
    assert "Team Around the Family" in ending(current_set(vault), {"need_level": level}).words
    with pytest.raises(NotYet):
        desk.save("type", {"urgency": "routine"})


@pytest.mark.req("R-004-19")
def test_an_open_case_goes_to_the_allocated_worker_without_a_form(vault: Vault, clock: FixedClock) -> None:
    desk = begin(vault, clock, allocated_worker="yes", allocated_worker_name="Jordan Field")
    assert desk.state is ReferralState.PASSED_TO_WORKER
    assert "No form is needed" in ending(current_set(vault), {"allocated_worker": "yes"}).words


def test_a_closed_case_gets_a_form(vault: Vault, clock: FixedClock) -> None:
    assert begin(vault, clock, allocated_worker="no").state is ReferralState.DRAFT


def test_danger_is_kept_with_its_time_and_the_form_follows_within_the_hours(vault: Vault, clock: FixedClock) -> None:
    desk = begin(vault, clock, immediate_danger="yes", danger_called_at="2026-11-23T09:20", need_level="ADD")
    view = desk.view()
    assert desk.state is ReferralState.DRAFT
    danger = [event for event in view.events if event.event is ReferralEvent.DANGER]
    assert said(danger[0], "danger_called_at") == "2026-11-23T09:20"
    clocks = {each.rule: each.due_on for each in view.clocks if each.running}
    assert str(clocks["D-11"]) == "2026-11-24"


@pytest.mark.req("R-004-06", "R-004-18")
def test_who_was_consulted_is_on_record(vault: Vault, clock: FixedClock) -> None:
    desk = begin(
        vault, clock, in_doubt="yes", consulted_mash="yes", mash_person="Duty social worker",
        mash_at="2026-11-20T14:00", mash_advice="Ask the family first.",
    )  # fmt: skip
    desk.event(
        "consultation",
        {
            "consulted_on": "2026-11-23", "consulted_with": "School nurse", "agency": "school_nurse",
            "consulted_about": "Tiredness", "consulted_advice": "See the GP.", "family_involved": "yes",
        },
    )  # fmt: skip
    view = desk.view()
    told = view.events[-1]
    assert (told.event, said(told, "consulted_with"), said(told, "consulted_advice")) == (
        ReferralEvent.CONSULTATION, "School nurse", "See the GP.",
    )  # fmt: skip
    assert (view.text("manager_name"), view.text("mash_advice")) == ("Ruth Alder", "Ask the family first.")


def test_one_reference_stands_for_one_thing_only(draft: ReferralDesk) -> None:
    first, second, number = draft.referral.referral_ref.split()
    assert first.isalpha() and second.isalpha() and len(number) == 4
    assert CASES.count(draft.vault, "case_ref = ?", (draft.referral.referral_ref,)) == 0


def test_beginning_twice_with_one_operation_is_one_referral(vault: Vault) -> None:
    twice = [start_referral(vault, answers=BEFORE, operation_id="press-1").record for _ in range(2)]
    assert twice[0] is not None and twice[1] is not None
    assert twice[0].id == twice[1].id
    assert REFERRALS.count(vault) == 1


def test_a_referral_begun_from_a_relocation_keeps_it_and_is_hidden_from_a_referrer(
    vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    case_id = record_notification(vault, answers=NOTIFIED).change.case_id
    done = start_referral(vault, answers=BEFORE, case_id=case_id)
    assert done.record is not None
    assert done.change.case_id == case_id
    assert list_referrals(vault).total == 1
    other = make_vault(tmp_path / "other", clock, name="Ruth Alder", roles=frozenset({"referrer"}))
    with pytest.raises(UnknownRecord):
        start_referral(other, answers=BEFORE, case_id=case_id)
    assert list_referrals(other).total == 0
    other.close()
