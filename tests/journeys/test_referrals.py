"""Six referrals from the first question to the last answer, at a real vault (domain 1.12 to 1.14, 3.4)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.household import add_member
from spoc_desk.casework.names import set_name
from spoc_desk.casework.referrals import consents, moves
from spoc_desk.casework.referrals.facts import facts_of
from spoc_desk.casework.referrals.lists import counts, list_referrals
from spoc_desk.casework.referrals.prompts import NOW, RECORD_IS_YOURS, alert_nobody, prompts
from spoc_desk.casework.referrals.young_people import young_people
from spoc_desk.casework.restricted.releases import release
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.referrals import CHILD, HOUSEHOLD, ReferralState
from spoc_desk.errors import NotYet, RefusedByRule
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Actor, Vault
from tests.casework.referrals.desk import (
    CHILD_ANSWERS,
    DECISION,
    GIVEN,
    MOTHER,
    REFUSED,
    SHARING,
    ReferralDesk,
    begin,
    write,
)
from tests.casework.referrals.stages import open_stage
from tests.factories import PASSWORD

NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """Return a vault with the council's profile and nothing else."""
    opened, _ = open_stage("empty", tmp_path / "vault", clock)
    yield opened
    opened.close()


def running(desk: ReferralDesk) -> dict[str, date | None]:
    return {clock.rule: clock.due_on for clock in desk.view().clocks if clock.running}


def said_now(desk: ReferralDesk) -> str:
    return "\n".join(each.sentence for each in prompts(desk.view(), desk.clock.today()) if each.level == NOW)


def print_and_send(desk: ReferralDesk, version: str = "1", at: str = "2026-11-23T09:25") -> None:
    moves.mark_printed(desk.vault, referral_id=desk.id)
    desk.send(version_sent=version, sent_at=at)


@pytest.mark.req("R-004-10", "R-004-15", "R-004-25")
def test_intensive_with_consent_is_sent_signed_chased_and_closed(vault: Vault, clock: FixedClock) -> None:
    desk = write(vault, clock)
    moves.ready_for_consent(vault, referral_id=desk.id)
    with pytest.raises(NotYet):
        moves.ready_to_send(vault, referral_id=desk.id)
    for kind, answers in (("a", GIVEN), ("b", SHARING)):
        consents.see_signed_copy(vault, consent_id=desk.consent(kind, answers))
    moves.ready_to_send(vault, referral_id=desk.id)
    moves.mark_printed(vault, referral_id=desk.id)
    desk.save("reason", {"impact": "She falls asleep in lessons, twice this week."})
    assert (desk.state, desk.referral.form_version) == (ReferralState.READY_TO_SEND, 2)
    print_and_send(desk, version="2")

    clock.advance(days=2)
    late = [row.what for row in agenda_page(vault, section=Section.LATE).rows]
    assert late == ["Chase the MASH for its acknowledgement"]
    desk.event("chased", {"chased_on": "2026-11-25", "method": "phone", "chased_whom": "Duty worker"})
    desk.event("acknowledged", {"acknowledged_at": "2026-11-25T09:00", "acknowledged_by": "Duty worker"})
    desk.event("triage", {"triaged_at": "2026-11-25T09:10", "triage_step": "contact", "parent_consent_seen": "yes"})
    desk.event("decision", {"mash_decision": "fps", "decided_at": "2026-11-25T09:20", "decided_by": "Manager"})
    with pytest.raises(NotYet, match="feedback"):
        desk.event("closed")
    desk.event("feedback", {"feedback_given": "yes", "feedback_on": "2026-11-25", "feedback_from": "FPS"})
    desk.event("closed")
    desk.event("archived")
    assert desk.state is ReferralState.CLOSED
    assert running(desk) == {}
    story = [event.event.value for event in desk.view().events]
    assert story == [
        "started", "ready_for_consent", "ready_to_send", "printed", "edited", "printed", "sent", "chased",
        "acknowledged", "triage", "decision", "feedback", "closed", "archived",
    ]  # fmt: skip


@pytest.mark.req("R-004-17", "R-004-07", "R-004-29", "R-004-30")
def test_specialist_without_consent_is_phoned_first_and_decided_in_the_same_act(
    vault: Vault, clock: FixedClock
) -> None:
    desk = write(vault, clock, sought="cp", level="SPE", immediate_danger="yes", danger_called_at="2026-11-23T08:00")
    desk.save("type", {"referral_kind": "confirms_phone_call", "phoned_at": "2026-11-23T08:10", "urgency": "immediate"})
    desk.save("informing", {"told": "no", "not_told_reason": "harm_child", "not_told_agreed_by": "Ruth Alder"})
    assert running(desk)["D-11"] == date(2026, 11, 24)
    moves.ready_for_consent(vault, referral_id=desk.id)
    desk.save(
        "lawful_basis", {"no_consent_reason": "Asking would raise the risk.", "no_consent_basis": "vital_interests"}
    )
    with pytest.raises(NotYet, match="same act"):
        moves.ready_to_send(vault, referral_id=desk.id)
    nobody = {**DECISION, "not_informed_reason": "increased_risk"}
    moves.ready_to_send(vault, referral_id=desk.id, answers=nobody)
    decision = desk.view().decisions[0]
    assert (decision.lawful_basis, decision.consent_sought, decision.decided_by) == (
        "vital_interests", "unsafe", "Asha Brook",
    )  # fmt: skip
    print_and_send(desk)
    assert "D-11" not in running(desk)

    desk.event("decision", {"mash_decision": "immediate", "decided_at": "2026-11-23T09:28", "decided_by": "Manager"})
    strategy = {"strategy_on": "2026-11-23", "concluded": "yes", "s47_outcome": "icpc", "concluded_on": "2026-11-23"}
    desk.event("strategy", strategy)
    assert (running(desk)["D-12"], running(desk)["D-13"]) == (date(2027, 1, 28), date(2026, 12, 14))
    clock.advance(days=20)
    desk.event("conference", {"conference_on": "2026-12-11", "conference_outcome": "cp_plan"})
    desk.event("feedback", {"feedback_given": "yes", "feedback_on": "2026-12-11"})
    assert (desk.state, desk.referral.closed_on) == (ReferralState.CLOSED, date(2026, 12, 13))


@pytest.mark.req("R-004-11", "R-004-12", "R-004-21")
def test_a_young_person_who_refuses_is_heard(vault: Vault, clock: FixedClock) -> None:
    desk = write(vault, clock, sought="cin", level="SPE")
    desk.row(CHILD, {"date_of_birth": "2011-11-20"}, row_id=desk.child)
    young = young_people(desk.view(), clock.today())[0]
    assert (young.age, young.ask, young.able) == (15, True, False)
    desk.consent("a", GIVEN)
    desk.consent("b", SHARING)
    gillick = dict.fromkeys(
        ("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh"), "yes"
    )
    consents.record_competence(
        vault,
        referral_id=desk.id,
        answers={
            **gillick, "person": desk.child, "basis": "gillick", "outcome": "competent", "assessor": "Ruth Alder",
            "assessed_on": "2026-11-23",
        },
    )  # fmt: skip
    desk.consent("young_person", {**REFUSED, "own_words": "I want to sort it out at school."}, desk.child)
    moves.ready_for_consent(vault, referral_id=desk.id)
    with pytest.raises(NotYet, match="has refused, and may") as refused:
        moves.ready_to_send(vault, referral_id=desk.id)
    assert refused.value.source == "S004:904-906"
    desk.save("lawful_basis", {"no_consent_reason": "The school cannot keep her safe alone; she knows we go on."})
    moves.ready_to_send(vault, referral_id=desk.id)
    print_and_send(desk)
    desk.event("triage", {"triaged_at": "2026-11-23T09:28", "triage_step": "not_retained", "parent_consent_seen": "no"})
    assert RECORD_IS_YOURS in said_now(desk)


@pytest.mark.req("R-004-37")
def test_fgm_that_is_known_is_reported_personally_and_nobody_is_alerted(vault: Vault, clock: FixedClock) -> None:
    desk = write(vault, clock, sought="cp", level="SPE")
    desk.save("circumstances", {"fgm": "yes", "fgm_stand": "told", "fgm_age": "9"})
    assert "personal duty" in said_now(desk)
    assert alert_nobody(desk.view())
    assert running(desk)["D-20"] == date(2026, 11, 24)
    clock.advance(days=2)
    late = agenda_page(vault, section=Section.LATE).rows
    assert [(row.what, row.place.split("/")[-1]) for row in late] == [
        ("Report FGM to the police, yourself", "fgm_reported_at")
    ]
    reported = {"fgm_reported_at": "2026-11-25T09:00", "fgm_police_ref": "40/123", "fgm_reported_self": "yes"}
    desk.save("circumstances", reported)
    assert "D-20" not in running(desk)
    met = next(each for each in desk.view().clocks if each.rule == "D-20")
    assert (met.due_on, met.met_on) == (date(2026, 11, 24), date(2026, 11, 25))
    assert desk.troubles() == []


@pytest.mark.req("R-004-39")
def test_a_great_aunt_is_a_private_foster_carer_and_is_visited(vault: Vault, clock: FixedClock) -> None:
    desk = write(vault, clock, sought="cin", level="SPE")
    aunt = {**MOTHER, "given_names": "Halina", "family_name": "Wrona", "relationship": "private_foster_carer",
            "parental_responsibility": "no", "lives_with_child": "yes"}  # fmt: skip
    desk.row(HOUSEHOLD, aunt)
    answers = {
        "private_fostering": "yes", "private_fostering_carer": "grandparent", "private_fostering_age": "9",
        "private_fostering_days": "120", "private_fostering_disabled": "no", "private_fostering_from": "2026-11-09",
    }  # fmt: skip
    desk.save("circumstances", answers)
    assert not facts_of(desk.view(), clock.today()).fostering
    desk.save("circumstances", {"private_fostering_carer": "great_aunt_uncle"})
    assert facts_of(desk.view(), clock.today()).fostering
    assert running(desk)["D-22"] == date(2026, 11, 11)
    desk.save("circumstances", {"private_fostering_told_on": "2026-11-23", "private_fostering_told_by": "School"})
    desk.consent("a", GIVEN)
    desk.consent("b", SHARING)
    moves.ready_for_consent(vault, referral_id=desk.id)
    moves.ready_to_send(vault, referral_id=desk.id)
    print_and_send(desk)
    assert running(desk)["D-21"] == date(2026, 12, 2)
    clock.advance(days=9)
    visit = {
        "visited_on": "2026-12-02", "visited_by": "Jordan Field", "seen_alone": "no",
        "seen_alone_why_not": "She wanted her great-aunt in the room.", "parent_contacted": "yes",
        "worker_details_given": "yes", "arrangement_suitable": "yes",
    }  # fmt: skip
    desk.event("visit", visit)
    assert running(desk)["D-21"] == date(2027, 1, 13)


def as_role(vault: Vault, clock: FixedClock, *roles: str) -> Vault:
    """Return the vault opened again for somebody with these roles alone."""
    folder = vault.folder
    vault.close()
    opened = open_vault(folder, PASSWORD, clock=clock)
    opened.actor = Actor(opened.actor.user_id, opened.actor.name, frozenset(roles))
    return opened


def refer_maja(vault: Vault, clock: FixedClock) -> ReferralDesk:
    desk = write(vault, clock)
    desk.row(CHILD, {**CHILD_ANSWERS, "family_name": "Novak"}, row_id=desk.child)
    desk.consent("a", GIVEN)
    desk.consent("b", SHARING)
    moves.ready_for_consent(vault, referral_id=desk.id)
    return desk


def test_a_protected_child_stops_at_the_office_and_the_referrer_cannot_tell_why(
    vault: Vault, clock: FixedClock
) -> None:
    notified = {
        "direction": "arrival",
        "subject_kind": "family",
        "ukpps_notified_on": "2026-11-20",
        "notified_to": "dcs",
    }
    case_id = record_notification(vault, answers=notified).change.case_id
    assert case_id is not None
    child = {"kind": "child", "relationship": "child", "date_of_birth": "2017-05-04"}
    member = add_member(vault, case_id=case_id, answers=child).record
    assert member is not None
    set_name(vault, member_id=member.id, answers={"given_name": "Maja", "family_name": "Nowak"})

    desk_vault = as_role(vault, clock, "referrer")
    desk = refer_maja(desk_vault, clock)
    assert desk.view().stopped
    with pytest.raises(NotYet) as refused:
        moves.ready_to_send(desk_vault, referral_id=desk.id)
    assert str(refused.value) == f"{RESTRICTED_WORDS}."
    told = said_now(desk)
    assert RESTRICTED_WORDS in told
    assert not any(word in told.lower() for word in ("relocat", "ukpps", "protected", "witness"))
    line = list_referrals(desk_vault).rows[0]
    assert (line.state_words, counts(desk_vault).total) == ("Ready for consent", 1)
    other = begin(desk_vault, clock)
    assert not other.view().stopped

    office = as_role(desk_vault, clock, "dcs_office", "la_spoc")
    desk.vault = office
    release(office, referral_id=desk.id, words="Spoke to the office. Send it by hand.")
    moves.ready_to_send(office, referral_id=desk.id)
    assert desk.view().stopped and desk.view().released
    desk.row(CHILD, {**CHILD_ANSWERS, "given_names": "Igor", "family_name": "Novak", "date_of_birth": "2019-02-02"})
    with pytest.raises(RefusedByRule, match="Restricted record"):
        moves.mark_printed(office, referral_id=desk.id)
    office.close()
