"""The day on which the time of a record is over: birthdays, closings, and what only a person can say."""

from datetime import date

import pytest

from spoc_desk.domain import retention as kept
from spoc_desk.domain.household import Member, MemberKind, StatusFlag
from spoc_desk.domain.record import CaseId, MemberId
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.domain.retention import (
    Known,
    Reckoned,
    RecordKind,
    Retention,
    RetentionClass,
    RetentionRule,
    longest,
    member_class,
    referral_class,
    review_date,
)

BIRTH = RetentionClass("in_need", "Child in need", RetentionRule.AFTER_BIRTH, 25)
CLOSURE = RetentionClass("adult", "Adult social care", RetentionRule.AFTER_CLOSURE, 8)
CONTACT = RetentionClass("not_accepted", "Not accepted", RetentionRule.AFTER_CONTACT, 6)


def member(kind: MemberKind, *flags: StatusFlag) -> Member:
    return Member(id=MemberId("m"), case_id=CaseId("c"), alias="Child A", kind=kind, status_flags=flags)


def test_years_count_from_the_birth_the_closing_or_the_last_contact() -> None:
    known = Known(born=date(2017, 5, 1), closed=date(2026, 11, 23), contact=date(2026, 10, 1))
    assert review_date(BIRTH, known).on == date(2042, 5, 1)
    assert review_date(CLOSURE, known).on == date(2034, 11, 23)
    assert review_date(CONTACT, known) == Reckoned(date(2032, 10, 1), "Not accepted: 6 years after the last contact")


@pytest.mark.parametrize(("years", "on"), [(25, date(2033, 3, 1)), (24, date(2032, 2, 29)), (75, date(2083, 3, 1))])
def test_who_was_born_on_29_february_is_kept_until_1_march_in_other_years(years: int, on: date) -> None:
    leap = RetentionClass("x", "X", RetentionRule.AFTER_BIRTH, years)
    assert review_date(leap, Known(born=date(2008, 2, 29))).on == on


def test_without_a_date_of_birth_a_person_is_asked() -> None:
    found = review_date(BIRTH, Known(closed=date(2026, 11, 23)))
    assert found.on is None
    assert found.words == "Child in need: a date of birth is not known"


@pytest.mark.parametrize("rule", [RetentionRule.FIXED, RetentionRule.LONGEST, RetentionRule.WITH_NEWEST])
def test_what_hangs_on_no_known_day_gives_no_day(rule: RetentionRule) -> None:
    known = Known(born=date(2017, 5, 1), closed=date(2026, 11, 23), contact=date(2026, 11, 23))
    assert review_date(RetentionClass("x", "X", rule, 100), known).on is None
    assert review_date(RetentionClass("x", "X", RetentionRule.AFTER_BIRTH), known).on is None


def test_the_longest_of_a_household_counts() -> None:
    early, late = Reckoned(date(2034, 1, 1), "Adult"), Reckoned(date(2045, 1, 1), "Child")
    assert longest([early, late]) == late


def test_one_without_a_day_leaves_the_household_without_one() -> None:
    unborn = review_date(BIRTH, Known())
    assert longest([Reckoned(date(2034, 1, 1), "Adult"), unborn]).on is None
    assert longest([]).on is None


@pytest.mark.parametrize(
    ("flags", "class_id"),
    [
        ((), kept.IN_NEED),
        ((StatusFlag.CIN,), kept.IN_NEED),
        ((StatusFlag.CIN, StatusFlag.CP_PLAN), kept.PROTECTION),
        ((StatusFlag.CP_PLAN, StatusFlag.LOOKED_AFTER), kept.LOOKED_AFTER),
        ((StatusFlag.CARE_LEAVER,), kept.LOOKED_AFTER),
        ((StatusFlag.LOOKED_AFTER, StatusFlag.ADOPTED), kept.ADOPTION),
        ((StatusFlag.PRIVATELY_FOSTERED,), kept.FOSTERING),
    ],
)
def test_a_child_is_kept_by_what_is_recorded_of_it(flags: tuple[StatusFlag, ...], class_id: str) -> None:
    assert member_class(member(MemberKind.CHILD, *flags)) == class_id


def test_an_adult_is_kept_as_adult_and_an_unborn_child_as_a_child() -> None:
    assert member_class(member(MemberKind.ADULT)) == kept.ADULT
    assert member_class(member(MemberKind.UNBORN)) == kept.IN_NEED


@pytest.mark.parametrize(
    ("reached", "class_id"),
    [
        ([ReferralState.DRAFT, ReferralState.ADVICE_ONLY], kept.NOT_ACCEPTED),
        ([ReferralState.SENT, ReferralState.NFA, ReferralState.CLOSED], kept.NOT_ACCEPTED),
        ([ReferralState.ACCEPTED, ReferralState.ASSESSMENT, ReferralState.CLOSED], kept.IN_NEED),
        ([ReferralState.ACCEPTED, ReferralState.STRATEGY, ReferralState.CLOSED], kept.PROTECTION),
        ([ReferralState.CONFERENCE], kept.PROTECTION),
    ],
)
def test_a_referral_is_kept_by_how_far_it_got(reached: list[ReferralState], class_id: str) -> None:
    assert referral_class(reached) == class_id


def test_a_visited_child_who_is_privately_fostered_has_a_class_of_its_own() -> None:
    assert referral_class([ReferralState.ACCEPTED], fostering=True) == kept.FOSTERING


@pytest.mark.parametrize(
    ("reckoned", "review", "early"),
    [
        (date(2026, 11, 22), None, False),
        (date(2026, 11, 23), None, False),
        (date(2026, 11, 24), None, True),
        (date(2020, 1, 1), date(2030, 1, 1), True),
        (None, None, True),
        (None, date(2026, 1, 1), False),
    ],
)
def test_before_the_later_of_both_days_a_disposal_is_early(
    reckoned: date | None, review: date | None, early: bool
) -> None:
    one = Retention(
        id="r", kind=RecordKind.REFERRAL, record_id="x", reference="amber field 0937", reckoned_on=reckoned,
        review_on=review,
    )  # fmt: skip
    assert one.is_early(date(2026, 11, 23)) is early
