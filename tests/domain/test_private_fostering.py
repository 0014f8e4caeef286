"""The test of the law: who is no close relative, how young, how long; and what more has to be known."""

from datetime import date

import pytest

from spoc_desk.domain.private_fostering import (
    Carer,
    Finding,
    is_private_fostering,
    notice_due,
    of_answers,
    private_fostering,
)

NOT_RELATED = [Carer.GREAT_AUNT_UNCLE, Carer.COUSIN, Carer.FRIEND, Carer.PARTNER_FAMILY, Carer.OTHER]
RELATED = [Carer.GRANDPARENT, Carer.SIBLING, Carer.UNCLE_AUNT, Carer.STEP_PARENT, Carer.PARENT]


@pytest.mark.req("R-004-39")
@pytest.mark.parametrize("carer", NOT_RELATED)
def test_a_great_aunt_a_cousin_and_a_friend_count(carer: Carer) -> None:
    assert private_fostering(carer, 12, 28, disabled=False).finding is Finding.YES


@pytest.mark.req("R-004-39")
@pytest.mark.parametrize("carer", RELATED)
def test_a_grandparent_a_sibling_an_uncle_or_aunt_and_a_step_parent_do_not(carer: Carer) -> None:
    assert private_fostering(carer, 12, 200, disabled=False).finding is Finding.NO


def test_every_carer_is_one_or_the_other() -> None:
    assert set(NOT_RELATED) | set(RELATED) == set(Carer)


@pytest.mark.req("R-004-39")
@pytest.mark.parametrize(
    ("age", "disabled", "finding"),
    [
        (15, False, Finding.YES), (15, None, Finding.YES), (16, False, Finding.NO), (16, None, Finding.UNKNOWN),
        (17, True, Finding.YES), (18, True, Finding.NO), (None, False, Finding.UNKNOWN),
    ],
)  # fmt: skip
def test_under_16_or_under_18_when_disabled(age: int | None, disabled: bool | None, finding: Finding) -> None:
    assert private_fostering(Carer.COUSIN, age, 28, disabled=disabled).finding is finding


@pytest.mark.req("R-004-39")
@pytest.mark.parametrize(("days", "finding"), [(27, Finding.NO), (28, Finding.YES), (None, Finding.UNKNOWN)])
def test_meant_for_28_days_or_more(days: int | None, finding: Finding) -> None:
    assert private_fostering(Carer.COUSIN, 10, days).finding is finding


def test_what_is_unknown_is_asked_for_by_name() -> None:
    words = private_fostering(None, None, None).words
    assert words.endswith("Find out what the carer is to the child, how old the child is and for how long it is meant.")


def test_the_answers_of_the_form_are_read() -> None:
    answers = {
        "private_fostering": "yes", "private_fostering_carer": "great_aunt_uncle", "private_fostering_age": "9",
        "private_fostering_days": "60", "private_fostering_disabled": "no",
    }  # fmt: skip
    assert is_private_fostering(answers)
    assert of_answers({**answers, "private_fostering": "no"}) is None
    assert not is_private_fostering({**answers, "private_fostering_days": "a while"})


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        (date(2027, 3, 1), date(2027, 1, 18)),  # six weeks before
        (date(2026, 12, 1), date(2026, 12, 3)),  # too late for that: 48 hours
        (date(2026, 11, 20), date(2026, 11, 22)),
    ],
)
def test_the_notice_is_six_weeks_before_or_48_hours_after(begins: date, due: date) -> None:
    assert notice_due(begins, date(2026, 11, 23)) == due
