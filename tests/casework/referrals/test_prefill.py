"""Nothing is asked twice: what is known is offered with where it comes from, and never another child's."""

from pathlib import Path

import pytest

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.household import add_member
from spoc_desk.casework.looking import who_looked
from spoc_desk.casework.names import set_name
from spoc_desk.casework.referrals.prefill import CASE, DIRECTORY, LAST, YOU, FilledRow, offers, people_offers
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.clock import FixedClock
from spoc_desk.domain.contacts import Contact, ContactKind
from spoc_desk.domain.record import ContactId, new_id
from spoc_desk.domain.referrals import CHILD, PARENT
from spoc_desk.errors import Incomplete
from spoc_desk.vault.records.stores import CONTACTS
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import BEFORE, CHILD_ANSWERS, REFERRER, ReferralDesk, begin

NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}


def known(desk: ReferralDesk) -> dict[str, tuple[object, str]]:
    return {each.question: (each.value, each.from_where) for each in offers(desk.vault, desk.view())}


def test_the_name_of_the_person_at_the_desk_is_offered(draft: ReferralDesk) -> None:
    assert known(draft)["referrer_name"] == ("Asha Brook", YOU)
    assert known(draft)["referrer_at"][0] == "2026-11-23T09:30"


def test_the_directory_offers_role_and_phone(draft: ReferralDesk) -> None:
    with draft.vault.transaction("test") as tx:
        contact = Contact(
            id=ContactId(new_id()), kind=ContactKind.PERSON, name="Asha Brook", job_title="Pastoral lead",
            phone="0300 000 0200", email="asha@example.org",
        )  # fmt: skip
        CONTACTS.insert(tx, contact)
    assert known(draft)["referrer_role"] == ("Pastoral lead", DIRECTORY)
    assert known(draft)["referrer_phone"] == ("0300 000 0200", DIRECTORY)


def test_the_last_referral_offers_what_is_about_the_referrer_and_nothing_of_the_child(
    vault: Vault, clock: FixedClock
) -> None:
    first = begin(vault, clock)
    first.save("referrer", REFERRER)
    first.save("reason", {"what_happened": "Something about another child."})
    second = begin(vault, clock)
    assert known(second)["referrer_agency"] == ("Harbour Primary", LAST)
    assert not {"what_happened", "referrer_relationship"} & set(known(second))


def test_what_is_answered_already_is_not_offered(draft: ReferralDesk) -> None:
    draft.save("referrer", {"referrer_name": "A. Brook"})
    assert "referrer_name" not in known(draft)


def test_the_level_and_the_age_come_from_what_was_written_before(draft: ReferralDesk) -> None:
    draft.row(CHILD, {**CHILD_ANSWERS, "disability": "yes"})
    assert known(draft)["level"][0] == "INT"
    assert known(draft)["level_sought"][0] == "fps"
    assert known(draft)["private_fostering_age"] == ("9", "what you wrote about the child")
    assert known(draft)["private_fostering_disabled"][0] == "yes"


@pytest.fixture
def from_case(vault: Vault, clock: FixedClock) -> ReferralDesk:
    """Return a referral begun from a relocation with a named child and her mother."""
    case_id = record_notification(vault, answers=NOTIFIED).change.case_id
    assert case_id is not None
    people = (
        {"kind": "child", "relationship": "child", "date_of_birth": "2017-05-04", "sex": "female"},
        {"kind": "adult", "relationship": "mother", "date_of_birth": "1990-02-01", "parental_responsibility": "yes"},
    )
    for number, person in enumerate(people):
        member = add_member(vault, case_id=case_id, answers=person).record
        assert member is not None
        if number == 0:
            set_name(vault, member_id=member.id, answers={"given_name": "Maja", "family_name": "Nowak"})
    done = start_referral(vault, answers=BEFORE, case_id=case_id).record
    assert done is not None
    return ReferralDesk(vault, clock, done.id)


def test_the_household_of_the_relocation_is_offered_as_rows(from_case: ReferralDesk) -> None:
    found = people_offers(from_case.vault, from_case.view(), "To write a referral")
    assert [(each.form, each.from_where, each.words) for each in found] == [
        (CHILD, CASE, "Maja Nowak"), (PARENT, CASE, "Adult 1"),
    ]  # fmt: skip
    child: FilledRow = found[0]
    assert (child.answers["date_of_birth"], child.answers["sex"]) == ("2017-05-04", "female")
    assert found[1].answers["parental_responsibility"] == "yes"


def test_that_names_were_read_is_in_the_trail(from_case: ReferralDesk) -> None:
    with pytest.raises(Incomplete):
        people_offers(from_case.vault, from_case.view(), "")
    people_offers(from_case.vault, from_case.view(), "To write a referral", "Checked with her manager")
    look = who_looked(from_case.vault).lines[0]
    assert (look.what, look.reason) == (
        "Revealed names for a referral", "To write a referral: Checked with her manager",
    )  # fmt: skip
    assert look.record == from_case.referral.referral_ref


def test_somebody_in_the_form_already_is_not_offered_again(from_case: ReferralDesk) -> None:
    from_case.row(CHILD, people_offers(from_case.vault, from_case.view(), "To write a referral")[0].answers)
    assert [each.form for each in people_offers(from_case.vault, from_case.view(), "To write a referral")] == [PARENT]


def test_a_referral_of_its_own_has_no_household_to_offer(draft: ReferralDesk, tmp_path: Path) -> None:
    assert people_offers(draft.vault, draft.view(), "To write a referral") == ()


def test_a_referral_begun_from_a_relocation_is_a_restricted_record(from_case: ReferralDesk) -> None:
    assert not referral_view(from_case.vault, from_case.id).stopped
    from_case.row(CHILD, people_offers(from_case.vault, from_case.view(), "To write a referral")[0].answers)
    assert referral_view(from_case.vault, from_case.id).stopped
