"""The baseline checklist: seven kinds of record, one row per group of people, each answered."""

import pytest

from spoc_desk.casework.baseline import wanted_rows
from spoc_desk.casework.exchange import answer_baseline, item_with_hands, record_hand, refresh_baseline
from spoc_desk.domain.exchanges import Applicable, HandKind, ItemState, RecordType
from spoc_desk.vault.records.stores import ITEMS
from tests.casework.desk import TODAY, Desk

H, S = HandKind, ItemState


@pytest.mark.req("R-003-70", "R-003-71", "R-003-72", "R-003-73", "R-003-74", "R-003-75", "R-003-76")
def test_the_checklist_has_all_seven_kinds_grouped_by_who_they_fit(arrival: Desk) -> None:
    rows = [
        (item.record_type, item.members)
        for item in ITEMS.find(arrival.vault, "case_id = ?", (arrival.case_id,), tail="ORDER BY item_no")
    ]
    child_a, child_b = arrival.children
    assert rows == [
        (RecordType.HEALTH, (child_a, child_b)),
        (RecordType.HEALTH, (arrival.unborn,)),
        (RecordType.HEALTH, (arrival.mother,)),
        (RecordType.HEALTH, (arrival.grandfather,)),
        (RecordType.NURSERY, ()),
        (RecordType.SCHOOL, (child_a,)),
        (RecordType.SCHOOL, (child_b,)),
        (RecordType.CHILDRENS_SOCIAL_WORK, (child_a, child_b, arrival.unborn)),
        (RecordType.ADULT_SOCIAL_CARE, (arrival.grandfather,)),
        (RecordType.MARAC, (arrival.mother, arrival.grandfather)),
        (RecordType.ADDITIONAL, ()),
    ]


def test_an_empty_household_still_gets_all_seven_kinds() -> None:
    assert [kind for kind, _ in wanted_rows([], TODAY)] == list(RecordType)


def test_the_checklist_run_again_adds_nothing_when_nobody_joined(arrival: Desk) -> None:
    assert refresh_baseline(arrival.vault, case_id=arrival.case_id).change.ids == ()


def test_a_row_is_answered_not_relevant_with_a_dated_hand(arrival: Desk) -> None:
    item_id = arrival.item("nursery")
    answer_baseline(arrival.vault, item_id=item_id, applicable="no")
    item, hands = item_with_hands(arrival.vault, item_id)
    assert (item.state, item.applicable, item.is_open) == (S.NOT_APPLICABLE, Applicable.NO, False)
    assert [(hand.hand, hand.happened_on) for hand in hands] == [(H.NOT_RELEVANT, TODAY)]


def test_needed_is_an_answer_without_a_hand_and_survives_taking_a_hand_back(arrival: Desk) -> None:
    item_id = arrival.item("school")
    answer_baseline(arrival.vault, item_id=item_id, applicable="yes")
    record_hand(arrival.vault, item_id=item_id, hand="A2", answers={})
    record_hand(arrival.vault, item_id=item_id, hand="RO", answers={"note": "Wrong row"})
    item = ITEMS.get(arrival.vault, item_id)
    assert (item.state, item.applicable) == (S.IDENTIFIED, Applicable.YES)
