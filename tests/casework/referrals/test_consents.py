"""Consent A, B and the young person's own: apart, per person, seen signed, taken back."""

from datetime import date

import pytest

from spoc_desk.casework.referrals import consents, moves
from spoc_desk.casework.referrals.facts import facts_of
from spoc_desk.casework.referrals.young_people import young_people
from spoc_desk.domain.referral_consents import Basis, Consent, ConsentKind
from spoc_desk.domain.referrals import CHILD, PARENT, ReferralState
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import CONSENTS
from tests.casework.referrals.desk import GIVEN, MOTHER, REFUSED, SHARING, ReferralDesk

GILLICK = {
    "basis": "gillick", "understands": "yes", "purpose": "yes", "consequences": "yes", "alternatives": "yes",
    "free_of_pressure": "yes", "can_weigh": "yes", "outcome": "competent", "assessor": "Ruth Alder",
    "assessed_on": "2026-11-23",
}  # fmt: skip
PRESUMED = {"basis": "presumed", "outcome": "competent", "assessor": "Ruth Alder", "assessed_on": "2026-11-23"}


def able(desk: ReferralDesk, answers: dict[str, str], person: str = "") -> None:
    given = {**answers, "person": person or desk.child}
    consents.record_competence(desk.vault, referral_id=desk.id, answers=given)


def born(desk: ReferralDesk, day: str) -> None:
    desk.row(CHILD, {"date_of_birth": day}, row_id=desk.child)


def why_not(desk: ReferralDesk) -> str:
    with pytest.raises(NotYet) as refused:
        moves.ready_to_send(desk.vault, referral_id=desk.id)
    return str(refused.value)


@pytest.mark.req("R-004-10", "R-004-15")
def test_intensive_is_not_ready_without_consent_a_and_b(written: ReferralDesk) -> None:
    moves.ready_for_consent(written.vault, referral_id=written.id)
    assert "consent A" in why_not(written)
    written.consent("a", GIVEN)
    assert "Consent B" in why_not(written)
    written.consent("b", SHARING)
    moves.ready_to_send(written.vault, referral_id=written.id)
    assert written.state is ReferralState.READY_TO_SEND


@pytest.mark.req("R-004-15")
@pytest.mark.parametrize("word", [REFUSED, {"decision": "not_sought", "reason": "Not reached."}])
def test_intensive_is_not_ready_with_consent_refused_or_not_sought(written: ReferralDesk, word: dict[str, str]) -> None:
    written.consent("a", word)
    written.consent("b", SHARING)
    written.save("lawful_basis", {"no_consent_reason": "It would help them all the same."})
    moves.ready_for_consent(written.vault, referral_id=written.id)
    assert "consent A" in why_not(written)


def test_consent_of_somebody_without_responsibility_is_not_enough(written: ReferralDesk) -> None:
    aunt = written.row(PARENT, {**MOTHER, "given_names": "Zofia", "parental_responsibility": "no"})
    written.consent("a", GIVEN, aunt)
    written.consent("b", SHARING, aunt)
    moves.ready_for_consent(written.vault, referral_id=written.id)
    assert "parental responsibility" in why_not(written)


@pytest.mark.req("R-004-10", "R-004-44")
def test_each_person_says_a_and_b_apart_and_b_names_the_agencies(ready: ReferralDesk) -> None:
    father = ready.row(PARENT, {**MOTHER, "given_names": "Piotr", "relationship": "father"})
    ready.consent("a", REFUSED, father)
    found = {(each.row_id, each.kind): each for each in ready.view().consents}
    assert found[ready.mother, ConsentKind.SHARING].agencies == ("school", "gp")
    assert found[ready.mother, ConsentKind.REFERRAL].agencies == ()
    assert not found[father, ConsentKind.REFERRAL].stands
    assert facts_of(ready.view(), ready.clock.today()).a_given


def test_b_without_an_agency_or_without_the_right_to_withdraw_explained_is_refused(written: ReferralDesk) -> None:
    with pytest.raises(BadAnswer):
        written.consent("b", GIVEN)


def test_a_new_word_of_the_same_person_replaces_the_last_and_both_are_on_record(written: ReferralDesk) -> None:
    first = written.consent("a", REFUSED)
    second = written.consent("a", GIVEN)
    assert first == second
    stored = CONSENTS.get(written.vault, first)
    assert (stored.stands, stored.version) == (True, 2)


def test_the_signed_copy_is_seen_by_somebody_on_a_day(ready: ReferralDesk) -> None:
    consent = ready.view().consents[0]
    done = consents.see_signed_copy(ready.vault, consent_id=consent.id)
    assert isinstance(done.record, Consent)
    assert (done.record.signed_copy_seen_on, done.record.signed_copy_seen_by) == (date(2026, 11, 23), "Asha Brook")
    with pytest.raises(BadAnswer):
        consents.see_signed_copy(ready.vault, consent_id=consent.id, seen_on=date(2026, 11, 24))


def test_the_signed_copy_of_a_printed_form_does_not_void_it(ready: ReferralDesk) -> None:
    ready.to_print()
    consents.see_signed_copy(ready.vault, consent_id=ready.view().consents[0].id)
    assert (ready.state, ready.referral.form_version) == (ReferralState.PRINTED, 1)


# young people ---------------------------------------------------------------------------------------------------------


@pytest.mark.req("R-004-11")
@pytest.mark.parametrize(
    ("day", "asked", "basis"),
    [
        ("2017-05-04", False, Basis.GILLICK),
        ("2011-11-24", False, Basis.GILLICK),  # tomorrow
        ("2011-11-23", True, Basis.GILLICK),  # the 15th birthday
        ("2010-11-24", True, Basis.GILLICK),
        ("2010-11-23", True, Basis.PRESUMED),  # the 16th
        ("2008-11-24", True, Basis.PRESUMED),
        ("2008-11-23", False, Basis.PRESUMED),  # the 18th: an adult
    ],
)
def test_who_is_asked_from_the_15th_birthday_on(written: ReferralDesk, day: str, asked: bool, basis: Basis) -> None:
    born(written, day)
    young = young_people(written.view(), written.clock.today())[0]
    assert (young.ask, young.basis) == (asked, basis)


def test_the_15th_birthday_is_announced_60_days_before(written: ReferralDesk) -> None:
    born(written, "2012-01-22")
    assert "Turns 15 on Fri 22 Jan 2027, in 60 days" in young_people(written.view(), written.clock.today())[0].why
    born(written, "2012-01-23")
    assert "Turns 15" not in young_people(written.view(), written.clock.today())[0].why


@pytest.mark.req("R-004-12")
def test_under_16_a_consent_needs_the_gillick_record_first(written: ReferralDesk) -> None:
    born(written, "2011-05-04")
    with pytest.raises(NotYet, match="Gillick"):
        written.consent("young_person", GIVEN, written.child)
    able(written, GILLICK)
    written.consent("young_person", GIVEN, written.child)
    assert young_people(written.view(), written.clock.today())[0].able


def test_at_16_it_is_presumed(written: ReferralDesk) -> None:
    born(written, "2010-05-04")
    written.consent("young_person", GIVEN, written.child)
    assert young_people(written.view(), written.clock.today())[0].able


@pytest.mark.req("R-004-12")
def test_fraser_is_for_its_own_purpose_and_stands_for_no_consent(written: ReferralDesk) -> None:
    born(written, "2011-05-04")
    able(written, {**GILLICK, "basis": "fraser", "fraser_note": "Advice on contraception at the clinic."})
    with pytest.raises(NotYet, match="Gillick"):
        written.consent("young_person", GIVEN, written.child)


def test_fraser_without_its_purpose_is_refused(written: ReferralDesk) -> None:
    with pytest.raises(Exception, match=r"contraception|answer"):
        able(written, {**GILLICK, "basis": "fraser"})


def test_the_presumption_is_only_for_16_and_17(written: ReferralDesk) -> None:
    born(written, "2011-05-04")
    with pytest.raises(BadAnswer, match="16 and 17"):
        able(written, PRESUMED)
    born(written, "2010-05-04")
    able(written, PRESUMED)
    with pytest.raises(BadAnswer, match="presumed"):
        able(written, GILLICK)


def test_able_with_one_no_is_refused(written: ReferralDesk) -> None:
    born(written, "2011-05-04")
    with pytest.raises(BadAnswer, match="six"):
        able(written, {**GILLICK, "free_of_pressure": "no"})
    able(written, {**GILLICK, "free_of_pressure": "no", "outcome": "not_competent"})
    assert not young_people(written.view(), written.clock.today())[0].able


def test_the_young_persons_own_consent_is_a_childs(written: ReferralDesk) -> None:
    with pytest.raises(BadAnswer, match="child"):
        written.consent("young_person", REFUSED, written.mother)


# withdrawal -----------------------------------------------------------------------------------------------------------


def withdraw(desk: ReferralDesk, which: str = "a") -> None:
    answers = {
        "person": desk.mother, "which": which, "withdrawn_on": "2026-11-23", "withdrawn_reason": "Changed her mind",
    }  # fmt: skip
    desk.event("withdrawn", answers)


def test_withdrawn_before_sending_it_is_a_draft_again_and_the_paper_is_void(ready: ReferralDesk) -> None:
    ready.to_print()
    withdraw(ready)
    assert (ready.state, ready.referral.form_version) == (ReferralState.DRAFT, 2)
    moves.ready_for_consent(ready.vault, referral_id=ready.id)
    assert "consent A" in why_not(ready)


def test_withdrawn_after_sending_the_mash_is_told_and_that_is_recorded(sent: ReferralDesk) -> None:
    withdraw(sent)
    assert sent.state is ReferralState.SENT
    running = {clock.rule: clock.due_on for clock in sent.view().clocks if clock.running}
    assert running["D-10c"] == date(2026, 11, 23)
    sent.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:25", "decided_by": "Duty manager"})
    sent.event("no_feedback", {"note": "Rang twice."})
    with pytest.raises(NotYet, match="Tell the MASH"):
        sent.event("closed")
    sent.event("told_mash", {"chased_on": "2026-11-23", "method": "phone", "chased_whom": "Duty worker"})
    sent.event("closed")
    assert sent.state is ReferralState.CLOSED


def test_what_was_not_given_cannot_be_withdrawn(written: ReferralDesk) -> None:
    written.consent("a", GIVEN)
    with pytest.raises(NotYet):
        withdraw(written, "b")


def test_a_withdrawn_consent_counts_no_more_and_stays_on_record(ready: ReferralDesk) -> None:
    withdraw(ready, "b")
    stored = [each for each in ready.view().consents if each.kind is ConsentKind.SHARING]
    assert (stored[0].withdrawn_on, stored[0].stands) == (date(2026, 11, 23), False)
    assert not facts_of(ready.view(), ready.clock.today()).b_given
