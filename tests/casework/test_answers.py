"""Between answers and records: what is cleared, what cannot be, what cannot be read."""

from datetime import date

import pytest

from spoc_desk.casework.answers import answers_of, built, edited
from spoc_desk.domain.household import Member, MemberKind, Relationship, Sex, StatusFlag
from spoc_desk.domain.record import CaseId, MemberId
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.loader import load_form

FORM = load_form("member")
CHILD = Member(
    id=MemberId("1"), case_id=CaseId("2"), alias="Child A", kind=MemberKind.CHILD, date_of_birth=date(2017, 5, 4),
    sex=Sex.FEMALE, relationship=Relationship.CHILD, status_flags=(StatusFlag.CIN,), notes="Likes drawing.",
)  # fmt: skip


def test_a_record_survives_the_way_through_its_form() -> None:
    assert edited(CHILD, answers_of(CHILD, FORM), FORM) == CHILD


def test_a_cleared_choice_goes_back_to_its_default() -> None:
    assert edited(CHILD, {"sex": ""}, FORM).sex is Sex.NOT_KNOWN


def test_a_cleared_text_date_and_list_are_empty() -> None:
    after = edited(CHILD, {"notes": "", "date_of_birth": "", "status_flags": ()}, FORM)
    assert (after.notes, after.date_of_birth, after.status_flags) == ("", None, ())


def test_an_answer_the_record_cannot_do_without_is_asked_for_by_its_label() -> None:
    with pytest.raises(BadAnswer, match="needed before") as refused:
        edited(CHILD, {"kind": ""}, FORM)
    assert refused.value.field == "kind"


def test_an_unknown_choice_is_refused_and_named() -> None:
    with pytest.raises(BadAnswer, match="cannot be read") as refused:
        edited(CHILD, {"sex": "pasted rubbish"}, FORM)
    assert refused.value.field == "sex"


def test_a_new_record_without_a_needed_answer_is_refused() -> None:
    with pytest.raises(BadAnswer, match="needed before"):
        built(Member, {}, FORM, {"id": "1", "case_id": "2", "alias": "Child A"})
